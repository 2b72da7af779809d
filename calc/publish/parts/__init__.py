"""Everything that the site ships and who made it: what the page of licences and the bill of
materials are written from.

The versions of what others built into Pyodide are what its machine says of itself; a test reads
them there. A test holds the parts of the theme to what its source maps name.
"""

from calc.publish.parts import own, python, theme
from calc.publish.parts.part import Part

__all__ = ["PARTS", "Part", "licences"]

PARTS: dict[str, Part] = {part.name: part for part in (*own.PARTS, *python.PARTS, *theme.PARTS)}


def licences() -> set[str]:
    """Every licence that a part is under, exceptions apart."""
    return {licence for part in PARTS.values() for licence in part.licence.split(" WITH ")}
