"""A fair range of the rent at the time of each run, and today."""

from collections.abc import Iterator

from calc.analysis import prices
from calc.analysis.tables import _prices
from calc.calculators.shared import rents
from calc.llm.hardware import ACCELERATORS

HEAD = ("Run", "Accelerator", "Time", "USD per hour", "Typical", "Note")


def rows() -> Iterator[list[str]]:
    """One row for each group of runs, then one for each accelerator today."""
    for each in prices.OF_RUNS:
        yield [each.runs, _name(each.accelerator), *_prices.ranged(each.range)]
    for key, found in rents.TODAY.items():
        yield ["rented today", _name(key), *_prices.ranged(found)]


def _name(accelerator: str) -> str:
    known = ACCELERATORS.get(accelerator)
    return known.name if known else accelerator
