"""What a unit's style may say."""

from collections.abc import Iterator

from calc import units
from calc.analysis.tables import _docstrings

HEAD = ("Name", "Default", "What it says")


def rows() -> Iterator[list[str]]:
    """The members of `UnitStyle`, then the functions that make one."""
    for name, default, said in _docstrings.members(units.UnitStyle):
        yield [f"`UnitStyle({name}=…)`", f"`{default}`", said]
    for make in (units.money, units.physical, units.measure, units.plain):
        yield [f"`{make.__name__}(…)`", "", _docstrings.whole(make)]
