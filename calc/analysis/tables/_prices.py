"""Rows of the tables of prices."""

from collections.abc import Iterable, Iterator

from calc.analysis.prices import Price
from calc.analysis.sources import SOURCES
from calc.analysis.tables._links import source_links
from calc.calculators.shared.rents import RentRange
from calc.form import display


def rows(prices: Iterable[Price]) -> Iterator[list[str]]:
    """Date, seller, price and source of each price."""
    for price in prices:
        source = f"{source_links([price.source])} ({SOURCES[price.source].level})"
        note = f" {price.note}" if price.note else ""
        yield [price.date, price.seller, spanned(price.low, price.high), f"{source}.{note}"]


def spanned(low: float, high: float) -> str:
    """A price, or the lowest and the highest: "$2.69 to $3.29"."""
    first, last = (display.quantity(usd, "USD") for usd in (low, high))
    return first if low == high else f"{first} to {last}"


def ranged(found: RentRange) -> list[str]:
    """Time, range, typical price and note."""
    return [
        found.when,
        spanned(found.low, found.high),
        display.quantity(found.typical, "USD"),
        found.note,
    ]
