"""Points: the lines of every drawing, turned back through the drawing's own axes, against DuckDB within a pixel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from bs4 import BeautifulSoup, Tag

from copies import Maker, observed, rewrite
from manuscript import Edition
from observations import Observations
from pages import Made, normal
from tally import Tally
from truth import Names

# A unit of a drawing is at most a pixel: 800 of them span the column.
PIXEL = 1.0
# Days without any observation in the copy that has a gap.
CUT = 3

Point = tuple[float, float]


@dataclass
class Drawing:
    """A chart as its SVG says: where days and values lie, and the stretches of each line by label."""

    days: dict[date, float]
    values: dict[Fraction, float]
    lines: dict[str, list[list[Point]]]

    def noon(self, day: date) -> float:
        """Where the middle of a day lies, between or beyond the first and the last tick."""
        first, last = min(self.days), max(self.days)
        width = (self.days[last] - self.days[first]) / (last - first).days
        return self.days[first] + width * (day - first).days

    def day(self, x: float) -> date:
        """The day whose middle is nearest."""
        first = min(self.days)
        width = self.noon(first + timedelta(days=1)) - self.noon(first)
        return first + timedelta(days=round((x - self.days[first]) / width))

    def level(self, value: Fraction) -> float:
        """Where a value lies."""
        top = max(self.values)
        return self.values[0] + (self.values[top] - self.values[0]) * float(value / top)


def compare(tally: Tally, edition: Edition, made: Made) -> None:
    """Every chart, as a file of its own and within the page."""
    observations = Observations(edition)
    names = Names(edition, observations)
    tables = {block.id: block for block in edition.computed("table")}
    for block in edition.computed("chart"):
        of = tables.get(block.fields.get("of"))
        keys, days = observations.series(block, of)
        inline = made.page.find("figure", id=block.anchor).find("svg")
        alone = (made.folder / "figures" / f"{block.anchor}.svg").read_text("utf-8")
        file = BeautifulSoup(f"<figure>{alone}</figure>", "html5lib").find("svg")
        for what, svg in (("page", inline), ("file", file)):
            drawing = read(svg, edition.span()[0].year)
            where = f"{edition.name} {block.id} ({what})"
            tally.equal("points: lines", where, len(drawing.lines), len(keys))
            _ticks(tally, where, drawing)
            for index, key in enumerate(keys):
                label = re.compile(re.escape(normal(block.fields["label"]))) if key == "total" else names.label(key)
                stretches = next((line for text, line in drawing.lines.items() if label.fullmatch(text)), None)
                if tally.check("points: lines", stretches is not None, f"{where}: no line is labelled as {key}"):
                    _line(tally, f"{where} {key}", drawing, stretches, [(day, values[index]) for day, values in days])


def _ticks(tally: Tally, where: str, drawing: Drawing) -> None:
    """The ticks themselves are evenly spaced: an axis with a tick out of its place tells other values."""
    for value, y in drawing.values.items():
        good = abs(y - drawing.level(value)) <= PIXEL
        tally.check("points: ticks", good, f"{where}: {value} stands at {y}, not {drawing.level(value):.1f}")
    for day, x in drawing.days.items():
        tally.check("points: ticks", abs(x - drawing.noon(day)) <= PIXEL, f"{where}: {day} stands at {x}")


def _line(tally: Tally, where: str, drawing: Drawing, stretches: list[list[Point]], days) -> None:
    """One line: its stretches end where days are missing, and each point says its day's value."""
    expected = [[day for day, _ in run] for run in _runs(days)]
    found = [[drawing.day(x) for x, _ in stretch] for stretch in stretches]
    tally.equal("points: stretches", where, [(s[0], s[-1], len(s)) for s in found], [(s[0], s[-1], len(s)) for s in expected])
    values = dict(days)
    bottom = drawing.values[0]
    for x, y in (point for stretch in stretches for point in stretch):
        day = drawing.day(x)
        value = values.get(day)
        if value is None:
            tally.check("points: gaps", False, f"{where} {day}: drawn, and nothing was observed")
            continue
        good = abs(x - drawing.noon(day)) <= PIXEL and abs(y - drawing.level(value)) <= PIXEL
        at = f"at {x},{y}, not {drawing.noon(day):.1f},{drawing.level(value):.1f}"
        tally.check("points: values", good, f"{where} {day}: {value} stands {at}")
        if value == 0:
            tally.check("points: zeros", y == bottom, f"{where} {day}: zero stands at {y}, the axis at {bottom}")
    drawn = {day for stretch in found for day in stretch}
    for day in (day for day, value in days if value is None):
        tally.check("points: gaps", day not in drawn, f"{where} {day}: drawn, and nothing was observed")


