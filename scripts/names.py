#!/usr/bin/env python3
"""Makes the shipped tables of names, src/names/services.csv and src/names/regions.csv.

    python3 scripts/names.py REGISTRY.csv CLDR_FOLDER

REGISTRY.csv is the IANA Service Name and Transport Protocol Port Number Registry as CSV;
CLDR_FOLDER is the unpacked npm package `cldr-localenames-full`. Standard library only; the same inputs
give the same bytes. src/names/README.md says which inputs the committed tables were made of, and their
licences.
"""

import csv
import json
import sys
from pathlib import Path

NAMES = Path(__file__).resolve().parent.parent / "src" / "names"

# Codes of two letters in CLDR that are not ISO 3166-1 alpha-2. XK (Kosovo) and ZZ (unknown) stay.
NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB"}

# Other forms of CLDR that are shorter than, or as usual as, the plain ones.
FORMS = {
    "ja": {"CD": "CD-alt-variant", "CG": "CG-alt-variant", "HK": "HK-alt-short", "MO": "MO-alt-short",
           "PS": "PS-alt-short"},
    "en": {"HK": "HK-alt-short", "MM": "MM-alt-short", "MO": "MO-alt-short", "PS": "PS-alt-short"},
}

# Forms of our own: what the Japanese press writes, and one word for the unknown.
OWN = {
    "ja": {"CC": "ココス諸島", "GB": "英国", "MM": "ミャンマー", "US": "米国", "ZZ": "不明"},
    "en": {"ZZ": "Unknown"},
}


def services(registry):
    """The first name of every TCP and UDP port that has one, ranges expanded, in the order of keys."""
    names = {}
    with open(registry, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name, ports, protocol = (
                row[column].strip() for column in ("Service Name", "Port Number", "Transport Protocol"))
            if not name or not ports or protocol not in ("tcp", "udp"):
                continue
            first, _, last = ports.partition("-")
            for port in range(int(first), int(last or first) + 1):
                names.setdefault((protocol.upper(), port), name)
    return [(f"{port}/{protocol}", name) for (protocol, port), name in sorted(names.items())]


def regions(cldr):
    """Code, Japanese and English name of every region, in the order of codes."""
    tables = {lang: territories(cldr, lang) for lang in ("ja", "en")}
    codes = sorted(code for code in tables["en"]
                   if len(code) == 2 and code.isalpha() and code not in NOT_ISO)
    return [(code, *(region_name(tables[lang], lang, code) for lang in ("ja", "en"))) for code in codes]


def territories(cldr, lang):
    """CLDR's table of one language."""
    text = (Path(cldr) / "main" / lang / "territories.json").read_text(encoding="utf-8")
    return json.loads(text)["main"][lang]["localeDisplayNames"]["territories"]


def region_name(table, lang, code):
    """The name to print: our own form, else the chosen one of CLDR."""
    return OWN[lang].get(code) or table[FORMS[lang].get(code, code)]


def write(name, header, rows):
    """Writes a plain CSV; no value may need quoting, so that the reader can stay simple."""
    assert not any(set(value) & set(',"\r\n') for row in rows for value in row)
    lines = [",".join(row) for row in [header, *rows]]
    (NAMES / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    write("services.csv", ("port", "name"), services(sys.argv[1]))
    write("regions.csv", ("region", "ja", "en"), regions(sys.argv[2]))
