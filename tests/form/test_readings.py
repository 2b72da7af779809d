"""What two people would read differently is asked about; the rest is read, in every language."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc import site
from calc.form.errors import Question
from calc.form.line_fields import Date
from calc.form.number_field import Number
from calc.form.slider import Slider
from calc.site import Site
from tests.form.strategies import filled, numbers


def number(low: float, high: float, unit: str = "", **more: Any) -> Number:
    integer = isinstance(low, int)
    slider = Slider(low=low, high=high, log=False, integer=integer)
    return Number(
        name="n", label="N", low=low, high=high, integer=integer, unit=unit, slider=slider, **more
    )


SHARE = number(0.001, 1.0, "1", percent=True)
GROWTH = number(-1.0, 10.0, "1", percent=True)
TOKENS = number(1, 10**18, "tokens")
GPUS = number(1, 10_000, "GPUs")
PLAIN = number(-1e9, 1e12)
RENT = number(0.0, 1000.0, "USD per GPU-hour")
COST = number(0.0, 1e12, "USD")
POWER = number(0.0, 1e10, "W")
KILOWATTS = number(0.0, 1e4, "kW")
BYTES = number(0, 10**15, "B")
GIGABYTES = number(0.0, 1e4, "GB")
HOURS = number(0.0, 1e5, "hours")
SECONDS = number(0.0, 1e9, "s")
GPU_HOURS = number(0.0, 1e8, "GPU-hours")
WEIGHT = number(0.0, 1e5, "kg")
LENGTH = number(0.0, 1e9, "m")
KELVIN = number(0.0, 1e5, "K")

ASKED = {
    "en": [
        # A share or a percentage.
        (SHARE, "0.35", [0.0035, 0.35]),
        (SHARE, "0,35", [0.0035, 0.35]),
        (SHARE, ".35", [0.0035, 0.35]),
        (SHARE, "~0.35", [0.0035, 0.35]),
        (SHARE, "1", [0.01, 1.0]),
        (SHARE, "1/2", [0.005, 0.5]),
        (SHARE, "½", [0.005, 0.5]),
        (SHARE, "0.05", [0.05]),
        (GROWTH, "1.5", [0.015, 1.5]),
        (GROWTH, "-0.2", [-0.002, -0.2]),
        # A point or a comma before three digits.
        (TOKENS, "1.000", [1, 1000]),
        (TOKENS, "128.000", [128, 128_000]),
        (TOKENS, "1.500T", [15 * 10**11, 15 * 10**14]),
        (PLAIN, "1.500", [1.5, 1500]),
        (PLAIN, "-2.250", [-2.25, -2250]),
        (PLAIN, "1,234e3", [1_234_000, 1234]),
        (PLAIN, "1,2345", [1.2345, 12_345]),
        (PLAIN, "1234,567", [1234.567, 1_234_567]),
        # A letter that is a magnitude, a prefix or a unit.
        (POWER, "5 mw", [5e6, 0.005]),
        (POWER, "5m", [5e6, 0.005]),
        (KILOWATTS, "5k", [5000, 5]),
        (BYTES, "80B", [80, 80 * 10**9]),
        (BYTES, "80 Gb", [80 * 10**9, 10 * 10**9]),
        (BYTES, "80 kb", [80_000, 10_000]),
        (BYTES, "80b", [80, 80 * 10**9, 10]),
        (GIGABYTES, "80G", [80]),
        (GIGABYTES, "80B", [8e-8, 80]),
        (WEIGHT, "5k", [5000, 5]),
        (WEIGHT, "5T", [5000]),
        (WEIGHT, "5 MG", [5e-6, 5000]),
        (LENGTH, "5MM", [5_000_000, 0.005]),
        (LENGTH, "5M", [5, 5_000_000]),
        (KELVIN, "5k", [5, 5000]),
        (HOURS, "6m", [0.1]),
        (SECONDS, "5m", [5_000_000, 0.005, 300]),
        # A word with two meanings.
        (TOKENS, "1.5 mil", [1_500_000, 1500]),
        # A negative number to accountants.
        (PLAIN, "(5)", [-5, 5]),
        (TOKENS, "(5)", [5]),
        # More than a number.
        (TOKENS, "<5", [5]),
        (TOKENS, "≥ 5", [5]),
        (TOKENS, "5+", [5]),
        (TOKENS, "5 ± 1", [5]),
        (TOKENS, "5 +/- 1", [5]),
    ],
    "de": [
        (SHARE, "0,35", [0.0035, 0.35]),
        (SHARE, "0.35", [0.0035, 0.35]),
        (TOKENS, "128,000", [128, 128_000]),
        (PLAIN, "1,500", [1.5, 1500]),
        (PLAIN, "1.500e3", [1_500_000, 1500]),
        (PLAIN, "1.2345", [1.2345, 12_345]),
        (PLAIN, "1234.567", [1234.567, 1_234_567]),
        (TOKENS, "22 billion", [22 * 10**12, 22 * 10**9]),
        (TOKENS, "2 Trillion", [2 * 10**12]),
        (TOKENS, "17B", [17 * 10**9, 17 * 10**12]),
        (TOKENS, "40T", [40 * 10**12, 40_000]),
        (number(0.0, 1e15, "EUR"), "500 T€", [5e14, 500_000]),
        (BYTES, "80B", [80, 80 * 10**9]),
    ],
}
"""By language: a field, a text, and the values of the readings in order."""

READ = {
    "en": [
        (SHARE, "35", 0.35),
        (SHARE, "35%", 0.35),
        (SHARE, "0.35%", 0.0035),
        (SHARE, "0.35 percent", 0.0035),
        (SHARE, "35 pct", 0.35),
        (SHARE, "5‰", 0.005),
        (SHARE, "３５％", 0.35),
        (GROWTH, "15", 0.15),
        (GROWTH, "0", 0.0),
        (TOKENS, "1,234", 1234),
        (PLAIN, "1.234", 1.234),
        (PLAIN, "1,234.5", 1234.5),
        (PLAIN, "1.234,5", 1234.5),
        (PLAIN, "1.500,00", 1500),
        (PLAIN, "1,5", 1.5),
        (PLAIN, "0,500", 0.5),
        (PLAIN, "0.500", 0.5),
        (PLAIN, "3,14159", 3.14159),
        (PLAIN, "1.500e3", 1500),
        (RENT, "2.500", 2.5),
        (GPUS, "16.000", 16),
        (TOKENS, "1.000.000", 10**6),
        (TOKENS, "1 500", 1500),
        (TOKENS, "1\u202f500", 1500),
        (TOKENS, "1'500", 1500),
        (TOKENS, "1’500", 1500),
        (PLAIN, "1 500,5", 1500.5),
        (TOKENS, "1_500", 1500),
        (TOKENS, "1,00,000", 100_000),
        (TOKENS, "1,00,00,000", 10**7),
        (TOKENS, "2 lakh", 200_000),
        (TOKENS, "2.5 lakhs", 250_000),
        (TOKENS, "3 crore", 3 * 10**7),
        (TOKENS, "22 billion", 22 * 10**9),
        (TOKENS, "22bn", 22 * 10**9),
        (TOKENS, "3 milliards", 3 * 10**9),
        (TOKENS, "3 Milliarden", 3 * 10**9),
        (TOKENS, "3 Mrd.", 3 * 10**9),
        (TOKENS, "2 Billionen", 2 * 10**12),
        (TOKENS, "5万", 50_000),
        (TOKENS, "40T", 40 * 10**12),
        (TOKENS, "10m", 10**7),
        (TOKENS, "10M", 10**7),
        (COST, "$5MM", 5_000_000),
        (TOKENS, "128k", 128_000),
        (TOKENS, "128K", 128_000),
        (TOKENS, "5G", 5 * 10**9),
        (TOKENS, "5B", 5 * 10**9),
        (BYTES, "80 B", 80),
        (BYTES, "80 MB", 80 * 10**6),
        (BYTES, "80 MiB", 80 * 2**20),
        (BYTES, "80 mb", 80 * 10**6),
        (BYTES, "80 Gbit", 10**10),
        (GIGABYTES, "80 MB", 0.08),
        (POWER, "5 mW", 0.005),
        (POWER, "5 MW", 5e6),
        (POWER, "5M", 5e6),
        (KILOWATTS, "5 MW", 5000),
        (LENGTH, "5 mm", 0.005),
        (LENGTH, "5m", 5),
        (WEIGHT, "5t", 5000),
        (TOKENS, "٤٠", 40),
        (PLAIN, "٣٫٥", 3.5),
        (TOKENS, "４０T", 40 * 10**12),
        (TOKENS, "1e3", 1000),
        (TOKENS, "10^3", 1000),
        (TOKENS, "2x10^12", 2 * 10**12),
        (HOURS, "5 days", 120),
        (HOURS, "90 min", 1.5),
        (GPU_HOURS, "5 GPU-days", 120),
        (SECONDS, "2 h", 7200),
        (RENT, "US$2", 2),
        (RENT, "2 US$", 2),
        (RENT, "$2", 2),
        (number(0, 10**9, "INR"), "₹1,00,000", 100_000),
        (PLAIN, "1/2", 0.5),
        (TOKENS, "4/2", 2),
        (PLAIN, "1/3", 1 / 3),
        (PLAIN, "−5", -5),
        (PLAIN, "–5", -5),
        (PLAIN, "－5", -5),
        (TOKENS, "5.", 5),
        (TOKENS, "5,", 5),
        (TOKENS, "~5", 5),
    ],
    "de": [
        (SHARE, "35", 0.35),
        (SHARE, "0,35 %", 0.0035),
        (TOKENS, "1.234", 1234),
        (TOKENS, "1.000", 1000),
        (PLAIN, "1,234", 1.234),
        (PLAIN, "1.5", 1.5),
        (PLAIN, "0.500", 0.5),
        (PLAIN, "1,234.5", 1234.5),
        (PLAIN, "1.500,00", 1500),
        (PLAIN, "1,234e3", 1234),
        (TOKENS, "1,000,000", 10**6),
        (TOKENS, "22 Milliarden", 22 * 10**9),
        (TOKENS, "22 Billionen", 22 * 10**12),
        (TOKENS, "22 Bio.", 22 * 10**12),
        (TOKENS, "17bn", 17 * 10**9),
        (BYTES, "80 TB", 80 * 10**12),
        (POWER, "5 GW", 5e9),
        (HOURS, "5 Tage", 120),
    ],
}
"""By language: a field, a text that leaves no doubt there, and its value."""

REFUSED = [
    *("1.0.0", "1,000,00", "1.23.456", "1,5,0", "4 0", "1 50", "1/0", "5++", "+-5", "()", "(5"),
    *("5-10", "03/04/2025", "2^10", "1e5e5", "5-", "<", "±", "1,234.567,8", "0,000,000.5.5"),
]
"""Texts that are no number in any language."""


@pytest.fixture(autouse=True)
def _afterwards() -> Iterator[None]:
    before = site.current()
    yield
    site.use(before)


def rows(table: dict[str, list[Any]]) -> list[Any]:
    return [
        pytest.param(language, *row, id=f"{language} {row[0].unit} {row[1]}")
        for language, rows in table.items()
        for row in rows
    ]


@pytest.mark.parametrize(("language", "field", "text", "values"), rows(ASKED))
def test_what_people_read_differently_is_asked_about(
    language: str, field: Number, text: str, values: list[float]
):
    site.use(Site(language=language))
    with pytest.raises(Question) as asked:
        field.read(text)
    readings = asked.value.readings
    assert [field.read(reading.text) for reading in readings] == values
    assert str(asked.value).endswith("?")
    assert all(reading.text in str(asked.value) and reading.spoken for reading in readings)


@pytest.mark.parametrize(("language", "field", "text", "value"), rows(READ))
def test_what_leaves_no_doubt_is_read(language: str, field: Number, text: str, value: float):
    site.use(Site(language=language))
    assert field.read(text) == value


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_number_is_refused(language: str, text: str):
    site.use(Site(language=language))
    with pytest.raises(ValueError) as refused:
        PLAIN.read(text)
    assert not isinstance(refused.value, Question)


@pytest.mark.parametrize("language", ["en", "de"])
@given(case=filled())
def test_a_canonical_text_never_asks(language: str, case: tuple[Number, float]):
    field, value = case
    site.use(Site(language=language))
    text = field.text(field.check(value))
    assert field.read(text) == value
    assert field.text(field.read(text)) == text


TYPED = st.text("0123456789.,", min_size=1, max_size=8)
ENDS = ("", "k", "M", "m", "B", "b", "T", "%", " mil", " billion", "e3", "+", " g", " MG", " GB")


@pytest.mark.parametrize("language", ["en", "de"])
@given(field=numbers(), digits=TYPED, end=st.sampled_from(ENDS), around=st.sampled_from(["", "("]))
def test_every_reading_leaves_no_doubt(
    language: str, field: Number, digits: str, end: str, around: str
):
    site.use(Site(language=language))
    text = f"({digits}{end})" if around else digits + end
    try:
        field.read(text)
    except Question as question:
        values = [field.read(reading.text) for reading in question.readings]
        assert len(set(values)) == len(values) >= 1
        assert all(field.low <= value <= field.high for value in values)
    except ValueError as refused:
        assert str(refused)  # noqa: PT017  a sentence; nothing was guessed


@given(st.integers(0, 9999), st.sampled_from(("5", "05", "12", "00", "12345", "123456")))
def test_languages_agree_on_a_fraction_that_has_not_three_or_four_digits(whole: int, part: str):
    for language in ("en", "de"):
        site.use(Site(language=language))
        for mark in ".,":
            assert PLAIN.read(f"{whole}{mark}{part}") == float(f"{whole}.{part}")


@pytest.mark.parametrize(
    ("field", "text", "texts"),
    [
        (SHARE, "0.2 to 0.45", ["0.2% to 0.45%", "20% to 45%"]),
        (SHARE, "0.2..0.45", ["0.2%..0.45%", "20%..45%"]),
        (SHARE, "0.2 to 45%", ["0.2% to 45%", "20% to 45%"]),
        (SHARE, "1 to 45", ["1% to 45%"]),
        (SHARE, "20 to 45", ["20% to 45%"]),
        (RENT, "2-4", ["2 to 4", "2..4"]),
        (TOKENS, "20 to 40M", ["20 to 40,000,000", "20M to 40M"]),
        (PLAIN, "1.500 to 2.000", ["1.5 to 2", "1,500 to 2,000"]),
    ],
)
def test_a_range_with_doubtful_ends_is_asked_about(field: Number, text: str, texts: list[str]):
    try:
        read = [field.text(field.understand(text))]
    except Question as question:
        read = [reading.text for reading in question.readings]
        assert [field.text(field.understand(one)) for one in read] == read
    assert read == texts


DAY = Date(name="d", label="D", kind=date, low=date(2024, 1, 1), high=date(2026, 12, 31))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2025-03-04", [date(2025, 3, 4)]),
        ("2025/3/4", [date(2025, 3, 4)]),
        ("03/04/2025", [date(2025, 4, 3), date(2025, 3, 4)]),
        ("3-4-2025", [date(2025, 4, 3), date(2025, 3, 4)]),
        ("13/04/2025", [date(2025, 4, 13)]),
        ("04/13/2025", [date(2025, 4, 13)]),
        ("04/04/2025", [date(2025, 4, 4)]),
        ("3.4.2025", [date(2025, 4, 3)]),
        ("3. 4. 2025", [date(2025, 4, 3)]),
        ("4 March 2025", [date(2025, 3, 4)]),
        ("March 4th, 2025", [date(2025, 3, 4)]),
        ("4 Mar 2025", [date(2025, 3, 4)]),
    ],
)
def test_the_day_or_the_month_may_come_first(text: str, days: list[date]):
    try:
        read = [DAY.read(text)]
    except Question as question:
        read = [DAY.read(reading.text) for reading in question.readings]
    assert read == days


@pytest.mark.parametrize("text", ["03/04/25", "31/02/2025", "2025-13-01", "4 Smarch 2025", "1/2"])
def test_what_is_no_date_is_refused(text: str):
    with pytest.raises(ValueError, match="is not a date"):
        DAY.read(text)


def test_a_date_beyond_the_bounds_is_no_reading():
    field = Date(name="d", label="D", kind=date, low=date(2026, 6, 1))
    with pytest.raises(Question) as asked:
        field.read("01/12/2026")
    assert [reading.text for reading in asked.value.readings] == ["2026-12-01"]
    with pytest.raises(Question) as asked:
        field.read("12/01/2026")
    assert str(asked.value).startswith("2026-01-12 is too early")
    assert str(asked.value).endswith("Do you mean 1 December 2026?")
