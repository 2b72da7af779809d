"""What a `calculator` fence requests: its TOML, read and checked.

Every key but `name`, `id`, `preset`, `show`, `first`, `scenarios`, `solve`, `over`, `of` and
`points` is a parameter with its start value.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from calc import asked
from calc.form import registry, solve, sweep
from calc.form.declare import Calculator
from calc.form.errors import DeclarationError
from calc.form.fields import Choice
from calc.form.sentences import capital, describe
from calc.form.signature import RESERVED_NAMES
from calc.form.state import FormSettings, FormState, fill
from calc.markdown.mistakes import FaultError, PageError


@dataclass(frozen=True, kw_only=True)
class FenceRequest:
    """A calculator, and what a page shows of it."""

    calculator: Calculator[..., Any]
    key: str
    """The element's id; "" if the fence does not set it."""
    page: FormSettings
    more: str = ""
    """What else the fence asks for, as HTML: see `calc.asked`."""


def read(source: str) -> FenceRequest:
    """The request of a fence, checked. Raises PageError and `registry.UnknownCalculator`."""
    request = parse(source)
    check(request)
    return request


def parse(source: str) -> FenceRequest:
    """The request of a fence, before `check` has computed with its start values."""
    try:
        given = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise PageError(f"The fence is not TOML: {error}.") from error
    name, key = _text(given, "name"), _text(given, "id")
    if not name:
        known = ", ".join(registry.names())
        raise PageError(f'The fence needs a name = "…"; use one of {known}.')
    if key and not re.fullmatch("[A-Za-z][A-Za-z0-9_-]*", key):
        raise PageError(
            f'id = "{key}" cannot be an id; use a letter, then letters, digits, - and _.'
        )
    calculator = registry.find(name)
    page = FormSettings(
        start=_start(calculator, given),
        show=_names(calculator, given, "show"),
        first=_names(calculator, given, "first") if "first" not in calculator.fields else (),
        scenarios=_scenarios(calculator, given),
        **_drawn(given),
    )
    for parameter in page.first:
        if parameter not in page.shown(calculator.fields):
            raise PageError(f"first names {parameter}, which is not a parameter that show has.")
    more = ""
    if "solve" in given:
        page, more = _solved(calculator, page, given["solve"])
    if page.over:
        found = asked.outcome(
            fill(calculator, page, {}), page, {}, {**asked.of_page(page), "points": 2}
        )
        wrong = found.undrawn or _points(given, len(page.over))
        if wrong:
            raise PageError(f"{calculator.name}: over: {wrong}")
    return FenceRequest(calculator=calculator, key=key, page=page, more=more)


def _drawn(given: Mapping[str, Any]) -> dict[str, Any]:
    """What the fence draws."""
    over, of, points = given.get("over"), given.get("of", ""), given.get("points", 0)
    if over is None:
        for name in ("of", "points"):
            if name in given:
                raise PageError(f'{name} is about over; add over = "…".')
        return {}
    over = [over] if isinstance(over, str) else over
    if not isinstance(over, list) or not all(isinstance(name, str) for name in over):
        raise PageError('over takes a name or two; write over = ["…", "…"].')
    if not isinstance(of, str):
        raise PageError(f'of is {describe(of)}, not a text; write of = "…".')
    if "points" in given and (not isinstance(points, int) or isinstance(points, bool)):
        raise PageError(f"points is {describe(points)}, not a whole number; write points = 25.")
    return {"over": tuple(over), "of": of, "points": points}


def _points(given: Mapping[str, Any], inputs: int) -> str:
    """Why there cannot be so many points; "" if there can."""
    try:
        sweep.points(given.get("points"), inputs)
    except sweep.SweepError as error:
        return str(error)
    return ""


def _solved(
    calculator: Calculator[..., Any], page: FormSettings, question: Any
) -> tuple[FormSettings, str]:
    """The settings with the solution as a start value, and the sentence about it."""
    filled = check(FenceRequest(calculator=calculator, key="", page=page))
    try:
        parameter, result, _ = solve.read(question)
        for name, known in ((parameter, calculator.fields), (result, calculator.results)):
            if name not in known:
                raise PageError(f"{calculator.name} has no {name}{_near(name, calculator)}")
        found = solve.solve(filled, question)
    except solve.SolveError as error:
        raise PageError(f"{calculator.name}: solve: {error}") from error
    if not found.chosen:
        raise PageError(f"{calculator.name}: solve: {found.sentence}")
    start = {**page.start, found.parameter: found.chosen.text}
    ordered = {name: start[name] for name in calculator.fields if name in start}
    return replace(page, start=ordered), asked.sentence(found)


