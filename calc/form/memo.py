"""Functions that remember their latest results for the site in use.

In a browser one reader changes one form, so memos are small. A build renders many similar forms
and charts; it calls `enlarge`.
"""

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Any

from calc import site

_memos: list[Any] = []
_building = False


class Memo[**P, R]:
    """A pure function that remembers its latest results, by arguments and their types."""

    def __init__(self, function: Callable[P, R], size: int, in_builds: int) -> None:
        update_wrapper(self, function)
        self.function = function
        self.in_builds = in_builds
        self.resize(in_builds if _building else size)
        _memos.append(self)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return self._remembered(*args, **kwargs)  # type: ignore[arg-type]

    def forget(self) -> None:
        """Begin again with no results."""
        self.resize(self.size)

    def resize(self, size: int) -> None:
        """Remember that many results from now on, beginning with none."""
        self.size = size
        self._remembered = lru_cache(size, typed=True)(self.function)


def memo[**P, R](size: int, *, in_builds: int) -> Callable[[Callable[P, R]], Memo[P, R]]:
    """Have a function remember `size` results, in a build as many as `in_builds` says."""
    return lambda function: Memo(function, size, in_builds)


def _forget(_: site.Site) -> None:
    for each in _memos:
        each.forget()


site.follow(_forget)  # another site has other units, or another language


def enlarge() -> None:
    """Give every memo the size that builds need, those of modules not imported yet too."""
    global _building  # noqa: PLW0603  a process builds or answers
    _building = True
    for each in _memos:
        if each.size != each.in_builds:
            each.resize(each.in_builds)
