"""A command line as the texts of a form."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn, override

from calc import site
from calc.form import export, registry
from calc.form.declare import Calculator
from calc.form.fields import LongText, Switch
from calc.form.sentences import either, quoted

HELP = ("-h", "--help")
MAX_FILE_BYTES = 10**7
"""More than any text that a form accepts."""


class UsageError(ValueError):
    """An invalid command line; the message is a sentence for its user."""


@dataclass(frozen=True, kw_only=True)
class Command:
    """A parsed command line."""

    calculator: str
    inputs: dict[str, str]
    form: str = ""
    """A format of `calc.form.export`; "" for a table."""
    work: bool = False
    help: bool = False


class _Parser(argparse.ArgumentParser):
    @override
    def error(self, message: str) -> NoReturn:
        raise UsageError(_sentence(message))


def parse(argv: Sequence[str]) -> Command | None:
    """The parsed command line; None if it asks for the list of calculators. Raises UsageError."""
    if not argv or argv[0] in HELP:
        return None
    name, *rest = argv
    if name not in registry.names():
        raise UsageError(
            f"There is no calculator {quoted(name)}; {_suggestion(name, registry.names())}"
        )
    calculator = registry.find(name)
    if any(option in rest for option in HELP):
        return Command(calculator=name, inputs={}, help=True)
    given, unknown = _parser(calculator).parse_known_args(rest)
    for word in unknown:
        raise UsageError(_unknown(word, calculator))
    texts = {field: vars(given)[field] for field in calculator.fields}
    inputs = {
        field: _contents(field, text) if isinstance(calculator.fields[field], LongText) else text
        for field, text in texts.items()
        if text is not None
    }
    return Command(calculator=name, inputs=inputs, form=given.form, work=given.work)


def _parser(calculator: Calculator[..., Any]) -> _Parser:
    parser = _Parser(add_help=False, allow_abbrev=False)
    for name, field in calculator.fields.items():
        spellings = dict.fromkeys((f"--{name}", f"--{name.replace('_', '-')}"))
        switch: Any = {"nargs": "?", "const": "yes"} if isinstance(field, Switch) else {}
        parser.add_argument(*spellings, dest=name, **switch)
    forms = parser.add_mutually_exclusive_group()
    for form in export.FORMATS:
        forms.add_argument(f"--{form}", dest="form", action="store_const", const=form, default="")
    parser.add_argument("--work", action="store_true")
    return parser


def options(calculator: Calculator[..., Any]) -> list[str]:
    """All options of a calculator."""
    return [*(f"--{name}" for name in (*calculator.fields, *export.FORMATS, "work")), "--help"]


def _suggestion(word: str, known: Iterable[str]) -> str:
    """The closest known word, or all of them."""
    names = list(known)
    close = get_close_matches(word, names, n=1)
    return f"{close[0] if close else either(names)} would do."


def _unknown(word: str, calculator: Calculator[..., Any]) -> str:
    if not word.startswith("-"):
        return f"{quoted(word)} stands alone; an option before it would do: {_example(calculator)}."
    name = word.partition("=")[0]
    suggestion = _suggestion(name, options(calculator))
    return f"{calculator.name} has no option {quoted(name)}; {suggestion}"


def _example(calculator: Calculator[..., Any]) -> str:
    """An option with a value: the last one in the example of the site, or any of the calculator."""
    option = site.current().example.rpartition(" --")[2]
    return f"--{option or next(iter(calculator.fields)) + ' VALUE'}"


def _sentence(message: str) -> str:
    """An error of argparse as a sentence."""
    option, _, problem = message.removeprefix("argument ").partition(": ")
    option = option.partition("/")[0]
    if "ignored explicit" in problem:
        return f"{option} stands without a value; it alone would do."
    if "expected" in problem:
        return f"{option} has nothing behind it; a value would do ({option}=-1 where it begins so)."
    if "not allowed with" in problem:
        return f"{option} and {problem.rpartition(' ')[2]} ask for two formats; one would do."
    return f"{message[:1].upper()}{message[1:]}."


def _contents(name: str, path: str) -> str:
    """The text of a file or, for "-", of the standard input. Raises UsageError."""
    try:
        if path == "-":
            content = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
        else:
            with Path(path).open("rb") as file:
                content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UsageError(
            f"--{name}: {quoted(path, 60)} cannot be read: {why}; a file's name, or - to read"
            " what is piped in, would do."
        ) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"--{name}: {quoted(path, 60)} is no text in UTF-8.") from error
