"""What `make bench` makes of its measurements."""

import math

import pytest

from tests.bench import bounds, report
from tests.bench.figures import Figures, p95
from tests.bench.settings import LOOPBACK
from tests.bench.variants import BARE, CPYTHONS, OURS


def test_95_of_100_do_not_exceed_the_95th_percentile():
    assert p95(range(1, 101)) == 95
    assert p95([3.0]) == 3.0
    assert math.isnan(p95([]))


def measured(ours: float) -> Figures:
    """First answers on the fast link: others take 2, 3, … seconds, MicroPython 0.1."""
    figures = Figures()
    figures.add("cold", OURS, LOOPBACK, ours)
    figures.add("cold", "PyScript, MicroPython", LOOPBACK, 0.1)
    for seconds, name in enumerate(CPYTHONS, 2):
        figures.add("cold", name, LOOPBACK, seconds)
    return figures


@pytest.mark.parametrize(("ours", "kept"), [(0.6, True), (0.61, False)])
def test_a_first_answer_is_compared_with_the_best_other_page_that_runs_cpython(ours, kept):
    (bound,) = bounds.bounds(measured(ours))
    assert bound.value == pytest.approx(ours / 2)
    assert bound.met == kept


def test_a_promise_that_is_not_kept_is_said_and_fails(capsys):
    assert report.bounds(bounds.bounds(measured(2.0))) == 1
    assert "MISSED" in capsys.readouterr().out
    assert report.bounds(bounds.bounds(measured(0.1))) == 0


def test_what_was_not_measured_promises_nothing():
    assert bounds.bounds(Figures()) == []
    assert math.isnan(Figures().median("warm", BARE, LOOPBACK))
