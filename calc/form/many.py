"""One result of a calculator for many values of its inputs, without a form around it.

Solving and sweeps ask a calculator hundreds of times. Nothing is parsed, rendered or explained for
that, and a value that was asked for before is not computed again.
"""

from collections.abc import Mapping
from typing import Any

from calc import words
from calc.form import state
from calc.form.declare import Calculator
from calc.form.display import LARGEST_FLOAT
from calc.units import Unknown


def compute(calculator: Calculator[..., Any], values: Mapping[str, Any]) -> Any:
    """The result for checked values; Unknown, with the reason, where there is none."""
    try:
        return calculator.compute(values)
    except Exception as error:  # noqa: BLE001  a gap has its reason, as the form would show it
        return Unknown(state.why(error))


def number(result: Any, name: str) -> float | Unknown:
    """A number of such a result; Unknown, with the reason, if it is none that can be compared."""
    value = result if isinstance(result, Unknown) else getattr(result, name)
    if isinstance(value, Unknown):
        return value
    if value is None:
        return Unknown(words.current().no_value)
    if not -LARGEST_FLOAT <= value <= LARGEST_FLOAT:  # also true of NaN
        return Unknown(words.current().too_extreme)
    known: float = value
    return known
