"""A calculator with every kind of input and result that `sample` lacks."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Annotated, Literal

from annotated_types import Interval, Unit, doc

from calc.chart import Plot
from calc.form import Decimals, Digits, Formula, Labels, Note, Unknown, calculator


class Purpose(Enum):
    """What is bought."""

    USED_CAR = 1
    ROOF = "A new roof"
    TRIP = "trip"


@dataclass(frozen=True, kw_only=True)
class Instalment:
    """One line of the plan."""

    month: Annotated[int, "Month"]
    due: Annotated[date, "Due"]
    interest: Annotated[float, Unit("EUR"), "Interest", Decimals(2)]
    principal: Annotated[float, Unit("EUR"), "Principal", Decimals(2)]
    fee: Annotated[float | Unknown | None, Unit("EUR"), "Fee"]


@dataclass(frozen=True, kw_only=True)
class Loan:
    """What a loan comes to."""

    cost: Annotated[float, Unit("EUR"), "Cost", Digits(4)]
    monthly: Annotated[
        float, Unit("EUR"), "Each month", Decimals(2), Formula("({amount} + {cost}) ÷ {months}")
    ]
    verdict: Annotated[str, "Verdict"]
    cheap: Annotated[bool, "Cheap"]
    kind: Annotated[Purpose, "Kind", Labels(TRIP="A journey")]
    ends: Annotated[date | None, "Ends"]
    signed: Annotated[datetime | Unknown, "Signed"]
    takes: Annotated[timedelta, "Takes"]
    saved: Annotated[float | None, Unit("EUR"), "Saved"]
    instalments: Annotated[
        list[Instalment] | Unknown,
        "Instalments",
        Plot("lines", x="month", y=("interest", "principal")),
    ]


LATE = Unknown("Nobody knows the fee of a late month.")


@calculator
def loan(
    amount: Annotated[float, doc("Amount"), Unit("EUR"), Interval(ge=100, le=1_000_000)] = 1200,
    months: Annotated[int, doc("Months"), Unit("months"), Interval(ge=1, le=360)] = 3,
    purpose: Annotated[Purpose, doc("Purpose"), Labels(USED_CAR="A used car")] = Purpose.ROOF,
    deposit: Annotated[float | None, doc("Deposit"), Unit("EUR"), Interval(ge=0, le=1_000)] = None,
    children: Annotated[
        int | None, doc("Children"), Interval(ge=0, le=20), Note("Empty if you would not say.")
    ] = 2,
    sort: Annotated[Literal["fixed", "open"] | None, doc("Sort")] = None,
    second: Annotated[Purpose | None, doc("Second purpose")] = None,
    start: Annotated[
        date, doc("Start"), Interval(ge=date(2026, 1, 1), le=date(2030, 12, 31))
    ] = date(2026, 3, 1),
    until: Annotated[date | None, doc("Until"), Interval(ge=date(2026, 1, 1))] = None,
    customer: Annotated[str, doc("Name")] = "Ada",
) -> Loan:
    """What a loan costs."""
    rate = 0.01 if sort == "fixed" else 0.02
    lent = amount - (deposit or 0)
    cost = lent * rate * months
    rows = [
        Instalment(
            month=n + 1,
            due=start + timedelta(days=30 * n),
            interest=cost / months,
            principal=lent / months,
            fee=(None, 1.5, LATE)[n % 3],
        )
        for n in range(months)
    ]
    return Loan(
        monthly=(amount + cost) / months,
        cost=cost,
        verdict=f"{customer or 'Nobody'} pays <all>",
        cheap=cost < 100,
        kind=second or purpose,
        ends=until,
        signed=Unknown("Nobody has signed.") if children is None else datetime(2026, 2, 28, 14, 5),
        takes=timedelta(hours=months, minutes=5),
        saved=deposit,
        instalments=Unknown("An open loan has no plan.") if sort == "open" else rows,
    )
