"""One file a calculator, named like the function in it. A new file is a new calculator."""

from importlib import import_module
from typing import Any

from calc.form.declare import Calculator


class UnknownCalculator(LookupError):
    """No file of this folder has that name."""


def find(name: str) -> Calculator[..., Any]:
    """The calculator of that name; only its own file is imported. Raises UnknownCalculator."""
    path = f"{__name__}.{name}"
    if not name.isidentifier() or name.startswith("_"):
        raise _unknown(name)
    try:
        found = getattr(import_module(path), name, None)
    except ModuleNotFoundError as error:
        if error.name != path:  # its own file is there and misses something
            raise
        raise _unknown(name) from None
    if not isinstance(found, Calculator):
        raise UnknownCalculator(f"{path} has no @calculator named {name}; one would do.")
    return found


def _unknown(name: str) -> UnknownCalculator:
    return UnknownCalculator(f"There is no calculator “{name}”; {', '.join(names())} would do.")


def names() -> list[str]:
    """All calculators, by the files in this folder."""
    from pkgutil import iter_modules  # not needed to answer, so not imported to answer

    return sorted(module.name for module in iter_modules(__path__) if module.name[0] != "_")
