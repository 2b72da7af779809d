"""Computing a calculator once: its result, or why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from calc import words
from calc.form.declare import Calculator
from calc.form.range import Range

ERRORS_OF_MATH = ("math domain error", "math range error", "expected a ")
"""How the messages of the module `math` begin: it has no value for such a number."""


@dataclass(frozen=True, kw_only=True)
class Failure:
    """Why there is no result for some values."""

    sentence: str
    parameter: str = ""
    """The parameter that the calculator names as wrong."""
    fault: BaseException | None = None
    """The exception of a calculator that fails with these values, which is a fault in its code."""


def attempt(calculator: Calculator[..., Any], values: Mapping[str, Any]) -> Any:
    """The result for checked values of all parameters, or a Failure."""
    try:
        return calculator.compute(values)
    except ZeroDivisionError:
        return Failure(sentence=words.current().divides_by_zero)
    except ArithmeticError:
        return Failure(sentence=words.current().too_extreme)
    except ValueError as error:
        name = getattr(error, "parameter", "")
        sentence = getattr(error, "sentence", str(error))
        if name not in calculator.fields and sentence.startswith(ERRORS_OF_MATH):
            sentence = words.current().formula_has_no_value
        return Failure(sentence=sentence, parameter=name if name in calculator.fields else "")
    except Exception as fault:  # noqa: BLE001  builds refuse it
        what = f"{type(fault).__name__}: {fault}".removesuffix(": ")
        return Failure(sentence=words.current().calculator_fault.format(what=what), fault=fault)


class Filled(Protocol):
    """What computing needs of a form that is filled in: `FormState` has it.

    `state` has forms computed, so what computes them does not import it.
    """

    @property
    def calculator(self) -> Calculator[..., Any]: ...

    @property
    def entries(self) -> Mapping[str, Any]: ...

    @property
    def values(self) -> list[tuple[str, Any]]: ...

    @property
    def ranges(self) -> Mapping[str, Range]: ...

    @property
    def result(self) -> Any: ...
