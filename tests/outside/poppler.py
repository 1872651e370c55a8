"""The PDF as poppler reads it: its fonts, and its structure with the text in it, in order, against the page's core."""

from __future__ import annotations

import difflib
import re
import subprocess
import tempfile
from functools import lru_cache

from manuscript import Edition
from pages import Made, normal
from paper import Element, Glyph, blocks
from parity import page_core
from tally import Tally

FONT = re.compile(r"^\S+ .*? (?P<embedded>yes|no) +(?P<subset>yes|no) +(?P<unicode>yes|no) +\d+ +\d+$")
# What each element of the page is in the PDF: the title is a title there, and chapters begin at the first level.
KINDS = {
    "h2": "H1", "h3": "H2", "h4": "H3", "p": "P", "li": "LI", "figcaption": "Caption", "th": "TH", "td": "TD",
}  # fmt: skip


def compare(tally: Tally, edition: Edition, made: Made) -> None:
    """Fonts and structure of an edition's PDF."""
    fonts(tally, edition, made)
    structure(tally, edition, made)
    alternatives(tally, edition, made)


def fonts(tally: Tally, edition: Edition, made: Made) -> None:
    """Every font is embedded, cut down to what is used, and says which characters its glyphs are."""
    lines = _told("pdffonts", made).splitlines()[2:]
    tally.check("poppler: fonts", len(lines) > 1, f"{edition.name}: {len(lines)} fonts")
    for line in lines:
        font = FONT.match(line)
        good = font and font["embedded"] == font["subset"] == font["unicode"] == "yes"
        tally.check("poppler: fonts", bool(good), f"{edition.name}: {line}")


def structure(tally: Tally, edition: Edition, made: Made) -> None:
    """Every element after the front matter: its kind and its words, in the page's order."""
    page = [(KINDS[name], text) for name, text in page_core(made)[0]]
    sheet = [(block.tag, normal(block.text())) for block in blocks(tree(_told("pdfinfo", made, "-struct-text")))]
    sheet = [(kind, text) for kind, text in sheet if text and text != "目次"]
    start = next((at for at, item in enumerate(sheet) if item == page[0]), len(sheet))
    sheet = sheet[start:]
    for kind, a0, a1, b0, b1 in difflib.SequenceMatcher(None, page, sheet, autojunk=False).get_opcodes():
        where = f"{edition.name}: page {page[a0:a1]!r:.300}, PDF {sheet[b0:b1]!r:.300}"
        for _ in range(max(a1 - a0, b1 - b0) if kind == "equal" else 1):
            tally.check("poppler: structure", kind == "equal", where)


def alternatives(tally: Tally, edition: Edition, made: Made) -> None:
    """Every drawing and picture says in the PDF what it says in the page, in the same order."""
    pictures = made.page.select("main figure :is(img, svg):not([data-extra] *)")
    page = [picture.get("alt") or picture.find("desc").get_text() for picture in pictures]
    sheet = [figure.alt for figure in made.paper.root.all("Figure")]
    tally.equal("poppler: alternatives", edition.name, [normal(text) for text in sheet], [normal(text) for text in page])


def _told(program: str, made: Made, *options: str) -> str:
    return _asked(program, options, (made.folder / "report.pdf").read_bytes())


@lru_cache
def _asked(program: str, options: tuple[str, ...], sheet: bytes) -> str:
    """What a program says of a PDF; `pdfinfo` takes seconds to say it."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(sheet)
        file.flush()
        done = subprocess.run([program, *options, file.name], capture_output=True, check=True)
    # Titles of elements are printed in their own encoding; the words in them are UTF-8.
    return done.stdout.decode("utf-8", "replace")


LINE = re.compile(r"^(?P<indent> *)(?:\"(?P<text>.*)\"|(?P<tag>[A-Za-z]\w*)\b.*)$")


def tree(told: str) -> Element:
    """The structure that `pdfinfo -struct-text` prints, a level two blanks deeper than the one around."""
    root = Element("Root")
    path = [(-1, root)]
    for line in told.splitlines():
        found = LINE.match(line)
        if not found or found["tag"] == "Object":
            continue
        depth = len(found["indent"])
        while path[-1][0] >= depth:
            path.pop()
        if found["tag"]:
            element = Element(found["tag"])
            path[-1][1].pieces.append(element)
            path.append((depth, element))
        else:
            path[-1][1].pieces += [Glyph(c, 0, 0, 0, 0, 0, 0) for c in found["text"]]
    return root
