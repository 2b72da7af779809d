"""What the site promises, and whether it was kept."""

from collections.abc import Iterator

from calc.analysis import measured
from calc.analysis.tables import _speed

HEAD = ("Promise", "Measured", "At most", "Kept")


def rows() -> Iterator[list[str]]:
    """One row for each promise."""
    for bound in measured.result("speed")["bounds"]:
        value, most = (_speed.quantity(bound[name], bound["unit"]) for name in ("value", "most"))
        says = bound["says"]
        yield [says[0].upper() + says[1:], value, most, "yes" if bound["met"] else "**no**"]
