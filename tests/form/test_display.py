"""Numbers for people, compared with a simple computation with Python's decimals."""

import doctest
import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.form import display, numbers
from calc.form.display import exact, quantity, shown, spoken
from calc.form.markers import Decimals, Digits, Precision

SI = ("B", "B/s", "FLOP/s", "FLOP/token", "Wh", "W")
WHOLE = "GPU-hours per trillion tokens"
UNITS = [
    *("", "parameters", "tokens", "experts", "GPU-hours", "GPU-hours per trillion tokens", "days"),
    *("1", "ratio", "FLOP", "USD", "USD per GPU-hour", "g CO₂e", "values", "bytes per value"),
    *SI,
]
POWERS = {"T": 12, "B": 9, "M": 6, "k": 3, "G": 9, "P": 15, "E": 18, "Z": 21, "Y": 24}
TONNES = {"g CO₂e": 0, "kg": 3, "t": 6, "Mt": 12, "Gt": 15}
ANY = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**30), 10**30)


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (107_769_861_120, "parameters", "108B"),
        (2 * 10**12, "parameters", "2.00T"),
        (40 * 10**12, "tokens", "40.0T"),
        (16, "experts", "16 experts"),
        (1, "experts", "1 expert"),
        (1.0, "days", "1.00 days"),
        (131_072, "tokens", "131,072"),
        (999_999, "tokens", "999,999"),
        (999_999.9, "", "1.00M"),
        (999_499.9, "", "999,000"),
        (999_500.1, "", "1.00M"),
        (999.6e6, "", "1.00B"),
        (999.6e9, "B", "1.00 TB"),
        (999.6e12, "", "1.00 × 10¹⁵"),
        (4.12e24, "FLOP", "4.12 × 10²⁴ FLOP"),
        (412_000.0, "FLOP", "412,000 FLOP"),
        (9.996e24, "FLOP", "1.00 × 10²⁵ FLOP"),
        (5e6, "GPU-hours", "5.00M GPU-hours"),
        (119_047.6, "GPU-hours", "119,000 GPU-hours"),
        (108_181.8, "GPU-hours per trillion tokens", "108,182 GPU-hours per trillion tokens"),
        (999.6, "GPU-hours per trillion tokens", "1,000 GPU-hours per trillion tokens"),
        (1e7, "USD", "$10.0M"),
        (2.0, "USD per GPU-hour", "$2.00 per GPU-hour"),
        (12.345, "USD", "$12.35"),
        (-303, "USD", "−$303.00"),
        (999.999, "USD", "$1,000"),
        (0.0123, "USD", "$0.0123"),
        (-5e6, "USD", "−$5.00M"),
        (0.2314, "1", "23.1%"),
        (-0.4912, "1", "−49.1%"),
        (1, "1", "100%"),
        (12.3, "1", "1,230%"),
        (0.55, "ratio", "0.550×"),
        (492_727_959_552, "B", "493 GB"),
        (1_966_080_000_000, "B", "1.97 TB"),
        (700, "W", "700 W"),
        (25.85e9, "Wh", "25.8 GWh"),
        (989.5e12, "FLOP/s", "990 TFLOP/s"),
        (34.56e9, "FLOP/token", "34.6 GFLOP/token"),
        (1.354e9, "g CO₂e", "1,350 t CO₂e"),
        (2.5e12, "g CO₂e", "2.50 Mt CO₂e"),
        (2500.0, "g CO₂e", "2.50 kg CO₂e"),
        (2.5, "g CO₂e", "2.50 g CO₂e"),
        (48.08, "days", "48.1 days"),
        (0, "", "0"),
        (0.0, "B", "0 B"),
        (-0.0, "1", "0%"),
        (0.0, "USD", "$0"),
        (0.000123, "", "0.000123"),
        (1.23e-5, "", "1.23 × 10⁻⁵"),
        (1.23e-9, "B", "1.23 × 10⁻⁹ B"),
        (1e30, "B", "1.00 × 10³⁰ B"),
        (float("inf"), "FLOP", "beyond what can be counted"),
        (float("nan"), "", "beyond what can be counted"),
        (10**400, "B", "beyond what can be counted"),
    ],
)
def test_a_quantity_has_three_digits_and_its_unit(value: float, unit: str, shown: str):
    assert quantity(value, unit) == shown


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (1.354e9, "g CO₂e", "1,354 t CO₂e"),
        (5.576e6, "USD", "$5.576M"),
        (0.4373, "1", "43.73%"),
        (3.8e25, "FLOP", "3.8 × 10²⁵ FLOP"),
        (2.448e12, "FLOP/token", "2.448 TFLOP/token"),
    ],
)
def test_a_published_figure_keeps_its_digits(value: float, unit: str, shown: str):
    assert quantity(value, unit, rounded=False) == shown


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (12.5, "EUR", "€12.50"),
        (5e6, "GBP", "£5.00M"),
        (-12.5, "INR", "−₹12.50"),
        (12.5, "CNY", "CN¥12.50"),
        (12.5, "CHF", "CHF 12.50"),
        (1234.5, "JPY", "¥1,234"),
        (-0.3, "JPY", "¥0"),
        (1.5e6, "JPY", "¥1.50M"),
        (2.5, "EUR per kg", "€2.50 per kg"),
        (2.5, "USD/kg", "$2.50/kg"),
        (500_000.0, "kg", "500 t"),
        (2.5, "kg", "2.50 kg"),
        (0.00025, "kg", "250 mg"),
        (0.25, "mg", "250 µg"),
        (2500.0, "mg", "2.50 g"),
        (0.33, "l", "330 ml"),
        (1500.0, "ml", "1.50 l"),
        (42_195.0, "m", "42.2 km"),
        (4e7, "m", "40,000 km"),
        (0.05, "m", "5.00 cm"),
        (3e-7, "m", "300 nm"),
        (0.5, "km", "500 m"),
        (0.00025, "s", "250 µs"),
        (90, "min", "90 min"),
        (1.5, "h", "1.50 h"),
        (1, "days", "1 day"),
        (0.004, "V", "4.00 mV"),
        (5e-10, "A", "5.00 × 10⁻¹⁰ A"),
        (2.5e9, "Hz", "2.50 GHz"),
        (5, "J", "5 J"),
        (-5, "°C", "−5 °C"),
        (98.6, "°F", "98.6 °F"),
        (300, "K", "300 K"),
        (5.4, "mmol/l", "5.40 mmol/l"),
        (123.4, "km/h", "123 km/h"),
        (3e7, "widgets per day", "30.0M widgets per day"),
    ],
)
def test_units_of_daily_life_need_no_declaration(value: float, unit: str, shown: str):
    assert quantity(value, unit) == shown


