"""What it costs to send parcels: every kind of input in one form."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Annotated, Literal

from annotated_types import Interval, MultipleOf, Unit, doc

from calc.form import Decimals, Formula, Labels, Note, Percent, Preset, Scale, Soft, calculator, of


@dataclass(frozen=True)
class Carrier:
    """A preset: values with a key for links and a name for people."""

    key: str
    name: str
    per_kilogram: float


POST = Carrier(key="post", name="Post", per_kilogram=2.5)
COURIER = Carrier(key="courier", name="Courier", per_kilogram=6.0)


class Size(Enum):
    """A choice of members, labelled with their texts."""

    SMALL = "Small"
    LARGE = "Large"


@dataclass(frozen=True)
class Parcel:
    """The results."""

    label: Annotated[str, "On the label"]
    weight_cost: Annotated[
        float, Unit("EUR"), Decimals(2), "For the weight", Formula("{parcels} × {weight} × {rate}")
    ]
    cost: Annotated[float, Unit("EUR"), Decimals(2), "In all"]
    arrives: Annotated[date, "Arrives"]


@calculator(announce=("cost", "arrives"))
def parcel(
    carrier: Annotated[Carrier, doc("Carrier"), Preset(POST, COURIER)] = POST,
    rate: Annotated[float, doc("Price for a kilogram"), Unit("EUR"), Interval(ge=0, le=100)] = of(
        "carrier", lambda carrier: carrier.per_kilogram, lambda carrier: "Price list"
    ),
    weight: Annotated[
        float, doc("Weight"), Unit("kg"), Interval(ge=0.1, le=1000), Soft(0.1, 100), Scale("log")
    ] = 2.5,
    parcels: Annotated[int, doc("Parcels"), Interval(ge=2, le=100), MultipleOf(2)] = 2,
    size: Annotated[Size, doc("Size")] = Size.SMALL,
    way: Annotated[
        Literal["road", "air"], doc("Way"), Labels(road="By road", air="By air")
    ] = "road",
    insured: Annotated[bool, doc("Insured")] = False,
    reduction: Annotated[float, doc("Reduction"), Percent(), Interval(ge=0, le=0.5)] = 0.05,
    posted: Annotated[date, doc("Posted")] = date(2026, 3, 2),
    receiver: Annotated[str, doc("Receiver"), Note("Up to 200 characters.")] = "A. Reader",
    limit: Annotated[
        float | None,
        doc("Most that you would pay"),
        Unit("EUR"),
        Interval(ge=0, le=10_000),
        Note("Leave it empty if there is no limit."),
    ] = None,
) -> Parcel:
    """What it costs to send parcels."""
    weight_cost = parcels * weight * rate
    each = (4 if size is Size.LARGE else 1) + (3 if way == "air" else 0) + (2 if insured else 0)
    cost = (weight_cost + parcels * each) * (1 - reduction)
    if limit is not None and cost > limit:
        raise ValueError(f"It costs more than your limit of {limit:g} €; use fewer parcels.")
    return Parcel(
        label=f"{receiver}, {parcels} × {size.value.lower()}",
        weight_cost=weight_cost,
        cost=cost,
        arrives=posted + timedelta(days=1 if way == "air" else 4),
    )
