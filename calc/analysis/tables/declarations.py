"""The decorator of calculators, and the errors that they may raise."""

from collections.abc import Iterator

from calc.analysis.tables import _docstrings
from calc.form.declare import calculator
from calc.form.errors import DeclarationError, InputError

HEAD = ("Name", "What it is")


def rows() -> Iterator[list[str]]:
    """The decorator, then the errors."""
    yield ["`@calculator(renamed=…, announce=…)`", _docstrings.whole(calculator)]
    yield ["`InputError(parameter, sentence)`", _docstrings.whole(InputError)]
    yield ["`DeclarationError`", _docstrings.whole(DeclarationError)]
