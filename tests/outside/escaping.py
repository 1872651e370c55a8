"""Any string arrives in the PDF and on the page as itself: an edition made of strings from the whole of Unicode.

What layout alone may change is left out of the comparison: white space (`pages.normal`), and variation selectors and
marks that a font draws as one with the letter before them (NFC). Characters that the program refuses are taken out by
the findings that refuse them; that every one of those is refused is held by `tests/it/strings.rs`.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import string
import subprocess
import unicodedata
from pathlib import Path

from pages import Made, normal
from tally import Tally

HOSTILE = [
    "<script>alert(1)</script>", "</td>", "<!--", "&amp;", "&#60;", '" onload="x', "#let x = 1", '#read("/etc/passwd")',
    "$x$", "@ref", "\\u{41}", "=1+1", "+cmd|'/c'!A1", "**x**", "[a](b)", "`x`", "~~x~~", "\\", "{{ quarter.title }}",
]  # fmt: skip
RANGES = [(0x20, 0x7E), (0xA1, 0x24F), (0x370, 0x4FF), (0x2010, 0x27FF), (0x3001, 0x30FF), (0x4E00, 0x9FFF), (0xFF01, 0xFF60)]
REFUSED = re.compile(r"U\+([0-9A-F]{4,6})")
SEEDS = (1, 2, 3)
EACH = {"paragraphs": 60, "cells": 40, "captions": 3, "services": 12, "values": 12}


def compare(tally: Tally, teiten: Path, scratch: Path) -> None:
    """Builds an edition for each seed and looks for every string in both of its forms."""
    for seed in SEEDS:
        texts = {place: [_text(random.Random(f"{seed} {place} {at}")) for at in range(count)] for place, count in EACH.items()}
        made = _build(texts, teiten, scratch / f"escaping-{seed}", tally)
        if made is None:
            continue
        forms = {"page": _squeezed(made.core.get_text()), "PDF": _squeezed(_paper(made))}
        for form, whole in forms.items():
            for place, held in texts.items():
                for text in held:
                    tally.check(f"escaping: strings of the {form}", _squeezed(text) in whole, f"{place} of the {form}, seed {seed}: {text!r}")


def _paper(made: Made) -> str:
    """What poppler reads of the pages between header and footer; it heeds the text that stands for composed glyphs."""
    body = ["-x", "0", "-y", "60", "-W", "595", "-H", "715"]
    order = ["pdftotext", "-raw", "-enc", "UTF-8", *body, made.folder / "report.pdf", "-"]
    return subprocess.run(order, capture_output=True, check=True).stdout.decode("utf-8")


def _text(chance: random.Random) -> str:
    pieces = []
    for _ in range(chance.randint(1, 5)):
        if chance.random() < 0.3:
            pieces.append(chance.choice(HOSTILE))
        elif chance.random() < 0.1:
            pieces.append(chr(chance.choice([chance.randrange(0x20, 0xD800), chance.randrange(0xE000, 0x110000)])))
        else:
            first, last = chance.choice(RANGES)
            pieces.append("".join(chr(chance.randint(first, last)) for _ in range(chance.randint(1, 8))))
    return "k" + "".join(pieces) + "k"


def _squeezed(text: str) -> str:
    return unicodedata.normalize("NFC", re.sub("[\ufe00-\ufe0f\U000e0100-\U000e01ef]", "", normal(text)))


def _build(texts: dict[str, list[str]], teiten: Path, site: Path, tally: Tally) -> Made | None:
    """Builds until nothing is refused, each time without the characters that were."""
    for _ in range(3):
        shutil.rmtree(site, ignore_errors=True)
        _write(texts, site)
        order = [teiten, "build", "--format", "json", "--out", site / "shelf", site / "2022q4"]
        done = subprocess.run(order, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return Made(site / "shelf/2022q4")
        told = " ".join(finding["message"] for finding in json.loads(done.stdout))
        gone = {chr(int(code, 16)) for code in REFUSED.findall(told)}
        for place, held in texts.items():
            texts[place] = ["".join(c for c in text if c not in gone) for text in held]
    tally.check("escaping: strings of the page", False, f"{site.name} was not made: {told[:400]}")
    return None


def _write(texts: dict[str, list[str]], site: Path) -> None:
    files = {
        "teiten.toml": 'teiten = 1\n[site]\nid = "strings"\ntitle = "文字列"\npublisher = "検査"\n[sources.packets]\n'
        'files = ["data.csv"]\nwhole = false\n[sources.packets.columns]\ntexts = { family = "family" }\n',
        "data.csv": "date,protocol,dst_port,packets,family\n"
        + "".join(f'2022-10-01,TCP,{at + 1},{100 - at},{_csv(value)}\n' for at, value in enumerate(texts["values"])),
        "names/ports.csv": "port,name\n"
        + "".join(f"{at + 1}/TCP,{_csv(name)}\n" for at, name in enumerate(texts["services"])),
        "2022q4/edition.toml": 'teiten = 1\nquarter = "2022q4"\nstatus = "draft"\ndate = 2023-02-14\nversion = "1.0"\n',
        "2022q4/report.md": _manuscript(texts),
    }
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _manuscript(texts: dict[str, list[str]]) -> str:
    lines = ["# 文字列", *[f"\n{_markdown(text)}" for text in texts["paragraphs"]], "\n| a | b |\n|---|---|"]
    cells = texts["cells"]
    lines += [f"| {_markdown(left)} | {_markdown(right)} |" for left, right in zip(cells[::2], cells[1::2])]
    for rows, caption in zip(["port", "family"], texts["captions"]):
        lines.append(f'\n```table\nid = "{rows}_table"\nrows = "{rows}"\ntop = 12\ncolumns = ["label"]\ncaption = {_toml(caption)}\n```')
    lines.append(f'\n```chart\nid = "lines"\nrows = "family"\ntop = 3\ncaption = {_toml(texts["captions"][2])}\n```\n')
    return "\n".join(lines)


def _markdown(text: str) -> str:
    return "".join(f"\\{c}" if c in string.punctuation else c for c in text)


def _toml(text: str) -> str:
    return '"' + "".join(f"\\u{ord(c):04X}" if c in '"\\{}' or ord(c) < 0x20 or ord(c) == 0x7F else c for c in text) + '"'


def _csv(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
