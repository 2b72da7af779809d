"""How a result is computed: its formula in words and in numbers, with its source.

Numbers are rounded, and the formula of rounded numbers may give another result. So the terms of a
formula have as many digits as are needed for it to give the result that is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calc.form import display, formula
from calc.form.number_field import Number
from calc.form.sentences import in_sentence
from calc.form.state import FormState
from calc.form.table import Result
from calc.units import Unknown

ALL_DIGITS = 15
"""A float has no more that mean anything."""

type Terms = Mapping[str, tuple[Any, Result]]
"""The values of the terms of a formula, and how each is shown."""


@dataclass(frozen=True, kw_only=True)
class Derivation:
    """The formula of one result."""

    template: str
    """The formula with the names of its terms in braces."""
    words: dict[str, str]
    """The label of each term."""
    numbers: dict[str, str]
    """Each term, with enough digits to check the result, in brackets if need be."""
    source: str
    """"" for a formula that needs none."""
    address: str
    """The URL of the source; "" if it has none."""


def derive(row: Result, state: FormState) -> Derivation | None:
    """The derivation of a result; None if it has no formula or a term is unknown."""
    if row.formula is None:
        return None
    terms = terms_of(row, state)
    if terms is None:
        return None
    digits = _digits(row, terms, getattr(state.result, row.name))
    words, _, address = row.formula.source.rpartition(", https://")
    return Derivation(
        template=row.formula.template,
        words={name: in_sentence(term.label) for name, (_, term) in terms.items()},
        numbers={
            name: _number(value, term, digits, row.formula.template)
            for name, (value, term) in terms.items()
        },
        source=words or row.formula.source,
        address=f"https://{address}" if words else "",
    )


def terms_of(row: Result, state: FormState) -> Terms | None:
    """The terms of the formula of a result; None if one has no value."""
    terms = {name: _term(name, state) for name in row.uses}
    if any(value is None or isinstance(value, Unknown) for value, _ in terms.values()):
        return None
    return terms


def _digits(row: Result, terms: Terms, result: Any) -> int:
    """The fewest digits of the terms with which the formula gives the result as it is shown."""
    if row.formula is None or result is None or isinstance(result, Unknown):
        return display.DIGITS
    shown = display.shown(result, row.unit, row.precision)
    for digits in range(display.DIGITS, ALL_DIGITS):
        try:
            typed = {
                name: display.shown(value, term.unit, term.precision, digits)
                for name, (value, term) in terms.items()
            }
            value = formula.evaluate(row.formula.template, typed)
            if isinstance(result, int):
                value = round(value)
            if display.shown(value, row.unit, row.precision) == shown:
                return digits
        except (ArithmeticError, ValueError):
            continue  # as a division by a difference that more digits keep from being zero
    return ALL_DIGITS


def _number(value: Any, term: Result, digits: int, template: str) -> str:
    """The number of a term, in brackets where it would be misread: 1 ÷ (8.10 × 10²⁴), (−3)²."""
    shown = display.quantity(value, term.unit, precision=term.precision, digits=digits)
    parsed = formula.parse(template)
    plain = shown.replace(",", "").replace(".", "").isdigit()
    misread = (term.name in parsed.powers and not plain) or (
        term.name in parsed.bound and "×" in shown
    )
    return f"({shown})" if misread else shown


def _term(name: str, state: FormState) -> tuple[Any, Result]:
    """The value of a parameter or result in a formula, and how it is shown."""
    if name in state.entries:
        field = state.entries[name].field
        unit = field.unit if isinstance(field, Number) else ""
        return state.entries[name].value, Result(name=name, label=field.label, unit=unit)
    return getattr(state.result, name), state.calculator.results[name]
