"""What is known of a part."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Part:
    """Something that the site ships."""

    name: str
    licence: str
    """As SPDX writes it."""
    copyright: str
    source: str
    """Where it is developed, its source with it."""
    version: str = ""
    """Empty where what holds it does not say."""
    within: str = ""
    """The name of the part that holds it."""
    files: tuple[str, ...] = ()
    """Beginnings of the paths of its files in the site."""
    package: str = ""
    """What package managers call it: a package URL, without the version."""
    changed: str = ""
    """How what is shipped differs from what its makers publish."""
