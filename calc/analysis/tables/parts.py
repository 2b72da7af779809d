"""Every part of the published site, with its maker and licence."""

from collections.abc import Iterator

from calc.publish.parts import PARTS, Part

HEAD = ("Part", "Version", "Licence", "Copyright", "In")


def rows() -> Iterator[list[str]]:
    """One row for each part; the parts inside another one follow it."""
    for part in PARTS.values():
        name = (
            f"[{part.name}]({part.source})" if part.source else f"`{part.name}`, this site's code"
        )
        yield [name, part.version, licence(part), part.copyright, part.within]


def licence(part: Part) -> str:
    """The name of the licence, as a link to its text."""
    names = part.licence.split(" WITH ")
    return " with ".join(f"[{name}](licences/{name}.txt)" for name in names)
