"""The data package as its users read it: Frictionless judges description and files, openpyxl reads the workbook as pandas does."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

import frictionless
import openpyxl

from manuscript import Edition
from pages import Made
from tally import Tally


def compare(tally: Tally, edition: Edition, made: Made) -> None:
    """Every data file against its description, every cell of the workbook against the JSON and the data file."""
    for resource in judged(made.folder):
        tally.check("package: description", not resource.errors, f"{edition.name}: {resource.name} {resource.errors}")
    told = json.loads((made.folder / "data.json").read_bytes())
    book = openpyxl.load_workbook(made.folder / "data.xlsx")
    for table in told["tables"]:
        filed = made.csv(table["id"])
        width = len(table["columns"])
        rows = [list(row) for row in book[table["label"]].iter_rows(min_row=2, max_col=width, values_only=True)]
        where = f"{edition.name}, {table['label']}"
        tally.equal("package: workbook", where, [[plain(cell) for cell in row] for row in rows], table["rows"])
        texts = [[text(cell) for cell in row] for row in table["rows"]]
        tally.equal("package: JSON", where, texts, [[number(cell) for cell in row[:width]] for row in filed[1:]])


def notice(tally: Tally, edition: Edition, made: Made) -> None:
    """A wrong cell in a copy is noticed."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch)
        shutil.copytree(made.folder / "data", copy / "data")
        shutil.copy(made.folder / "datapackage.json", copy)
        file = next((copy / "data").glob("trend*.csv"))
        lines = file.read_text("utf-8-sig").splitlines()
        lines[1] = lines[1].replace(",", ",many", 1)
        file.write_text("\ufeff" + "\r\n".join(lines) + "\r\n", "utf-8", newline="")
        errors = [error.type for resource in judged(copy) for error in resource.errors]
        tally.check("package: noticed", "type-error" in errors, f"{edition.name}: {errors}")


def judged(folder: Path) -> list:
    """What Frictionless says of each file of the package."""
    return frictionless.validate(str(folder / "datapackage.json")).tasks


def plain(cell):
    """A cell as JSON has it."""
    return cell.date().isoformat() if isinstance(cell, datetime) else cell


def text(cell) -> str | float:
    """A cell of the JSON as the data file writes it, numbers as numbers."""
    return "" if cell is None else float(cell) if isinstance(cell, (int, float)) else cell


def number(cell: str) -> str | float:
    """A number where the text is one."""
    try:
        return float(cell)
    except ValueError:
        return cell
