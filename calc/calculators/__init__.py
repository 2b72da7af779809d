"""One file a calculator, named like the function in it. A new file is a new calculator."""

from importlib import import_module
from typing import Any

from calc.form.declare import Calculator
from calc.form.errors import DeclarationError
from calc.form.sentences import quoted


class UnknownCalculator(LookupError):
    """No file of this folder has that name; which names there are, `names` knows at build time."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is no calculator {quoted(name)} here;"
            " if it is new, loading the page again would do."
        )
        self.name = name


def find(name: str) -> Calculator[..., Any]:
    """The calculator of that name; only its own file is imported.

    Raises UnknownCalculator; a file that lacks its calculator is a DeclarationError.
    """
    path = f"{__name__}.{name}"
    if not name.isidentifier() or name.startswith("_"):
        raise UnknownCalculator(name)
    try:
        found = getattr(import_module(path), name, None)
    except ModuleNotFoundError as error:
        if error.name != path:  # its own file is there and misses something
            raise
        raise UnknownCalculator(name) from None
    if not isinstance(found, Calculator):
        raise DeclarationError(f"{path} has no @calculator named {name}; one would do.")
    return found


def names() -> list[str]:
    """All calculators, by the files in this folder."""
    from pkgutil import iter_modules  # no answer needs it, so browsers do not get it

    return sorted(module.name for module in iter_modules(__path__) if module.name[0] != "_")
