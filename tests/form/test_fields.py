"""Texts and values of fields, and the sentences for what they refuse."""

import datetime
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.form.fields import Choice, Option, Switch
from calc.form.number_field import Number
from calc.form.slider import Slider
from tests.form.strategies import filled, numbers, outcome


def number(low: float, high: float, **more: Any) -> Number:
    integer = isinstance(low, int)
    slider = Slider(low=low, high=high, log=False, integer=integer)
    return Number(name="n", label="N", low=low, high=high, integer=integer, slider=slider, **more)


TOP_K = number(1, 4096, unit="experts")
TOKENS = number(10**6, 10**18, unit="tokens")
MFU = number(0.001, 1.0, unit="1", percent=True)
RENT = number(0.0, 1000.0, unit="USD per GPU-hour")
WIDTH = number(64, 131_072, multiple=64)
MODEL = Choice(
    name="model",
    label="Model",
    options=(
        Option(key="scout", label="Llama 4 Scout", value=1.5),
        Option(key="maverick", label="Llama 4 Maverick", value=2.5),
    ),
    preset=True,
)
PRECISION = Choice(
    name="precision",
    label="Precision",
    options=(Option(key="bf16", label="BF16", value="bf16"),),
)
CAUSAL = Switch(name="causal", label="Causal")

SMALL, LARGE = "too small; at least", "too large; at most"


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        (TOP_K, "", "This field is empty; enter a whole number from 1 to 4,096."),
        (TOP_K, " \t\n", "This field is empty; enter a whole number from 1 to 4,096."),
        (TOP_K, "five", "“five” is not a number; enter a whole number from 1 to 4,096."),
        (TOP_K, "0", "0 is too small; enter at least 1."),
        (TOP_K, "-5", "-5 is too small; enter at least 1."),
        (TOP_K, "0.5", "0.5 is too small; enter at least 1."),
        (TOP_K, "5000", "5,000 is too large; enter at most 4,096."),
        (TOP_K, "4096.5", "4096.5 is too large; enter at most 4,096."),
        (TOP_K, "1.5", "1.5 is not a whole number; enter 1 or 2."),
        (TOP_K, "1e999", "This number is too large; enter at most 4,096."),
        (TOP_K, "-1e99999", "This number is too small; enter at least 1."),
        (TOP_K, "1e-99999", "1e-99999 is too small; enter at least 1."),
        (TOP_K, "nan", "“nan” is not a finite number; enter a whole number from 1 to 4,096."),
        (TOKENS, "40", "40 is too small; enter at least 1M."),
        (TOKENS, "1e19", "1e19 is too large; enter at most 1e18."),
        (TOKENS, "40 elephants", "“elephants” is neither k, M, B, T (10³, 10⁶, 10⁹, 10¹²) nor a "
            "unit that fits; enter a whole number from 1M to 1e18."),
        (TOKENS, "9" * 100, "A number has at most 60 characters and this text has 100; enter a "
            "whole "
            "number from 1M to 1e18."),
        (MFU, "150%", "150% is too large; enter at most 100%."),
        (MFU, "0", "0% is too small; enter at least 0.1%."),
        (MFU, "1e999", "This number is too large; enter at most 100%."),
        (MFU, "much", "“much” is not a number; enter a number from 0.1% to 100%."),
        (RENT, "-1", "-1 is too small; enter at least 0."),
        (RENT, "inf", "“inf” is not a finite number; enter a number from 0 to 1,000."),
        (WIDTH, "5000", "5,000 is not a multiple of 64; enter 4,992 or 5,056."),
        (WIDTH, "131071", "131,071 is not a multiple of 64; enter 131,008 or 131,072."),
        (MODEL, "gpt-5", "There is no “gpt-5” here; choose scout or maverick."),
        (MODEL, "", "Nothing is chosen; choose scout or maverick."),
        (PRECISION, "x" * 10**6, f"There is no “{'x' * 24}…” here; choose bf16."),
        (CAUSAL, "perhaps", "“perhaps” is neither yes nor no; enter one of them."),
    ],
)  # fmt: skip
def test_an_invalid_text_gets_a_sentence(field: Any, text: str, sentence: str):
    with pytest.raises(ValueError) as raised:
        field.read(text)
    assert str(raised.value) == sentence


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (TOP_K, True, "True is not a number; enter a whole number from 1 to 4,096."),
        (TOP_K, None, "A NoneType is not a number; enter a whole number from 1 to 4,096."),
        (TOP_K, [16], "A list is not a number; enter a whole number from 1 to 4,096."),
        (TOP_K, datetime.date(2025, 4, 5), "A date is not a number; enter a whole number from 1 to "
            "4,096."),
        (TOP_K, math.nan, "Nan is not a number; enter a whole number from 1 to 4,096."),
        (TOP_K, math.inf, "This number is too large; enter at most 4,096."),
        (TOP_K, 10**4000, "This number is too large; enter at most 4,096."),
        (TOP_K, 1.5, "1.5 is not a whole number; enter 1 or 2."),
        (TOP_K, "5000", "5,000 is too large; enter at most 4,096."),
        (MODEL, 3, "An int cannot be chosen; choose scout or maverick."),
        (PRECISION, 16.0, "16.0 cannot be chosen; choose bf16."),
        (CAUSAL, 1, "An int is neither yes nor no; enter true or false."),
    ],
)  # fmt: skip
def test_an_invalid_value_gets_a_sentence(field: Any, value: Any, sentence: str):
    with pytest.raises(ValueError) as raised:
        field.check(value)
    assert str(raised.value) == sentence


