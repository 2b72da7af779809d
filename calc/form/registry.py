"""The calculators of the site in use: the files in its packages of calculators."""

from importlib import import_module
from typing import Any

from calc import site, words
from calc.form import declare
from calc.form.declare import Calculator
from calc.form.errors import DeclarationError
from calc.form.sentences import quoted


class UnknownCalculator(LookupError):
    """The site has no calculator of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(words.current().no_calculator.format(name=quoted(name)))
        self.name = name


def find(name: str) -> Calculator[..., Any]:
    """The calculator of that name; only its own file is imported.

    Raises UnknownCalculator; a file that lacks its calculator is a DeclarationError.
    """
    for package in site.current().calculators if _is_public(name) else ():
        path = f"{package}.{name}"
        try:
            with declare.guarded(name):
                module = import_module(path)
        except ModuleNotFoundError as error:
            if error.name != path:  # the file exists; something that it imports does not
                raise
            continue
        if hasattr(module, "__path__"):  # a package, such as one with drawings
            continue
        found = getattr(module, name, None)
        if not isinstance(found, Calculator):
            raise DeclarationError(f"{path} has no @calculator named {name}; add one.")
        return found
    raise UnknownCalculator(name)


def names() -> list[str]:
    """All calculators of the site, in alphabetical order."""
    from pkgutil import iter_modules  # answers do not need it, so browsers do not load it

    return sorted(
        module.name
        for module in iter_modules(folders())
        if _is_public(module.name) and not module.ispkg
    )


def folders() -> list[str]:
    """The folders of the site's calculators."""
    return [
        folder
        for package in site.current().calculators
        for folder in import_module(package).__path__
    ]


def _is_public(name: str) -> bool:
    return name.isidentifier() and not name.startswith("_")