def _runs(days) -> list[list]:
    """Stretches of days in a row that have a value."""
    runs: list[list] = [[]]
    for day, value in days:
        if value is None:
            runs.append([])
        else:
            runs[-1].append((day, value))
    return [run for run in runs if run]


# ---- Reading a drawing ------------------------------------------------------------------------------------------------


def read(svg: Tag, year: int) -> Drawing:
    """The drawing's ticks and lines."""
    grid = [points[0] for points in _paths(svg, "grid") if points[0][1] == points[-1][1]]
    axis = next(points for points in _paths(svg, "axis days") if points[0][1] == points[-1][1])
    levels = sorted([axis[0][1], *(y for _, y in grid)], reverse=True)
    values = sorted(((y, amount(text)) for _, y, text in _texts(svg, "axis values")), reverse=True)
    assert len(levels) == len(values), f"{len(levels)} lines across, {len(values)} values"
    assert all(abs(level - y) < 10 for level, (y, _) in zip(levels, values)), "a value stands beside no line"
    return Drawing(_days(svg, year), {value: level for level, (_, value) in zip(levels, values)}, _lines(svg))


def _days(svg: Tag, year: int) -> dict[date, float]:
    """Where the ticks of days lie; the 1st opens the next month."""
    months = [int(re.match(r"\d+", text)[0]) for _, _, text in sorted(_texts(svg, "axis months"))]
    marks = sorted(points[0][0] for points in _paths(svg, "axis days") if points[0][0] == points[-1][0])
    labels = sorted(_texts(svg, "axis days"))
    assert [x for x, _, _ in labels] == marks, "a day stands beside its mark"
    found, month = {}, -1
    for x, _, text in labels:
        month += text == "1"
        found[date(year, months[month], int(text))] = x
    return found


def _lines(svg: Tag) -> dict[str, list[list[Point]]]:
    """The stretches of each line by its label."""
    found = {}
    for group in svg.find_all("g", class_="label"):
        style = next(name for name in group["class"] if name.startswith("label-")).removeprefix("label-")
        label = normal("".join(text.get_text() for text in group.find_all("text")))
        found[label] = _paths(svg, f"series series-{style}")
    return found


def _paths(svg: Tag, group: str) -> list[list[Point]]:
    """The points of every path in a group."""
    part = svg.find("g", class_=group)
    pairs = [[pair.split(",") for pair in line["points"].split()] for line in part.find_all("polyline")]
    return [[(float(x), float(y)) for x, y in line] for line in pairs]


def _texts(svg: Tag, group: str) -> list[tuple[float, float, str]]:
    """The words in a group with their places."""
    texts = svg.find("g", class_=group).find_all("text")
    return [(float(text["x"]), float(text["y"]), text.get_text()) for text in texts]


def amount(text: str) -> Fraction:
    """The number that a tick says: 0, 2.5, 500, 5万, 1億5,000万."""
    parts = re.fullmatch(r"(?:([\d,.]+)億)?(?:([\d,.]+)万)?([\d,.]+)?", text)
    scales = (10**8, 10**4, 1)
    return sum((Fraction(part.replace(",", "")) * scale for part, scale in zip(parts.groups(), scales) if part), Fraction(0))


# ---- A copy with a gap ------------------------------------------------------------------------------------------------


def gapped(tally: Tally, edition: Edition, maker: Maker) -> None:
    """A copy of the edition without any row on three days: every line breaks there, in every drawing."""
    with maker.built(edition, _cut) as (changed, made, said):
        if tally.check("points: gaps", made is not None, said):
            compare(tally, changed, made)


def _cut(edition: Edition) -> None:
    """Takes three days out of the files, a third into the quarter: no key is seen on these alone."""
    first, last = edition.span()
    start = first + (last - first) / 3
    gone = ", ".join(f"date '{start + timedelta(days=n)}'" for n in range(CUT))
    day = next(iter(edition.site["sources"].values())).get("columns", {}).get("date", "date")
    without = f'delete from held where "{day}"::date in ({gone})'
    for path in observed(edition):
        rewrite(path, lambda engine: bool(engine.execute(without)))
