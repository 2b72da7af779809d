"""The units that the generator knows, and how numbers of them are written."""

from collections.abc import Iterator

from calc.form import display
from calc.units import STYLES

HEAD = ("Unit", "A large number", "A number", "A small number")
LARGE, MIDDLE, SMALL = 2_345_678.9, 12.5, 0.00025
UNNAMED = ("", "1", "ratio")
"""Units that authors do not write: none, a fraction, and the ratio of two values."""


def rows() -> Iterator[list[str]]:
    """One row for each unit."""
    for unit in STYLES:
        if unit not in UNNAMED:
            shown = [display.quantity(value, unit) for value in (LARGE, MIDDLE, SMALL)]
            yield [f"`{unit}`", *shown]
