"""Questions answered by DuckDB from the raw files, by the written rules and by no code of ours."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import duckdb

from manuscript import Block, Edition

WINDOW = 10
PROTOCOLS = {"1": "ICMP", "6": "TCP", "17": "UDP"}


@dataclass
class Row:
    """One key of a ranking with everything a table may print of it."""

    rank: int
    key: str
    packets: int
    previous: int | None
    share: Fraction | None
    per_sensor_day: Fraction | None
    change: Fraction | None
    small: bool


@dataclass
class Scope:
    """Which sensors count, and on which days they were observed."""

    sensors: list[str] | None
    observed: dict[date, set[str]]
    service: dict[date, int]

    def seen(self, days) -> int:
        """Observed sensor-days among `days`."""
        return sum(len(self.observed.get(day, ())) for day in days)

    def valid(self, day: date) -> bool:
        """At least half of the sensors in service were observed."""
        return 0 < self.service.get(day, 0) <= 2 * len(self.observed.get(day, ()))


@dataclass
class Observations:
    """The site's observations in a DuckDB of their own."""

    edition: Edition
    engine: duckdb.DuckDBPyConnection = field(default_factory=duckdb.connect)
    asked: dict = field(default_factory=dict)

    def __post_init__(self):
        self.home = self.edition.site["site"].get("home", "JP")
        self.sensors = _rows(self.edition.file("sensors", "data/sensors.csv"))
        self.outages = _rows(self.edition.file("outages", "data/outages.csv"))
        self.ports = _rows(self.edition.file("ports", "names/ports.csv"))
        self.published = _rows(self.edition.file("published", "data/published.csv"))
        for name, source in self.edition.site["sources"].items():
            self._load(name, source)

    # ---- loading -----------------------------------------------------------------------------------------------

    def _load(self, name: str, source: dict) -> None:
        """Makes the table `source_<name>`: day, sensor, key, region, rest, texts and measures."""
        held = [str(path) for pattern in source["files"] for path in files(self.edition.root, pattern)]
        reader = "read_parquet" if held[0].endswith(".parquet") else "read_csv"
        raw = f"{reader}({held!r})"
        have = {column[0] for column in self.engine.execute(f"describe select * from {raw}").fetchall()}
        names = source.get("columns", {})
        column = {key: names.get(key, default) for key, default in COLUMNS.items()}
        present = {key: column[key] if column[key] in have else None for key in column}
        rest = [text.upper() for text in source.get("rest", [])]
        texts = names.get("texts", {})
        measures = source.get("measures", {}) or {"packets": {"column": "packets"}}
        take = [f'"{present["date"]}"::date as day']
        take.append(f'"{present["sensor"]}"::varchar as sensor' if present["sensor"] else "'' as sensor")
        if present["port"]:
            take += _port(present, source, rest)
        if present["region"]:
            take.append(f'upper("{present["region"]}"::varchar) as region')
        take += [f'"{theirs}"::varchar as "{ours}"' for ours, theirs in texts.items()]
        take += [f'"{what["column"]}"::hugeint as "measure_{ours}"' for ours, what in measures.items()]
        self.engine.execute(f'create table "source_{name}" as select {", ".join(take)} from {raw}')

    def source(self, block: dict) -> str:
        """Name of the source a block asks."""
        return block.get("source") or next(iter(self.edition.site["sources"]))

    # ---- coverage ----------------------------------------------------------------------------------------------

    def scope(self, block: dict, back: int = 0) -> Scope:
        """The block's sensors and their observed days in its quarter or in an earlier one."""
        name = self.source(block)
        days = self.days(back)
        wanted = block.get("scope") or ("home" if self.sensors else "all")
        delivered = self._delivered(name)
        if not self.sensors:
            observed = {day: {s for s in delivered.get(day, ()) if not self._touched(s, day)} for day in days}
            every = {s for held in delivered.values() for s in held}
            return Scope(None, observed, {day: len(every) for day in days})
        chosen = [s for s in self.sensors if wanted == "all" or (s["region"] == self.home) == (wanted == "home")]
        chosen = [s for s in chosen if _kept(block.get("filter", {}), "sensor", s["id"])]
        observed, service = {}, {}
        for day in days:
            serving = {s["id"] for s in chosen if _serves(s, day)}
            service[day] = len(serving)
            held = delivered.get(day, set()) & serving
            observed[day] = {s for s in held if not self._touched(s, day)}
        return Scope([s["id"] for s in chosen], observed, service)

    def _delivered(self, name: str) -> dict[date, set[str]]:
        """Which sensors a source has any row of, by day, whatever the key."""
        if name not in self.asked:
            held: dict[date, set[str]] = {}
            for day, sensor in self.engine.execute(f'select distinct day, sensor from "source_{name}"').fetchall():
                held.setdefault(day, set()).add(sensor)
            self.asked[name] = held
        return self.asked[name]

    def _touched(self, sensor: str, day: date) -> bool:
        """Whether an outage touches the sensor's day."""
        for outage in self.outages:
            if outage["sensor"] in ("", sensor) and _day(outage["from"]) <= day <= _day(outage["to"]):
                return True
        return False

    # ---- questions ---------------------------------------------------------------------------------------------

    def sums(self, block: dict, back: int = 0) -> tuple[dict[str, int], int, dict[tuple[str, date], int]]:
        """Sum over every row by key, the total with the rest, and sums of observed sensor-days by key and day."""
        question = {name: block.get(name) for name in ("source", "rows", "scope", "filter", "measure")}
        question = json.dumps([question, back], sort_keys=True)
        if question not in self.asked:
            self.asked[question] = self._sums(block, back)
        return self.asked[question]

    def _sums(self, block: dict, back: int):
        name, scope = self.source(block), self.scope(block, back)
        first, last = self.edition.span(back)
        measure = f'"measure_{block.get("measure", "packets")}"'
        where = [f"day between date '{first}' and date '{last}'", *self._conditions(block)]
        if scope.sensors is not None:
            where.append(f"sensor in ({_quoted(scope.sensors)})")
        self.engine.execute("create or replace temp table observed (day date, sensor varchar)")
        pairs = [(day, sensor) for day, held in scope.observed.items() for sensor in sorted(held)]
        if pairs:
            values = ", ".join(f"(date '{day}', {_quoted([sensor])})" for day, sensor in pairs)
            self.engine.execute(f"insert into observed values {values}")
        key = {"port": "key", "region": "region", "sensor": "sensor", "total": "'total'"}
        key = key.get(block["rows"], f'"{block["rows"]}"')
        lost = "rest" if block["rows"] == "port" else "false"
        source = f'"source_{name}"'
        every = self.engine.execute(
            f"select {key}, {lost}, sum({measure}) from {source} where {' and '.join(where)} group by 1, 2"
        ).fetchall()
        daily = self.engine.execute(
            f"select {key}, day, sum({measure}) from (select * from {source} where {' and '.join(where)}) "
            f"join observed using (day, sensor) where not {lost} group by 1, 2"
        ).fetchall()
        sums = {k: int(n) for k, gone, n in every if not gone and k is not None}
        return sums, sum(int(n) for _, _, n in every), {(k, day): int(n) for k, day, n in daily}

    def _conditions(self, block: dict) -> list[str]:
        """The block's filter as SQL."""
        found = []
        for name, values in block.get("filter", {}).items():
            keep = not name.startswith("not_")
            name = name.removeprefix("not_")
            values = [values] if isinstance(values, str) else list(values)
            if name == "port" and len(values) == 1 and "-" in values[0]:
                low, high = map(int, values[0].split("-"))
                test = f"number between {low} and {high}"
            else:
                column = {"port": "key"}.get(name, f'"{name}"')
                test = f"{column} in ({_quoted(values)})"
            found.append(f"coalesce({test}, false) = {str(keep).lower()}")
        return found

    def ranking(self, block: Block) -> list[Row]:
        """Every ranked key of a table, best first."""
        asked = {"rows": "port", **block.fields}
        now, total, daily = self.sums(asked)
        before, _, daily_before = self.sums(asked, back=1)
        whole, whole_before = _by_key(daily), _by_key(daily_before)
        seen, seen_before = (self.scope(asked, back).seen(self.days(back)) for back in (0, 1))
        told = self._told(block.id)
        ranks, ranks_before = _ranks(now), _ranks(before)
        held = bool(seen_before) or bool(before)
        rows = []
        for key, packets in sorted(now.items(), key=lambda item: (-item[1], _order(item[0], asked["rows"]))):
            previous = told.get(key, ranks_before.get(key, 10**9 if held else None))
            previous = self._decided(block.id, key, previous, ranks_before.get(key, 10**9))
            if asked["rows"] == "sensor":
                own = self.of_key(asked, key)
                seen, seen_before = (self.scope(own, back).seen(self.days(back)) for back in (0, 1))
            here, there = whole.get(key, 0), whole_before.get(key, 0)
            mean = Fraction(here, seen) if seen else None
            base = Fraction(there, seen_before) if seen_before else None
            small = not base or min(here, there) < 100
            change = mean / base - 1 if mean is not None and base else None
            share = Fraction(packets, total) if total else None
            rows.append(Row(ranks[key], key, packets, previous, share, mean, change, small))
        return rows

    def printed(self, block: Block) -> list[Row]:
        """The rows a table prints: a tie across the cut widens it."""
        return [row for row in self.ranking(block) if row.rank <= block.fields.get("top", 5)]

    def windows(self, block: dict, key: str) -> list[tuple[int, int, int]]:
        """Packets, observed sensor-days and days of the first and of the last ten valid days."""
        _, _, daily = self.sums(block)
        scope = self.scope(self.of_key(block, key))
        days = [day for day in self.days() if scope.valid(day)]
        return [
            (sum(daily.get((key, day), 0) for day in window), scope.seen(window), len(window))
            for window in (days[:WINDOW], days[-WINDOW:])
        ]

    def days(self, back: int = 0) -> list[date]:
        """The days of the edition's quarter or of an earlier one."""
        return _days(*self.edition.span(back))

    def of_key(self, block: dict, key: str) -> dict:
        """The question of one key: a sensor's means divide by its own days."""
        if block["rows"] != "sensor":
            return block
        return {**block, "filter": {**block.get("filter", {}), "sensor": [key]}}

    def series(self, block: Block, of: Block | None) -> tuple[list[str], list[tuple[date, list[Fraction | None]]]]:
        """The keys of a chart and their values by day; `None` on a day without an observed sensor."""
        asked = dict(of.fields if of else {}) | {k: v for k, v in block.fields.items() if k != "of"}
        asked.setdefault("rows", "total")
        keys = [row.key for row in self.printed(of)] if of else asked.get("keys", ["total"])
        _, _, daily = self.sums(asked)
        scope, days = self.scope(asked), self.days()
        plain = []
        for day in days:
            seen = len(scope.observed[day])
            parts = seen if block.fields.get("per") == "sensor_day" else 1
            plain.append([Fraction(daily.get((key, day), 0), parts) if seen else None for key in keys])
        width = block.fields.get("mean", 1)
        return keys, [(day, _mean(plain, index, width)) for index, day in enumerate(days)]

    def _told(self, table: str) -> dict[str, int]:
        """What readers were told of the previous quarter, the last revision of each key's list."""
        lines = [r for r in self.published if r["edition"] == self.edition.previous_name() and r["table"] == table]
        if not lines:
            return {}
        last = lines[-1]["revision"]
        return {r["key"]: int(r["rank"]) for r in lines if r["revision"] == last}

    def _decided(self, table: str, key: str, told, computed):
        """The edition's word where record and data disagree."""
        for line in self.edition.edition.get("previous_rank", []):
            if line["table"] == table and line["key"] == key and line["use"] == "data":
                return computed
        return told


