"""What was measured, as tables on the terminal."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from tests.bench.bounds import Bound
from tests.bench.figures import Figures
from tests.bench.settings import LOOPBACK, SLOW_LINK, SLOW_LINK_AND_CPU

SCALES = {"s": (1000, " ms"), "B": (1e-6, " MB"), "ratio": (1, "")}


def say(sentence: str) -> None:
    """A line of progress."""
    print(f"      {sentence}", flush=True)


def bound(one: Bound) -> dict[str, Any]:
    """A promise, as JSON."""
    return {
        "says": one.says, "value": one.value, "most": one.most, "unit": one.unit, "met": one.met
    }  # fmt: skip


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Columns as wide as what is in them."""
    lines = [head, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        first, *others = (cell.ljust if not at else cell.rjust for at, cell in enumerate(line))
        cells = [
            first(widths[0]),
            *(pad(width) for pad, width in zip(others, widths[1:], strict=True)),
        ]
        say("  ".join(cells))
    say("")


def answers(figures: Figures, names: Sequence[str]) -> None:
    """First answers, a row a variant."""
    settings = (LOOPBACK, SLOW_LINK, SLOW_LINK_AND_CPU)
    head = ["first answer, s", *settings, "warm", "MB", "requests"]
    table(head, ([
        name,
        *(spread(figures, "cold", name, setting) for setting in settings),
        spread(figures, "warm", name, LOOPBACK),
        f"{figures.median('bytes', name, LOOPBACK) / 1e6:.2f}",
        f"{figures.median('requests', name, LOOPBACK):.0f}",
    ] for name in names))  # fmt: skip


def spread(figures: Figures, *key: str) -> str:
    """Median and range in seconds."""
    runs = figures.runs.get((key[0], key[1], key[2]))
    if not runs:
        return "none"
    return f"{figures.median(*key):.2f} ({min(runs):.2f}–{max(runs):.2f})"


def one(figures: Figures, figure: str) -> None:
    """One figure of all variants."""
    found = [key for key in figures.runs if key[0] == figure]
    table([f"{figure}, s", "setting", "median (range)"],
          ([name, setting, spread(figures, figure, name, setting)] for _, name, setting in found)
    )  # fmt: skip


def recompute(figures: Figures) -> None:
    """Medians and 95th percentiles in milliseconds."""
    found = [key for key in figures.runs if key[0].startswith("recompute")]
    table(
        ["recompute, ms", "from", "setting", "median", "p95"],
        ([key[1], key[0].removeprefix("recompute "), key[2],
          f"{1000 * figures.median(*key):.1f}", f"{1000 * figures.p95(*key):.1f}"]
         for key in found),
    )  # fmt: skip


def weights(figures: Figures) -> None:
    """The page with and without calculators."""
    found = [(name, setting) for figure, name, setting in figures.runs if figure == "paint"]
    table(
        ["before intent", "setting", "kB", "requests", "paint, s", "longest task, ms"],
        ([*where, f"{figures.median('page bytes', *where) / 1000:.1f}",
          f"{figures.median('page requests', *where):.0f}", spread(figures, "paint", *where),
          f"{1000 * figures.median('longest task at opening', *where):.0f}"] for where in found),
    )  # fmt: skip


def builds(figures: Figures) -> None:
    """Builds, a row a size."""
    found = [(kind, size) for figure, kind, size in figures.runs if figure == "build"]
    table(
        ["build", "in place of", "s", "ms a page", "ms a calculator", "peak MB"],
        ([size, kind, f"{(took := figures.median('build', kind, size)):.2f}",
          f"{1000 * took / figures.median('build pages', kind, size):.1f}",
          f"{1000 * took / int(size.split()[0]):.2f}",
          f"{figures.median('build memory', kind, size) / 1e6:.0f}"] for kind, size in found),
    )  # fmt: skip


def machine(described: dict[str, Any]) -> None:
    """Where it was measured."""
    say(", ".join(f"{name} {value}" for name, value in described.items()))
    say("")


def bounds(kept: Sequence[Bound]) -> int:
    """Print the bounds; 1 if a figure is beyond its bound."""
    table(
        ["promise", "measured", "at most", ""],
        ([one.says, shown(one.value, one.unit), shown(one.most, one.unit),
          "" if one.met else "MISSED"] for one in kept),
    )  # fmt: skip
    missed = sum(not one.met for one in kept)
    if missed:
        say(f"{missed} of {len(kept)} promises are not kept")
    return int(missed > 0)


def shown(value: float, unit: str) -> str:
    """A value in the unit that people use."""
    scale, name = SCALES[unit]
    digits = (
        2 if unit in ("ratio", "B") else 0 if math.isfinite(value) and value * scale >= 100 else 1
    )
    return f"{value * scale:.{digits}f}{name}"
