"""What a site declares, and what the generator makes of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import pytest
from annotated_types import Interval, Unit, doc

from calc import site
from calc.chart import tick
from calc.chart.axis import Axis
from calc.chart.bars import Bar, Bars
from calc.form import display, html, memo, registry
from calc.form.declare import calculator
from calc.form.markers import Formula
from calc.form.registry import UnknownCalculator
from calc.form.state import FormSettings, fill
from calc.site import Site, SiteError
from calc.units import UnitStyle, money
from tests.markup import tree

STYLES = {
    "g": UnitStyle(magnitudes=((1e3, " kg"),), base=" g", in_ticks=True),
    "EUR": money("€", in_ticks=True),
    "µg": UnitStyle(magnitudes=(), after=" µg", in_ticks=True),
}
COFFEE = Site(units=(f"{__name__}:STYLES",))


@pytest.fixture
def coffee() -> Iterator[None]:
    """A site about coffee, in use until the test ends."""
    before = site.current()
    _use(COFFEE)
    yield
    _use(before)


def _use(new: Site) -> None:
    """Use a site, and forget numbers that were written in the styles of another."""
    site.use(new)
    for each in memo._memos:
        each.resize(each.size)


@dataclass(frozen=True)
class Batch:
    """What comes out of the roaster."""

    beans: Annotated[float, "Roasted beans", Unit("g"), Formula("{green} × 0.85")]
    bars: Annotated[Bars, "Weights"]


@calculator
def roast(
    green: Annotated[int, doc("Green beans"), Unit("g"), Interval(ge=1, le=10**6)] = 20_000,
) -> Batch:
    """What a batch weighs."""
    axis = Axis(label="Weight", unit="g")
    bars = Bars(title="Weights", description="", axis=axis, bars=(Bar(name="Beans", value=3500),))
    return Batch(beans=green * 0.85, bars=bars)


@pytest.mark.usefixtures("coffee")
def test_a_form_and_its_chart_are_written_with_the_units_of_the_site():
    settings = FormSettings()
    form = tree(html.form(fill(roast, settings, {"green": "10 kg"}), settings, "x"))
    assert form.one("data", data_result="beans").text == "8.50 kg"
    assert form.one(data_numbers="").text == "= 10.0 kg × 0.85"
    assert form.one("figure").one("td").text == "3.50 kg"
    assert Axis(label="Weight", unit="g").title == "Weight"


@pytest.mark.usefixtures("coffee")
@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (500, "g", "500 g"),
        (12_500.0, "g", "12.5 kg"),
        (1900.0, "EUR", "€1,900"),
        (3.5, "EUR", "€3.50"),
        (0.25, "µg", "0.250 µg"),
        (1, "beans", "1 bean"),
        (2_500_000, "beans", "2.50M beans"),
        (2e9, "B", "2.00 GB"),
        (0.5, "1", "50.0%"),
    ],
)
def test_numbers_are_written_with_the_units_of_the_site(value: float, unit: str, shown: str):
    assert display.quantity(value, unit) == shown


@pytest.mark.usefixtures("coffee")
def test_ticks_are_written_with_the_units_of_the_site():
    assert tick.write(2000, "g", 2000) == "2 kg"
    assert tick.write(-5, "EUR", 10) == "−€5"
    assert tick.write(4, "µg", 10) == "4 µg"


@pytest.mark.usefixtures("coffee")
def test_a_site_without_calculators_has_none():
    assert registry.names() == []
    with pytest.raises(UnknownCalculator):
        registry.find("training_run")


@pytest.mark.parametrize("name", ["", ":STYLES", "nowhere:STYLES", "calc.nowhere:STYLES"])
def test_a_module_that_cannot_be_imported_gets_a_sentence(name: str):
    with pytest.raises(SiteError, match=rf"^“{name}” cannot be imported: .*\.$"):
        site.load(name)


def test_readers_need_the_calculators_and_the_units_of_a_site_only():
    declared = Site(
        calculators=("roasting",), units=("roasting.units:STYLES",), tables="roasting.t"
    )
    assert declared.for_readers() == Site(
        calculators=("roasting",), units=("roasting.units:STYLES",)
    )


def test_a_name_that_does_not_exist_gets_a_sentence():
    with pytest.raises(SiteError, match=r"^calc\.units has no NOTHING, which the site names\.$"):
        site.load("calc.units:NOTHING")
