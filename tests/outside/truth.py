"""Truth: what the manuscripts ask, answered by DuckDB, against data files, the page's cells, the PDF and the prose."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import wording
from manuscript import Block, Edition
from observations import Observations, Row
from pages import BARE, REGIONS, SERVICES, Made, normal
from tally import Tally

# ---- How the outputs write what was asked: the one place to adapt ------------------------------------------------

# A table's data file: the key, then the header of each column that was asked for, and its value.
KEY = "key"
FILED = {
    "rank": ("rank", lambda row: str(row.rank)),
    "label": ("label", None),
    "previous": ("previous_rank", lambda row: filed_rank(row.previous)),
    "packets": ("packets", lambda row: str(row.packets)),
    "per_sensor_day": ("packets_per_sensor_day", lambda row: filed(row.per_sensor_day)),
    "share": ("share", lambda row: filed(row.share)),
    "change": ("change", lambda row: "" if row.small else filed(row.change)),
}
DATE = "date"
# Columns that every data file of a marked or licensed site carries at its end.
TRAVELLING = ["notice", "licence"]


def filed(value: Fraction | None) -> Fraction | str:
    """A fraction that a data file may round: compared within half a unit of its last digit."""
    return "" if value is None else value


def filed_rank(rank: int | None) -> str:
    """A previous rank for machines: beyond the last one printed it is only known to lie beyond."""
    if rank is None:
        return ""
    return str(rank) if rank <= wording.SHOWN else f">{wording.SHOWN}"


def untravelled(header: list[str]) -> list[str]:
    """The columns of a data file without those that mark it."""
    return [name for name in header if name not in TRAVELLING]


def same(found: str, expected) -> bool:
    """Whether a data file's text says `expected`: a text exactly, a fraction to the digits that are printed."""
    if not isinstance(expected, Fraction):
        return found == expected
    if not re.fullmatch(r"-?\d+(\.\d+)?", found):
        return False
    digits = len(found.partition(".")[2])
    return (digits > 0 or expected.denominator == 1) and abs(Fraction(found) - expected) <= Fraction(1, 2 * 10**digits)


def printed(column: str, row: Row, made: "Names") -> re.Pattern:
    """What a cell of `column` must look like, white space removed."""
    exact = {
        "rank": lambda: str(row.rank),
        "previous": lambda: wording.previous(row.previous),
        "packets": lambda: f"{row.packets:,}",
        "per_sensor_day": lambda: wording.mean(row.per_sensor_day),
        "share": lambda: wording.percent(row.share, 1),
        "change": lambda: wording.NONE if row.small else wording.signed(row.change),
    }
    return made.label(row.key) if column == "label" else re.compile(re.escape(exact[column]()))


# ---- Names ----------------------------------------------------------------------------------------------------------


class Names:
    """How keys are printed, from small tables of our own; a site's own names come first."""

    def __init__(self, edition: Edition, observations: Observations):
        self.style = edition.site["site"].get("label_style", "port-first")
        self.sensors = {sensor["id"]: sensor.get("alias", "") for sensor in observations.sensors}
        self.aliased = edition.site.get("disclosure", {}).get("sensors", "none") == "alias"
        self.codes = {code: name for name, code in REGIONS.items()}
        self.own = {line["port"]: line["name"] for line in observations.ports}

    def label(self, key: str) -> re.Pattern:
        """The label of a key, exactly where our tables know it."""
        if key in self.sensors:
            return re.compile(re.escape(self.sensors[key] if self.aliased else key))
        if re.fullmatch(r"[A-Z]{2}", key):
            name = self.codes.get(key)
            return re.compile(re.escape(name)) if name else re.compile(r"[^\x00-\x7f]+")
        if "/" not in key:
            return re.compile(re.escape(key))
        service = self.own.get(key, SERVICES.get(key))
        if key in BARE or service == "":
            return re.compile(re.escape(key))
        known = re.escape(service) if service else r"[A-Za-z0-9._+-]+"
        text = {"port-first": f"{re.escape(key)}（{known}）", "service-first": f"{known}（{re.escape(key)}）"}[self.style]
        return re.compile(text if service else f"{text}|{re.escape(key)}")

    def filed(self, key: str) -> str:
        """The key as data files may show it: a sensor's alias where the site says so."""
        return self.sensors.get(key, key) if self.aliased else key

    def key(self, written: str) -> str:
        """The key a binding names: as the report prints it or as the data has it."""
        aliases = {alias: sensor for sensor, alias in self.sensors.items()}
        return REGIONS.get(written) or aliases.get(written) or written


