"""An edition's finished files: the page as a tree, the data files as rows, the PDF by its structure."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString, Tag

import paper

REGIONS = {
    "米国": "US", "ロシア": "RU", "英国": "GB", "中国": "CN", "ブルガリア": "BG", "日本": "JP", "インド": "IN",
    "台湾": "TW", "韓国": "KR", "オランダ": "NL", "ドイツ": "DE", "フランス": "FR", "シンガポール": "SG", "香港": "HK",
    "カナダ": "CA", "ブラジル": "BR", "ベトナム": "VN", "ウクライナ": "UA", "イラン": "IR", "ルーマニア": "RO",
}  # fmt: skip
SERVICES = {
    "23/TCP": "telnet", "22/TCP": "ssh", "80/TCP": "http", "443/TCP": "https", "445/TCP": "microsoft-ds",
    "6379/TCP": "redis", "1433/TCP": "ms-sql-s", "3389/TCP": "ms-wbt-server", "3306/TCP": "mysql", "53/UDP": "domain",
    "53/TCP": "domain", "1469/UDP": "aal-lm", "6666/TCP": "ircu", "6668/TCP": "ircu", "8088/TCP": "radan-http",
    "5555/TCP": "personal-agent", "8080/TCP": "http-alt", "5060/UDP": "sip", "123/UDP": "ntp", "1900/UDP": "ssdp",
}  # fmt: skip
BARE = {"0/ICMP", "81/TCP", "8728/TCP", "6675/TCP", "37215/TCP", "52869/TCP", "53413/UDP"}


def normal(text: str) -> str:
    """Text without white space, compatibility ligatures taken apart."""
    text = re.sub(r"[\s\u200b\u2060\u00ad]+", "", text)
    return "".join(unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufb06" else c for c in text)


@dataclass
class Made:
    """What a build wrote for one edition."""

    folder: Path
    page: BeautifulSoup = field(init=False)

    def __post_init__(self):
        self.page = BeautifulSoup((self.folder / "index.html").read_bytes(), "html5lib")

    @cached_property
    def paper(self) -> paper.Paper:
        """The PDF."""
        return paper.read(self.folder / "report.pdf")

    @cached_property
    def core(self) -> Tag:
        """The page's article without extras and without what is inside drawings."""
        copy = BeautifulSoup(str(self.page.find("main")), "html5lib").find("main")
        for gone in copy.select("[data-extra], svg, img, script, style, template"):
            gone.decompose()
        return copy

    def csv(self, anchor: str) -> list[list[str]]:
        """Rows of a data file, header first."""
        raw = (self.folder / "data" / f"{anchor}.csv").read_bytes()
        return list(csv.reader(raw.decode("utf-8-sig").splitlines()))

    def figure(self, anchor: str) -> Tag | None:
        """The `figure` with an anchor."""
        return self.core.find("figure", id=anchor)

    def cells(self, anchor: str) -> list[list[str]]:
        """The printed cells of a table by row, header first."""
        found = self.figure(anchor)
        rows = found.find("table").find_all("tr") if found and found.find("table") else []
        return [[normal(cell.get_text()) for cell in row.find_all(["th", "td"])] for row in rows]

    def captions(self) -> list[str]:
        """Captions of all tables and figures in order."""
        return [normal(caption.get_text()) for caption in self.core.find_all("figcaption")]

    def paper_tables(self) -> dict[str, list[list[str]]]:
        """Cells of the PDF's tables by caption."""
        tables: dict[str, list[list[str]]] = {}
        caption = ""
        for element in self.paper.root.walk():
            if element.tag == "Caption":
                caption = normal(element.text())
            elif element.tag == "Table":
                own = element.all("Caption")
                caption = normal(own[0].text()) if own else caption
                rows = [[normal(cell.text()) for cell in row.all("TH", "TD")] for row in element.all("TR")]
                tables[caption] = rows
        return tables

    def text(self) -> str:
        """The page's core as one string without white space."""
        return normal(self.core.get_text())

    def paper_text(self) -> str:
        """The PDF's tagged text as one string without white space, drawings and contents left out."""
        return normal(self.paper.root.text(frozenset({"Figure", "TOC"})))


def own_text(tag: Tag) -> str:
    """Text of a tag that is not inside a block element below it."""
    blocks = {"p", "ul", "ol", "li", "figure", "table", "div", "section", "blockquote", "dl", "header", "footer"}
    parts = []
    for child in tag.children:
        if isinstance(child, NavigableString):
            parts.append(str(child))
        elif isinstance(child, Tag) and child.name not in blocks:
            parts.append(own_text(child))
    return "".join(parts)
