"""What the site promises to be, as ratios of the same run, and whether it is."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.figures import Figures
from tests.bench.settings import LOOPBACK, SLOW_CPU, SLOW_LINK, SLOW_LINK_AND_CPU
from tests.bench.variants import BARE, CPYTHONS, OURS

PLAIN = "the same page without calculators"


@dataclass(frozen=True, kw_only=True)
class Bound:
    """A promise: `value` is at most `most`."""

    says: str
    value: float
    most: float
    unit: str = "ratio"

    @property
    def met(self) -> bool:
        """Whether the figure is within its bound; one that was not measured is not."""
        return self.value <= self.most


def bounds(figures: Figures) -> list[Bound]:
    """Those of which something was measured."""
    return [bound for bound in _bounds(figures) if not math.isnan(bound.value)]


def _bounds(figures: Figures) -> Iterator[Bound]:
    def best(setting: str) -> float:
        others = [figures.median("cold", name, setting) for name in CPYTHONS]
        return min((one for one in others if not math.isnan(one)), default=math.nan)

    for setting, most in ((LOOPBACK, 0.30), (SLOW_LINK, 0.50), (SLOW_LINK_AND_CPU, 0.40)):
        yield Bound(
            says=f"first answer, cold, {setting}, against the best other page that runs CPython",
            value=figures.median("cold", OURS, setting) / best(setting),
            most=most,
        )
    yield Bound(
        says="first answer when touched 5 s after opening",
        value=figures.median("after", OURS, LOOPBACK),
        most=0.050,
        unit="s",
    )
    warm = figures.median("warm", OURS, LOOPBACK), figures.median("warm", BARE, LOOPBACK)
    yield Bound(says="warm visit, against bare Pyodide’s", value=warm[0] / warm[1], most=0.40)
    yield Bound(
        says="bytes to the first answer, all included",
        value=figures.median("bytes", OURS, LOOPBACK),
        most=2.8e6,
        unit="B",
    )
    for kind in ("text", "slider"):
        for setting, most in ((LOOPBACK, 0.016), (SLOW_CPU, 0.033)):
            yield Bound(
                says=f"recompute from a {NAMES[kind]} to the painted result, p95, {setting}",
                value=figures.p95(f"recompute {kind}", OURS, setting),
                most=most,
                unit="s",
            )
    yield Bound(
        says="longest task on the main thread caused by the calculators",
        value=max(figures.runs.get(("longest task", OURS, LOOPBACK), [math.nan])),
        most=0.050,
        unit="s",
    )
    for figure, says in (("page bytes", "bytes"), ("paint", "largest contentful paint")):
        ours, theirs = (figures.median(figure, name, LOOPBACK) for name in (OURS, PLAIN))
        yield Bound(says=f"{says} before intent, against {PLAIN}", value=ours / theirs, most=1.05)
    yield from _builds(figures)


NAMES = {"text": "text field", "slider": "slider"}


def _builds(figures: Figures) -> Iterator[Bound]:
    def seconds(kind: str, size: int) -> float:
        return figures.median("build", kind, f"{size} calculators")

    for kind in ("calculators", "calculators, built before"):
        yield Bound(
            says=f"build time with 1000 {kind}, against the same pages with tables",
            value=seconds(kind, 1000) / seconds("tables", 1000),
            most=2.0,
        )
    few, some, many = (seconds("calculators", size) for size in (10, 100, 1000))
    yield Bound(
        says="build time of one calculator more, from 100 to 1000 against from 10 to 100",
        value=((many - some) / 900) / ((some - few) / 90),
        most=1.25,
    )
