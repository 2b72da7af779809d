"""Round values along an axis."""

from itertools import pairwise
from math import log10

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.chart import tick, ticks


def axis(*values, unit="", log=False, zero=False, most=6):
    return ticks.scale(values, unit, lambda s: len(s.ticks) <= most, log=log, zero=zero)


def test_linear_ticks_are_multiples_of_one_two_or_five():
    assert axis(0, 10).ticks == (0, 2, 4, 6, 8, 10)
    assert axis(3, 7).ticks == (3, 4, 5, 6, 7)
    assert axis(0.1, 0.3).ticks == (0.1, 0.15, 0.2, 0.25, 0.3)
    assert axis(-12, 31).ticks == (-20, 0, 20, 40)


def test_log_ticks_are_one_two_five_or_decades():
    assert axis(20, 180, log=True).ticks == (20, 50, 100, 200)
    assert axis(1.1e9, 5.4e11, log=True).ticks == (1e9, 1e10, 1e11, 1e12)
    assert axis(1, 2e24, log=True).ticks == (1, 1e5, 1e10, 1e15, 1e20)
    assert axis(1, 2e24, log=True).high == 2e24


def test_a_single_value_has_an_axis_around_it():
    for one in (5.0, -3.0, 1e-9, 7e24):
        scale = axis(one)
        assert scale.low < one < scale.high
    assert axis(0.0).ticks[0] == -0.5
    assert axis(0.0, zero=True).ticks[0] == 0
    scale = axis(100, log=True)
    assert scale.low < 100 < scale.high


def test_zero_is_on_the_axis_when_asked_for():
    assert axis(80, 100).low == 80
    assert axis(80, 100, zero=True).low == 0
    assert axis(-80, -100, zero=True).high == 0


@pytest.mark.parametrize(
    ("value", "unit", "size", "words"),
    [
        (5e8, "parameters", 2e9, "0.5B"),
        (4e13, "tokens", 4e13, "40T"),
        (125_000, "GPU-hours per trillion tokens", 2e5, "125,000"),
        (2e12, "B", 2e12, "2 TB"),
        (5e11, "B", 2e12, "0.5 TB"),
        (1e24, "FLOP", 1e24, "10²⁴"),
        (5e24, "FLOP", 5e24, "5 × 10²⁴"),
        (0.3, "1", 0.5, "30%"),
        (-0.1, "1", 0.5, "−10%"),
        (5e6, "USD", 1e7, "$5M"),
        (2.5, "ratio", 3, "2.5×"),
        (2e9, "g", 2e9, "2,000 t"),
        (500e3, "g", 6e5, "500 kg"),
        (0, "B", 1e9, "0"),
        (1e-7, "", 1e-7, "10⁻⁷"),
        (3e17, "tokens", 3e17, "300,000T"),
    ],
)
def test_ticks_are_written_short(value, unit, size, words):
    assert tick.write(value, unit, size) == words


SIZES = st.floats(-1e30, 1e30).filter(lambda v: v == 0 or abs(v) > 1e-30)


@given(st.lists(SIZES, min_size=1, max_size=5), st.booleans(), st.integers(2, 8))
def test_linear_ticks_cover_the_data_and_are_evenly_spaced(values, zero, most):
    scale = axis(*values, zero=zero, most=most)
    slack = 1e-6 * max(map(abs, (*scale.ticks, *values)))
    assert scale.ticks[0] <= min(values) + slack
    assert scale.ticks[-1] >= max(values) - slack
    assert 2 <= len(scale.ticks) <= max(most, 3)
    assert len(set(scale.texts)) == len(scale.texts)
    steps = [b - a for a, b in pairwise(scale.ticks)]
    assert max(steps) == pytest.approx(min(steps), rel=1e-6)
    mantissa = f"{steps[0]:.6e}"[0]
    assert mantissa in "125"
    assert f"{steps[0]:.3e}".startswith(f"{mantissa}.000")


@given(st.lists(st.floats(1e-30, 1e30), min_size=1, max_size=5), st.integers(3, 8))
def test_log_ticks_are_round_and_the_axis_covers_the_data(values, most):
    scale = axis(*values, log=True, most=most)
    assert scale.low <= min(values)
    assert scale.high >= max(values)
    assert len(scale.ticks) >= 2
    for value in scale.ticks:
        assert scale.low <= value <= scale.high
        assert f"{value:.6e}"[:8] in ("1.000000", "2.000000", "5.000000")
    if log10(max(values) / min(values)) > 3.1:
        assert all(f"{value:.6e}".startswith("1.") for value in scale.ticks)


@given(st.lists(st.floats(1e-30, 1e30), min_size=1, max_size=5), st.booleans())
def test_values_have_places_between_the_ends(values, log):
    scale = axis(*values, log=log)
    for value in values:
        assert -1e-6 <= scale.at(value) <= 1 + 1e-6
