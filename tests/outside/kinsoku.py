"""Typesetting: every line of every block of the PDF, measured by its glyphs' places."""

from __future__ import annotations

import re
from statistics import median

from manuscript import Edition
from pages import Made, normal
from paper import Element, Glyph, blocks, lines
from tally import Tally

CLOSING = "）］｝〕〉》」』】〙〗｠»’”)]}"
NEVER_FIRST = set(CLOSING + "、。，．・：；！？!?,.:;ーゝゞヽヾ々〻～〜％‰ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ")
NEVER_LAST = set("（［｛〔〈《「『【〘〖｟«‘“([{※")
HALF = set("、。，．" + "）］｝〕〉》」』】〙〗｠")
JUSTIFIED = {"P", "LI", "BlockQuote"}
HEADINGS = {"H1", "H2", "H3", "H4"}
TOLERANCE = 1.0
WHOLE = [
    re.compile(pattern)
    for pattern in (
        r"\d{1,5}/(?:TCP|UDP|ICMP)",
        r"\d{4}年\d{1,2}(?:～\d{1,2})?月(?:\d{1,2}日)?",
        r"\d{1,2}(?:～\d{1,2})?月(?:\d{1,2}日)?",
        r"約?[0-9][0-9,]*(?:\.[0-9]+)?(?:万|億)?(?:台|日|位|倍|割減|割増|割|%|件)?",
        r"［[表図]\d+］?",
        r"（\d+）",
    )
]


def compare(tally: Tally, edition: Edition, made: Made) -> None:
    """Measures one edition's PDF."""
    root = made.paper.root
    texts = list(blocks(root))
    for block in texts:
        measure_lines(tally, edition.name, block)
    _measure(tally, edition.name, texts)
    _headings(tally, edition.name, root, made)
    _together(tally, edition.name, root)
    _gaps(tally, edition.name, texts)
    _inside(tally, edition.name, made)


def measure_lines(tally: Tally, where: str, block: Element) -> None:
    """The lines of one block: their ends, what they break, their right edge."""
    broken = lines(block.glyphs())
    _edges_of_lines(tally, where, broken)
    if "http" in block.text():
        return
    _whole(tally, where, broken)
    if block.tag in JUSTIFIED:
        _flush(tally, where, broken)


def _say(line: list[Glyph]) -> str:
    return "".join(glyph.text for glyph in line).strip()


def _edges_of_lines(tally: Tally, where: str, broken: list[list[Glyph]]) -> None:
    """No line begins with what may not begin one, none ends with what may not end one."""
    for number, line in enumerate(broken):
        text = _say(line)
        if not text:
            continue
        page = line[0].page + 1
        if number > 0:
            tally.check("kinsoku: line begins", text[0] not in NEVER_FIRST, f"{where} page {page}: {text!r}")
        if number + 1 < len(broken):
            tally.check("kinsoku: line ends", text[-1] not in NEVER_LAST, f"{where} page {page}: {text!r}")


def _whole(tally: Tally, where: str, broken: list[list[Glyph]]) -> None:
    """No number with its unit, date, port or reference is broken."""
    for one, other in zip(broken, broken[1:]):
        before, after = _say(one), _say(other)
        for pattern in WHOLE:
            for found in pattern.finditer(before + after):
                crossed = found.start() < len(before) < found.end()
                detail = f"{where} page {one[0].page + 1}: {before[-12:]!r} | {after[:12]!r}"
                tally.check("kinsoku: unbroken", not crossed, detail)


def _right(line: list[Glyph]) -> float:
    """Where a line's ink ends: the empty half of closing punctuation does not count."""
    last = next(glyph for glyph in reversed(line) if glyph.text.strip())
    wide = last.x1 - last.x0 > 0.9 * last.size
    return last.x1 - (0.5 * last.size if last.text in HALF and wide else 0.0)


def _flush(tally: Tally, where: str, broken: list[list[Glyph]]) -> None:
    """The lines of a justified block but its last one end at the same edge."""
    full = [line for line in broken[:-1] if _say(line)]
    if len(full) < 2:
        return
    edges = [_right(line) for line in full]
    edge = median(edges)
    for line, right in zip(full, edges):
        # A last closing mark may keep its empty half or lose it.
        good = min(abs(right - edge), abs(right + 0.5 * line[-1].size - edge), abs(right - 0.5 * line[-1].size - edge))
        ends = _say(line)[-1] in HALF
        good = good if ends else abs(right - edge)
        detail = f"{where} page {line[0].page + 1}: ends {right - edge:+.2f} pt off: {_say(line)[-20:]!r}"
        tally.check("kinsoku: right edge", good <= TOLERANCE, detail)


