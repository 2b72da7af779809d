"""What was measured: one row a figure, with the median, the range and the 95th percentile."""

import math
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Key = tuple[str, str, str]
"""Figure, variant, setting."""


@dataclass
class Figures:
    """All runs of everything, in base units."""

    runs: dict[Key, list[float]] = field(default_factory=dict)

    def add(self, figure: str, variant: str, setting: str, *values: float) -> None:
        """Note one run, or the many times of one visit."""
        self.runs.setdefault((figure, variant, setting), []).extend(values)

    def median(self, figure: str, variant: str, setting: str) -> float:
        """NaN for what was not measured."""
        runs = self.runs.get((figure, variant, setting))
        return statistics.median(runs) if runs else math.nan

    def p95(self, figure: str, variant: str, setting: str) -> float:
        """The value that 95 in 100 do not exceed; NaN for what was not measured."""
        return p95(self.runs.get((figure, variant, setting), []))

    def rows(self) -> Iterator[dict[str, Any]]:
        """As JSON."""
        for (figure, variant, setting), runs in self.runs.items():
            yield {
                "figure": figure,
                "variant": variant,
                "setting": setting,
                "median": statistics.median(runs),
                "low": min(runs),
                "high": max(runs),
                "p95": p95(runs),
                "runs": len(runs),
            }


def p95(runs: Iterable[float]) -> float:
    """The nearest rank."""
    ordered = sorted(runs)
    return ordered[math.ceil(0.95 * len(ordered)) - 1] if ordered else math.nan
