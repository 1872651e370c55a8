"""A changed copy: 100,000 packets of 22/TCP from NL on one day must show in every output, and in no other way."""

from __future__ import annotations

import re

import truth
from copies import Maker, observed, rewrite
from manuscript import Edition
from observations import Observations
from pages import Made
from tally import Tally

PACKETS = 100_000


def follow(tally: Tally, edition: Edition, maker: Maker) -> None:
    """Builds the copy and compares its outputs with its raw files."""
    with maker.built(edition, plant) as (changed, made, said):
        if not tally.check("truth: follows", made is not None, said):
            return
        inner = Tally(shown=10)
        truth.compare(inner, changed, made)
        for name in inner.seen:
            tally.check("truth: follows", not inner.failed[name], f"{edition.name} {name}: {inner.failed[name]} differ")
        _seen(tally, changed, made)


def plant(edition: Edition) -> None:
    """Adds the packets to the file that holds the middle of the quarter, in the same format."""
    observations = Observations(edition)
    home = next((s["id"] for s in observations.sensors if s["region"] == observations.home), "")
    first, last = edition.span()
    day = first + (last - first) / 2
    source = next(iter(edition.site["sources"].values()))
    names = {"date": "date", "sensor": "sensor", "protocol": "protocol", "port": "dst_port", "region": "src_region"}
    names |= {key: name for key, name in source.get("columns", {}).items() if key != "texts"}
    measure = source.get("measures", {}).get("packets", {}).get("column", "packets")
    values = {
        names["date"]: f"'{day}'", names["sensor"]: f"'{home}'", names["protocol"]: "'TCP'", names["port"]: "22",
        names["region"]: "'NL'", measure: str(PACKETS),
    }  # fmt: skip
    for path in observed(edition):
        if rewrite(path, lambda engine: _add(engine, values, names["date"], day)):
            return _unclaim(edition)
    raise SystemExit(f"{edition.name}: no file holds {day}")


def _unclaim(edition: Edition) -> None:
    """Leaves the words of claims without their conditions: other data need not bear them out."""
    report = edition.folder / "report.md"
    text = report.read_text("utf-8")
    report.chmod(0o644)
    report.write_text(re.sub(r'{{ "([^"]*)" \| holds\(.*?\) }}', r"\1", text), "utf-8")


def _add(engine, values: dict, date: str, day) -> bool:
    """One more row in the table, if it holds the day."""
    if not engine.execute(f"select count(*) from held where \"{date}\"::date = date '{day}'").fetchone()[0]:
        return False
    columns = [(row[0], row[1]) for row in engine.execute("describe held").fetchall()]
    row = ", ".join(f"({values.get(name) or _nothing(kind)})::{kind}" for name, kind in columns)
    engine.execute(f"insert into held select {row}")
    return True


def _nothing(kind: str) -> str:
    """What a column holds that the planted row says nothing of."""
    return "''" if kind == "VARCHAR" else "1"


def _seen(tally: Tally, edition: Edition, made: Made) -> None:
    """The planted key stands in the first port table of the page, and in the PDF."""
    ports = next(b for b in edition.computed("table") if b.fields.get("rows", "port") == "port")
    cells = made.cells(ports.anchor)
    tally.check("truth: follows", any("22/TCP" in "".join(line) for line in cells[1:3]), f"{edition.name}: {cells}")
    sheet = re.search(r"22/TCP", made.paper_text())
    tally.check("truth: follows", sheet is not None, f"{edition.name}: the PDF does not name 22/TCP")
