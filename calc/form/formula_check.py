"""Whether the formulas of results agree with the function. Builds ask; browsers do not."""

import math
import operator

from calc.form.derivation import Terms, terms_of
from calc.form.formula import Node, evaluate, parse
from calc.form.sentences import both, quoted
from calc.form.state import FormState

RELATIVE = 1e-9
ABSOLUTE = 1e-12
"""What may be left of a difference of floats that are equal on paper."""


def disagreement(state: FormState) -> str:
    """A sentence about the first formula whose value is not that of the function; "" if none is.

    A whole result may be the formula's value rounded, up or down.
    """
    if state.valid:
        for name, row in state.calculator.results.items():
            value = getattr(state.result, name)
            terms = terms_of(row, state) if row.formula else None
            if row.formula and terms is not None and isinstance(value, int | float):
                said = _check(row.formula.template, terms, value, state)
                if said:
                    return f"{state.calculator.name} → {name}: {said}"
    return ""


def _check(template: str, terms: Terms, value: float, state: FormState) -> str:
    numbers = {name: number for name, (number, _) in terms.items()}
    try:
        found = evaluate(template, numbers)
        if _agree(found, value, template):
            return ""
        gives = f"gives {found!r}"
    except (ArithmeticError, ValueError) as error:
        gives = f"cannot be computed ({error})"
    used = both([f"{name} = {number!r}" for name, number in numbers.items()] or ["no terms"])
    inputs = [f"{name} = {quoted(e.text)}" for name, e in state.entries.items() if e.changed]
    where = f"the inputs {both(inputs)}" if inputs else "the start values"
    return (
        f"the formula “{template}” {gives}, and the function returns {value!r}, for {used}, at "
        f"{where}; use a formula of what the function computes."
    )


def _agree(found: float, value: float, template: str) -> bool:
    if isinstance(value, int) and abs(found - value) < 1:
        return True
    absolute = ABSOLUTE if _has_sum(parse(template).tree) else 0
    return math.isclose(found, value, rel_tol=RELATIVE, abs_tol=absolute)


def _has_sum(node: Node) -> bool:
    if not isinstance(node, tuple):
        return False
    return node[0] in (operator.add, operator.sub) or any(map(_has_sum, node[1:]))
