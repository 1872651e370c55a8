"""Anatomy: the 23 rows of the model report, each found in order in the page and in the PDF of an edition."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from manuscript import Edition
from pages import Made, normal
from tally import Tally

ROWS = 23


def compare(tally: Tally, edition: Edition, made: Made, table: Path) -> None:
    """Looks for every row of the table, one after the other."""
    rows = tomllib.loads(table.read_text("utf-8"))["row"]
    numbers = [row["number"] for row in rows]
    tally.equal("anatomy: table", "numbers of the rows", numbers, list(range(1, ROWS + 1)))
    for row in rows:
        checks = row.get("words", []) + row.get("page", []) + row.get("paper", [])
        tally.check("anatomy: table", bool(checks), f"row {row['number']} ({row['what']}) has no check")
    for name, text in (("page", made.text()), ("PDF", made.paper_text())):
        _in_order(tally, f"{edition.name} {name}", text, rows)
    for row in rows:
        for selector in row.get("page", []):
            found = made.core.select(selector)
            tally.check("anatomy: page", bool(found), f"row {row['number']}: nothing matches {selector}")
        for tag in row.get("paper", []):
            found = [element for element in made.paper.root.all(tag) if element.text().strip() or element.alt]
            tally.check("anatomy: PDF", len(found) >= row.get("least", 1), f"row {row['number']}: no {tag}")


def _in_order(tally: Tally, where: str, text: str, rows: list[dict]) -> None:
    """Each row's words from where the row before was found; patterns are regular expressions."""
    place = 0
    for row in rows:
        for pattern in row.get("words", []):
            found = re.compile(normal_pattern(pattern)).search(text, place)
            tally.check("anatomy: words", found is not None, f"{where} row {row['number']} ({row['what']}): {pattern}")
            if found:
                place = found.start() if row.get("again") else found.end()


def normal_pattern(pattern: str) -> str:
    """A pattern without white space, as the texts are."""
    return normal(pattern)
