"""What the site promises to be, and whether it was."""

from collections.abc import Iterator

from calc.analysis.tables import _speed

HEAD = ("Promise", "Measured", "At most", "Kept")


def rows() -> Iterator[list[str]]:
    """A row a promise."""
    for bound in _speed.result()["bounds"]:
        measured, most = (_speed.said(bound[name], bound["unit"]) for name in ("value", "most"))
        says = bound["says"]
        yield [says[0].upper() + says[1:], measured, most, "yes" if bound["met"] else "**no**"]
