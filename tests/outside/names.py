"""Names: no real observer or vendor stands in the samples or in what was made of them; marks and licence stand everywhere."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

from manuscript import Edition
from pages import Made, normal
from tally import Tally

NEVER = ["JPCERT", "TSUBAME", "jpcert.or.jp"]
VENDORS = [
    "Microsoft", "Windows", "Cisco", "Hikvision", "Dahua", "TP-Link", "ASUS", "NETGEAR", "D-Link", "バッファロー", "BUFFALO",
    "Huawei", "ZTE", "MikroTik", "QNAP", "Synology", "Shodan", "Censys", "Palo Alto", "Juniper", "Fortinet", "FortiGate",
    "Amazon", "AWS", "Google", "Azure", "Apple", "I-O DATA", "アイ・オー・データ", "Panasonic", "パナソニック", "Sony", "ソニー",
    "Fujitsu", "富士通", "ヤマハ", "NICTER", "警察庁", "経済産業省", "総務省", "Kaspersky", "Trend Micro", "トレンドマイクロ",
    "Symantec", "McAfee", "Rapid7", "Shadowserver", "Zyxel", "Ubiquiti", "Siemens", "Schneider", "三菱電機", "日立",
]  # fmt: skip
# Names that IANA registered for ports, printed as labels.
REGISTERED = re.compile(r"microsoft-ds|ms-sql-s|ms-wbt-server", re.I)
FORBIDDEN = re.compile(
    "|".join(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" for name in VENDORS)
    + "|(?i:" + "|".join(map(re.escape, NEVER)) + ")"
)  # fmt: skip
TEXTS = {".md", ".toml", ".csv", ".html", ".css", ".svg", ".json", ".typ", ".txt", ".py", ".xml"}


def samples(tally: Tally, root: Path) -> None:
    """Every text file below `samples/`."""
    for path in sorted(root.rglob("*")):
        if path.is_file() and (path.suffix in TEXTS or path.name.endswith(".csv.gz")):
            raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            _clean(tally, "names: samples", str(path), raw.decode("utf-8", "replace"))


def outputs(tally: Tally, edition: Edition, made: Made) -> None:
    """Every byte that was made: files as text, the PDF's text, drawings, metadata, attachments."""
    for path in sorted(made.folder.rglob("*")):
        if path.is_file() and path.suffix in TEXTS:
            _clean(tally, "names: outputs", f"{edition.name} {path.name}", path.read_text("utf-8", "replace"))
    sheet = made.paper
    figures = "".join(glyph.text for glyph in [*sheet.root.glyphs(), *sheet.artifacts])
    alts = " ".join(element.alt for element in sheet.root.walk())
    for what, text in (("PDF text", figures), ("PDF text alternatives", alts), ("PDF title", sheet.title)):
        _clean(tally, "names: outputs", f"{edition.name} {what}", text)
    for name, raw in sheet.attachments.items():
        _clean(tally, "names: outputs", f"{edition.name} attachment {name}", name + raw.decode("utf-8", "replace"))


def _clean(tally: Tally, check: str, where: str, text: str) -> None:
    found = FORBIDDEN.search(REGISTERED.sub("", text))
    tally.check(check, found is None, f"{where}: {found and found[0]!r}")


def marks(tally: Tally, edition: Edition, made: Made) -> None:
    """The site's mark on cover, running header, every figure, HTML title and data files; its licence in every output."""
    notice = edition.site.get("notice", {}).get("mark")
    licence = edition.site.get("licence", {}).get("name")
    notice = notice.get("ja") if isinstance(notice, dict) else notice
    sheet = made.paper
    if notice:
        _has(tally, "marks: notice", f"{edition.name} HTML title", made.page.title.get_text(), notice)
        _has(tally, "marks: notice", f"{edition.name} PDF title", sheet.title, notice)
        cover = "".join(glyph.text for glyph in sheet.root.glyphs() if glyph.page == 0)
        _has(tally, "marks: notice", f"{edition.name} cover", cover, notice)
        for page in range(1, len(sheet.pages)):
            running = "".join(glyph.text for glyph in sheet.artifacts if glyph.page == page and glyph.top < 90)
            _has(tally, "marks: notice", f"{edition.name} header of page {page + 1}", running, notice)
        for drawing in sorted((made.folder / "figures").glob("*.svg")):
            _has(tally, "marks: notice", f"{edition.name} {drawing.name}", drawing.read_text("utf-8"), notice)
    for path in sorted((made.folder / "data").glob("*.csv")):
        for what, check in ((notice, "marks: notice"), (licence, "marks: licence")):
            if what:
                _has(tally, check, f"{edition.name} {path.name}", path.read_text("utf-8-sig"), what)
    if licence:
        manifest = json.dumps(json.loads((made.folder / "manifest.json").read_text("utf-8")), ensure_ascii=False)
        outputs = (("page", made.text()), ("PDF", made.paper_text()), ("manifest", normal(manifest)))
        for what, text in outputs:
            _has(tally, "marks: licence", f"{edition.name} {what}", text, normal(licence))


def _has(tally: Tally, check: str, where: str, text: str, wanted: str) -> None:
    tally.check(check, wanted in text, f"{where} lacks {wanted!r}")
