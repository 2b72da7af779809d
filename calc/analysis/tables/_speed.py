"""What the tables of speed have in common: the figures of `make bench`, and how to write them."""

from typing import Any

from calc.analysis import measured

LOOPBACK = "loopback"
NOT_MEASURED = "—"

SCALES = {"s": (1e3, " ms"), "B": (1e-6, " MB"), "ratio": (1.0, "×")}
SMALL_SCALES = {"B": (1e-3, " kB")}
"""For values below one on the scale above."""


def figures(figure: str) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of a figure, by variant and setting."""
    rows = (row for row in measured.result("speed")["figures"] if row["figure"] == figure)
    return {(row["variant"], row["setting"]): row for row in rows}


def seconds(row: dict[str, Any] | None) -> str:
    """A median in seconds, with the range of its runs."""
    if row is None:
        return NOT_MEASURED
    median = f"{row['median']:.2f} s"
    return median if row["runs"] == 1 else f"{median} ({row['low']:.2f} to {row['high']:.2f})"


def milliseconds(value: float) -> str:
    """Seconds, as milliseconds below one second."""
    return f"{1e3 * value:.3g} ms" if value < 0.9995 else f"{value:.2f} s"


def quantity(value: float, unit: str) -> str:
    """A value in the unit that people use for its size."""
    scale, name = SCALES[unit]
    if value * scale < 1:
        scale, name = SMALL_SCALES.get(unit, SCALES[unit])
    return f"{value * scale:.3g}{name}"
