"""A page before a reader touches its calculators, and the same page without them."""

from collections.abc import Iterator

from calc.analysis.tables import _speed

HEAD = ("Page", "On", "Bytes", "Requests", "Largest contentful paint", "Longest task")


def rows() -> Iterator[list[str]]:
    """One row for each page and setting."""
    sizes, requests = _speed.figures("page bytes"), _speed.figures("page requests")
    tasks = _speed.figures("longest task at opening")
    for where, row in _speed.figures("paint").items():
        yield [
            where[0],
            where[1],
            _speed.quantity(sizes[where]["median"], "B"),
            f"{requests[where]['median']:.0f}",
            _speed.seconds(row),
            _speed.milliseconds(tasks[where]["median"]),
        ]
