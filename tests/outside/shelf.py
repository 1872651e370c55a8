"""Makes a shelf with a page of every kind: lists, keys, editions corrected, withdrawn, translated and without translation.

Usage: shelf.py TEITEN FOLDER   Prints NAME=PATH of each page, a line each. The program's own commands make the site.
"""

from __future__ import annotations

import datetime
import pathlib
import shutil
import subprocess
import sys

SETTINGS = """teiten = 1

[site]
id = "shelf"
title = { ja = "定点観測レポート", en = "Internet Observation Report" }
publisher = { ja = "観測センター", en = "Observation Centre" }

[web]
base = "https://reports.example.jp/"
key_pages = true

[sources.packets]
files = ["data/packets.csv"]
"""

SENSORS = """id,region,start,end,alias
tokyo,JP,2020-04-01,,
osaka,JP,2020-04-01,,
dallas,US,2020-04-01,,
"""

EDITION = """teiten = 1
quarter = "{quarter}"
status = "draft"
date = {date}
version = "1.0"
langs = {langs}
"""

PROSE = {
    "ja": (
        "- 最も多く観測した宛先ポートは{{ ports[1].label }}でした。\n\n# 概況\n\n",
        "23/TCPは、機器の遠隔操作に使われるポートです[^iana]。順位は[](#ports)のとおりです。\n\n",
        "[^iana]: Internet Assigned Numbers Authority\n    Service Name and Transport Protocol Port Number Registry\n"
        "    https://www.iana.org/assignments/service-names-port-numbers/\n",
    ),
    "en": (
        "- {{ ports[1].label }} was the destination port observed most.\n\n# Overview\n\n",
        "The ranking is in [](#ports).\n\n",
        "",
    ),
}

BLOCKS = """```table
id = "ports"
rows = "port"
columns = ["rank", "label", "previous", "packets"]
```

```chart
id = "days"
of = "ports"
```

```table
id = "regions"
rows = "region"
```

"""

# Destination port and source region: packets a day at each sensor fall from the first to the last.
KEYS = ["23,CN", "6379,US", "80,RU", "22,GB", "445,US", "8080,BG"]


def observations() -> str:
    """A year and a quarter; every other port rises by a packet a day, the others fall."""
    lines = ["date,sensor,protocol,dst_port,src_region,packets"]
    for day in range(457):
        date = datetime.date(2021, 10, 1) + datetime.timedelta(days=day)
        for sensor in ("tokyo", "osaka", "dallas"):
            for at, key in enumerate(KEYS):
                port, region = key.split(",")
                packets = 900 - 60 * at + (day // 3 if at % 2 else -(day // 3)) + 7 * (day % 7)
                lines.append(f"{date},{sensor},TCP,{port},{region},{packets}")
    return "\n".join(lines) + "\n"


class Shelf:
    """A site and the program that works in it."""

    def __init__(self, teiten: str, folder: pathlib.Path) -> None:
        self.teiten, self.site = pathlib.Path(teiten).resolve(), folder
        shutil.rmtree(folder, ignore_errors=True)
        self.write("teiten.toml", SETTINGS)
        self.write("data/sensors.csv", SENSORS)
        self.write("data/packets.csv", observations())

    def write(self, path: str, text: str) -> None:
        target = self.site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def run(self, *arguments: str) -> None:
        done = subprocess.run([self.teiten, *arguments], cwd=self.site, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"teiten {' '.join(arguments)}: {done.stdout}{done.stderr}")

    def edition(self, quarter: str, date: str, langs: tuple[str, ...] = ("ja",), written: tuple[str, ...] = ("ja",)) -> None:
        listed = "[" + ", ".join(f'"{lang}"' for lang in langs) + "]"
        self.write(f"{quarter}/edition.toml", EDITION.format(quarter=quarter, date=date, langs=listed))
        for lang in written:
            first, words, last = PROSE[lang]
            name = "report.md" if lang == langs[0] else f"report.{lang}.md"
            self.write(f"{quarter}/{name}", first + words + BLOCKS + last)

    def publish(self, quarter: str, day: str) -> None:
        self.run("approve", quarter, "--by", "山田", "--now", f"{day}T09:00:00+09:00")
        self.run("publish", quarter, "--now", f"{day}T10:00:00+09:00")


def main() -> None:
    teiten, folder = sys.argv[1:]
    shelf = Shelf(teiten, pathlib.Path(folder).resolve())
    shelf.edition("2022q1", "2022-04-20")
    shelf.edition("2022q2", "2022-07-20")
    shelf.edition("2022q3", "2022-10-20", ("ja", "en"))
    shelf.edition("2022q4", "2023-01-20", ("ja", "en"), ("ja", "en"))
    for quarter, day in (("2022q1", "2022-04-20"), ("2022q2", "2022-07-20"), ("2022q3", "2022-10-20"), ("2022q4", "2023-01-20")):
        shelf.publish(quarter, day)
    shelf.run("withdraw", "2022q2", "--reason", "観測データの誤りのため", "--now", "2022-08-01T10:00:00+09:00")
    shelf.run("revise", "2022q4", "--kind", "訂正", "--reason", "表1の集計の誤り", "--now", "2023-02-01T10:00:00+09:00")
    edition = shelf.site / "2022q4/edition.toml"
    text = edition.read_text(encoding="utf-8")
    for key, said in (("wrong", "6379/TCPの数。"), ("right", "試験の通信を除いた数。"), ("affected", "引用された方。")):
        text = text.replace(f'{key} = ""', f'{key} = "{said}"')
    edition.write_text(text, encoding="utf-8")
    data = shelf.site / "data/packets.csv"
    changed = data.read_text(encoding="utf-8").replace("2022-11-15,tokyo,TCP,6379,US,", "2022-11-15,tokyo,TCP,6379,US,1")
    data.write_text(changed, encoding="utf-8")
    shelf.publish("2022q4", "2023-02-01")
    shelf.run("build", "2022q4", "--single-file", "single")
    shelf.run("draft", "2022q4", "--html", "single/draft.html")
    out = shelf.site / "out/shelf"
    pages = {
        "list": "index.html",
        "lost": "404.html",
        "history": "history.html",
        "key": "keys/23-tcp.html",
        "corrected": "2022q4/index.html",
        "english": "2022q4/en/index.html",
        "unwritten": "2022q3/en/index.html",
        "version": "2022q4/v1.0/index.html",
        "withdrawn": "2022q2/index.html",
        "single": "../../single/shelf-2022q4.html",
        "draft": "../../single/draft.html",
    }
    for name, path in pages.items():
        page = (out / path).resolve()
        if not page.is_file():
            sys.exit(f"{path} was not made")
        print(f"{name}={page}")


if __name__ == "__main__":
    main()
