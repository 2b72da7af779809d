"""A calculator computed many times from one filled form: what ranges, solves and sweeps share.

    compute = Many(state)
    compute(tokens=30e12)                    # its result, or a Failure with a sentence
    compute.number("cost", tokens=30e12)     # one number of it, or a Failure

Nothing is rendered. Values are computed as they are: `Number.nearest` gives the valid value nearest
to a number. A preset's values stay together: what follows a preset was filled in by the form, and a
change of one field alters no other.
"""

from typing import Any

from calc import words
from calc.form.attempt import Failure, Filled, attempt
from calc.units import Unknown


class Many:
    """The results of a form with other values in some of its fields."""

    def __init__(self, state: Filled) -> None:
        """`state` needs no result, but a value in each field: none may have an error."""
        self.calculator = state.calculator
        self.values = dict(state.values)

    def __call__(self, **changed: Any) -> Any:
        """The calculator's result with these values, the others as in the form; or a Failure."""
        return attempt(self.calculator, self.values | changed)

    def number(self, name: str, **changed: Any) -> float | Failure:
        """The number `name` of that result; a Failure if there is none."""
        result = self(**changed)
        return result if isinstance(result, Failure) else number(result, name)


def number(result: Any, name: str) -> float | Failure:
    """A number of a result. A Failure with the reason if it is unknown, or if it is not a number.

    Yes and no are no numbers here.
    """
    value = getattr(result, name)
    if isinstance(value, Unknown):
        return Failure(sentence=value.reason)
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return Failure(sentence=words.current().no_number_here)
    return value
