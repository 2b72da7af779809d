"""The parts of a site and who made them, for the page of licences and the bill of materials.

The versions of what is built into Pyodide are those that its interpreter contains; a test reads
them there. Another test compares the parts of the theme with the names in its source maps.
"""

from calc import packages, site
from calc.publish.parts import own, pypi, python, theme
from calc.publish.parts.part import Part

__all__ = ["PARTS", "Part", "licences", "of_this_site"]

PARTS: dict[str, Part] = {part.name: part for part in (*own.PARTS, *python.PARTS, *theme.PARTS)}


def of_this_site() -> dict[str, Part]:
    """All parts of the site in use, with the packages that its calculators import."""
    folder = packages.folder(site.current().packages)
    return PARTS | {part.name: part for part in (pypi.parts(folder) if folder else ())}


def licences() -> set[str]:
    """Every licence that a part is under, exceptions apart."""
    return {licence for part in PARTS.values() for licence in part.licence.split(" WITH ")}
