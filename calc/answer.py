"""The function that browsers call: a question as JSON in, blocks of HTML out."""

import json
from typing import Any

from calc.form import html, registry, state

MAX_PINNED_SCENARIOS = 3


class QuestionError(ValueError):
    """An invalid question, which no page asks: a fault of a program, not of a reader."""


def answer(question: str) -> str:
    """The blocks of a calculator, rendered for the inputs in the question.

    A question is {"calculator": name, "id": element id, "inputs": {parameter: text}} with only the
    changed fields. Optional are "start", "show" and "first" as the page has them, "moved":
    {parameter: slider position}, and "pinned": [inputs, …] of other scenarios. Inputs never raise:
    the answer to an invalid one has its error. Raises QuestionError and
    `registry.UnknownCalculator`.

    With "solve": {parameter: {result: text}} the form has the value of the parameter that gives the
    result; a block of the answer says which, or why there is none. With "over": [parameter, …] that
    block draws the result named by "of" along one or two inputs, at so many "points".

    With "as": "csv", "json", "markdown" or "python" the answer is an export instead, "" if there is
    no result; it names the code by "version" and the page by "address".
    """
    try:
        asked = json.loads(question)
    except (ValueError, RecursionError) as error:
        raise QuestionError(f"The question is not JSON: {error}.") from error
    if not isinstance(asked, dict) or not isinstance(asked.get("calculator"), str):
        raise QuestionError('A question must name its calculator, as in {"calculator": "experts"}.')
    name: str = asked["calculator"]
    key = asked.get("id", name)
    if not isinstance(key, str):
        raise QuestionError("The question's id is not a text.")
    calculator, start = registry.find(name), _texts(asked, "start")
    for parameter in start.keys() & calculator.fields.keys():
        try:
            calculator.fields[parameter].understand(start[parameter])
        except ValueError as error:
            raise QuestionError(f"The question's start of {parameter}: {error}") from error
    settings = state.FormSettings(
        start=start, show=_names(asked, "show"), first=_names(asked, "first")
    )
    inputs, more = _texts(asked, "inputs"), ""
    filled, found = state.fill(calculator, settings, inputs, _texts(asked, "moved")), None
    if "solve" in asked or "over" in asked:
        from calc import asked as other  # few ask for more than the results

        found = other.outcome(filled, settings, inputs, asked)
        filled = found.state
    pinned = [state.fill(calculator, settings, inputs) for inputs in _pinned(asked)]
    if "as" in asked:
        text = _export(filled, settings, pinned, asked)
        return other.exported(found, asked["as"], text) if found else text
    if found:
        more = other.markup(found, key, pinned)
    return "".join(html.blocks(filled, settings, key, pinned, more).values())


def _export(
    filled: state.FormState,
    settings: state.FormSettings,
    pinned: list[state.FormState],
    asked: dict[str, Any],
) -> str:
    """The export that the question asks for."""
    from calc.form import export  # not loaded for answers in HTML

    form, version = asked["as"], asked.get("version", "")
    if form not in export.FORMATS:
        raise QuestionError(f"A question is answered as one of {', '.join(export.FORMATS)}.")
    address = asked.get("address", "")
    if not isinstance(version, str) or not isinstance(address, str):
        raise QuestionError("The question's version or address is not a text.")
    return export.text(form, filled, settings, version, pinned, address) if filled.valid else ""


def _texts(asked: dict[str, Any], key: str) -> dict[str, str]:
    """The texts by parameter under a key of the question; none if it is absent."""
    texts = asked.get(key, {})
    if not _are_texts(texts):
        raise QuestionError(f"The question's {key} is not an object of texts.")
    return texts  # type: ignore[no-any-return]


def _names(asked: dict[str, Any], key: str) -> tuple[str, ...]:
    """The names under a key of the question; none if it is absent."""
    names = asked.get(key, [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise QuestionError(f"The question's {key} is not a list of texts.")
    return tuple(names)


def _pinned(asked: dict[str, Any]) -> list[dict[str, str]]:
    """The inputs of the pinned scenarios."""
    pinned = asked.get("pinned", [])
    if (
        not isinstance(pinned, list)
        or len(pinned) > MAX_PINNED_SCENARIOS
        or not all(map(_are_texts, pinned))
    ):
        raise QuestionError(
            f"The question's pinned is not a list of {MAX_PINNED_SCENARIOS} objects of texts."
        )
    return pinned


def _are_texts(texts: Any) -> bool:
    return isinstance(texts, dict) and all(isinstance(text, str) for text in texts.values())