def test_a_gram_is_a_gram():
    assert quantity(500_000, "g") == "500 kg"
    assert quantity(0.00025, "g") == "250 µg"
    assert quantity(12, "g") == "12 g"


@pytest.mark.parametrize(
    ("value", "unit", "precision", "shown"),
    [
        (1896.204, "USD", Decimals(2), "$1,896.20"),
        (1_234_567.891, "EUR", Decimals(2), "€1,234,567.89"),
        (999_999_999.0, "USD", Decimals(0), "$999,999,999"),
        (2e9, "USD", Decimals(2), "$2.00B"),
        (-0.001, "USD", Decimals(2), "$0.00"),
        (-1.5, "USD", Decimals(1), "−$1.5"),
        (0.2314, "1", Decimals(1), "23.1%"),
        (0.285, "1", Decimals(0), "28%"),
        (12, "", Decimals(2), "12.00"),
        (1234.5, "km", Decimals(1), "1,234.5 km"),
        (3.0, "widgets", Decimals(1), "3.0 widgets"),
        (12.345, "USD", Digits(4), "$12.35"),
        (1.23456, "", Digits(5), "1.2346"),
        (123_456.0, "m", Digits(4), "123.5 km"),
        (131_072, "", Digits(2), "131,072"),
        (1_234_567, "", Digits(4), "1.235M"),
        (1234.5, "JPY", Digits(2), "¥1,200"),
    ],
)
def test_a_result_may_ask_for_other_digits(
    value: float, unit: str, precision: Precision, shown: str
):
    assert quantity(value, unit, precision=precision) == shown


