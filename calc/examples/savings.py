"""What savings grow to: every kind of result in one table."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from annotated_types import Interval, Unit, doc

from calc.chart import Plot
from calc.form import Decimals, Digits, Formula, Percent, calculator
from calc.units import Unknown


@dataclass(frozen=True)
class Year:
    """A row of the table."""

    year: Annotated[int, "Year"]
    interest: Annotated[float, Unit("EUR"), Decimals(2), "Interest"]
    savings: Annotated[float, Unit("EUR"), Decimals(2), "Savings"]


@dataclass(frozen=True)
class Savings:
    """The results, in the order of the table."""

    saved: Annotated[float, Unit("EUR"), "Paid in", Formula("{start} + {years} × 12 × {monthly}")]
    end: Annotated[float, Unit("EUR"), Decimals(2), "At the end"]
    growth: Annotated[float, Unit("1"), Digits(4), "Growth", Formula("{end} ÷ {saved} − 1")]
    ends: Annotated[date, "Ends"]
    half: Annotated[timedelta, "Half of it is there after"]
    enough: Annotated[bool, "Enough for the goal"]
    advice: Annotated[str, "Advice"]
    doubled: Annotated[float | Unknown, Unit("years"), "Doubles in"]
    by_year: Annotated[list[Year], "Year by year", Plot("lines", x="year", y="savings")]


@calculator(announce=("end", "enough"))
def savings(
    start: Annotated[float, doc("To begin with"), Unit("EUR"), Interval(ge=0, le=10**6)] = 1000,
    monthly: Annotated[float, doc("Each month"), Unit("EUR"), Interval(ge=1, le=10**5)] = 100,
    years: Annotated[int, doc("Years"), Unit("years"), Interval(ge=1, le=50)] = 10,
    interest: Annotated[float, doc("Interest per year"), Percent(), Interval(ge=0, le=0.2)] = 0.03,
    goal: Annotated[float, doc("Goal"), Unit("EUR"), Interval(ge=0, le=10**8)] = 15_000,
) -> Savings:
    """What savings grow to."""
    rows, total = [], start
    for year in range(1, years + 1):
        earned = total * interest + monthly * 12 * interest / 2
        total += earned + monthly * 12
        rows.append(Year(year=year, interest=earned, savings=total))
    half = next(row.year for row in rows if row.savings >= total / 2)
    saved = start + years * 12 * monthly
    return Savings(
        saved=saved,
        end=total,
        growth=total / saved - 1,
        ends=date(2026 + years, 1, 1),
        half=timedelta(days=365 * half),
        enough=total >= goal,
        advice="Well done." if total >= goal else "Save more, or longer.",
        doubled=0.72 / interest if interest else Unknown("Without interest nothing doubles."),
        by_year=rows,
    )
