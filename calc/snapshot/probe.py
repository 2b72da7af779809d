"""Every question is asked in CPython before anything is made for browsers.

So a calculator that fails, does not end, or gives other results each time is found while it is
built, with its file and line, and not by a reader.
"""

import json
import traceback
from collections.abc import Iterator
from typing import Any

from calc import answer, cache, deadline, shipped
from calc.form import registry, state
from calc.form.declare import Calculator
from calc.form.formula_check import disagreement
from calc.markdown import mistakes
from calc.snapshot import memory_snapshot, questions, reproducible
from calc.snapshot.errors import BuildError

MAX_PROBLEMS = 20
"""How many problems one error lists."""


def check(*, draft: bool = False) -> None:
    """Raise `BuildError` with a sentence for each problem.

    A draft asks only what making the snapshot asks.
    """
    if problems := [*_declarations()]:
        raise BuildError("\n".join(problems[:MAX_PROBLEMS]))
    wanted = memory_snapshot.warm_up_questions() if draft else questions.questions()
    asked = list(dict.fromkeys(wanted))
    name = f"probed/{cache.key(shipped.fingerprint(), *asked)}"
    cache.get(name, lambda: _ask(asked))


def _declarations() -> Iterator[str]:
    """What is wrong with files and declarations, before anything is computed."""
    if not registry.names():
        folders = ", ".join(registry.folders())
        yield f"There is no calculator in {folders}; add a Python file with a @calculator."
    for name in registry.names():
        try:
            registry.find(name)
        except (Exception, deadline.TooLong) as error:  # noqa: BLE001  told to the author
            yield mistakes.sentence(error)
            return  # what follows would read the same file
    for module in shipped.own().values():
        yield from reproducible.problems(module)


def _ask(asked: list[str]) -> bytes:
    """Ask each question twice. Raises `BuildError`; the first problem of a calculator counts."""
    problems: dict[str, str] = {}
    for question in asked:
        name = json.loads(question)["calculator"]
        if name not in problems and (problem := _problem(registry.find(name), question)):
            problems[name] = problem
    if problems:
        raise BuildError("\n".join([*problems.values()][:MAX_PROBLEMS]))
    return b""


def _problem(calculator: Calculator[..., Any], question: str) -> str:
    """What is wrong with the answer to a question."""
    asked = json.loads(question)
    settings = state.FormSettings(start=asked.get("start", {}))
    try:
        filled = state.fill(calculator, settings, asked.get("inputs", {}), asked.get("moved", {}))
        if filled.fault:
            return (
                f"{_place(filled.fault, calculator)}: {calculator.name} fails with"
                f" {_inputs(asked)}: {_said(filled.fault)}; use narrower bounds, or a ValueError"
                " with a sentence for readers."
            )
        if wrong := disagreement(filled):
            return f"{_start(calculator)}: {wrong}"
        if answer.answer(question) != answer.answer(question):
            return (
                f"{_start(calculator)}: {calculator.name} gives other results each time with"
                f" {_inputs(asked)}; the same inputs must give the same results."
            )
    except deadline.TooLong as error:
        return f"{error} The inputs were {_inputs(asked)}."
    return ""


def _said(error: BaseException) -> str:
    """The exception in a few words."""
    return traceback.format_exception_only(error)[-1].strip()


def _place(error: BaseException, calculator: Calculator[..., Any]) -> str:
    """File and line of the site's own code where it failed."""
    own = {str(module.file): module for module in shipped.own().values()}
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        if frame.filename in own:
            return own[frame.filename].place(frame.lineno or 1)
    return _start(calculator)


def _start(calculator: Calculator[..., Any]) -> str:
    """File and line of the calculator."""
    module = shipped.modules()[calculator.function.__module__]
    return module.place(calculator.function.__code__.co_firstlineno)


def _inputs(asked: dict[str, Any]) -> str:
    given = asked.get("inputs", {}) | asked.get("moved", {}) | asked.get("start", {})
    return ", ".join(f"{name} = {text}" for name, text in given.items()) or "the start values"
