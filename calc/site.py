"""What a site tells the generator about itself: one declared object.

    SITE = Site(calculators=("my_site.calculators",), tables="my_site.tables")

The generator knows no subject. Everything that is about one (calculators, units, tables, the
picture of a shared link, …) reaches it through the `Site` in use. Members that only a build needs
are names, "module:attribute", so that declaring a site imports nothing.

A process works for one site: a command or a build calls `use` first, and everything asks `current`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from importlib import import_module
from typing import Any


class SiteError(LookupError):
    """No site is declared, or it names something that does not exist."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """What a site has, or the names of it."""

    calculators: tuple[str, ...] = ()
    """Packages with one file for each calculator; as an option, also folders beside mkdocs.yml."""
    ships: tuple[str, ...] = ()
    """Packages and modules that calculators import by names that they compute; what an import
    statement names is found in the source."""
    later: tuple[str, ...] = ()
    """Packages and modules of the site that a browser fetches when an answer first needs them: what
    imports them does so inside of functions."""
    packages: tuple[str, ...] = ()
    """Packages from PyPI that calculators import, as pip reads them: "more-itertools==10.8.0"."""
    units: tuple[str, ...] = ()
    """The styles of the site's own units: mappings from unit to `calc.units.UnitStyle`."""
    formulas: tuple[str, ...] = ()
    """Packages with the arithmetic: a calculator links to the functions of theirs that it calls."""
    questions: str = ""
    """Texts for long text fields, by parameter name; verification asks about all of them."""
    code: str = ""
    """The page below which each module of the calculators has a page to read, such as "code/"."""
    tables: str = ""
    """A package with one file for each table that a page may show."""
    figures: str = ""
    """A package with one file for each figure that a page may show."""
    inline: Mapping[str, str] = field(default_factory=dict)
    """Functions from source to HTML, for values in a sentence, by the word after `#!`. One that
    gives an element instead has its links checked like those that an author writes."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Colour roles of table columns, by the column's heading."""
    styles: tuple[str, ...] = ()
    """Style sheets as package resources: "my_site:colours.css". One with the name of a sheet in
    calc/browser is appended to that sheet; any other is a file of its own."""
    scripts: tuple[str, ...] = ()
    """Scripts as package resources: "my_site:stars.js". They read files that readers bring; see
    `Heads` in calc.form.markers."""
    example: str = ""
    """A command line for the help in a terminal: "bill --pieces 40"."""
    picture: str | bool = True
    """A function from the site's name to the shapes in the picture of a shared link. True: the name
    and the description of the site; False: no picture."""
    policy: Mapping[str, tuple[str, ...]] | bool = True
    """What pages may load from elsewhere, beside what their markup names: sources by directive of
    the content security policy, {"connect-src": ("https://example.org",)}. False: no policy."""
    corrections: str = ""
    """The page with a table of corrections, such as "corrections/": they become a feed."""
    language: str = "en"
    """The language of what readers see: "de". `calc.words` has the translations."""

    def for_readers(self) -> "Site":
        """The part of it that answers in a browser need."""
        return Site(calculators=self.calculators, units=self.units, language=self.language)

    def with_defaults(self, other: "Site") -> "Site":
        """It, with what another site has where it has nothing; lists and mappings are joined."""
        joined: dict[str, Any] = {}
        for each in fields(self):
            mine, theirs = getattr(self, each.name), getattr(other, each.name)
            match mine:
                case tuple():
                    joined[each.name] = tuple(dict.fromkeys((*theirs, *mine)))
                case Mapping() if isinstance(theirs, Mapping):
                    joined[each.name] = {**theirs, **mine}
                case _:
                    default = getattr(Site, each.name, None)
                    joined[each.name] = theirs if mine == default else mine
        return replace(self, **joined)


def load(name: str) -> Any:
    """The object that "module:attribute" names. Raises SiteError."""
    module, _, attribute = name.partition(":")
    try:
        return getattr(import_module(module), attribute)
    except (ImportError, ValueError) as error:
        raise SiteError(f"“{name}” cannot be imported: {error}.") from error
    except AttributeError:
        raise SiteError(f"{module} has no {attribute}, which the site names.") from None


_in_use = Site()
_followers: list[Callable[[Site], None]] = []


def use(site: Site) -> None:
    """Work for this site from now on."""
    global _in_use
    changed, _in_use = site is not _in_use and site != _in_use, site
    for follower in _followers if changed else ():
        follower(site)


def follow(follower: Callable[[Site], None]) -> None:
    """Call a function with the site in use, now and whenever it changes."""
    _followers.append(follower)
    follower(_in_use)


def current() -> Site:
    """The site in use; before `use` is called, one without calculators."""
    return _in_use
