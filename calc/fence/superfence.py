"""The `calculator` fence: TOML in, a calculator with its result out.

    ``` calculator
    name = "training_run"
    preset = "maverick"
    tokens = "40T"
    show = ["tokens", "gpu_hours"]
    ```

Beside `name`, `id`, `preset` and `show`, every key is a parameter and the value it starts from.
Superfences hides every exception but SuperFencesException and ships the page without the
calculator; so each mistake becomes one, with file, line and what would do.
"""

import tomllib
from difflib import get_close_matches
from typing import Any

from pymdownx.superfences import SuperFencesException

from calc import calculators
from calc.fence import element, mistakes
from calc.fence.mistakes import PageError
from calc.form.declare import Calculator
from calc.form.fields import Choice
from calc.form.reading import Page, read


def format(source: str, language: str, css_class: str, options: Any, md: Any, **_: Any) -> str:
    """Superfences' formatter."""
    if "llm-calculator" not in md.block_level_elements:
        md.block_level_elements.append("llm-calculator")  # or a <p> around it breaks the form
    try:
        return _calculator(source, _taken(md))
    except Exception as error:
        raise SuperFencesException(mistakes.sentence(error, source)) from error


def _taken(md: Any) -> set[str]:
    """The ids given out on this page so far; one Markdown object converts one page at a time."""
    if getattr(md, "calculator_lines", None) is not md.lines:
        md.calculator_lines, md.calculator_ids = md.lines, set()
    ids: set[str] = md.calculator_ids
    return ids


def _calculator(source: str, taken: set[str]) -> str:
    name, key, page = parse(source)
    key = next(k for k in _keys(key) if k not in taken)
    taken.add(key)
    return element.element(name, page, key)


def _keys(key: str) -> Any:
    """key, key-2, key-3, …: a calculator may stand on a page more than once."""
    yield key
    number = 2
    while True:
        yield f"{key}-{number}"
        number += 1


def parse(source: str) -> tuple[str, str, Page]:
    """The calculator's name, the element's id and the page's word, from a fence's body."""
    try:
        body = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise PageError(f"The fence is not TOML: {error}.") from error
    name = _string(body, "name", "")
    if not name:
        known = ", ".join(calculators.names())
        raise PageError(f'The fence needs a name = "…"; one of {known} would do.')
    calculator = calculators.find(name)
    key = _string(body, "id", name)
    if not key.replace("-", "_").isidentifier():
        raise PageError(f'id = "{key}" cannot be an id; letters, digits, - and _ would do.')
    start = {k: v for k, v in body.items() if k not in ("name", "id", "preset", "show")}
    if "preset" in body:
        start[_preset(calculator)] = _string(body, "preset", "")
    return name, key, Page(start=_start(calculator, start), show=_show(calculator, body))


def _string(body: dict[str, Any], key: str, default: str) -> str:
    value = body.get(key, default)
    if not isinstance(value, str):
        raise PageError(f'{key} = {value!r} is not text; {key} = "…" would do.')
    return value


def _preset(calculator: Calculator[..., Any]) -> str:
    for name, field in calculator.fields.items():
        if isinstance(field, Choice) and field.preset:
            return name
    raise PageError(f"{calculator.name} has no preset to choose.")


def _start(calculator: Calculator[..., Any], given: dict[str, Any]) -> dict[str, str]:
    """Canonical texts of the start values; the whole form must give a result with them."""
    inputs: dict[str, str] = {}
    for name, value in given.items():
        field = calculator.fields.get(name)
        if field is None:
            raise PageError(f"{calculator.name} has no parameter {name}{_near(name, calculator)}")
        try:
            checked = field.read(value) if isinstance(value, str) else field.check(value)
        except ValueError as error:
            raise PageError(f"{calculator.name}({name}): {error}") from error
        inputs[name] = field.text(checked)
    ordered = {name: inputs[name] for name in calculator.fields if name in inputs}
    filled = read(calculator, Page(start=ordered), {})
    for name, entry in filled.entries.items():
        if entry.error:
            raise PageError(f"{calculator.name}({name}): {entry.error}")
    return ordered


def _show(calculator: Calculator[..., Any], body: dict[str, Any]) -> tuple[str, ...]:
    show = body.get("show", [])
    if not isinstance(show, list) or not all(isinstance(name, str) for name in show):
        raise PageError('show takes a list of names, for example show = ["gpu_hours", "cost"].')
    for name in show:
        if name not in calculator.fields and name not in calculator.results:
            raise PageError(
                f"{calculator.name} has no parameter and no result {name}{_near(name, calculator)}"
            )
    return tuple(show)


def _near(name: str, calculator: Calculator[..., Any]) -> str:
    """What the author may have meant, or all there is."""
    known = [*calculator.fields, *calculator.results]
    close = get_close_matches(name, known, n=1)
    return f"; {close[0]} would do." if close else f"; it has {', '.join(known)}."
