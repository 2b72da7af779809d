"""How many visits one core bears, as `make verify` measured it last, in load.json."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from calc.analysis.tables._truth import DATA

HEAD = ("", "First visit", "Later visit")

LINE = 1e9
"""Bits a second: what small servers are rented with."""

BITS = 8


@cache
def result() -> dict[str, Any]:
    """Figures of both kinds of visit; date, readers and machine."""
    found: dict[str, Any] = json.loads((DATA / "load.json").read_text("utf-8"))
    return found


def size(count: float) -> str:
    """Bytes."""
    return f"{count / 1e6:.3g} MB" if count >= 1e6 else f"{count / 1e3:.3g} kB"


def rate(bits: float) -> str:
    """Bits a second."""
    return f"{about(bits / 1e9)} Gbit/s" if bits >= 1e9 else f"{about(bits / 1e6)} Mbit/s"


def about(value: float) -> str:
    """Two digits of it: the next run gives others from the third on."""
    return f"{float(f'{value:.2g}'):,g}"


ROWS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "Questions to the host": lambda of: f"{of['requests']}",
    "What it sends": lambda of: size(of["bytes"]),
    "Visits that one core serves in a second": lambda of: about(of["visits_per_core"]),
    "The line that they fill": lambda of: rate(BITS * of["bytes"] * of["visits_per_core"]),
    "Visits that fill a line of 1 Gbit/s, in a second": lambda of: about(LINE / BITS / of["bytes"]),
    "Of its answers, 99 of 100 came within": lambda of: f"{about(1e3 * of['slow'])} ms",
    "Answers that failed": lambda of: f"{of['failed']}",
}


def rows() -> Iterator[list[str]]:
    """A row a figure, and on what it was measured."""
    measured = result()
    for words, shown in ROWS.items():
        yield [words, *(shown(measured[kind]) for kind in ("first", "again"))]
    machine = measured["machine"]
    where = f"{measured['server']} on {machine['cpu']}, {measured['date']}"
    yield ["Measured with", f"{measured['readers']} visits at a time", where]
