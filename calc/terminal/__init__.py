"""The same calculators in a terminal, with the same names, texts, errors and results.

python -m calc                                                 which there are
python -m calc training_run --help                             what it takes
python -m calc training_run --model maverick --tokens 40T      what it gives
python -m calc training_run --tokens 40T --json                the same for a program

arguments   command lines as texts of a form; `help` what a form takes
table       a result for people
"""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from calc import shipped
from calc.form import export, registry, state
from calc.terminal import arguments, help, table
from calc.terminal.arguments import Asked, UsageError
from calc.terminal.layout import Layout

WRONG = 2
"""The exit code of a command line that cannot be answered."""


def main(argv: Sequence[str] | None = None) -> int:
    """Answer a command line; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # CSV ends its lines itself
            stream.reconfigure(errors="replace", newline="")
    try:
        code = _main(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read this has seen enough; what is left in the buffer must not complain, too.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _main(argv: Sequence[str]) -> int:
    layout = Layout.of(sys.stdout)
    try:
        asked = arguments.read(argv)
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return WRONG
    if asked is None:
        sys.stdout.write(help.everything(layout))
        return 0
    if asked.help:
        sys.stdout.write(help.one(registry.find(asked.calculator), layout))
        return 0
    return _answer(asked, layout)


def _answer(asked: Asked, layout: Layout) -> int:
    settings = state.FormSettings()
    filled = state.fill(registry.find(asked.calculator), settings, asked.inputs)
    if not filled.valid:
        wrong = {name: entry.error for name, entry in filled.entries.items() if entry.error}
        lines = [f"--{name}: {sentence}\n" for name, sentence in wrong.items()]
        sys.stderr.writelines(lines or [f"{asked.calculator}: {filled.problem}\n"])
        return WRONG
    if asked.form:
        sys.stdout.write(export.text(asked.form, filled, settings, shipped.fingerprint()))
    else:
        sys.stdout.write(table.table(filled, layout, work=asked.work))
    return 0
