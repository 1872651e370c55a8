"""Runs every outside check on finished editions: `run.py --teiten PROGRAM --scratch FOLDER EDITION…`, folders of manuscripts as `build` takes them.

Prints what each check looked at, then `outside: N passed, M failed`; the exit code is 0 only if all passed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import anatomy  # noqa: E402
import correction  # noqa: E402
import drafts  # noqa: E402
import escaping  # noqa: E402
import exif  # noqa: E402
import faults  # noqa: E402
import kinsoku  # noqa: E402
import names  # noqa: E402
import package  # noqa: E402
import parity  # noqa: E402
import points  # noqa: E402
import poppler  # noqa: E402
import portraits  # noqa: E402
import truth  # noqa: E402
from copies import Maker  # noqa: E402
from follow import follow  # noqa: E402
from manuscript import Edition  # noqa: E402
from pages import Made  # noqa: E402
from tally import Tally  # noqa: E402

LOOKED = {
    "truth: rows": "questions of the manuscripts' tables",
    "truth: data of tables": "every value of data/<table>.csv against DuckDB",
    "truth: data of figures": "every day of data/<figure>.csv against DuckDB",
    "truth: cells of the page": "every cell of the page's tables against DuckDB",
    "truth: cells of the PDF": "every cell of the PDF's tables against DuckDB",
    "truth: sentences of the page": "every sentence with a binding, worded a second time",
    "truth: sentences of the PDF": "every sentence with a binding, worded a second time",
    "truth: follows": "a copy with 100,000 packets of 22/TCP from NL added on one day",
    "faults: noticed": "faults seeded into copies of the finished files",
    "parity: front matter": "cover and imprint of the page in the PDF",
    "parity: core": "headings, paragraphs, notes, cells, captions, references in order",
    "parity: languages": "passages in another language, page and PDF",
    "parity: finished report": "SHA-256 of report.json against the manifest, in each language",
    "parity: attachments": "data files attached to the PDF",
    "parity: corrected": "a copy with a correction: its notice first on the page, behind the cover of the PDF",
    "package: description": "data files against datapackage.json, by Frictionless",
    "package: workbook": "cells of the workbook, as openpyxl reads them, against data.json",
    "package: JSON": "cells of data.json against the data files",
    "package: noticed": "a wrong cell in a copy of a data file",
    "points: lines": "lines of every drawing, in the page and as files, by their labels",
    "points: ticks": "ticks of both axes, evenly spaced",
    "points: values": "every point, turned back through the axes, against DuckDB within a pixel",
    "points: zeros": "points of days without packets, on the axis",
    "points: stretches": "where lines begin and end",
    "points: gaps": "days without observation, in a copy without three days",
    "poppler: fonts": "pdffonts: embedded, subset, with characters",
    "poppler: structure": "pdfinfo -struct-text: kinds and words of every element in order",
    "poppler: alternatives": "text alternatives in order, page and PDF",
    "drafts: lines": "lines of a copy as a draft, their words and places, against the published PDF",
    "drafts: numbers": "numbers of a draft's paragraphs, page and PDF",
    "drafts: build": "the build on every page of a draft",
    "drafts: published": "published pages, without numbers",
    "portraits: pages": "pages of the PDF against their committed pictures",
    "pictures: untold": "a build of pictures with EXIF, XMP and texts: files, and the PDF unpacked",
    "anatomy: table": "the 23 rows of tests/anatomy.toml",
    "anatomy: words": "the words of the 23 rows in order, page and PDF",
    "anatomy: page": "the elements the rows ask of the page",
    "anatomy: PDF": "the elements the rows ask of the PDF",
    "names: samples": "text files below samples/",
    "names: outputs": "files, PDF text, text alternatives, attachments",
    "marks: notice": "cover, running headers, figures, titles, data files",
    "marks: licence": "page, PDF, manifest, data files",
    "kinsoku: line begins": "first characters of lines",
    "kinsoku: line ends": "last characters of lines",
    "kinsoku: unbroken": "numbers, dates, ports and references at line ends",
    "kinsoku: right edge": "full lines of justified blocks",
    "kinsoku: one measure": "right edges of paragraphs",
    "kinsoku: headings": "lines below headings",
    "kinsoku: captions": "captions and what they name",
    "kinsoku: notes": "notes and what they explain",
    "kinsoku: quarter em": "gaps between Japanese and Latin",
    "kinsoku: inside the page": "places of all glyphs",
    "escaping: strings of the page": "strings from the whole of Unicode in prose, cells, captions, names and values",
    "escaping: strings of the PDF": "the same strings in the PDF",
}


def main() -> int:
    """Compares every edition with its outputs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("editions", nargs="+", type=Path)
    parser.add_argument("--anatomy", type=Path, default=Path(__file__).parent.parent / "anatomy.toml")
    parser.add_argument("--teiten", type=Path, required=True, help="the program, for checks that build changed copies")
    parser.add_argument("--scratch", type=Path, required=True, help="where changed copies are built, and pictures are put")
    asked = parser.parse_args()
    maker = Maker(asked.teiten.resolve(), asked.scratch)
    tally = Tally()
    for folder in asked.editions:
        edition = Edition(folder)
        made = Made(out_of(edition))
        truth.compare(tally, edition, made)
        parity.compare(tally, edition, made)
        kinsoku.compare(tally, edition, made)
        names.outputs(tally, edition, made)
        names.marks(tally, edition, made)
        if edition.site["site"]["id"].startswith("synthetic"):
            anatomy.compare(tally, edition, made, asked.anatomy)
        package.compare(tally, edition, made)
        package.notice(tally, edition, made)
        points.compare(tally, edition, made)
        poppler.compare(tally, edition, made)
        portraits.compare(tally, edition, made, asked.scratch)
        drafts.compare(tally, edition, made, maker)
        faults.notice(tally, edition, made)
        for built in (follow, points.gapped, correction.compare):
            built(tally, edition, maker)
        portraits.notice(tally, edition, made, maker)
    escaping.compare(tally, asked.teiten.resolve(), asked.scratch)
    exif.compare(tally, maker)
    names.samples(tally, Edition(asked.editions[0]).root.parent)
    for name, what in LOOKED.items():
        tally.looked(name, what)
    unknown = set(tally.seen) - set(LOOKED)
    tally.check("run", not unknown, f"checks without a line of what they look at: {sorted(unknown)}")
    return tally.close()


def out_of(edition: Edition) -> Path:
    """Where a published edition lies."""
    site = edition.site["site"]
    return (edition.root / site.get("out", f"out/{site['id']}") / edition.folder.name).resolve()


if __name__ == "__main__":
    sys.exit(main())
