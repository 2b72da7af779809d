"""What a reader gets who types a shown formula into something that computes: Python's own `eval`.

Independent of `calc.form.formula`: numbers are read from the texts that are shown.
"""

import math
import re

from calc.form import show
from calc.form.derivation import Derivation
from calc.form.state import FormState
from calc.form.table import Result
from calc.form.unit_styles import style

NAMES = {
    "min": min,
    "max": max,
    "round": round,
    "abs": abs,
    "sqrt": math.sqrt,
    "exp": math.exp,
    "ceil": math.ceil,
    "floor": math.floor,
    "ln": math.log,
    "log10": math.log10,
    "log2": math.log2,
    "pi": math.pi,
}
SUPERSCRIPTS = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
SPELLINGS = {
    "×": "*",
    "·": "*",
    "⋅": "*",
    "÷": "/",
    "−": "-",
    "^": "**",
    "π": "pi",
    "⌈": "ceil(",
    "⌉": ")",
    "⌊": "floor(",
    "⌋": ")",
    "₁₀": "10",
    "₂": "2",
}


def by_hand(line: Derivation, state: FormState) -> float:
    """The value of a formula with its shown numbers, without any brackets but those shown."""
    texts = {name: _typed(text, _unit(name, state)) for name, text in line.numbers.items()}
    return value(line.template.format_map(texts), {})


def checks(line: Derivation, state: FormState, result: float, row: Result) -> bool:
    """Whether the line gives the result: the same number, as both are shown."""
    try:
        typed = by_hand(line, state)
    except ZeroDivisionError:
        return False
    if isinstance(result, int):
        typed = round(typed)
    first, second = (value(_typed(show.text(one, row), row.unit), {}) for one in (typed, result))
    return first == second


def value(template: str, numbers: dict[str, float]) -> float:
    """The value of a formula, by Python."""
    found = eval(in_python(template), {"__builtins__": {}}, {**NAMES, **numbers})
    if isinstance(found, complex):
        raise ValueError(f"{found} is not a real number")
    return found  # type: ignore[no-any-return]


def in_python(template: str) -> str:
    """The formula as Python.

    >>> in_python("⌈{a} ÷ 7⌉ × 1,000² × √{b} × √(2 + 19%)")
    'ceil(a / 7) * 1000**(2) * sqrt(b) * sqrt(2 + (19/100))'
    """
    text = re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", template)
    text = re.sub(r"([0-9.]+)%", r"(\1/100)", text)
    text = re.sub(r"√(\{\w+\}|[0-9.]+(?:e[+-]?[0-9]+)?)", r"sqrt(\1)", text).replace("√(", "sqrt(")
    text = re.sub("[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda found: f"**({found[0].translate(SUPERSCRIPTS)})", text)
    for sign, python in SPELLINGS.items():
        text = text.replace(sign, python)
    return text.replace("{", "").replace("}", "")


def _typed(text: str, unit: str) -> str:
    """A shown number as people type it; its unit says which letters are magnitudes."""
    if text.startswith("("):
        return f"({_typed(text[1:-1], unit)})"
    found = re.match(r"(−?)[$€£₹¥]?([0-9,]*\.?[0-9]+)(?: × 10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?", text)
    assert found, text
    sign, digits, raised = found.groups()
    how, rest = style(unit), text[found.end() :]
    digits = digits.replace(",", "")
    if raised:
        return f"{sign}{digits} × 1e{int(raised.translate(SUPERSCRIPTS)) - 2 * how.percent}"
    power = -2 if how.percent else 0
    for size, name in how.magnitudes:
        if re.match(rf"{name}{re.escape(how.after)}{re.escape(how.qualifier)}$", rest):
            power = round(math.log10(size))
    return f"{sign}{float(f'{digits}e{power}')!r}"


def _unit(name: str, state: FormState) -> str:
    if name in state.entries:
        return getattr(state.entries[name].field, "unit", "")
    return state.calculator.results[name].unit