@pytest.mark.parametrize(
    ("field", "text", "value", "canonical"),
    [
        (TOKENS, "2.2e13", 22 * 10**12, "22T"),
        (TOKENS, "22 trillion tokens", 22 * 10**12, "22T"),
        (TOP_K, "1,024", 1024, "1,024"),
        (TOP_K, "8.0", 8, "8"),
        (TOP_K, "1Ki", 1024, "1,024"),
        (MFU, "39.4", 0.394, "39.4%"),
        (MFU, "39.4 %", 0.394, "39.4%"),
        (MFU, "100", 1.0, "100%"),
        (RENT, "$2", 2.0, "2"),
        (RENT, "-0", 0.0, "0"),
        (RENT, "1e-400", 0.0, "0"),
        (MODEL, " Llama 4 Maverick ", 2.5, "maverick"),
        (MODEL, "MAVERICK", 2.5, "maverick"),
        (PRECISION, "BF16", "bf16", "bf16"),
        (CAUSAL, "On", True, "yes"),
        (CAUSAL, "", False, "no"),
    ],
)
def test_a_text_is_parsed_and_has_a_canonical_text(
    field: Any, text: str, value: Any, canonical: str
):
    assert field.read(text) == value
    assert field.text(value) == canonical
    assert field.read(canonical) == value


def test_a_whole_number_may_be_a_float():
    """As TOML and Python write 40e12."""
    assert TOKENS.check(40e12) == 40 * 10**12
    assert isinstance(TOKENS.check(40e12), int)
    assert isinstance(RENT.check(2), float)


def test_a_preset_may_be_another_value_of_its_type():
    """`experts(model=replace(SCOUT, …))` in Python."""
    assert MODEL.check(3.5) == 3.5


def test_zero_has_no_sign():
    assert math.copysign(1, RENT.read("-0")) == 1


@given(filled())
def test_a_canonical_text_is_parsed_to_the_same_value(case: tuple[Number, float]):
    field, value = case
    text = field.text(field.check(value))
    assert field.read(text) == value
    assert field.text(field.read(text)) == text
    assert len(text) <= 60


@given(filled())
def test_a_unit_may_follow_a_canonical_text(case: tuple[Number, float]):
    field, value = case
    if field.unit != "1":
        assert field.read(f"{field.text(value)} {field.unit}") == value


@given(numbers(), st.text(max_size=70) | st.text("0123456789.,eE+-%kMBT ", max_size=70))
def test_any_text_gives_a_value_in_bounds_or_a_sentence(field: Number, text: str):
    value, sentence = outcome(field.read, text)
    if sentence:
        assert sentence.endswith((".", "?"))
        assert sentence[0] == sentence[0].upper()
        assert len(sentence) < 250
    else:
        assert field.low <= value <= field.high
        assert isinstance(value, int if field.integer else float)


@given(numbers(), st.floats() | st.integers())
def test_the_error_for_a_refused_number_says_what_is_accepted(field: Number, value: float):
    checked, sentence = outcome(field.check, value)
    assert sentence.endswith(".") if sentence else checked == value
