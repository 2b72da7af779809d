"""What tests of an author may call."""

import inspect
from collections.abc import Iterator

from calc import testing
from calc.analysis.tables import _docstrings

HEAD = ("Function", "What it does")


def rows() -> Iterator[list[str]]:
    """The public functions of `calc.testing`."""
    for name, function in inspect.getmembers(testing, inspect.isfunction):
        if function.__module__ == testing.__name__:
            yield [f"`calc.testing.{name}(…)`", _docstrings.whole(function)]
