"""A part of a site: who made it, and under which licence."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Part:
    """Something that the site ships."""

    name: str
    licence: str
    """An SPDX expression; empty if a package gives none."""
    copyright: str
    source: str
    """The address of its source."""
    version: str = ""
    """Empty if what contains it does not say."""
    within: str = ""
    """The name of the part that contains it."""
    files: tuple[str, ...] = ()
    """How the paths of its files in the site start."""
    package: str = ""
    """Its package URL without the version."""
    changed: str = ""
    """How it was changed since its makers published it."""
