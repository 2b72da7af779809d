"""What else a question asks of a form than its results: to solve it, to draw it along an input.

An answer in HTML has it in a block of its own, below the results. A link, a fence or a question may
ask for something that the calculator does not have; then the block has the sentence that says so.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calc import words
from calc.form import solve, state
from calc.form.markup import escape
from calc.form.solve import Solution, Solved
from calc.form.state import FormSettings, FormState


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was found."""

    state: FormState
    """The form, with the solution in its field."""
    before: FormState
    """The form as it was."""
    solved: Solved | None = None
    problem: str = ""
    """Why nothing could be looked for."""


def outcome(
    filled: FormState,
    settings: FormSettings,
    inputs: Mapping[str, str],
    asked: Mapping[str, Any],
) -> Outcome:
    """Do what is asked of a form that was filled with these inputs."""
    if "solve" not in asked:
        return Outcome(state=filled, before=filled)
    try:
        solved = solve.solve(filled, asked["solve"])
    except solve.SolveError as error:
        return Outcome(state=filled, before=filled, problem=str(error))
    after = filled
    if solved.chosen:
        texts = texts_of(filled) | {solved.parameter: solved.chosen.text}
        after = state.fill(filled.calculator, settings, {**inputs, **texts})
    return Outcome(state=after, before=filled, solved=solved)


def texts_of(filled: FormState) -> dict[str, str]:
    """The texts of the changed fields, but for what a page keeps itself."""
    return {name: entry.text for name, entry in filled.entries.items() if entry.changed}


def markup(found: Outcome, key: str, pinned: Sequence[FormState] = ()) -> str:
    """What was found as HTML, with buttons that set a field to another value."""
    if found.problem:
        return f"<p data-unsolved>{escape(found.problem)}</p>"
    solved = found.solved
    if not solved:
        return ""
    said, field = words.current(), found.before.entries[solved.parameter].field
    buttons = []
    for one in (*solved.solutions, *solved.nearest):
        if one != solved.chosen:
            label = said.use_value.format(value=one.text, label=field.label)
            buttons.append(
                _button(solved.parameter, one.text, label, said.use.format(value=one.text))
            )
    earlier = found.before.entries[solved.parameter]
    if solved.chosen and earlier.text and not earlier.error and earlier.text != solved.chosen.text:
        label = said.back_to.format(label=field.label, start=earlier.text)
        buttons.append(
            _button(solved.parameter, earlier.text, label, said.back.format(value=earlier.text))
        )
    return sentence(solved, " ".join(buttons))


def sentence(solved: Solved, buttons: str = "") -> str:
    """What was found in words; buttons follow it."""
    kind = "data-solved" if solved.chosen else "data-unsolved"
    return f"<p {kind}>{escape(solved.sentence)} {buttons}</p>"


def _button(parameter: str, text: str, label: str, shown: str) -> str:
    return (
        f'<button type="button" data-set="{parameter}" value="{escape(text)}"'
        f' aria-label="{escape(label)}">{escape(shown)}</button>'
    )


def exported(found: Outcome, form: str, text: str) -> str:
    """An export of the form with what was found."""
    if form != "json" or not (found.solved or found.problem):
        return text
    document = json.loads(text) if text else {"calculator": found.state.calculator.name}
    document["solve"] = _object(found.solved) if found.solved else {"sentence": found.problem}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _object(solved: Solved) -> dict[str, Any]:
    return {
        "input": solved.parameter,
        "result": solved.result,
        "wanted": solved.wanted,
        "solutions": [_value(one) for one in solved.solutions],
        "nearest": [_value(one) for one in solved.nearest],
        "sentence": solved.sentence,
    }


def _value(one: Solution) -> dict[str, Any]:
    known: dict[str, Any] = {"value": one.value, "text": one.text, "gives": one.gives}
    return known | ({"to": one.to} if one.to is not None else {})
