"""The style of a unit on the site in use."""

from collections.abc import Mapping
from functools import cache

from calc import site, words
from calc.units import STYLES, UnitStyle, per


def style(unit: str) -> UnitStyle:
    """How numbers of this unit are written.

    The site's own styles take precedence over those of `calc.units`. An unknown unit comes
    after the number and its magnitude: "5.00M widgets".
    """
    used = site.current()
    return _style(unit, used.units, used.language)


@cache
def _style(unit: str, declared: tuple[str, ...], language: str) -> UnitStyle:
    own: list[Mapping[str, UnitStyle]] = [site.load(name) for name in declared]
    said = words.of(language)
    known = [styles[unit] for styles in own if unit in styles]
    if unit in STYLES and said.unit(unit) == unit:  # else it is a word in another language
        known.append(STYLES[unit])
    found = known[0] if known else per(unit, said.per)
    return found or UnitStyle(after=f" {said.unit(unit)}", after_one=f" {said.unit_of_one(unit)}")
