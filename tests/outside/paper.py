"""The finished PDF, read by its structure tree: elements in reading order, each with its characters and their places.

Read with pikepdf (the tree) and pdfplumber (the characters), which share no code with the program under test.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator

import pdfplumber
import pdfplumber.page
import pikepdf


class _Nested(pdfplumber.page.PDFPageAggregatorWithMarkedContent):
    """pdfplumber forgets the outer marked content when an inner one without number ends; this one remembers."""

    def begin_tag(self, tag, props=None):
        self.__dict__.setdefault("outer", []).append((self.cur_tag, self.cur_mcid))
        held = self.cur_mcid
        super().begin_tag(tag, props)
        if self.cur_mcid is None and self.cur_tag != "Artifact":
            self.cur_mcid = held

    def end_tag(self):
        outer = self.__dict__.get("outer")
        self.cur_tag, self.cur_mcid = outer.pop() if outer else (None, None)


pdfplumber.page.PDFPageAggregatorWithMarkedContent = _Nested


@dataclass(frozen=True)
class Glyph:
    """A character (or ligature) on a page, with its box; `bottom` grows downwards."""

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


@dataclass
class Element:
    """An element of the structure tree: children and glyphs in reading order."""

    tag: str
    pieces: list = field(default_factory=list)
    alt: str = ""
    lang: str = ""

    def walk(self) -> Iterator["Element"]:
        """This element and all below it, in order."""
        yield self
        for piece in self.pieces:
            if isinstance(piece, Element):
                yield from piece.walk()

    def glyphs(self, without: frozenset = frozenset()) -> list[Glyph]:
        """All characters in order, those of elements tagged `without` left out."""
        found: list[Glyph] = []
        for piece in self.pieces:
            if isinstance(piece, Glyph):
                found.append(piece)
            elif piece.tag not in without:
                found.extend(piece.glyphs(without))
        return found

    def text(self, without: frozenset = frozenset()) -> str:
        """The characters as one string, line ends unmarked."""
        return "".join(glyph.text for glyph in self.glyphs(without))

    def all(self, *tags: str) -> list["Element"]:
        """Elements below (or this one) with one of the tags."""
        return [element for element in self.walk() if element.tag in tags]


@dataclass
class Paper:
    """A PDF: its structure, its page sizes, every glyph with a place and those outside the structure."""

    path: Path
    root: Element
    pages: list[tuple[float, float]]
    artifacts: list[Glyph]
    pictures: list[tuple[int, float, float, float, float]]
    title: str
    lang: str
    attachments: dict[str, bytes]

    def text(self) -> str:
        """The text in reading order."""
        return self.root.text()


def read(path: Path) -> Paper:
    """Reads the PDF at `path`."""
    glyphs, artifacts, pages, pictures = _glyphs(path)
    with pikepdf.open(path) as document:
        order = {page.objgen: number for number, page in enumerate(document.pages)}
        catalog = document.Root
        root = Element("Root")
        roles = catalog.StructTreeRoot.get("/RoleMap", {})
        for kid in _listed(catalog.StructTreeRoot.get("/K")):
            _grow(root, kid, None, order, glyphs, roles)
        title = str(document.docinfo.get("/Title", ""))
        files = {name: item.get_file().read_bytes() for name, item in document.attachments.items()}
        return Paper(path, root, pages, artifacts, pictures, title, str(catalog.get("/Lang", "")), files)


def _glyphs(path: Path):
    """Characters by page and marked content, those of no content, page sizes, and boxes of drawings."""
    marked: dict[tuple[int, int], list[Glyph]] = {}
    artifacts, pages, pictures = [], [], []
    with pdfplumber.open(path) as document:
        for number, page in enumerate(document.pages):
            pages.append((float(page.width), float(page.height)))
            for char in page.chars:
                box = [float(char[key]) for key in ("x0", "x1", "top", "bottom", "size")]
                glyph = Glyph(char["text"], number, *box)
                if char.get("mcid") is None:
                    artifacts.append(glyph)
                else:
                    marked.setdefault((number, char["mcid"]), []).append(glyph)
            for item in [*page.images, *page.curves]:
                pictures.append((number, item["x0"], item["x1"], item["top"], item["bottom"]))
            page.close()
    return marked, artifacts, pages, pictures


def _listed(kids) -> list:
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _grow(parent: Element, kid, page, order, glyphs, roles) -> None:
    """Hangs one kid of the structure tree below `parent`."""
    if isinstance(kid, int):
        parent.pieces.extend(glyphs.get((page, kid), []))
        return
    if "/Pg" in kid:
        page = order.get(kid.Pg.objgen, page)
    kind = str(kid.get("/Type", "/StructElem"))
    if kind == "/MCR":
        parent.pieces.extend(glyphs.get((page, int(kid.MCID)), []))
    elif kind == "/StructElem":
        tag = str(kid.S).lstrip("/")
        tag = str(roles.get("/" + tag, "/" + tag)).lstrip("/")
        element = Element(tag, alt=str(kid.get("/Alt", "")), lang=str(kid.get("/Lang", "")))
        parent.pieces.append(element)
        for below in _listed(kid.get("/K")):
            _grow(element, below, page, order, glyphs, roles)


INLINE = {"Span", "Link", "Em", "Strong", "Code", "Reference", "Quote", "Lbl", "Annot", "NonStruct", "Note"}
LEFT_OUT = {"TOC", "Figure"}
BULLET = re.compile(r"^(?:[・•‣–◦*-]|\d+[.)．]?)$")


def blocks(element: Element) -> Iterator[Element]:
    """Stretches of text that stand by themselves, in reading order: paragraphs, headings, cells, captions, list items
    without their bullets, and text directly inside a division. Contents and drawings are left out."""
    run = Element(element.tag)
    for piece in element.pieces:
        if isinstance(piece, Glyph) or (piece.tag in INLINE and _inline(piece)):
            run.pieces.append(piece)
            continue
        if piece.tag in ("LBody", "Lbl"):
            labels = "".join(p.text() for p in run.pieces if isinstance(p, Element))
            run = Element("LI", [] if BULLET.match(labels.strip()) else run.pieces)
            inner = list(blocks(piece))
            if inner and inner[0].tag == "LBody":
                inner[0] = Element("LI", run.pieces + inner[0].pieces)
                run = Element(element.tag)
            elif run.pieces:
                yield run
                run = Element(element.tag)
            yield from inner
            continue
        if run.text().strip():
            yield run
        run = Element(element.tag)
        if piece.tag not in LEFT_OUT:
            yield from blocks(piece)
    if run.text().strip():
        yield run


def _inline(element: Element) -> bool:
    """Whether nothing below the element stands by itself."""
    return all(isinstance(p, Glyph) or (p.tag in INLINE and _inline(p)) for p in element.pieces)


def lines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs of one element broken where their order goes back to the left or to another page."""
    broken: list[list[Glyph]] = []
    for glyph in glyphs:
        last = broken[-1][-1] if broken else None
        same = last and last.page == glyph.page and glyph.x0 > last.x0 - 0.3 * glyph.size and _level(last, glyph)
        if same:
            broken[-1].append(glyph)
        else:
            broken.append([glyph])
    return broken


def _level(one: Glyph, other: Glyph) -> bool:
    """Whether two glyphs share a line: their boxes overlap by half of the smaller."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.5 * min(one.bottom - one.top, other.bottom - other.top)
