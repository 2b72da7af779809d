"""How long a build takes with many calculators, and with tables in place of them."""

from collections.abc import Iterator

from calc.analysis.tables import _speed

HEAD = ("Pages with", "Of them", "Build", "A page", "Each", "Peak memory")


def rows() -> Iterator[list[str]]:
    """One row for each kind of page and number of them."""
    pages, memory = _speed.figures("build pages"), _speed.figures("build memory")
    for where, row in _speed.figures("build").items():
        kind, size = where
        took, number = row["median"], int(size.split()[0])
        yield [
            kind,
            str(number),
            _speed.seconds(row),
            _speed.milliseconds(took / pages[where]["median"]),
            _speed.milliseconds(took / number),
            _speed.quantity(memory[where]["median"], "B"),
        ]
