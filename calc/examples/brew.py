"""How much coffee a pot needs.

A calculator is one function. Its parameters are the form, its result is the table below the form,
and the first line of its docstring is the title. `mkdocs serve` follows every change of this file.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Annotated

from annotated_types import Interval, Unit, doc

from calc.chart import Plot
from calc.form import Decimals, Formula, Note, calculator


class Method(Enum):
    """A choice: each member is an option, with its text as the label."""

    FILTER = "Filter"
    FRENCH_PRESS = "French press"
    ESPRESSO = "Espresso"


STRENGTH = {Method.FILTER: 0.06, Method.FRENCH_PRESS: 0.07, Method.ESPRESSO: 0.5}
"""Grams of coffee for a millilitre of water."""


@dataclass(frozen=True)
class Pot:
    """A row of the table that the chart is drawn from."""

    cups: Annotated[int, "Cups"]
    coffee: Annotated[float, Unit("g"), Decimals(1), "Coffee"]


@dataclass(frozen=True)
class Brew:
    """The results, in the order of the table. Each has a label, most have a unit."""

    strength: Annotated[float, Unit("g/ml"), "Strength"]
    # A formula names parameters, and results above it. The build computes it and compares.
    coffee: Annotated[float, Unit("g"), Decimals(1), "Coffee", Formula("{water} × {strength}")]
    per_cup: Annotated[float, Unit("g"), Decimals(1), "A cup", Formula("{coffee} ÷ {cups}")]
    cost: Annotated[float | None, Unit("EUR"), Decimals(2), "What it costs"]
    pots: Annotated[list[Pot], "Other pots", Plot("lines", x="cups", y="coffee")]


# Screen readers say these two after a change.
@calculator(announce=("coffee", "per_cup"))
def brew(
    # A number has a label, a unit and two bounds: a text field, and a slider between the bounds.
    water: Annotated[float, doc("Water"), Unit("ml"), Interval(ge=20, le=2000)] = 500,
    cups: Annotated[int, doc("Cups"), Interval(ge=1, le=12)] = 4,
    method: Annotated[Method, doc("Method")] = Method.FILTER,
    # An optional input may be left empty: then it is None.
    price: Annotated[
        float | None,
        doc("Price of the coffee"),
        Unit("EUR/kg"),
        Interval(ge=1, le=200),
        Note("Leave it empty if you do not know it."),
    ] = None,
) -> Brew:
    """How much coffee a pot needs."""
    strength = STRENGTH[method]
    coffee = water * strength
    return Brew(
        strength=strength,
        coffee=coffee,
        per_cup=coffee / cups,
        cost=None if price is None else coffee / 1000 * price,
        pots=[Pot(cups=number, coffee=number * coffee / cups) for number in range(1, 13)],
    )
