"""What a site tells the generator about itself: one declared object.

    SITE = Site(calculators=("calc.calculators",), tables="calc.analysis.tables")

The generator knows no subject. Everything that is about one (calculators, units, tables, the
picture of a shared link, …) reaches it through the `Site` in use. Members that only a build needs
are names, "module:attribute", so that declaring a site imports nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any


class SiteError(LookupError):
    """No site is declared, or what it names is not there."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """A site: its calculators, and what its pages show beside them."""

    calculators: tuple[str, ...] = ()
    """Packages with one file for each calculator."""
    ships: tuple[str, ...] = ()
    """Other packages and modules that answers need in a reader's browser."""
    units: str = ""
    """How numbers with the site's own units are written: a mapping from unit to style."""
    formulas: tuple[str, ...] = ()
    """Packages with the arithmetic: a calculator links to the functions of theirs that it calls."""
    questions: str = ""
    """Texts for long text fields, by parameter name: verification asks them all."""
    tables: str = ""
    """A package with one file for each table that a page may show."""
    figures: str = ""
    """A package with one file for each figure that a page may show."""
    inline: Mapping[str, str] = field(default_factory=dict)
    """Functions from source to HTML, for values in a sentence, by the word after `#!`."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Colour roles of table columns, by the column's heading."""
    styles: tuple[str, ...] = ()
    """Style sheets of the site, as package resources: "calc.analysis:roles.css"."""
    example: str = ""
    """A command line for the help in a terminal: "bill --pieces 40"."""
    picture: str = ""
    """A function that gives the texts in the picture of a shared link."""

    def for_readers(self) -> "Site":
        """What a reader's Python needs to know of it."""
        return Site(calculators=self.calculators, units=self.units)


def load(name: str) -> Any:
    """What "module:attribute" names. Raises SiteError if it is not there."""
    module, _, attribute = name.partition(":")
    try:
        return getattr(import_module(module), attribute)
    except AttributeError:
        raise SiteError(f"{module} has no {attribute}, which the site names") from None


_in_use = Site()


def use(site: Site) -> None:
    """Have this process work for a site."""
    global _in_use  # noqa: PLW0603  a process works for one site
    _in_use = site


def current() -> Site:
    """The site that this process works for; before one is declared, a site that has nothing."""
    return _in_use
