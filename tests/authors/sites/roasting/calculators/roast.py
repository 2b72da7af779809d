"""Weight, time and temperature of one roast."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from annotated_types import Interval, Unit, doc

from calc.chart import Plot
from calc.form import Digits, Formula, calculator

from ._beans import END, LOSS, Degree


@dataclass(frozen=True)
class Minute:
    minute: Annotated[int, Unit("min"), "Minute"]
    beans: Annotated[float, Unit("°C"), "Beans"]


@dataclass(frozen=True)
class Roast:
    loss: Annotated[float, Unit("1"), "Loss"]
    roasted: Annotated[
        float, Unit("g"), Digits(4), "Roasted coffee", Formula("{green} × (1 − {loss})")
    ]
    end: Annotated[float, Unit("°C"), "Final temperature"]
    time: Annotated[timedelta, "Time"]
    advice: Annotated[str, "Advice"]
    curve: Annotated[
        tuple[Minute, ...], "Temperature of the beans", Plot("lines", x="minute", y="beans")
    ]


@calculator
def roast(
    green: Annotated[float, doc("Green coffee"), Unit("g"), Interval(ge=50, le=30_000)] = 500,
    degree: Annotated[Degree, doc("Degree of roast")] = Degree.MEDIUM,
    charge: Annotated[float, doc("Drum at the start"), Unit("°C"), Interval(ge=150, le=230)] = 200,
    cooled: Annotated[bool, doc("Cooled with water")] = False,
) -> Roast:
    """What a roast leaves."""
    loss = LOSS[degree] - (0.01 if cooled else 0)
    end = END[degree]
    minutes = round(8 + (end - 205) / 10 + (210 - charge) / 20)
    curve = tuple(Minute(minute, end - (end - 20) * 0.7**minute) for minute in range(minutes + 1))
    advice = "Let it rest for a week." if degree is Degree.LIGHT else "Let it rest for three days."
    return Roast(
        loss=loss,
        roasted=green * (1 - loss),
        end=end,
        time=timedelta(minutes=minutes, seconds=30),
        advice=advice,
        curve=curve,
    )
