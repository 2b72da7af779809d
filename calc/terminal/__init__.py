"""The calculators in a terminal, with the same names, texts, errors and results as in a page.

python -m calc                            the calculators
python -m calc bill --help                the options of one
python -m calc bill --pieces 40           its result
python -m calc bill --pieces 40 --json    the same for programs
python -m calc bill --solve pieces --for gross=$100
                                          which number of pieces comes to that
python -m calc bill --from-json FILE      the result for the inputs of such a copy

arguments   a command line as the texts of a form
help        the calculators, and the options of one
table       a result for people
layout      the width of the terminal, and bold text
"""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from calc import asked, shipped
from calc.form import export, registry, state
from calc.terminal import arguments, help, table
from calc.terminal.arguments import Command, UsageError
from calc.terminal.layout import Layout

EXIT_USAGE = 2
"""The exit code for a command line that cannot be answered."""


def main(argv: Sequence[str] | None = None) -> int:
    """Answer a command line, and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # CSV has its own line ends
            stream.reconfigure(errors="replace", newline="")
    try:
        code = _main(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of the pipe has closed it; writing the rest of the buffer must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _main(argv: Sequence[str]) -> int:
    layout = Layout.of(sys.stdout)
    try:
        command = arguments.parse(argv)
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_USAGE
    if command is None:
        sys.stdout.write(help.everything(layout))
        return 0
    if command.help:
        sys.stdout.write(help.one(registry.find(command.calculator), layout))
        return 0
    return _answer(command, layout)


def _answer(command: Command, layout: Layout) -> int:
    settings = state.FormSettings()
    filled = state.fill(registry.find(command.calculator), settings, command.inputs)
    if command.asked:
        return _asked(command, filled, layout)
    if not filled.valid:
        errors = {name: entry.error for name, entry in filled.entries.items() if entry.error}
        lines = [f"--{name}: {sentence}\n" for name, sentence in errors.items()]
        sys.stderr.writelines(lines or [f"{command.calculator}: {filled.problem}\n"])
        return EXIT_USAGE
    if command.form:
        sys.stdout.write(export.text(command.form, filled, settings, shipped.fingerprint()))
    else:
        sys.stdout.write(table.table(filled, layout, derivations=command.work))
    return 0


def _asked(command: Command, filled: state.FormState, layout: Layout) -> int:
    """Answer what is asked beside the results."""
    settings = state.FormSettings()
    found = asked.outcome(filled, settings, command.inputs, command.asked)
    after, text, wrong = found.state, "", found.problem or found.undrawn
    if found.solved and not found.solved.chosen:
        wrong = found.solved.sentence
    if command.form and after.valid:
        text = export.text(command.form, after, settings, shipped.fingerprint())
    if command.form == "json":
        sys.stdout.write(asked.exported(found, "json", text))
        return EXIT_USAGE if wrong else 0
    if wrong:
        sys.stderr.write(f"{wrong}\n")
        return EXIT_USAGE
    if command.form:
        sys.stdout.write(asked.exported(found, command.form, text))
        return 0
    if found.solved:
        sys.stdout.write(layout.fill(found.solved.sentence, 0) + "\n\n")
    if found.sweep:
        sys.stdout.write(table.along(found.sweep, command.asked.get("of"), layout))
    else:
        sys.stdout.write(table.table(after, layout, derivations=command.work))
    return 0
