"""How the house prints numbers and changes, written down a second time from the rules, in exact fractions."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

NONE = "－"
SHOWN = 10
SMALL = 100


def nearest(value: Fraction) -> int:
    """The nearest integer, halves away from zero."""
    size = int(abs(value) + Fraction(1, 2))
    return size if value >= 0 else -size


def decimal(value: Fraction, digits: int) -> str:
    """A number with so many decimals and thousands separated; the minus is U+2212."""
    size = abs(nearest(value * 10**digits))
    whole, part = divmod(size, 10**digits)
    text = f"{whole:,}" + (f".{part:0{digits}d}" if digits else "")
    return ("−" if value < 0 and size else "") + text


def mean(value: Fraction) -> str:
    """A mean: whole from 100 up, with one decimal below."""
    return decimal(value, 0 if abs(value) >= 100 else 1)


def percent(value: Fraction, digits: int = 0) -> str:
    """12.3%."""
    return decimal(value * 100, digits) + "%"


def signed(value: Fraction) -> str:
    """+72.1%, −4.0%, ±0.0%."""
    text = percent(value, 1)
    if text.startswith("−"):
        return text
    return ("+" if text.strip("0.%") else "±") + text


def wari(value: Fraction) -> str:
    """ほぼ横ばい, 約2割減, 約2.4倍, 倍増, ほぼなくなった."""
    if abs(value) < Fraction(5, 100):
        return "ほぼ横ばい"
    if abs(value) < Fraction(95, 100):
        return f"約{abs(nearest(value * 10)) or 1}割{'増' if value > 0 else '減'}"
    if value < 0:
        return "ほぼなくなった"
    times = decimal(value + 1, 1)
    return "倍増" if times == "2.0" else f"約{times}倍"


def tenths(value: Fraction) -> str:
    """A share in tenths: 約5割."""
    return f"約{max(1, nearest(value * 10))}割"


def previous(rank: int | None) -> str:
    """A previous rank: a number up to 10, TOP10外, or － where there is none."""
    if rank is None:
        return NONE
    return str(rank) if rank <= SHOWN else f"TOP{SHOWN}外"


def day(value: date) -> str:
    """10月19日."""
    return f"{value.month}月{value.day}日"


def full_day(value: date) -> str:
    """2022年10月19日."""
    return f"{value.year}年{day(value)}"


def fiscal_year(value: date) -> str:
    """令和4年度: April begins the year."""
    year = value.year - (value.month < 4)
    era, first = ("令和", 2019) if date(year, 4, 1) >= date(2019, 5, 1) else ("平成", 1989)
    number = year - first + 1
    return f"{era}{'元' if number == 1 else number}年度"
