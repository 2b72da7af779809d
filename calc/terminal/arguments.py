"""A command line as the texts of a form."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn, override

from calc.form import export, registry
from calc.form.declare import Calculator
from calc.form.fields import LongText, Switch
from calc.form.sentences import either, quoted

HELP = ("-h", "--help")
BIGGEST = 10**7
"""Bytes of a file to read; a config.json has some thousands."""


class UsageError(ValueError):
    """A command line that asks for nothing that there is; the sentence says what would do."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a command line asks for."""

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


def read(argv: Sequence[str]) -> Asked | None:
    """What is asked for; None for a list of what there is. Raises UsageError."""
    if not argv or argv[0] in HELP:
        return None
    name, *rest = argv
    if name not in registry.names():
        raise UsageError(f"There is no calculator {quoted(name)}; {_near(name, _names())}")
    calculator = registry.find(name)
    if any(option in rest for option in HELP):
        return Asked(calculator=name, inputs={}, help=True)
    given, unknown = _parser(calculator).parse_known_args(rest)
    for word in unknown:
        raise UsageError(_unknown(word, calculator))
    texts = {field: vars(given)[field] for field in calculator.fields}
    inputs = {
        field: _contents(field, text) if isinstance(calculator.fields[field], LongText) else text
        for field, text in texts.items()
        if text is not None
    }
    return Asked(calculator=name, inputs=inputs, form=given.form, work=given.work)


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
    """Every option that a calculator takes."""
    return [*(f"--{name}" for name in (*calculator.fields, *export.FORMATS, "work")), "--help"]


def _names() -> list[str]:
    return registry.names()


def _near(word: str, known: Iterable[str]) -> str:
    """What may have been meant, or all there is."""
    names = list(known)
    close = get_close_matches(word, names, n=1)
    return f"{close[0] if close else either(names)} would do."


def _unknown(word: str, calculator: Calculator[..., Any]) -> str:
    if not word.startswith("-"):
        return f"{quoted(word)} stands alone; an option before it would do: --tokens 40T."
    name = word.partition("=")[0]
    return f"{calculator.name} has no option {quoted(name)}; {_near(name, options(calculator))}"


def _sentence(message: str) -> str:
    """What argparse finds wrong, as a sentence."""
    option, _, wrong = message.removeprefix("argument ").partition(": ")
    option = option.partition("/")[0]
    if "ignored explicit" in wrong:
        return f"{option} stands without a value; it alone would do."
    if "expected" in wrong:
        return f"{option} has nothing behind it; a value would do ({option}=-1 where it begins so)."
    if "not allowed with" in wrong:
        return f"{option} and {wrong.rpartition(' ')[2]} ask for two formats; one would do."
    return f"{message[:1].upper()}{message[1:]}."


def _contents(name: str, path: str) -> str:
    """The text of a file, or of what is piped in. Raises UsageError."""
    try:
        if path == "-":
            content = sys.stdin.buffer.read(BIGGEST + 1)
        else:
            with Path(path).open("rb") as file:
                content = file.read(BIGGEST + 1)
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
