"""Parity: the core of the page and the core of the PDF, taken out by structure, are the same words in the same order."""

from __future__ import annotations

import difflib
import hashlib
import json

from manuscript import Edition
from pages import Made, normal, own_text
from paper import Element, blocks
from tally import Tally

PAGE_BLOCKS = ["h2", "h3", "h4", "h5", "p", "li", "figcaption", "th", "td", "blockquote"]


def compare(tally: Tally, edition: Edition, made: Made) -> None:
    """Compares the two cores of one edition item by item, the front matter by presence."""
    page, front = page_core(made)
    page = [text for _, text in page]
    sheet = paper_core(made.paper.root)
    for words in front:
        tally.check("parity: front matter", words in made.paper_text(), f"{edition.name}: the PDF lacks {words!r}")
    contents = {"目次"}
    sheet = [item for item in sheet if item not in contents]
    notice = notices(made)
    page, sheet = notice_apart(tally, edition, notice, page, sheet)
    _drop(sheet, front, page[0] if page else "")
    for kind, a0, a1, b0, b1 in difflib.SequenceMatcher(None, page, sheet, autojunk=False).get_opcodes():
        if kind == "equal":
            for _ in range(a0, a1):
                tally.check("parity: core", True, "")
        else:
            where = f"{edition.name}: page {page[a0:a1]!r:.400}, PDF {sheet[b0:b1]!r:.400}"
            tally.check("parity: core", False, where)
    attachments(tally, edition, made)
    languages(tally, edition, made)
    finished(tally, edition, made)


def finished(tally: Tally, edition: Edition, made: Made) -> None:
    """The digest of each `report.json` is the one that the manifest names for its language."""
    manifest = json.loads((made.folder / "manifest.json").read_text("utf-8"))
    for place, lang in enumerate(manifest["langs"]):
        path = made.folder / (lang if place else "") / "report.json"
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        tally.equal("parity: finished report", f"{edition.name}, {lang}", found, manifest["reports"][lang])


def notices(made: Made) -> list[str]:
    """Items of the notices of corrections on the page."""
    parts = [part for section in made.core.select("section.correction") for part in section.find_all(PAGE_BLOCKS)]
    return [normal(own_text(part)) for part in parts]


def notice_apart(
    tally: Tally, edition: Edition, notice: list[str], page: list[str], sheet: list[str]
) -> tuple[list[str], list[str]]:
    """The cores without the notices: they stand first on the page, and behind the cover, its key points included, on paper."""
    if not notice:
        return page, sheet
    tally.check("parity: notice", page[: len(notice)] == notice, f"{edition.name}: the notice is not first on the page")
    starts = [at for at in range(len(sheet)) if sheet[at : at + len(notice)] == notice]
    tally.check("parity: notice", len(starts) == 1, f"{edition.name}: the PDF has the notice {len(starts)} times")
    rest = sheet[: starts[0]] + sheet[starts[0] + len(notice) :] if starts else sheet
    return page[len(notice) :], rest


def page_core(made: Made) -> tuple[list[tuple[str, str]], list[str]]:
    """Items of the page's core after its front matter, each with its element, and the items of the front matter."""
    core = made.core
    header = core.find("header")
    front = [normal(own_text(part)) for part in header.find_all(["span", "li", "p", "h1"])] if header else []
    if header:
        header.extract()
    items = []
    for part in core.find_all(PAGE_BLOCKS):
        if part.find_parent("ol", class_="references") and part.name != "li":
            continue
        whole = part.name == "li" and part.find_parent("ol", class_="references")
        text = normal(part.get_text() if whole else own_text(part))
        if text:
            items.append((part.name, text))
    if header:
        core.insert(0, header)
    return items, [text for text in front if text]


def paper_core(root: Element) -> list[str]:
    """Items of the PDF's core in reading order."""
    return [text for text in (normal(block.text()) for block in blocks(root)) if text]


def _drop(sheet: list[str], front: list[str], first: str) -> None:
    """Removes the front matter's items before `first` from the PDF's: title, version, date, publisher, notice, licence."""
    known = set(front) | {normal("".join(front[:n])) for n in range(2, len(front) + 1)}
    end = sheet.index(first) if first in sheet else len(sheet)
    sheet[:end] = [item for item in sheet[:end] if item not in known and not _made_of(item, front)]


def _made_of(item: str, front: list[str]) -> bool:
    """Whether an item is nothing but pieces of the front matter."""
    rest = item
    for words in sorted(set(front), key=len, reverse=True):
        rest = rest.replace(words, "", 1)
    return not rest


def languages(tally: Tally, edition: Edition, made: Made) -> None:
    """Passages in another language are the same in both, and are said to be in the same language."""
    own = edition.site["site"].get("lang", "ja")
    # The article says its own language, for a page of somebody else.
    page = [(part["lang"], normal(part.get_text())) for part in made.core.select("[lang]") if part["lang"] != own]
    sheet = [(lang, text) for lang, text in _spoken(made.paper.root, own) if not lang.startswith(own)]
    for lang in sorted({lang for lang, _ in page + sheet}):
        found, expected = ("".join(text for other, text in part if other == lang) for part in (sheet, page))
        tally.equal("parity: languages", f"{edition.name}, what is in {lang}", found, expected)


def _spoken(element: Element, around: str):
    """The characters below an element in order, each with its language."""
    lang = element.lang or around
    for piece in element.pieces:
        if isinstance(piece, Element):
            yield from _spoken(piece, lang)
        else:
            yield lang, normal(piece.text)


def attachments(tally: Tally, edition: Edition, made: Made) -> None:
    """What the PDF carries is byte for byte what lies in `data/`."""
    if not edition.site.get("pdf", {}).get("attachments", True):
        return
    files = {path.name: path.read_bytes() for path in (made.folder / "data").glob("*.csv")}
    for name, raw in sorted(files.items()):
        found = next((data for other, data in made.paper.attachments.items() if other.split("/")[-1] == name), None)
        tally.check("parity: attachments", found == raw, f"{edition.name}: {name} is not attached as it lies in data/")
