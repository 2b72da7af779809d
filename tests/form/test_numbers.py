"""Numbers as exact decimals, and their canonical text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.form import numbers, parse_number

FINITE = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (40 * 10**12, "40T"),
        (40e12, "40T"),
        (14_800_000_000_000, "14.8T"),
        (17 * 10**9, "17B"),
        (2.38e6, "2.38M"),
        (2_788_000, "2.788M"),
        (17_172_894_720, "17,172,894,720"),
        (1_000_000, "1M"),
        (999_999, "999,999"),
        (131_072, "131,072"),
        (16, "16"),
        (0, "0"),
        (-0.0, "0"),
        (0.387, "0.387"),
        (0.5, "0.5"),
        (2.0, "2"),
        (10**18, "1e18"),
        (10**18 - 1, "999,999,999,999,999,999"),
        (1.5e-7, "1.5e-7"),
        (1e300, "1e300"),
        (-5, "-5"),
        (-2.5e6, "-2.5M"),
    ],
)
def test_a_canonical_text_is_as_short_as_possible(value: float, text: str):
    assert numbers.canonical(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.2314, "23.14%"), (1.0, "100%"), (0.001, "0.1%"), (0.3, "30%"), (1e-9, "1e-7%")],
)
def test_a_fraction_can_be_written_in_percent(value: float, text: str):
    assert numbers.canonical(value, percent=True) == text


def test_a_field_of_bytes_uses_no_letters():
    """80B would be 80 bytes there."""
    assert numbers.canonical(80 * 10**9, letters=False) == "80,000,000,000"


@given(st.integers(-(10**40), 10**40))
def test_the_canonical_text_of_a_whole_number_is_parsed_to_the_same_number(number: int):
    assert numbers.whole(*parse_number.parse(numbers.canonical(number))) == number


@given(FINITE)
def test_the_canonical_text_of_a_float_is_parsed_to_the_same_float(number: float):
    assert numbers.real(*parse_number.parse(numbers.canonical(number))) == number


@given(FINITE)
def test_the_canonical_text_in_percent_is_parsed_to_the_same_float(number: float):
    assert numbers.real(*parse_number.parse(numbers.canonical(number, percent=True))) == number


@given(FINITE | st.integers(-(10**30), 10**30))
def test_a_decimal_is_the_number_that_python_writes(number: float):
    coefficient, power = numbers.decimal(number)
    assert Decimal(f"{coefficient}e{power}") == Decimal(repr(number))
    assert coefficient % 10 or coefficient == power == 0


@given(st.integers(-(10**6), 10**6), st.integers(-4, 4), st.integers(1, 10**4), st.integers(-4, 4))
def test_a_number_is_between_its_multiples(a: int, p: int, b: int, q: int):
    value, step = float(f"{a}e{p}"), float(f"{b}e{q}")
    below, above = numbers.multiples(value, step)
    exact, unit = Decimal(repr(value)), Decimal(repr(step))
    assert Decimal(repr(below)) % unit == Decimal(repr(above)) % unit == 0
    assert Decimal(repr(below)) <= exact < Decimal(repr(above))


def test_multiples_are_exact_in_decimals():
    assert numbers.multiples(0.3, 0.1) == (0.3, 0.4)
    assert numbers.multiples(5000, 64) == (4992, 5056)


def test_a_fraction_is_not_a_whole_number():
    with pytest.raises(numbers.NotWhole) as raised:
        numbers.whole(-25, -1)
    assert raised.value.below == -3


@pytest.mark.parametrize("power", [401, 10**6, 10**60])
def test_a_huge_power_costs_nothing(power: int):
    """And is still too large for any bound, or too small."""
    assert numbers.whole(1, power) == 10**400
    with pytest.raises(numbers.NotWhole):
        numbers.whole(1, -power)
    assert numbers.real(1, power) == float("inf")
    assert numbers.real(1, -power) == 0
    assert numbers.whole(0, power) == 0