COLUMNS = {"date": "date", "sensor": "sensor", "protocol": "protocol", "port": "dst_port", "region": "src_region"}


def _port(present: dict, source: dict, rest: list[str]) -> list[str]:
    """SQL of protocol, number, key and whether the row stands for all others."""
    theirs = f"upper(\"{present['protocol']}\"::varchar)" if present["protocol"] else "'TCP'"
    gone = f"{theirs} in ({_quoted(rest)})" if rest else "false"
    named = "case " + theirs + " ".join(f" when '{n}' then '{p}'" for n, p in PROTOCOLS.items()) + f" else {theirs} end"
    number = f'coalesce(try_cast("{present["port"]}" as integer), 0)'
    return [
        f"{named} as protocol",
        f"{number} as number",
        f"case when {gone} then null else {number} || '/' || {named} end as key",
        f"{gone} as rest",
    ]


def files(root: Path, pattern: str) -> list[Path]:
    """Files a pattern of `teiten.toml` names."""
    path = root / pattern
    if path.is_dir():
        return sorted(p for p in path.iterdir() if p.is_file())
    return [path] if path.exists() else sorted(root.glob(pattern))


def _rows(path: Path | None) -> list[dict]:
    if path is None:
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{key: (value or "") for key, value in row.items()} for row in csv.DictReader(file)]


