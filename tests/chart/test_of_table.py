"""Tables as figures: `Plot`."""

from dataclasses import dataclass
from typing import Annotated, Any

import pytest
from annotated_types import Interval, Unit, doc

from calc.chart import Plot
from calc.chart.bars import Bars
from calc.chart.figure import Chart
from calc.chart.lines import Lines
from calc.chart.scatter import Scatter
from calc.chart.stack import Stack
from calc.form.declare import calculator
from calc.units import Unknown
from tests.markup import tree

NOBODY = Unknown("Nobody has weighed it.")


@dataclass(frozen=True)
class Parcel:
    """A parcel on the scales."""

    name: Annotated[str, "Parcel"]
    day: Annotated[int, Unit("days"), "Day"]
    weight: Annotated[float | Unknown | None, Unit("g"), "Weight"]
    box: Annotated[float, Unit("g"), "Box"]


PARCELS = (
    Parcel("A & B", 1, 1500.0, 200.0),
    Parcel("C", 2, NOBODY, 100.0),
    Parcel("D", 3, None, 0),
)


def drawn(plot: Plot, rows: Any = PARCELS) -> Chart:
    """The figure of a calculator whose only result is a table."""
    result: Any = dataclass(
        type(
            "Result", (), {"__annotations__": {"parcels": Annotated[list[Parcel], "Parcels", plot]}}
        )
    )
    scope: dict[str, Any] = {
        "N": Annotated[int, doc("N"), Interval(ge=1, le=8)],
        "Result": result,
    }
    exec('def f(n: N = 1) -> Result:\n    "Say so."', scope)
    chart = calculator(scope["f"]).results["parcels"].figure(rows)
    assert isinstance(chart, Chart)
    return chart


@pytest.mark.parametrize(
    ("plot", "kind"),
    [
        (Plot("lines", x="day", y=("weight", "box")), Lines),
        (Plot("scatter", x="day", y="box"), Scatter),
        (Plot("bars", x="name", y="weight"), Bars),
        (Plot("stack", x="name", y=("weight", "box")), Stack),
    ],
)
def test_each_kind_is_drawn_with_labels_and_units_of_its_columns(plot: Plot, kind: type):
    chart = drawn(plot)
    assert isinstance(chart, kind)
    figure = tree(chart.markup("x")).one("figure")
    assert figure.one("figcaption").text.startswith("Parcels ")
    names = "Weight, Box" if len(plot.y) > 1 else "Weight" if plot.y[0] == "weight" else "Box"
    across = "Day" if plot.x == "day" else "Parcel"
    assert figure.one("desc").text == f"{names}, by {across}."
    assert "kg" in figure.text or " g" in figure.text


@pytest.mark.parametrize("kind", ["lines", "scatter", "bars", "stack"])
def test_a_table_without_rows_has_an_empty_figure(kind: Any):
    assert "There is nothing to draw yet." in drawn(Plot(kind, x="day", y="box"), []).markup("x")


def test_bars_have_names_of_any_kind():
    chart = drawn(Plot("bars", x="day", y="weight"))
    assert isinstance(chart, Bars)
    assert [bar.name for bar in chart.bars] == ["1 day", "2 days", "3 days"]
    assert chart.bars[1].value is NOBODY
    assert chart.bars[2].value == Unknown("There is no value.")
