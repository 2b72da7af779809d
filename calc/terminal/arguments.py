"""A command line as the texts of a form."""

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as member
from difflib import get_close_matches
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, override

from calc import site, words
from calc.form import export, registry
from calc.form.declare import Calculator
from calc.form.export import from_json
from calc.form.fields import LongText, Switch
from calc.form.markers import Heads
from calc.form.sentences import either, quoted

HELP = ("-h", "--help")
FROM_JSON = "from-json"
"""The option whose value is a file with an export in JSON."""
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
    asked: Mapping[str, Any] = member(default_factory=dict)
    """What else is asked for, as in a question to `calc.answer`."""


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
        names = _closest(name, registry.names())
        raise UsageError(words.current().unknown_calculator.format(name=quoted(name), names=names))
    calculator = registry.find(name)
    if any(option in rest for option in HELP):
        return Command(calculator=name, inputs={}, help=True)
    given, unknown = _parser(calculator).parse_known_args(rest)
    for word in unknown:
        raise UsageError(_unknown(word, calculator))
    texts = {one: vars(given)[f"--{one}"] for one in calculator.fields}
    copied = _copied(calculator, given.from_json) if given.from_json else {}
    inputs = copied | {
        one: _contents(kind, text) if isinstance(kind, LongText) else text
        for one, text in texts.items()
        for kind in (calculator.fields[one],)
        if text is not None
    }
    asked = _asked(calculator, given)
    return Command(calculator=name, inputs=inputs, form=given.form, work=given.work, asked=asked)


def _asked(calculator: Calculator[..., Any], given: argparse.Namespace) -> dict[str, Any]:
    """What else is asked for. Raises UsageError."""
    said = words.current()
    if (given.solve is None) != (given.wanted is None):
        raise UsageError(said.solve_needs_for)
    drawn: dict[str, Any] = {}
    if given.over:
        drawn["over"] = [_plain_name(text) for text in given.over]
        drawn |= {"of": _plain(given.of)} if given.of is not None else {}
        drawn |= {"points": given.points} if given.points is not None else {}
    elif given.of is not None or given.points is not None:
        raise UsageError(said.of_needs_over)
    if given.solve is None:
        return drawn
    result, equals, text = given.wanted.partition("=")
    if not equals:
        example = f"{next(iter(calculator.results))}={said.number_argument}"
        raise UsageError(said.for_needs_value.format(text=quoted(given.wanted), example=example))
    return {"solve": {_plain(given.solve): {_plain(result): text}}, **drawn}


def _plain_name(text: str) -> str:
    """NAME or NAME=LOW..HIGH with a plain name."""
    name, equals, span = text.partition("=")
    return f"{_plain(name)}{equals}{span}"


def _plain(name: str) -> str:
    """A name as the calculator has it: options may have hyphens."""
    return name.strip().removeprefix("--").replace("-", "_")


def _parser(calculator: Calculator[..., Any]) -> _Parser:
    parser = _Parser(add_help=False, allow_abbrev=False)
    for name, field in calculator.fields.items():
        former = [old for old, new in calculator.renamed.items() if new == name]
        spellings = dict.fromkeys(
            f"--{spelling}" for one in (name, *former) for spelling in (one, one.replace("_", "-"))
        )
        switch: Any = (
            {"nargs": "?", "const": words.current().yes} if isinstance(field, Switch) else {}
        )
        parser.add_argument(*spellings, dest=f"--{name}", **switch)
    forms = parser.add_mutually_exclusive_group()
    for form in export.FORMATS:
        forms.add_argument(f"--{form}", dest="form", action="store_const", const=form, default="")
    parser.add_argument("--work", action="store_true")
    parser.add_argument("--over", action="append")
    parser.add_argument("--of")
    parser.add_argument("--points")
    parser.add_argument("--solve")
    parser.add_argument("--for", dest="wanted")
    parser.add_argument(f"--{FROM_JSON}", dest="from_json")
    return parser


def options(calculator: Calculator[..., Any]) -> list[str]:
    """All options of a calculator."""
    names = (
        *calculator.fields,
        *export.FORMATS,
        *words.current().directions,
        "work",
        FROM_JSON,
        "help",
    )
    return [f"--{name}" for name in names]


def _closest(word: str, known: Iterable[str]) -> str:
    """The closest known word, or all of them."""
    names = list(known)
    close = get_close_matches(word, names, n=1)
    return close[0] if close else either(names)


def _unknown(word: str, calculator: Calculator[..., Any]) -> str:
    said = words.current()
    if not word.startswith("-"):
        return said.stands_alone.format(text=quoted(word), example=_example(calculator))
    name = word.partition("=")[0]
    return said.unknown_option.format(
        calculator=calculator.name,
        option=quoted(name),
        options=_closest(name, options(calculator)),
    )


def _example(calculator: Calculator[..., Any]) -> str:
    """An option with a value: the last one in the example of the site, or any of the calculator."""
    option = site.current().example.rpartition(" --")[2]
    return f"--{option or f'{next(iter(calculator.fields))} {words.current().value_argument}'}"


def _sentence(message: str) -> str:
    """An error of argparse as a sentence."""
    option, _, problem = message.removeprefix("argument ").partition(": ")
    said, option = words.current(), option.partition("/")[0]
    if "ignored explicit" in problem:
        return said.takes_no_value.format(option=option)
    if "expected" in problem:
        return said.needs_value.format(option=option)
    if "not allowed with" in problem:
        return said.two_formats.format(one=option, other=problem.rpartition(" ")[2])
    return f"{message[:1].upper()}{message[1:]}."


def _copied(calculator: Calculator[..., Any], path: str) -> dict[str, str]:
    """The inputs of an export in JSON. Raises UsageError."""
    document = _contents(LongText(name=FROM_JSON, label=""), path)
    try:
        return from_json.texts(calculator, document)
    except ValueError as error:
        raise UsageError(f"--{FROM_JSON}: {error}") from error


def _contents(field: LongText, path: str) -> str:
    """The text of a file or, for "-", of the standard input. Raises UsageError."""
    said, shown = words.current(), quoted(path, 60)
    try:
        if path == "-":
            content = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
        else:
            with Path(path).open("rb") as file:
                if field.heads and path.lower().endswith(field.heads.endings):
                    return _head(field, field.heads, file, shown)
                content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        sentence = said.file_unreadable.format(parameter=field.name, path=shown, why=why)
        raise UsageError(sentence) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = said.file_no_text.format(parameter=field.name, path=shown)
        raise UsageError(sentence) from error


def _head(field: LongText, heads: Heads, file: BinaryIO, shown: str) -> str:
    """The beginning of a large file as text. Raises UsageError."""
    try:
        text: str = site.load(heads.function)(file)
    except ValueError as error:
        sentence = words.current().file_refused
        raise UsageError(sentence.format(parameter=field.name, path=shown, why=error)) from error
    return text
