"""How much green coffee a roaster buys."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Interval, Unit, doc

from calc.form import Formula, calculator
from calculators._beans import LOSS, Degree

BAG = 60_000


@dataclass(frozen=True)
class Batches:
    green: Annotated[float, Unit("g"), "Green coffee"]
    bags: Annotated[float, Unit("bags"), "Bags", Formula("{green} ÷ 60000")]


@calculator
def batches(
    sold: Annotated[
        float, doc("Roasted coffee to sell"), Unit("g"), Interval(ge=1000, le=10**8)
    ] = 2_000_000,
    degree: Annotated[Degree, doc("Degree of roast")] = Degree.MEDIUM,
) -> Batches:
    """How much green coffee to buy."""
    green = sold / (1 - LOSS[degree])
    return Batches(green=green, bags=green / BAG)
