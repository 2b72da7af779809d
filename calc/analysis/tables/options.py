"""Each option of the plugin, with its default."""

from collections.abc import Iterator

from calc import project
from calc.analysis.tables import _docstrings
from calc.mkdocs.plugin import Options
from calc.site import Site

HEAD = ("Option", "Default", "What it is")

DEFAULTS = {"calculators": f"`[{project.FOLDER}]`", "()": "none", "''": "none", "": "none"}
"""How defaults are written, by option or by value."""

OTHERS = {"field(default_factory=dict)": "none", "True": "`true`"}


def rows() -> Iterator[list[str]]:
    """One row for each member of a site, and for what only the plugin knows."""
    for name, default, said in _docstrings.members(Site):
        written = DEFAULTS.get(name) or OTHERS.get(default) or DEFAULTS.get(default, f"`{default}`")
        yield [f"`{name}`", written, said]
    yield [
        "`site`",
        "none",
        "A declaration in Python, “module:attribute”, that the other options add to.",
    ]
    for name, _, said in _docstrings.members(Options):
        yield [f"`{name}`", "`true`", said]
