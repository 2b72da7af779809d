"""A calculator computed many times from one filled form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc import words
from calc.form.attempt import Failure
from calc.form.many import Many
from calc.form.number_field import Number
from calc.form.state import FormSettings, fill
from tests.form.sample import bill


def many(**inputs: str) -> Many:
    return Many(fill(bill, FormSettings(), inputs))


def test_the_other_fields_are_as_in_the_form():
    compute = many(shop="market", tax="7%")
    assert compute(pieces=10) == bill(shop="market", tax=0.07, pieces=10)
    assert compute.number("net", pieces=10) == 15


def test_a_result_that_cannot_be_given_is_a_failure_with_the_reason():
    assert many(shop="attic").number("net", pieces=3) == Failure(
        sentence="Nobody has priced the attic."
    )
    lucky = many().number("net", pieces=13)
    assert lucky == Failure(sentence="13 is bad luck; use 12 or 14.", parameter="pieces")
    assert many().number("net", pieces=10**12) == Failure(sentence=words.current().too_extreme)


@pytest.mark.parametrize(("value", "near"), [(3, 64), (96, 64), (97, 128), (600, 576), (1e9, 640)])
def test_the_nearest_valid_value_keeps_bounds_and_multiples(value: float, near: int):
    width = bill.fields["width"]
    assert isinstance(width, Number)
    assert width.nearest(value) == near


@given(st.floats(allow_nan=False), st.sampled_from(["pieces", "price", "tax", "width"]))
def test_the_nearest_valid_value_is_valid(value: float, name: str):
    field = bill.fields[name]
    assert isinstance(field, Number)
    near = field.nearest(value)
    assert field.check(near) == near