# ---- The comparison -------------------------------------------------------------------------------------------------


def compare(tally: Tally, edition: Edition, made: Made) -> None:
    """Compares one edition's outputs with the raw files."""
    observations = Observations(edition)
    names = Names(edition, observations)
    tables = {block.id: block for block in edition.computed("table")}
    on_paper, captions = made.paper_tables(), {}
    for block in tables.values():
        rows = observations.printed(block)
        tally.check("truth: rows", bool(rows), f"{edition.name} {block.id}: the question selects nothing")
        _file(tally, edition, made, block, rows, names)
        cells = made.cells(block.anchor)
        _cells(tally, "truth: cells of the page", f"{edition.name} {block.id}", cells, block, rows, names)
        caption = made.figure(block.anchor)
        captions[block.id] = normal(caption.find("figcaption").get_text()) if caption else ""
        cells = on_paper.get(captions[block.id], [])
        _cells(tally, "truth: cells of the PDF", f"{edition.name} {block.id}", cells, block, rows, names)
    for block in edition.computed("chart"):
        _series(tally, edition, made, block, observations.series(block, tables.get(block.fields.get("of"))), names)
    Prose(tally, edition, made, observations, names).compare()


def _columns(block: Block) -> list[str]:
    return block.fields.get("columns", ["rank", "label", "previous"])


def _file(tally: Tally, edition: Edition, made: Made, block: Block, rows: list[Row], names: Names) -> None:
    """The data file of a table."""
    where = f"{edition.name} data/{block.anchor}.csv"
    found = made.csv(block.anchor)
    wanted = [(KEY, lambda row: names.filed(row.key)), *(FILED[column] for column in _columns(block))]
    tally.equal("truth: data of tables", f"{where} header", untravelled(found[0]), [name for name, _ in wanted])
    tally.equal("truth: data of tables", f"{where} rows", len(found) - 1, len(rows))
    for line, row in zip(found[1:], rows):
        for text, (name, value) in zip(line, wanted):
            if value is None:
                good = bool(names.label(row.key).fullmatch(normal(text)))
                tally.check("truth: data of tables", good, f"{where} {row.key} {name}: found {text!r}")
            else:
                good = same(text.removeprefix("'"), value(row))
                tally.check("truth: data of tables", good, f"{where} {row.key} {name}: {text!r} is not {value(row)!r}")


def _cells(tally: Tally, check: str, where: str, cells, block: Block, rows: list[Row], names: Names) -> None:
    """Printed cells, header left out."""
    tally.equal(check, f"{where} rows", len(cells) - 1, len(rows))
    for line, row in zip(cells[1:], rows):
        for text, column in zip(line, _columns(block), strict=False):
            wanted = printed(column, row, names)
            good = bool(wanted.fullmatch(text))
            tally.check(check, good, f"{where} {row.key} {column}: found {text!r}, expected {wanted.pattern!r}")


def _series(tally: Tally, edition: Edition, made: Made, block: Block, series, names: Names) -> None:
    """The data file of a figure: a value a day, nothing on a gap."""
    keys, days = series
    where = f"{edition.name} data/{block.anchor}.csv"
    found = made.csv(block.anchor)
    columns = untravelled(found[0])[1:]
    tally.equal("truth: data of figures", f"{where} header", found[0][0], DATE)
    tally.equal("truth: data of figures", f"{where} days", [line[0] for line in found[1:]], [d.isoformat() for d, _ in days])
    wanted = [names.filed(key) for key in keys] if keys != ["total"] else [asked_measure(block)]
    tally.equal("truth: data of figures", f"{where} lines", columns, wanted)
    for line, (day, values) in zip(found[1:], days):
        for key, text, value in zip(keys, line[1:], values):
            wanted = "" if value is None else value
            good = same(text, wanted) or (value is not None and text == str(value))
            tally.check("truth: data of figures", good, f"{where} {day} {key}: found {text!r}, expected {wanted}")


