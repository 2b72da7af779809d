"""A typed function as a form. The generator's centre: it knows no subject and no page.

    declare          `@calculator`; `signature` makes fields of the parameters, `table` rows of the
                     result; `registry` finds the calculators of the site
    markers          what an annotation may say beyond `annotated-types`
    fields           choices, switches, texts to paste; `number_field` numbers, each with its
                     `slider`; `line_fields` short texts and dates
    parse_number     numbers as people write them, by `digit_marks` and `magnitudes`; `parse_date`
                     dates; `numbers` exact decimals and canonical text
    state            the form as a reader has filled it in, with its result or its errors
    html             the only renderer; `controls` of a field, `results` as a table, `result_tables`
                     below it, `compare` with pinned scenarios, `export_buttons`
    show             a result of any kind as text; `dates` and `members` of an Enum
    formula          the arithmetic of formulas; `derivation` shows a result's formula in words and
                     in numbers, `formula_check` compares it with the function
    summary          inputs and results in a few words
    display          numbers for people, by the styles of `unit_styles`
    drawn            what a result must be to be shown as a figure; `calc.chart` has such results
    export           inputs and results as CSV, JSON, Markdown and Python
    memo             functions that remember their latest results

A form goes through them in this order: the declaration is read once, `state.fill` turns texts into
values and a result, `html.blocks` renders both.

Authors import what a calculator's file needs from here, and `Plot` from `calc.chart`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from calc.form.declare import calculator
    from calc.form.drawn import Drawn
    from calc.form.errors import InputError
    from calc.form.markers import (
        Decimals,
        Digits,
        Formula,
        Heads,
        Labels,
        Note,
        Pasted,
        Percent,
        Preset,
        Scale,
        Soft,
        of,
    )
    from calc.units import Unknown

__all__ = [
    "Decimals",
    "Digits",
    "Drawn",
    "Formula",
    "Heads",
    "InputError",
    "Labels",
    "Note",
    "Pasted",
    "Percent",
    "Preset",
    "Scale",
    "Soft",
    "Unknown",
    "calculator",
    "of",
]

_HOMES = {
    "calculator": "calc.form.declare",
    "Drawn": "calc.form.drawn",
    "InputError": "calc.form.errors",
    "Unknown": "calc.units",
}
"""The modules of these names; the others are in `markers`."""


def __getattr__(name: str) -> Any:
    """What authors import, loaded when it is asked for: answers need less of it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "calc.form.markers")), name)
