"""The markers of annotations, from their docstrings."""

import inspect
from collections.abc import Iterator

from calc.analysis.tables import _docstrings
from calc.chart import Plot
from calc.form import markers

HEAD = ("Marker", "What it says")


def rows() -> Iterator[list[str]]:
    """One row for each marker of `calc.form`, then `Plot` of `calc.chart`."""
    found = [
        marker
        for _, marker in inspect.getmembers(markers, inspect.isclass)
        if marker.__module__ == markers.__name__ and marker is not markers.Follows
    ]
    for marker in [*sorted(found, key=lambda each: each.__name__), Plot]:
        given = ", ".join(inspect.signature(marker).parameters)
        yield [f"`{marker.__name__}({given})`", _docstrings.whole(marker)]
    yield ["`of(parameter, value, source)`", _docstrings.summary(markers.of)]