def _day(text: str) -> date:
    return date.fromisoformat(text[:10].replace("/", "-"))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _serves(sensor: dict, day: date) -> bool:
    start, end = sensor.get("start"), sensor.get("end")
    return (not start or _day(start) <= day) and (not end or day <= _day(end))


def _kept(conditions: dict, name: str, value: str) -> bool:
    """Whether a filter's conditions on `name` let `value` through."""
    only, never = conditions.get(name), conditions.get("not_" + name)
    return (only is None or value in only) and (never is None or value not in never)


def _quoted(values) -> str:
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)


def _by_key(daily: dict[tuple[str, date], int]) -> dict[str, int]:
    """Sums over the days."""
    found: dict[str, int] = {}
    for (key, _), packets in daily.items():
        found[key] = found.get(key, 0) + packets
    return found


def _order(key: str, rows: str):
    """How ties are ordered: protocol name and port number, or the code."""
    if rows == "port" and "/" in key:
        number, protocol = key.split("/")
        return protocol, int(number)
    return (key,)


def _ranks(sums: dict[str, int]) -> dict[str, int]:
    """Competition ranks: 1, 2, 2, 4."""
    best = sorted(sums.values(), reverse=True)
    first = {packets: place for place, packets in reversed(list(enumerate(best, 1)))}
    return {key: first[packets] for key, packets in sums.items()}


def _mean(values: list[list], index: int, width: int) -> list:
    """The mean of the last `width` days where all of them were observed."""
    if width == 1:
        return values[index]
    window = values[index - width + 1 : index + 1] if index >= width - 1 else []
    whole = window and all(value is not None for day in window for value in day)
    return [sum(day[k] for day in window) / width if whole else None for k in range(len(values[0]))]
