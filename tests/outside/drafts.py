"""Drafts: a draft is the edition, line by line, with a number in the margin beside each paragraph and its build below."""

from __future__ import annotations

import json
import re

from copies import Maker
from manuscript import Edition
from pages import Made, normal
from paper import Glyph, Paper, blocks, lines
from tally import Tally

POINTS = 72 / 25.4
NUMBER = re.compile(r"¶(\d+)")


def compare(tally: Tally, edition: Edition, published: Made, maker: Maker) -> None:
    """Builds a copy of a published edition as a draft."""
    with maker.built(edition, unpublish) as (_, draft, said):
        if not tally.check("drafts: lines", draft is not None, said):
            return
        _lines(tally, edition.name, draft.paper, published.paper)
        _numbers(tally, edition.name, draft)
        _build(tally, edition.name, draft)
        tally.check("drafts: published", "¶" not in _artifacts(published.paper), f"{edition.name} has numbers")
        tally.check("drafts: published", not published.page.select(".pilcrow, .build"), f"{edition.name} has numbers")


def unpublish(edition: Edition) -> None:
    """A published edition becomes a draft."""
    head = edition.folder / "edition.toml"
    head.write_text(head.read_text("utf-8").replace('status = "published"', 'status = "draft"'), "utf-8")


def _lines(tally: Tally, where: str, draft: Paper, published: Paper) -> None:
    """What is read aloud: every line has the same words; below the title, which says what it is, in the same place."""
    one, other = (_placed(paper) for paper in (draft, published))
    one[0] = (one[0][0].removeprefix("草稿"), *one[0][1:])
    one = [line for line in one if line[0]]
    tally.equal("drafts: lines", f"{where}, lines", len(one), len(other))
    for found, expected in zip(one, other):
        first_page = expected[1] == 0
        tally.equal("drafts: lines", where, found[:2] if first_page else found, expected[:2] if first_page else expected)


def _placed(paper: Paper) -> list[tuple]:
    """Words, page and place of every line."""
    broken = [line for block in blocks(paper.root) for line in lines(block.glyphs())]
    return [(_say(line), line[0].page, round(line[0].x0, 1), round(line[-1].x1, 1), round(line[0].bottom, 1)) for line in broken]


def _say(line: list[Glyph]) -> str:
    return "".join(glyph.text for glyph in line).strip()


def _numbers(tally: Tally, where: str, draft: Made) -> None:
    """In the margin of the PDF, beside the first line of each paragraph that has the number in the page, none twice."""
    page = {int(link.get_text()[1:]): link.find_parent(id=True) for link in draft.page.select(".pilcrow")}
    tally.equal("drafts: numbers", f"{where}, in the page", list(page), list(range(1, len(page) + 1)))
    printed = _printed(draft.paper)
    tally.equal("drafts: numbers", f"{where}, in the PDF", sorted(printed), list(page))
    firsts = {}
    for block in blocks(draft.paper.root):
        firsts.setdefault(normal(block.text()), []).append(lines(block.glyphs())[0])
    for number, paragraph in page.items():
        tally.equal("drafts: numbers", f"{where}, id of ¶{number}", paragraph["id"], f"p{number}")
        words = normal(paragraph.get_text()).removeprefix(f"¶{number}")
        mark = printed.get(number)
        beside = [line for line in firsts.get(words, []) if mark and _beside(mark, line)]
        tally.check("drafts: numbers", bool(beside), f"{where}: ¶{number} at {mark} is not beside {words[:20]!r}")


def _printed(paper: Paper) -> dict[int, Glyph]:
    """Where each number ends that is printed in the left margin."""
    found = {}
    for line in lines([glyph for glyph in paper.artifacts if glyph.x1 < 30 * POINTS]):
        number = NUMBER.fullmatch(_say(line))
        if number:
            found[int(number[1])] = line[-1]
    return found


def _beside(mark: Glyph, line: list[Glyph]) -> bool:
    """Whether a mark stands before a line, at its height."""
    letter = line[0]
    level = letter.top < (mark.top + mark.bottom) / 2 < letter.bottom
    return mark.page == letter.page and mark.x1 < letter.x0 and level


def _build(tally: Tally, where: str, draft: Made) -> None:
    """Every page of the PDF and the end of the page name the build, as the manifest has it."""
    digest = json.loads((draft.folder / "manifest.json").read_text("utf-8"))["reports"]["ja"][:8]
    words = f"照合番号 {digest}"
    tally.equal("drafts: build", f"{where}, page", [part.get_text() for part in draft.page.select("footer .build")], [words])
    for number in range(len(draft.paper.pages)):
        feet = _artifacts(draft.paper, number)
        tally.check("drafts: build", normal(words) in feet, f"{where}, page {number + 1} of the PDF does not name its build: {feet}")


def _artifacts(paper: Paper, page: int | None = None) -> str:
    return normal("".join(glyph.text for glyph in paper.artifacts if page in (None, glyph.page)))
