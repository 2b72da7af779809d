"""How long a battery feeds a load, and what its resistance costs."""

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Interval, Unit, doc
from more_itertools import pairwise

from calc.form import Digits, Formula, Labels, Scale, calculator


@dataclass(frozen=True)
class Battery:
    energy: Annotated[float, Unit("Wh"), "Energy", Formula("{capacity} × {voltage}")]
    current: Annotated[float, Unit("A"), "Current"]
    loss: Annotated[float, Unit("1"), Digits(2), "Lost in the battery"]
    hours: Annotated[float, Unit("h"), "Lasts"]
    charge_time: Annotated[float | None, Unit("h"), "To charge it again"]
    charge_left: Annotated[str, "Voltage at full, half and empty"]


@calculator
def battery(
    capacity: Annotated[
        float, doc("Capacity"), Unit("Ah"), Interval(ge=0.001, le=1000), Scale("log")
    ] = 0.00225 * 1000,
    voltage: Annotated[float, doc("Voltage"), Unit("V"), Interval(ge=0.5, le=1000)] = 3.7,
    load: Annotated[
        float, doc("Load"), Unit("W"), Interval(ge=1e-6, le=10_000), Scale("log")
    ] = 0.00025,
    resistance: Annotated[
        float, doc("Internal resistance"), Unit("Ω"), Interval(ge=0, le=10)
    ] = 0.15,
    charger: Annotated[float | None, doc("Charger"), Unit("A"), Interval(ge=0.01, le=500)] = None,
    kind: Annotated[
        Literal["li_ion", "nimh"], doc("Kind"), Labels(li_ion="Lithium-ion", nimh="NiMH")
    ] = "li_ion",
) -> Battery:
    """How long a battery lasts."""
    current = load / voltage
    loss = min(current * resistance / voltage, 1.0)
    steps = [voltage * factor for factor in (1.13, 1.0, 0.81 if kind == "li_ion" else 0.85)]
    falls = [above - below for above, below in pairwise(steps)]
    assert all(fall > 0 for fall in falls)
    return Battery(
        energy=capacity * voltage,
        current=current,
        loss=loss,
        hours=capacity * voltage * (1 - loss) / load,
        charge_time=None if charger is None else capacity / charger,
        charge_left=", ".join(f"{step:.2f} V" for step in steps),
    )
