"""Fields of every kind, to be tried with every value."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from calc.form.number_field import Number
from calc.form.slider import Slider

UNITS = ("", "tokens", "experts", "B", "FLOP/s", "g", "USD per GPU-hour", "kg CO₂e per kWh", "GPUs")


@st.composite
def whole_numbers(draw: st.DrawFn) -> Number:
    """Fields of whole numbers, on linear and log scales, with and without a step of their own."""
    step = draw(st.sampled_from([0, 1, 5, 64, 1000]))
    low = draw(st.integers(-(10**6), 10**12))
    span = draw(st.integers(2, 10**15))
    if step:
        low, span = low * step, span * step
    log = low > 0 and draw(st.booleans())
    return _number(draw, low, low + span, integer=True, log=log, multiple=step)


@st.composite
def fractions(draw: st.DrawFn) -> Number:
    """Fields of any number, percentages among them."""
    low = draw(st.sampled_from([-100.0, -0.5, 0.0, 0.001, 0.05, 1.0, 12.5]))
    high = low + draw(st.sampled_from([0.5, 1.0, 14.5, 1000.0, 1e9]))
    log = low > 0 and draw(st.booleans())
    return _number(draw, low, high, integer=False, log=log, percent=draw(st.booleans()))


def numbers() -> st.SearchStrategy[Number]:
    """Number fields of all kinds."""
    return whole_numbers() | fractions()


def _number(
    draw: st.DrawFn,
    low: float,
    high: float,
    *,
    integer: bool,
    log: bool,
    multiple: int = 0,
    percent: bool = False,
) -> Number:
    return Number(
        name="n",
        label="N",
        low=low,
        high=high,
        integer=integer,
        unit="1" if percent else draw(st.sampled_from(UNITS)),
        multiple=multiple,
        percent=percent,
        slider=Slider(low=low, high=high, log=log, integer=integer, multiple=multiple),
    )


@st.composite
def filled(draw: st.DrawFn) -> tuple[Number, float]:
    """A number field and a value that it may hold."""
    field = draw(numbers())
    if field.integer:
        step = int(field.multiple) or 1
        return field, draw(st.integers(int(field.low) // step, int(field.high) // step)) * step
    return field, draw(st.floats(field.low, field.high)) or 0.0


def outcome(read: Callable[..., Any], *given: Any) -> tuple[Any, str]:
    """What reading gives, or the sentence for why it gives nothing."""
    try:
        return read(*given), ""
    except ValueError as error:
        return None, str(error)
