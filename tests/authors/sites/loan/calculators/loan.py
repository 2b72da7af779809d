"""What a loan costs that is paid back in equal instalments."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from annotated_types import Interval, Unit, doc

from calc.chart import Plot
from calc.form import Decimals, Formula, Note, Percent, Scale, Soft, calculator

MONTHS = 12


@dataclass(frozen=True)
class Instalment:
    month: Annotated[int, "Month"]
    due: Annotated[date, "Due"]
    interest: Annotated[float, Unit("EUR"), Decimals(2), "Interest"]
    repaid: Annotated[float, Unit("EUR"), Decimals(2), "Repaid"]
    left: Annotated[float, Unit("EUR"), Decimals(2), "Left"]


@dataclass(frozen=True)
class Loan:
    months: Annotated[int, Unit("months"), "Months", Formula("{years} × 12")]
    payment: Annotated[float, Unit("EUR"), Decimals(2), "Monthly payment"]
    paid: Annotated[float, Unit("EUR"), Decimals(2), "Paid in all"]
    interest_paid: Annotated[
        float, Unit("EUR"), Decimals(2), "Interest paid", Formula("{paid} − {amount}")
    ]
    last_payment: Annotated[date, "Last payment"]
    instalments: Annotated[
        list[Instalment], "Instalments", Plot("lines", x="month", y=("interest", "repaid"))
    ]


@calculator(announce=("payment", "interest_paid"))
def loan(
    amount: Annotated[
        float,
        doc("Amount"),
        Unit("EUR"),
        Interval(ge=100, le=10_000_000),
        Soft(1000, 1_000_000),
        Scale("log"),
    ] = 100_000,
    interest: Annotated[float, doc("Interest per year"), Percent(), Interval(ge=0, le=0.3)] = 0.04,
    years: Annotated[int, doc("Years"), Unit("years"), Interval(ge=1, le=40)] = 25,
    first: Annotated[date, doc("First payment")] = date(2026, 1, 1),
    extra: Annotated[
        float | None,
        doc("Extra payment each month"),
        Unit("EUR"),
        Interval(ge=0, le=100_000),
        Note("Leave it empty if you pay nothing extra."),
    ] = None,
) -> Loan:
    """What a loan costs."""
    months = years * MONTHS
    rate = interest / MONTHS
    payment = amount / months if rate == 0 else amount * rate / (1 - (1 + rate) ** -months)
    instalments = []
    left, month = amount, 0
    while left > 0.005 and month < months:
        due = _later(first, month)
        month += 1
        owed = left * rate
        repaid = min(left, payment - owed + (extra or 0))
        left -= repaid
        instalments.append(Instalment(month, due, owed, repaid, max(left, 0.0)))
    paid = sum(each.interest + each.repaid for each in instalments)
    return Loan(
        months=months,
        payment=payment,
        paid=paid,
        interest_paid=paid - amount,
        last_payment=instalments[-1].due,
        instalments=instalments,
    )


def _later(day: date, months: int) -> date:
    """The same day of a later month, or the last day of a shorter month."""
    import calendar

    years, month = divmod(day.month - 1 + months, MONTHS)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
