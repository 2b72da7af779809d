"""The files that a site has in a package of its own: one a table, one a figure."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from calc.markdown.mistakes import PageError


def module(package: str, name: str, kind: str) -> Any:
    """The module of that name. Raises PageError with the names that there are."""
    folders = import_module(package).__path__ if package else []
    known = sorted(each.name for each in iter_modules(folders) if each.name[0] != "_")
    if name not in known:
        raise PageError(f"There is no {kind} “{name}”; {', '.join(known) or 'none'} would do.")
    return import_module(f"{package}.{name}")
