"""What accelerators other than the H100 cost to rent, by accelerator and date."""

from collections.abc import Iterator

from calc.analysis import prices
from calc.analysis.tables import _prices
from calc.llm.hardware import ACCELERATORS

HEAD = ("Accelerator", "Date", "Seller", "USD per hour", "Source")


def rows() -> Iterator[list[str]]:
    """One row for each price."""
    priced = dict.fromkeys(price.accelerator for price in prices.PRICES)
    for key in priced:
        if key != "h100-sxm":
            for row in _prices.rows(prices.of(key)):
                yield [ACCELERATORS[key].name, *row]