def _measure(tally: Tally, where: str, texts: list[Element]) -> None:
    """Paragraphs of the text share one right edge on all pages."""
    edges = []
    for block in texts:
        broken = lines(block.glyphs())
        if block.tag == "P" and len(broken) > 2 and "http" not in block.text():
            edges.append((median(_right(line) for line in broken[:-1] if _say(line)), broken[0]))
    if edges:
        common = median(edge for edge, _ in edges)
        shared = sum(abs(edge - common) <= TOLERANCE for edge, _ in edges)
        tally.check("kinsoku: one measure", 2 * shared > len(edges), f"{where}: {shared} of {len(edges)} paragraphs end at {common:.1f}")
        for edge, line in edges:
            good = edge <= common + TOLERANCE
            tally.check("kinsoku: one measure", good, f"{where} page {line[0].page + 1}: {_say(line)[:20]!r} runs to {edge:.1f}")


def _headings(tally: Tally, where: str, root: Element, made: Made) -> None:
    """Below a heading stand at least two lines, a table or a figure on the same page."""
    rows: dict[int, set[int]] = {}
    for glyph in root.glyphs():
        if glyph.text.strip():
            rows.setdefault(glyph.page, set()).add(round(glyph.bottom))
    for heading in root.all(*HEADINGS):
        glyphs = [glyph for glyph in heading.glyphs() if glyph.text.strip()]
        if not glyphs:
            continue
        page, foot = glyphs[-1].page, glyphs[-1].bottom
        below = _merged([y for y in rows[page] if y > foot + 1])
        drawn = any(p == page and top > foot for p, _, _, top, _ in made.paper.pictures)
        detail = f"{where} page {page + 1}: only {below} lines below {_say(glyphs)!r}"
        tally.check("kinsoku: headings", below >= 2 or drawn, detail)


def _merged(heights: list[int]) -> int:
    """Number of lines among rounded baselines: those within three points are one."""
    count, last = 0, -100
    for height in sorted(heights):
        if height - last > 3:
            count += 1
        last = height
    return count


def _together(tally: Tally, where: str, root: Element) -> None:
    """A caption stands on the page of its table's first row or its figure; notes on that of the last row."""
    for table in root.all("Table"):
        rows = [row.glyphs() for row in table.all("TR") if row.glyphs()]
        for caption in table.all("Caption"):
            good = bool(rows) and caption.glyphs() and caption.glyphs()[-1].page == rows[0][0].page
            tally.check("kinsoku: captions", bool(good), f"{where}: caption parted: {caption.text()!r}")
    for parent in root.walk():
        kids = [piece for piece in parent.pieces if isinstance(piece, Element)]
        for one, other in zip(kids, kids[1:]):
            if not (one.glyphs() and other.glyphs()):
                continue
            if {one.tag, other.tag} == {"Caption", "Figure"}:
                good = one.glyphs()[0].page == other.glyphs()[0].page
                tally.check("kinsoku: captions", good, f"{where}: caption parted: {(one.text() + other.text())[:60]!r}")
            if other.text().startswith("※") and one.all("Table", "Figure"):
                good = one.glyphs()[-1].page == other.glyphs()[0].page
                tally.check("kinsoku: notes", good, f"{where}: note parted: {other.text()[:40]!r}")


def _gaps(tally: Tally, where: str, texts: list[Element]) -> None:
    """A quarter em parts kanji and kana from Latin letters and digits within a line, and no space is typed there."""
    japanese, latin = re.compile(r"[ぁ-んァ-ヶ一-龠々]"), re.compile(r"[A-Za-z0-9]")
    for block in texts:
        if block.tag not in JUSTIFIED:
            continue
        for line in lines(block.glyphs()):
            for one, other in zip(line, line[1:]):
                pair = (japanese.match(one.text) and latin.match(other.text)) or (latin.match(one.text) and japanese.match(other.text))
                if pair and one.x1 < other.x0 + other.size:
                    gap = (other.x0 - one.x1) / one.size
                    detail = f"{where} page {one.page + 1}: {gap:.2f} em in {_say(line)!r:.60}: {one.text}|{other.text}"
                    asked_for = 0.95 <= gap <= 1.05  # an em that parts a name from its explanation
                    tally.check("kinsoku: quarter em", 0.1 <= gap <= 0.55 or asked_for, detail)


def _inside(tally: Tally, where: str, made: Made) -> None:
    """Nothing runs over the page's edge."""
    for glyph in made.paper.root.glyphs():
        width, height = made.paper.pages[glyph.page]
        good = 20 < glyph.x0 and glyph.x1 < width - 20 and 15 < glyph.top and glyph.bottom < height - 15
        if not good:
            tally.check("kinsoku: inside the page", False, f"{where} page {glyph.page + 1}: {glyph}")
    tally.check("kinsoku: inside the page", bool(normal(made.paper.text())), f"{where}: an empty PDF")
