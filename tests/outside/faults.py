"""The checks' own check: faults seeded into finished files must be noticed, each by the check that is there for it."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import Callable

import pikepdf

import kinsoku
import names
import parity
import points
import poppler
import truth
from manuscript import Edition
from pages import Made
from paper import Element, Glyph
from tally import Tally

JUDGES = {
    "truth": truth.compare, "parity": parity.compare, "names": names.outputs, "marks": names.marks,
    "points": points.compare, "poppler: fonts": poppler.fonts, "poppler: structure": poppler.structure,
    "poppler: alternatives": poppler.alternatives,
}  # fmt: skip


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
        ("parity: languages", "index.html", lambda text: text.replace('<span lang="en">', '<span lang="fr">', 1)),
        ("parity: finished report", "report.json", lambda text: text.replace("。", "、", 1)),
        ("poppler: structure", "index.html", lambda text: re.sub(r"<(/?)h3\b", r"<\1h4", text)),
        ("poppler: alternatives", "index.html", lambda text: text.replace("</desc>", "また。</desc>", 1)),
        ("names: outputs", "index.html", lambda text: text.replace("</title>", " JPCERT</title>")),
    ]
    if edition.site.get("licence"):
        name = edition.site["licence"]["name"]
        seeded.append(("marks: licence", f"data/{table}.csv", lambda text: text.replace(name, "")))
    drawn = made.folder / "figures" / f"{chart}.svg"
    quiet = [("points: zeros", _floating)] if _floating(drawn.read_text("utf-8")) != drawn.read_text("utf-8") else []
    seeded += [(check, f"figures/{chart}.svg", change) for check, change in DRAWN + quiet]
    for check, file, change in seeded:
        with tempfile.TemporaryDirectory() as folder:
            copied = Path(folder) / edition.folder.name
            shutil.copytree(made.folder, copied)
            path = copied / file
            whole = path.read_bytes().decode("utf-8")
            path.write_bytes(change(whole).encode("utf-8"))
            good = change(whole) != whole and _failed(edition, copied, check)
            tally.check("faults: noticed", good, f"{edition.name}: a fault in {file} is not noticed by '{check}'")
    for check, harm in BOUND:
        with tempfile.TemporaryDirectory() as folder:
            copied = Path(folder) / edition.folder.name
            shutil.copytree(made.folder, copied)
            with pikepdf.open(copied / "report.pdf", allow_overwriting_input=True) as document:
                harm(document)
                document.save(copied / "report.pdf")
            good = _failed(edition, copied, check)
            tally.check("faults: noticed", good, f"{edition.name}: {harm.__name__} is not noticed by '{check}'")
    typeset(tally)


def _failed(edition: Edition, folder: Path, check: str) -> bool:
    inner = Tally(shown=0)
    judge = JUDGES.get(check) or JUDGES[check.partition(":")[0]]
    judge(inner, edition, Made(folder))
    return inner.failed[check] > 0


def _in_table(text: str, anchor: str) -> str:
    """The first cell of the table's second row changed."""
    start = text.index("<tbody", text.index(f'id="{anchor}"'))
    row = text.index("<tr", text.index("</tr>", start))
    return text[:row] + re.sub(r">2<", ">9<", text[row:], count=1)


def _last(text: str, old: str, new: str) -> str:
    """The last occurrence replaced."""
    before, _, after = text.rpartition(old)
    return before + new + after


# ---- In a drawing ----------------------------------------------------------------------------------------------------


def _moved(drawing: str) -> str:
    """The 40th day of the first line 2 units higher."""
    return _point(drawing, lambda x, y: f"{x},{float(y) - 2:g}")


def _torn(drawing: str) -> str:
    """A gap before the 40th day of the first line."""
    return _point(drawing, lambda x, y: f'"/><polyline points="{x},{y}')


def _point(drawing: str, change: Callable[[str, str], str]) -> str:
    line = re.search(r'class="series [^"]*">\n<polyline points="([^"]*)"', drawing)
    points = line[1].split(" ")
    points[39] = change(*points[39].split(","))
    return drawing[: line.start(1)] + " ".join(points) + drawing[line.end(1) :]


def _scaled(drawing: str) -> str:
    """The second value of the axis ten times as large."""
    start = drawing.index("</text>", drawing.index("</text>", drawing.index('class="axis values"')) + 1)
    number = re.search(r">([\d.,]+)[億万]?$", drawing[:start])
    return drawing[: number.end(1)] + "0" + drawing[number.end(1) :]


def _floating(drawing: str) -> str:
    """Days without packets half a unit above the axis."""
    bottom = re.search(r'class="axis days">\n<polyline points="[^,]*,([\d.]+) ', drawing)[1]
    frame, mark, lines = drawing.partition('class="series ')
    return frame + mark + re.sub(rf"(?<=,){re.escape(bottom)}(?= \d)", f"{float(bottom) - 0.5:g}", lines)


DRAWN = [("points: values", _moved), ("points: stretches", _torn), ("points: ticks", _scaled)]


# ---- In the PDF ------------------------------------------------------------------------------------------------------


def _unembedded(document: pikepdf.Pdf) -> None:
    """A font outside of the file."""
    fonts = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary) and "/FontDescriptor" in thing]
    for key in ("/FontFile2", "/FontFile3"):
        if key in fonts[0].FontDescriptor:
            del fonts[0].FontDescriptor[key]


def _mute(document: pikepdf.Pdf) -> None:
    """Glyphs that stand for no character."""
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
            del thing["/ToUnicode"]
            return


def _reordered(document: pikepdf.Pdf) -> None:
    """Two paragraphs in each other's place in the structure."""
    for thing in document.objects:
        kids = thing.get("/K") if isinstance(thing, pikepdf.Dictionary) else None
        if isinstance(kids, pikepdf.Array):
            places = [at for at, kid in enumerate(kids) if isinstance(kid, pikepdf.Dictionary) and kid.get("/S") == "/P"]
            if len(places) > 3:
                one, other = places[1:3]
                kids[one], kids[other] = kids[other], kids[one]
                return


BOUND = [("poppler: fonts", _unembedded), ("poppler: fonts", _mute), ("poppler: structure", _reordered)]


# ---- In lines --------------------------------------------------------------------------------------------------------


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
