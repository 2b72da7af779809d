"""How many visits one core of a host can serve, as `make verify` measured it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from calc.analysis import measured

HEAD = ("", "First visit", "Later visit")

LINE = 1e9
"""Bits per second of the connection that small servers are rented with."""

BITS_PER_BYTE = 8


def size(count: float) -> str:
    """Bytes, in the unit for their size."""
    return f"{count / 1e6:.3g} MB" if count >= 1e6 else f"{count / 1e3:.3g} kB"


def rate(bits: float) -> str:
    """Bits per second, in the unit for their size."""
    return f"{about(bits / 1e9)} Gbit/s" if bits >= 1e9 else f"{about(bits / 1e6)} Mbit/s"


def about(value: float) -> str:
    """Two digits: the third differs from run to run."""
    return f"{float(f'{value:.2g}'):,g}"


ROWS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "Questions to the host": lambda of: f"{of['requests']}",
    "What it sends": lambda of: size(of["bytes"]),
    "Visits per second that one core serves": lambda of: about(of["visits_per_core"]),
    "The line that they fill": lambda of: rate(BITS_PER_BYTE * of["bytes"] * of["visits_per_core"]),
    "Visits per second that fill a line of 1 Gbit/s": lambda of: about(
        LINE / BITS_PER_BYTE / of["bytes"]
    ),
    "Of its answers, 99 of 100 came within": lambda of: f"{about(1e3 * of['slow'])} ms",
    "Answers that failed": lambda of: f"{of['failed']}",
}


def rows() -> Iterator[list[str]]:
    """One row for each figure; the last says on what they were measured."""
    load = measured.result("load")
    for words, shown in ROWS.items():
        yield [words, *(shown(load[kind]) for kind in ("first", "again"))]
    machine = load["machine"]
    where = f"{load['server']} on {machine['cpu']}, {load['date']}"
    yield ["Measured with", f"{load['readers']} visits at a time", where]
