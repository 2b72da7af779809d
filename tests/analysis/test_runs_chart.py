"""The 43 published runs in one chart, which has the most points of all charts."""

from calc import chart
from calc.analysis.figures import runs
from calc.analysis.runs import RUNS
from tests.chart import drawn
from tests.markup import tree

CHART = runs.chart()


def test_every_run_is_a_point_and_a_row():
    drawing = drawn.draw(CHART)
    titles = [e.text or "" for e in drawing.root.iter(f"{drawn.SVG}title")]
    rows = tree(chart.table(CHART)).one("tbody").all("tr")
    for run in RUNS.values():
        assert sum(title.startswith(f"{run.name}. ") for title in titles) == 1
    assert len(rows) == len(RUNS) == 43


def test_labelled_runs_are_named_and_no_name_covers_another():
    drawing = drawn.draw(CHART)
    assert not drawn.colliding(drawing)
    assert not drawn.outside(drawing)
    for name in ("Llama 4 Scout", "Llama 4 Maverick"):
        assert drawing.text.count(name) == 2  # in the legend and beside its point
    assert all(RUNS[key].name in drawing.text for key in runs.LABELLED_RUNS)


def test_names_leave_points_uncovered():
    drawing = drawn.draw(CHART)
    names = [t.box for t in drawing.texts if t.lines[0] in {r.name for r in RUNS.values()}]
    points = [box for box in drawing.marks if box.right - box.left == box.bottom - box.top == 7]
    assert len(points) > 20
    assert not any(name.overlaps(point) for name in names for point in points)


def test_the_drawing_is_small():
    assert len(chart.svg(CHART)) < 14_000
