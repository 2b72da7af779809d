"""What a site declares, and what the generator makes of it."""

from collections.abc import Iterator

import pytest

from calc import site
from calc.chart import tick
from calc.form import display, registry
from calc.form.registry import UnknownCalculator
from calc.site import Site, SiteError
from calc.units import UnitStyle, money

STYLES = {
    "g": UnitStyle(magnitudes=((1e3, "kg"),), base=" g", in_ticks=True),
    "EUR": money("€", in_ticks=True),
    "µg": UnitStyle(magnitudes=(), after=" µg", in_ticks=True),
}
COFFEE = Site(units=f"{__name__}:STYLES")


@pytest.fixture
def coffee() -> Iterator[None]:
    """A site about coffee, in use until the test ends."""
    before = site.current()
    site.use(COFFEE)
    yield
    site.use(before)


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
        (2_500_000, "beans", "2.50 M beans"),
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


def test_readers_need_the_calculators_and_the_units_of_a_site_only():
    declared = Site(calculators=("roasting",), units="roasting.units:STYLES", tables="roasting.t")
    assert declared.for_readers() == Site(calculators=("roasting",), units="roasting.units:STYLES")


def test_a_name_that_is_not_there_is_told():
    with pytest.raises(SiteError, match=r"calc\.units has no NOTHING, which the site names"):
        site.load("calc.units:NOTHING")
