"""The modules of a site's packages of tables and of figures."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from calc.markdown.mistakes import PageError


def module(package: str, name: str, kind: str) -> Any:
    """The module of that name. Raises PageError, which lists the names, for an unknown one."""
    folders = import_module(package).__path__ if package else []
    known = sorted(each.name for each in iter_modules(folders) if each.name[0] != "_")
    if name not in known:
        raise PageError(f"There is no {kind} “{name}”; use {', '.join(known) or 'none'}.")
    return import_module(f"{package}.{name}")
