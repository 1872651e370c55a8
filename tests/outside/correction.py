"""A changed copy: the notice of a correction stands first on the page, behind the cover of the PDF, and in the same words."""

from __future__ import annotations

import parity
from copies import Maker
from manuscript import Edition
from tally import Tally

NOTICE = """
[[history]]
version = "{version}"
date = {date}
kind = "訂正"
what = "表1の集計の誤り"
wrong = "表1で、23/TCP（telnet）を1位としていました。2度数えた行があったためです。"
right = "23/TCP（telnet）は2位です。"
affected = "表1の順位を引用された方"
"""


def compare(tally: Tally, edition: Edition, maker: Maker) -> None:
    """Builds the copy and compares its page with its PDF."""
    with maker.built(edition, correct) as (changed, made, said):
        if not tally.check("parity: corrected", made is not None, said):
            return
        inner = Tally(shown=10)
        parity.compare(inner, changed, made)
        for name in inner.seen | {"parity: notice": 0}:
            held = inner.seen[name] > 0 and not inner.failed[name]
            tally.check("parity: corrected", held, f"{edition.name} {name}: {inner.failed[name]} differ")


def correct(edition: Edition) -> None:
    """Adds a correction to the edition's history."""
    path = edition.folder / "edition.toml"
    path.chmod(0o644)
    notice = NOTICE.format(version=edition.edition["version"], date=edition.edition["date"])
    path.write_text(path.read_text("utf-8") + notice, "utf-8")
