"""How numbers of a unit are written on the site in use."""

from collections.abc import Mapping
from functools import cache

from calc import site
from calc.units import STYLES, UnitStyle


def style(unit: str) -> UnitStyle:
    """How numbers of this unit are written.

    A site's own units are in the mapping that `Site.units` names. One that nobody declares is
    written behind the number, after a magnitude: "5.00 M widgets".
    """
    return _style(unit, site.current().units)


@cache
def _style(unit: str, declared: str) -> UnitStyle:
    styles: Mapping[str, UnitStyle] = site.load(declared) if declared else {}
    found = styles.get(unit) or STYLES.get(unit)
    return found or UnitStyle(after=f" {unit}", after_one=f" {unit.removesuffix('s')}")