def test_all_digits_are_given_only_where_the_asked_ones_are_fewer():
    assert exact(1_234_567, "", Digits(4)) == "1,234,567"
    assert exact(1_234_567, "", Digits(7)) == ""
    assert exact(1_234_567, "USD", Decimals(2)) == ""
    assert exact(1_234_567_890, "", Decimals(2)) == "1,234,567,890"


def naive(value: float, unit: str) -> Decimal:
    """The number that should be shown: three digits, but counts whole and money in cents."""
    number = Decimal(value) * (100 if unit == "1" else 1)
    least = 10**3 if unit in (*SI, "g CO₂e") else 10**6
    if isinstance(value, int) and unit not in ("1", "ratio") and abs(value) < least:
        return number
    if unit == WHOLE and 1000 <= abs(number) < 10**6:
        return number.quantize(Decimal(1), rounding=ROUND_HALF_EVEN)
    if unit.startswith("USD") and Decimal("0.1") <= abs(number) < Decimal("999.995"):
        return number.quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)
    return Context(prec=3, rounding=ROUND_HALF_EVEN).create_decimal(number)


def parsed(shown: str, unit: str) -> Decimal:
    """The number in a shown text."""
    found = re.fullmatch(
        r"(−?)\$?([0-9,]*\.?[0-9]+)(?: × 10([⁻⁰¹²³⁴-⁹]+))?(?: ?(Gt|Mt|t|kg|[TBMkGPEZY]))?(?:%|×)?"
        rf"(?: ?{re.escape(unit.removeprefix('USD').removesuffix('s'))}s?)?(?: CO₂e)?",
        shown if unit != "g CO₂e" else shown.replace(" g ", " "),
    )
    assert found, shown
    sign, digits, raised, step = found.groups()
    power = int(raised.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))) if raised else 0
    power += (TONNES if unit == "g CO₂e" else POWERS)[step] if step else 0
    number = Decimal(digits.replace(",", "")).scaleb(power)
    return -number if sign else number


@given(ANY, st.sampled_from([unit for unit in UNITS if unit != "B"]))
def test_a_shown_number_is_correctly_rounded(value: float, unit: str):
    value = float(value) if abs(value) >= 2**53 else value  # a float is what is rounded
    assert parsed(quantity(value, unit), unit) == naive(value, unit)


@given(ANY, st.sampled_from([unit for unit in UNITS if unit != "B"]), st.integers(3, 15))
def test_a_number_of_more_digits_is_correctly_rounded(value: float, unit: str, digits: int):
    value = float(value) if abs(value) >= 2**53 else value
    text = quantity(value, unit, digits=digits)
    rounded = Context(prec=digits, rounding=ROUND_HALF_EVEN).create_decimal(Decimal(value))
    rounded *= 100 if unit == "1" else 1
    least = naive(value, unit)  # a count, or money in cents, may have more digits
    exact = Decimal(value) * (100 if unit == "1" else 1)
    number = parsed(text, unit)
    assert number == min(rounded, least, key=lambda one: abs(one - exact))
    assert shown(value, unit, digits=digits) == float(number / 100 if unit == "1" else number)


@pytest.mark.parametrize(
    ("value", "unit", "digits", "text"),
    [
        (17_172_894_720, "parameters", 4, "17.17B"),
        (17_172_894_720, "parameters", 15, "17.17289472B"),
        (40 * 10**12, "tokens", 9, "40.0T"),
        (40.01e12, "tokens", 4, "40.01T"),
        (40.01e12, "tokens", 3, "40.0T"),
        (0.2314, "1", 4, "23.14%"),
        (2.0, "USD per GPU-hour", 7, "$2.00 per GPU-hour"),
        (0.625, "USD", 3, "$0.62"),
        (0.625, "USD", 4, "$0.625"),
        (2.3456, "USD", 4, "$2.346"),
        (345.678, "USD", 3, "$345.68"),
        (345.678, "USD", 6, "$345.678"),
        (108_181.8, "GPU-hours per trillion tokens", 4, "108,182 GPU-hours per trillion tokens"),
        (108_181.8, "GPU-hours per trillion tokens", 7, "108,181.8 GPU-hours per trillion tokens"),
        (0.1 + 0.2, "days", 15, "0.300 days"),
        (1234, "experts", 3, "1,234 experts"),
        (-1234.5, "days", 5, "−1,234.5 days"),
        (0.0, "days", 9, "0 days"),
    ],
)
def test_more_digits_are_shown_as_far_as_they_are_not_zero(
    value: float, unit: str, digits: int, text: str
):
    assert quantity(value, unit, digits=digits) == text