def _text(given: Mapping[str, Any], key: str) -> str:
    value = given.get(key, "")
    if not isinstance(value, str):
        raise PageError(f'{key} is {describe(value)}, not a text; write {key} = "…".')
    return value


def _start(calculator: Calculator[..., Any], given: Mapping[str, Any]) -> dict[str, str]:
    """The start values as canonical texts, in the order of the parameters."""
    wanted = {name: value for name, value in given.items() if name not in RESERVED_NAMES}
    if "first" not in calculator.fields:  # a parameter of that name goes before
        wanted.pop("first", None)
    if "preset" in given:
        name = _preset(calculator)
        if name in wanted:
            raise PageError(f"preset and {name} say the same; keep one of them.")
        wanted[name] = given["preset"]
    for name in wanted:
        if name not in calculator.fields:
            raise PageError(f"{calculator.name} has no parameter {name}{_near(name, calculator)}")
    return {
        name: _canonical(calculator, name, wanted[name])
        for name in calculator.fields
        if name in wanted
    }


def _canonical(calculator: Calculator[..., Any], name: str, value: Any) -> str:
    field = calculator.fields[name]
    try:
        return field.text(field.understand(value) if isinstance(value, str) else field.check(value))
    except ValueError as error:
        raise PageError(f"{calculator.name}({name}): {error}") from error


def _preset(calculator: Calculator[..., Any]) -> str:
    for name, field in calculator.fields.items():
        if isinstance(field, Choice) and field.preset:
            return name
    raise PageError(f"{calculator.name} has no preset to choose; use a fence without one.")


def _names(calculator: Calculator[..., Any], given: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The names under `show`, of parameters and results, or `first`, of parameters."""
    names = given.get(key, [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        known = [*(calculator.results if key == "show" else calculator.fields)][:2]
        some = ", ".join(f'"{name}"' for name in known)
        raise PageError(f"{key} takes a list of names; write {key} = [{some}].")
    for name in names:
        if name in calculator.fields or (key == "show" and name in calculator.results):
            continue
        what = "parameter and no result" if key == "show" else "parameter"
        raise PageError(f"{calculator.name} has no {what} {name}{_near(name, calculator)}")
    return tuple(names)


def _scenarios(
    calculator: Calculator[..., Any], given: Mapping[str, Any]
) -> dict[str, dict[str, str]]:
    """The inputs of each scenario as canonical texts."""
    scenarios, some = given.get("scenarios", {}), next(iter(calculator.fields))
    example = f'write scenarios = {{"As published" = {{}}, "Other" = {{{some} = "…"}}}}.'
    if not isinstance(scenarios, dict):
        raise PageError(f"scenarios takes inputs by name; {example}")
    texts: dict[str, dict[str, str]] = {}
    for name, inputs in scenarios.items():
        if not isinstance(inputs, dict):
            raise PageError(f"The scenario {name} has no inputs; {example}")
        for parameter in inputs:
            if parameter not in calculator.fields:
                near = _near(parameter, calculator)
                raise PageError(f"{calculator.name} has no parameter {parameter}{near}")
        texts[name] = {one: _canonical(calculator, one, value) for one, value in inputs.items()}
    return texts


def check(request: FenceRequest) -> FormState:
    """The form with the start values. Raises PageError if they give no result."""
    calculator = request.calculator
    filled = fill(calculator, request.page, {})
    for name, entry in filled.entries.items():
        if entry.error:
            raise PageError(f"{calculator.name}({name}): {entry.error}")
    for name, inputs in request.page.scenarios.items():
        if not fill(calculator, request.page, inputs).valid:
            raise PageError(
                f"{calculator.name}: scenario {name} gives no result; use other inputs."
            )
    if not filled.valid:
        try:
            calculator.compute({name: entry.value for name, entry in filled.entries.items()})
        except ValueError as error:
            raise PageError(f"{calculator.name}: {capital(filled.problem)}") from error
        except DeclarationError:
            raise
        except Exception as error:
            raise FaultError(calculator.name, filled.values) from error
    return filled


def _near(name: str, calculator: Calculator[..., Any]) -> str:
    """The most similar name, or all names."""
    known = [*calculator.fields, *calculator.results]
    close = get_close_matches(name, known, n=1)
    return f"; use {close[0]}." if close else f"; it has {', '.join(known)}."
