"""Run these with `python -m pytest`."""

from calculators.brew import brew

import calc.testing


def test_half_a_litre_takes_thirty_grams():
    # Texts are read as a reader may type them.
    assert brew(water="0.5 l", method="filter").coffee == 30


def test_the_cost_is_unknown_without_a_price():
    assert brew().cost is None
    assert brew(price=20).cost == 0.6


def test_every_calculator_answers_every_question():
    # Every option, every bound, wrong texts: what a build asks, too.
    calc.testing.check()
