"""The style of a unit on the site in use."""

from collections.abc import Mapping
from functools import cache

from calc import site
from calc.units import STYLES, UnitStyle


def style(unit: str) -> UnitStyle:
    """How numbers of this unit are written.

    The site's own styles take precedence over those of `calc.units`. An undeclared unit comes
    after the number and its magnitude: "5.00 M widgets".
    """
    return _style(unit, site.current().units)


@cache
def _style(unit: str, declared: tuple[str, ...]) -> UnitStyle:
    own: list[Mapping[str, UnitStyle]] = [site.load(name) for name in declared]
    found = next((styles[unit] for styles in (*own, STYLES) if unit in styles), None)
    return found or UnitStyle(after=f" {unit}", after_one=f" {unit.removesuffix('s')}")