@pytest.mark.parametrize(
    ("value", "unit", "precision", "digits", "text"),
    [
        (1896.20407, "USD", Decimals(2), 3, "$1,896.20"),
        (1896.20407, "USD", Decimals(2), 6, "$1,896.20"),
        (1896.20407, "USD", Decimals(2), 7, "$1,896.204"),
        (1896.5, "USD", Decimals(2), 9, "$1,896.50"),
        (0.23145, "1", Decimals(1), 4, "23.14%"),
        (0.23145, "1", Decimals(1), 3, "23.1%"),
        (5e9, "USD", Decimals(2), 9, "$5.00B"),
        (17_172_894_720, "", Digits(5), 3, "17.173B"),
        (17_172_894_720, "", Digits(5), 4, "17.173B"),
        (17_172_894_720, "", Digits(5), 6, "17.1729B"),
        (20_000_000_000, "", Digits(5), 9, "20.000B"),
        (2.25, "days", Digits(1), 3, "2 days"),
        (2.25, "days", Digits(1), 4, "2.25 days"),
        (1234.56, "JPY", None, 3, "¥1,235"),
        (1234.56, "JPY", None, 5, "¥1,234.6"),
        (0.4, "JPY", None, 3, "¥0"),
        (0.0, "days", None, 9, "0 days"),
    ],
)
def test_more_digits_than_a_precision_are_shown_too(
    value: float, unit: str, precision: Digits | Decimals | None, digits: int, text: str
):
    assert quantity(value, unit, precision=precision, digits=digits) == text


@given(ANY, st.sampled_from(UNITS))
def test_a_shown_number_is_short_and_never_a_thousand_of_something(value: float, unit: str):
    shown = quantity(value, unit).removesuffix(unit.removeprefix("USD"))
    assert len(shown) <= 24
    assert not re.search(r"(?<![.0-9])\d{4}|[0-9]e[+-]?[0-9]|-", shown)
    assert not re.search(r"[0-9],[0-9]{3} [TBMkGPEZY]", shown)


@given(st.integers(0, 10**21), st.sampled_from(UNITS))
def test_all_digits_are_given_where_a_count_is_rounded(value: int, unit: str):
    digits = exact(value, unit)
    shown = parsed(quantity(value, unit), unit) if unit != "B" else None
    if digits:
        assert digits.startswith(f"{value:,}")
    elif shown is not None and unit != "1" and not unit.startswith("USD"):
        assert shown == value


@pytest.mark.parametrize(
    ("value", "unit", "aloud"),
    [
        (40 * 10**12, "tokens", "40 trillion tokens"),
        (17_172_894_720, "parameters", "17.17 billion parameters"),
        (1, "experts", "1 expert"),
        (16, "experts", "16 experts"),
        (32_000, "GPUs", "32,000 GPUs"),
        (0.3941, "1", "39.41 percent"),
        (2.0, "USD per GPU-hour", "2 USD per GPU-hour"),
        (0.1 + 0.2, "", "0.3"),
        (1e-9, "", "1e-9"),
        (0, "experts", "0 experts"),
    ],
)
def test_a_value_is_read_aloud_in_words(value: float, unit: str, aloud: str):
    assert spoken(value, unit) == aloud


@given(ANY, st.sampled_from(UNITS))
def test_spoken_values_are_short(value: float, unit: str):
    assert len(spoken(value, unit)) <= 70


@pytest.mark.parametrize("module", [display, numbers])
def test_the_examples_in_docstrings_are_true(module: ModuleType):
    assert doctest.testmod(module).attempted > 0
    assert doctest.testmod(module).failed == 0
