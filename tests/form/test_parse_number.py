"""What people write, and the number that they mean."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.form import parse_number
from tests.form.strategies import outcome


def value(text: str, unit: str = "") -> Fraction:
    coefficient, power = parse_number.parse(text, unit)
    return coefficient * Fraction(10) ** power


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("40T", 40 * 10**12),
        ("40 T", 40 * 10**12),
        ("40t", 40 * 10**12),
        ("22 trillion", 22 * 10**12),
        ("22 Trillions", 22 * 10**12),
        ("2.2e13", 22 * 10**12),
        ("2.2E+13", 22 * 10**12),
        ("2.2 × 10^13", 22 * 10**12),
        ("2.2 x 10**13", 22 * 10**12),
        ("2.2·10¹³", 22 * 10**12),
        ("10^13", 10**13),
        ("10²⁴", 10**24),
        ("17 B", 17 * 10**9),
        ("17bn", 17 * 10**9),
        ("17.17289472B", 17_172_894_720),
        ("10M", 10**7),
        ("128K", 128_000),
        ("128Ki", 131_072),
        ("1Mi", 2**20),
        ("1,000", 1000),
        ("1 000 000", 10**6),
        ("1\u202f000", 1000),
        ("1'000", 1000),
        ("1_000", 1000),
        ("1,000.5", Fraction(2001, 2)),
        (".5", Fraction(1, 2)),
        ("5.", 5),
        ("5%", Fraction(1, 20)),
        ("5 percent", Fraction(1, 20)),
        ("~40T", 40 * 10**12),
        ("≈ 40T", 40 * 10**12),
        ("−3", -3),
        ("+3", 3),
        ("  7  ", 7),
        ("007", 7),
    ],
)
def test_people_write_numbers_in_many_ways(text: str, means: Fraction):
    assert value(text) == means


@pytest.mark.parametrize(
    ("text", "unit", "means"),
    [
        ("40T tokens", "tokens", 40 * 10**12),
        ("40 trillion tokens", "tokens", 40 * 10**12),
        ("1 token", "tokens", 1),
        ("$2", "USD per GPU-hour", 2),
        ("2 USD", "USD per GPU-hour", 2),
        ("2 $/h", "USD per GPU-hour", 2),
        ("$2 per GPU-hour", "USD per GPU-hour", 2),
        ("$2/hour", "USD per GPU-hour", 2),
        ("2 dollars", "USD per GPU-hour", 2),
        ("$5.576M", "USD", 5_576_000),
        ("5M GPU hours", "GPU-hours", 5 * 10**6),
        ("5.0M hours", "GPU-hours", 5 * 10**6),
        ("16 experts", "experts", 16),
        ("1 expert", "experts", 1),
        ("32K GPUs", "GPUs", 32_000),
        ("0.387 kg CO₂e per kWh", "kg CO₂e per kWh", Fraction(387, 1000)),
        ("0.387 kg/kWh", "kg CO₂e per kWh", Fraction(387, 1000)),
        ("80 GB", "B", 80 * 10**9),
        ("80B", "B", 80),
        ("80 bytes", "bytes", 80),
        ("989 TFLOP/s", "FLOP/s", 989 * 10**12),
        ("989 TFLOPs/s", "FLOP/s", 989 * 10**12),
        ("700 W", "W", 700),
        ("€ 200k", "EUR", 200_000),
        ("200 k€", "EUR", 200_000),
        ("1,500 EUR", "EUR", 1500),
        ("EUR 1,500", "EUR", 1500),
        ("1.5M euros", "EUR", 1_500_000),
        ("2 €/kg", "EUR per kg", 2),
        ("£5", "GBP", 5),
        ("¥500", "JPY", 500),
        ("CN¥500", "CNY", 500),
        ("₹5", "INR", 5),
        ("CHF 5", "CHF", 5),
        ("5 Fr.", "CHF", 5),
        ("5 mg", "g", Fraction(5, 1000)),
        ("5 kg", "g", 5000),
        ("5 g", "kg", Fraction(5, 1000)),
        ("5 t", "kg", 5000),
        ("5 kilos", "kg", 5),
        ("250 ml", "l", Fraction(1, 4)),
        ("3 dl", "ml", 300),
        ("2 litres", "l", 2),
        ("5 m", "m", 5),
        ("5 mm", "m", Fraction(5, 1000)),
        ("5 km", "m", 5000),
        ("5M", "l", 5 * 10**6),
        ("250 µs", "s", Fraction(250, 10**6)),
        ("5 mW", "W", Fraction(5, 1000)),
        ("5 MW", "W", 5 * 10**6),
        ("5 kwh", "Wh", 5000),
        ("3 hours", "h", 3),
        ("-5 °C", "°C", -5),
        ("20 C", "°C", 20),
        ("20 degrees Celsius", "°C", 20),
        ("90 km/h", "km/h", 90),
        ("5 mmol/l", "mmol/l", 5),
    ],
)
def test_the_unit_of_the_field_may_follow_the_number(text: str, unit: str, means: Fraction):
    assert value(text, unit) == means


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("forty", "“forty” is not a number"),
        ("nan", "“nan” is not a finite number"),
        ("-inf", "“-inf” is not a finite number"),
        ("∞", "“∞” is not a finite number"),
        ("", "“” is not a number"),
        (".", "“.” is not a number"),
        ("-", "“-” is not a number"),
        ("T", "“T” is not a number"),
        (
            "1,0,0",
            "cannot be read; commas go between thousands (1,000) and a point before a fraction",
        ),
        ("1.000.00", "cannot be read; commas go between thousands"),
        ("1,0,000", "cannot be read; commas go between thousands"),
        ("4 0 T", "“4 0 T” is not a number"),
        ("40 elephants", "“elephants” is neither k, M, B, T"),
        ("40TB", "“TB” is neither k, M, B, T"),
        ("5e", "“e” is neither k, M, B, T"),
        ("0x10", "“x10” is neither k, M, B, T"),
        ("1e5e5", "“e5” is neither k, M, B, T"),
        ("$40", "this is not an amount of money"),
        ("<script>alert(1)</script>", "is not a number"),
        ("9" * 61, "a number has at most 60 characters and this text has 61"),
        ("9" * 1_000_000, "a number has at most 60 characters and this text has 1,000,000"),
    ],
)
def test_a_text_that_is_not_a_number_gets_a_reason(text: str, why: str):
    with pytest.raises(parse_number.ParseError) as raised:
        parse_number.parse(text)
    assert why in str(raised.value)


@pytest.mark.parametrize(("text", "unit"), [("€5", "USD"), ("$5", "EUR"), ("CHF 5", "kg")])
def test_another_currency_is_not_converted(text: str, unit: str):
    with pytest.raises(parse_number.ParseError, match="this is not an amount of money in the unit"):
        parse_number.parse(text, unit)


@pytest.mark.parametrize("text", ["1e999", "1e99999", "-1e999999999999999999999", "1e-99999"])
def test_a_huge_exponent_is_parsed_without_computing_the_power(text: str):
    coefficient, power = parse_number.parse(text)
    assert abs(coefficient) == 1
    assert abs(power) >= 999


@given(st.text(max_size=80))
def test_any_text_is_a_number_or_gets_a_reason(text: str):
    number, why = outcome(parse_number.parse, text, "tokens")
    assert why or isinstance(number[0], int)


@given(st.text("0123456789 .,eE+-×10^%kMBT$~₂²", max_size=70))
def test_any_text_of_digits_and_signs_is_a_number_or_gets_a_reason(text: str):
    number, why = outcome(parse_number.parse, text, "tokens")
    assert why or isinstance(number[0], int)


@given(st.integers(-(10**17), 10**17), st.sampled_from(["", " tokens", " Tokens"]))
def test_whole_numbers_are_read_as_python_writes_them(number: int, unit: str):
    for text in (f"{number}{unit}", f"{number:,}{unit}", f"{number:_}{unit}"):
        assert value(text, "tokens") == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_are_read_as_python_writes_them(number: float):
    assert float(value(repr(number))) == number
