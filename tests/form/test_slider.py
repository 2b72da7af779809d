"""The position of a slider for a value, and the value for a position."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calc.form.number_field import Number
from calc.form.slider import Slider
from tests.form.strategies import filled, numbers

TOKENS = Slider(low=10**9, high=10**15, log=True, integer=True)
WIDTH = Slider(low=256, high=65_536, log=True, integer=True)
HIDDEN = Slider(low=512, high=32_768, log=False, integer=True, multiple=64)
SHARE = Slider(low=0.05, high=0.7, log=False, integer=False)


@pytest.mark.parametrize(
    ("position", "value"),
    [
        (9, 10**9),
        (13.3, 20 * 10**12),
        (13.6, 40 * 10**12),
        (13.7, 50 * 10**12),
        (13.65, 45 * 10**12),
        (13.66, 46 * 10**12),
        (15, 10**15),
        (99, 10**15),
        (-99, 10**9),
    ],
)
def test_a_position_means_the_roundest_value_there(position: float, value: int):
    assert TOKENS.at(position) == value


def test_the_ends_are_positions_even_between_two_steps():
    """65,536 is 10^4.8165, between two steps."""
    assert (WIDTH.first, WIDTH.last) == (2.4, 4.82)
    assert (WIDTH.at(2.4), WIDTH.at(4.82)) == (256, 65_536)
    assert (WIDTH.position(256), WIDTH.position(65_536)) == (2.4, 4.82)


def test_arrow_keys_visit_one_two_five():
    assert [TOKENS.at(stop) for stop in TOKENS.stops][:7] == [
        *(10**9, 2 * 10**9, 5 * 10**9, 10**10, 2 * 10**10, 5 * 10**10, 10**11)
    ]
    assert [WIDTH.at(stop) for stop in WIDTH.stops] == [
        *(256, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 65_536)
    ]


def test_a_linear_slider_steps_by_its_own_step_or_a_round_one():
    assert (HIDDEN.step, SHARE.step) == (64, 0.001)
    assert HIDDEN.at(5120) == HIDDEN.at(5130) == 5120
    assert SHARE.at(0.3941) == 0.394
    assert SHARE.at(0.1 + 0.2) == 0.3
    assert SHARE.stops == ()


def test_nan_is_not_a_position():
    with pytest.raises(ValueError, match="NaN"):
        TOKENS.at(math.nan)
    assert TOKENS.at(math.inf) == 10**15


@given(filled())
def test_the_value_of_a_position_is_near_the_value_that_it_is_for(case: tuple[Number, float]):
    """Within a step: 2.3 % on a log scale. A step of the value's own may be more."""
    field, value = case
    slider = field.slider
    near = slider.at(slider.position(value))
    coarse = max(1 if slider.integer else 0, slider.multiple)
    most = 0.0233 * abs(value) + coarse if slider.log else slider.step * 1.0001
    assert abs(near - value) <= max(most, coarse)


@given(numbers(), st.floats())
def test_every_position_means_a_value_of_the_field(field: Number, position: float):
    if math.isnan(position):
        return
    value = field.slider.at(position)
    assert field.check(value) == value
    assert field.slider.low <= value <= field.slider.high
    assert field.read(field.text(value)) == value


@given(numbers(), st.floats(-1, 1), st.floats(-1, 1))
def test_further_along_never_means_less(field: Number, one: float, other: float):
    slider = field.slider
    middle, half = (slider.first + slider.last) / 2, (slider.last - slider.first) / 2
    left, right = sorted((middle + one * half, middle + other * half))
    assert slider.at(left) <= slider.at(right)


@example(
    Number(
        name="n",
        label="N",
        low=999_999_988_488,
        high=999_999_988_490,
        integer=True,
        slider=Slider(low=999_999_988_488, high=999_999_988_490, log=True, integer=True),
    )
)
@given(numbers())
def test_the_ends_and_the_stops_are_in_order(field: Number):
    slider = field.slider
    assert slider.at(slider.first) == slider.low
    assert slider.at(slider.last) == slider.high
    stops = list(slider.stops)
    assert stops == sorted(set(stops))
    if slider.log:
        assert (stops[0], stops[-1]) == (slider.first, slider.last)


@given(filled())
def test_a_slider_stays_at_the_position_that_it_was_moved_to(case: tuple[Number, float]):
    """The answer to a position must not move the thumb, but for values coarser than its steps."""
    slider = case[0].slider
    position = slider.position(case[1])
    again = slider.position(slider.at(position))
    coarse = slider.multiple or (slider.integer and slider.at(position) < 200)
    assert coarse or abs(again - position) <= slider.step * 1.0001
