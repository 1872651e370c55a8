"""The checks' own check: faults seeded into finished files must be noticed, each by the check that is there for it."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import Callable

import kinsoku
import names
import parity
import truth
from manuscript import Edition
from pages import Made
from paper import Element, Glyph
from tally import Tally


def notice(tally: Tally, edition: Edition, made: Made) -> None:
    """Seeds each fault into a copy and asks whether its check fails."""
    table = edition.computed("table")[0].anchor
    chart = edition.computed("chart")[0].anchor
    seeded: list[tuple[str, str, Callable[[str], str]]] = [
        ("truth: data of tables", f"data/{table}.csv", lambda text: re.sub(r"(\n[^,]+),2,", r"\g<1>,3,", text, count=1)),
        ("truth: data of figures", f"data/{chart}.csv", lambda text: re.sub(r"(\n\d{4}-\d\d-\d\d,)\d+", r"\g<1>7", text, count=1)),
        ("truth: cells of the page", "index.html", lambda text: _in_table(text, table)),
        ("truth: sentences of the page", "index.html", lambda text: text.replace("約", "凡そ")),
        ("parity: core", "index.html", lambda text: _last(text, "。</p>", "。また。</p>")),
        ("names: outputs", "index.html", lambda text: text.replace("</title>", " JPCERT</title>")),
    ]
    if edition.site.get("licence"):
        name = edition.site["licence"]["name"]
        seeded.append(("marks: licence", f"data/{table}.csv", lambda text: text.replace(name, "")))
    for check, file, change in seeded:
        with tempfile.TemporaryDirectory() as folder:
            copied = Path(folder) / edition.folder.name
            shutil.copytree(made.folder, copied)
            path = copied / file
            whole = path.read_bytes().decode("utf-8")
            path.write_bytes(change(whole).encode("utf-8"))
            good = change(whole) != whole and _failed(edition, copied)[check] > 0
            tally.check("faults: noticed", good, f"{edition.name}: a fault in {file} is not noticed by '{check}'")
    typeset(tally)


def _failed(edition: Edition, folder: Path):
    inner, made = Tally(shown=0), Made(folder)
    truth.compare(inner, edition, made)
    parity.compare(inner, edition, made)
    names.outputs(inner, edition, made)
    names.marks(inner, edition, made)
    return inner.failed


def _in_table(text: str, anchor: str) -> str:
    """The first cell of the table's second row changed."""
    start = text.index("<tbody", text.index(f'id="{anchor}"'))
    row = text.index("<tr", text.index("</tr>", start))
    return text[:row] + re.sub(r">2<", ">9<", text[row:], count=1)


def _last(text: str, old: str, new: str) -> str:
    """The last occurrence replaced."""
    before, _, after = text.rpartition(old)
    return before + new + after


def typeset(tally: Tally) -> None:
    """Lines that no rule allows, as glyphs."""
    for check, lines in (
        ("kinsoku: line begins", ["本文です", "、続き"]),
        ("kinsoku: line ends", ["本文です（", "続き）"]),
        ("kinsoku: unbroken", ["本文は23/", "TCPです"]),
        ("kinsoku: unbroken", ["本文は10月", "19日です"]),
        ("kinsoku: right edge", ["本文本文本文", "本文本文", "本文本文本文", "終"]),
    ):
        inner = Tally(shown=0)
        broken = [_line(text, number) for number, text in enumerate(lines)]
        kinsoku.measure_lines(inner, "seeded", Element("P", [g for line in broken for g in line]))
        tally.check("faults: noticed", inner.failed[check] > 0, f"{lines} is not noticed by '{check}'")


def _line(text: str, number: int) -> list[Glyph]:
    return [Glyph(c, 0, 100.0 + 10 * i, 110.0 + 10 * i, 100.0 + 17 * number, 110.0 + 17 * number, 10.0) for i, c in enumerate(text)]
