"""The speeds that published runs imply: what the figure's title says is true of the data."""

import itertools

from calc import chart
from calc.analysis import runs
from calc.analysis.figures import implied_speed
from calc.analysis.runs import RUNS
from tests.chart import drawn
from tests.markup import tree

CHART = implied_speed.chart()
COMPARABLE = implied_speed.comparable()


def test_scout_and_maverick_are_in_the_middle_half():
    fastest, slowest = len(COMPARABLE) / 4, len(COMPARABLE) * 3 / 4
    assert all(fastest < implied_speed.place(key) <= slowest for key in ("scout", "maverick"))
    assert f"among {len(COMPARABLE)} " in CHART.title


def test_every_run_on_these_gpus_is_there_but_for_weak_and_small_ones():
    others = [run for run in RUNS.values() if run not in COMPARABLE]
    compare = [run for run in others if run.accelerator in implied_speed.HOPPER]
    assert all(run.quality == "C" or run.active < 1e9 for run in compare)
    assert {run.accelerator for run in COMPARABLE} == set(implied_speed.HOPPER)
    assert len(COMPARABLE) == 19


def test_the_runs_are_ordered_by_speed_and_each_is_a_row_of_the_table():
    speeds = [speed for run in COMPARABLE if (speed := runs.flops_per_gpu(run))]
    assert len(speeds) == len(COMPARABLE)
    assert all(fast >= slow for fast, slow in itertools.pairwise(speeds))
    rows = tree(chart.table(CHART)).one("tbody").all("tr")
    assert len(rows) == len(COMPARABLE)


def test_no_name_covers_another_and_the_drawing_is_small():
    drawing = drawn.draw(CHART)
    assert not drawn.colliding(drawing)
    assert not drawn.outside(drawing)
    assert len(chart.svg(CHART)) < 14_000
