"""Times from an input event to the painted result, once Python has started."""

from collections.abc import Iterator

from calc.analysis.tables import _speed

HEAD = ("Page", "Changed", "On", "Median", "At most, in 95 of 100", "With the screen’s wait")

KINDS = {"text": "a text field", "slider": "a slider"}


def rows() -> Iterator[list[str]]:
    """One row for each page and kind of input."""
    for kind, changed in KINDS.items():
        seen = _speed.figures(f"recompute {kind}, seen")
        for where, row in _speed.figures(f"recompute {kind}").items():
            p95 = (_speed.milliseconds(one["p95"]) for one in (row, seen[where]))
            yield [where[0], changed, where[1], _speed.milliseconds(row["median"]), *p95]
