"""What an H100 cost to rent, by date."""

from collections.abc import Iterator

from calc.analysis import prices
from calc.analysis.tables import _prices

HEAD = ("Date", "Seller", "USD per hour", "Source")


def rows() -> Iterator[list[str]]:
    """One row for each price."""
    return _prices.rows(prices.of("h100-sxm"))