def asked_measure(block: Block) -> str:
    """The header of the one line of everything: what is counted."""
    return block.fields.get("measure", "packets")


# ---- Bindings in prose ------------------------------------------------------------------------------------------------

PATH = re.compile(r"^(?P<id>[a-z]\w*)(?:\[(?P<key>\"[^\"]*\"|'[^']*'|\d+)\])?(?:\.(?P<attribute>\w+))?$")
MARKS = [
    (re.compile(r"\[\^[^\]]+\]"), r"（\\d+）"),
    (re.compile(r"\[\]\(#[^)]*\)"), r"［?[^［］]{1,60}?］?"),
]


class Prose:
    """Sentences with bindings, worded a second time and looked for in the page and in the PDF."""

    def __init__(self, tally: Tally, edition: Edition, made: Made, observations: Observations, names: Names):
        self.tally, self.edition, self.made = tally, edition, made
        self.observations, self.names = observations, names
        self.blocks = {block.id: block for block in edition.blocks if "id" in block.fields and block.kind != "text"}

    def compare(self) -> None:
        """Every line of the manuscript with a binding."""
        page, sheet = self.made.text(), self.made.paper_text()
        for number, line in enumerate(self.edition.markdown().split("\n"), 1):
            for sentence in self._sentences(line):
                pattern = self._pattern(sentence)
                if pattern is None:
                    continue
                for name, text in (("page", page), ("PDF", sheet)):
                    where = f"{self.edition.name} line {number}: the {name} lacks {pattern}"
                    self.tally.check(f"truth: sentences of the {name}", bool(re.search(pattern, text)), where)

    @staticmethod
    def _sentences(line: str) -> list[str]:
        """The parts of a line that hold a binding: sentences, cells, a caption."""
        line = re.sub(r"^\s*(?:[-*]|\d+\.|>|#+)\s*", "", re.sub(r"\s*\{#\w+\}\s*$", "", line))
        quoted = re.match(r'^(?:caption|finding|alt|label)\s*=\s*"(.*)"\s*$', line)
        if quoted:
            return [quoted[1]] if "{{" in line and not line.startswith("alt") else []
        parts = re.split(r"(?<=。)", line)
        return [part for part in parts if "{{" in part]

    def _pattern(self, sentence: str) -> str | None:
        """The sentence as it must stand, a pattern; `None` where nothing of it is known."""
        pieces, known = [], 0
        for piece in re.split(r"(\{\{.*?\}\})", sentence):
            if piece.startswith("{{"):
                said = self._said(piece[2:-2].strip())
                known += said is not None
                pieces.append(said if said is not None else r".{0,40}?")
            else:
                pieces.append(self._literal(piece))
        return "".join(pieces) if known else None

    @staticmethod
    def _literal(text: str) -> str:
        """Plain text of the manuscript as a pattern."""
        for mark, pattern in MARKS:
            text = mark.sub(lambda _: "\ue000" + pattern.replace("\\\\", "\\") + "\ue001", text)
        text = re.sub(r"\*\*|__|`", "", re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text))
        parts = re.split("\ue000(.*?)\ue001", text)
        return "".join(part if index % 2 else re.escape(normal(part)) for index, part in enumerate(parts))

    def _said(self, expression: str) -> str | None:
        """What a binding prints, as a pattern."""
        path, *filters = [part.strip() for part in expression.split("|")]
        found = PATH.match(path)
        if not found:
            return None
        value = self._value(found["id"], found["key"], found["attribute"])
        if value is None or isinstance(value, re.Pattern):
            return value.pattern if value is not None else None
        return re.escape(normal(self._worded(value, found["attribute"], filters)))

    @staticmethod
    def _worded(value, attribute: str, filters: list[str]) -> str:
        """A value through its filters."""
        name, _, arguments = (filters[0] if filters else "").partition("(")
        digits = int(arguments.rstrip(")") or 0) if arguments else 0
        if isinstance(value, str):
            return f"{value}位" if name == "rank" and value.isdigit() else value
        if isinstance(value, date):
            return wording.full_day(value) if name == "full_date" else wording.day(value)
        if isinstance(value, int):
            return f"{value:,}"
        if name == "wari":
            return wording.tenths(value) if attribute == "share" else wording.wari(value)
        if name == "percent":
            return wording.percent(abs(value), digits)
        if name == "number":
            return wording.decimal(value, 0)
        if attribute == "share":
            return wording.percent(value, 1)
        return wording.signed(value) if attribute.startswith("change") else wording.mean(value)

    def _value(self, name: str, key: str | None, attribute: str | None):
        """The value at a path, `None` where this reader does not know it."""
        if name in ("quarter", "previous"):
            return self._period(1 if name == "previous" else 0, attribute)
        if name == "fiscal":
            return wording.fiscal_year(self.edition.span()[0])
        if name == "sensors":
            return len(self.observations.scope({"scope": attribute}).sensors or [])
        if name == "coverage":
            return self._coverage(attribute)
        block = self.blocks.get(name)
        if block is None or block.kind not in ("table", "chart"):
            return None
        of = self.blocks.get(block.fields.get("of", ""), block)
        return self._whole(of, attribute) if key is None else self._row(of, key, attribute)

    def _period(self, back: int, attribute: str):
        first, last = self.edition.span(back)
        months = f"{first.month}～{last.month}月"
        return {
            "title": f"{first.year}年{months}", "months": months, "year": re.compile(f"{first.year}年?"),
            "first_day": first, "last_day": last, "days": (last - first).days + 1,
        }.get(attribute)  # fmt: skip

    def _coverage(self, attribute: str):
        """Days with an observed sensor of the home scope."""
        back = 1 if attribute.startswith("previous") else 0
        scope = self.observations.scope({"scope": "home" if self.observations.sensors else "all"}, back)
        held = sum(bool(sensors) for sensors in scope.observed.values())
        return len(scope.observed) if attribute.endswith("of_days") else held

    def _whole(self, block: Block, attribute: str):
        if attribute == "top":
            return block.fields.get("top", 5)
        rows = {"rows": "port" if block.kind == "table" else "total", **block.fields}
        return {"packets": lambda: self.observations.sums(rows)[1]}.get(attribute, lambda: None)()

    def _row(self, block: Block, written: str, attribute: str):
        """An attribute of one row."""
        asked = {"rows": "port" if block.kind == "table" else "total", **block.fields}
        ranking = self.observations.ranking(Block(block.kind, asked))
        if written.isdigit():
            row = ranking[int(written) - 1]
        else:
            wanted = self.names.key(written.strip("\"'"))
            row = next((row for row in ranking if row.key == wanted), None)
        if row is None:
            return None
        if attribute == "previous":
            return wording.previous(row.previous)
        if attribute in ("label", "name", "service"):
            return self._named(row.key, attribute)
        if attribute in ("rank", "packets", "share", "per_sensor_day"):
            return getattr(row, attribute)
        if attribute == "change_quarter":
            return row.change
        return self._of_days(asked, row.key, attribute)

    def _named(self, key: str, attribute: str):
        label = self.names.label(key)
        if attribute == "label" or "/" not in key:
            return label
        return key if attribute == "name" else SERVICES.get(key)

    def _of_days(self, asked: dict, key: str, attribute: str):
        """Peak, windows and the mean of a day."""
        _, _, daily = self.observations.sums(asked)
        scope = self.observations.scope(self.observations.of_key(asked, key))
        values = {day: daily.get((key, day), 0) for day in self.observations.days() if scope.observed[day]}
        first, last = self.observations.windows(asked, key)
        if attribute == "peak":
            return max(values.values())
        if attribute == "peak_day":
            return max(values, key=values.get)
        if attribute == "per_day":
            return Fraction(sum(values.values()), len(values))
        if attribute in ("first_10d", "last_10d"):
            packets, _, days = first if attribute == "first_10d" else last
            return Fraction(packets, days)
        if attribute == "change_10d":
            return Fraction(last[0], last[1]) / Fraction(first[0], first[1]) - 1
        return None
