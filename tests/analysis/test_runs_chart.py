"""The 43 published runs in one chart: the hardest that a page shows."""

from calc import chart
from calc.analysis import runs
from calc.analysis.runs import Run
from calc.chart.axis import Axis
from calc.chart.plot import Point, Series
from calc.chart.scatter import Scatter
from tests.chart import drawn
from tests.markup import tree

STORY = ("scout", "maverick")
NAMED = ("deepseek-v3", "llama-3.1-405b", "palm-540b", "gopher-280b", "llama-2-70b")


def point(run: Run) -> Point:
    return Point(
        x=run.active,
        y=runs.gpu_hours_per_trillion_tokens(run),
        name=run.name,
        labelled=run.key in STORY + NAMED,
    )


def series(name: str, role: str, *keys: str) -> Series:
    return Series(name=name, role=role, points=tuple(point(runs.RUNS[key]) for key in keys))


RUNS = Scatter(
    title="What a trillion tokens cost",
    description="GPU-hours per trillion tokens against active parameters.",
    x=Axis(label="Active parameters", unit="parameters", log=True),
    y=Axis(label="GPU-hours per trillion tokens", unit="GPU-hours per trillion tokens", log=True),
    series=(
        series("Dense", "other", *(k for k, r in runs.RUNS.items() if r.kind == "dense")),
        series(
            "Mixture of experts",
            "other",
            *(k for k, r in runs.RUNS.items() if r.kind == "moe" and k not in STORY),
        ),
        series("Llama 4 Scout", "scout", "scout"),
        series("Llama 4 Maverick", "maverick", "maverick"),
    ),
)


def test_every_run_is_a_point_and_a_row():
    drawing = drawn.draw(RUNS)
    titles = [e.text or "" for e in drawing.root.iter(f"{drawn.SVG}title")]
    rows = tree(chart.table(RUNS)).one("tbody").all("tr")
    for run in runs.RUNS.values():
        assert sum(title.startswith(f"{run.name}. ") for title in titles) == 1
    assert len(rows) == len(runs.RUNS) == 43


def test_the_models_of_the_story_are_named_and_no_name_covers_another():
    drawing = drawn.draw(RUNS)
    assert not drawn.colliding(drawing)
    assert not drawn.outside(drawing)
    for name in ("Llama 4 Scout", "Llama 4 Maverick"):
        assert drawing.said.count(name) == 2  # in the legend and beside its point
    assert sum(runs.RUNS[key].name in drawing.said for key in NAMED) == len(NAMED)


def test_names_leave_points_uncovered():
    drawing = drawn.draw(RUNS)
    names = [t.box for t in drawing.texts if t.lines[0] in {r.name for r in runs.RUNS.values()}]
    points = [box for box in drawing.marks if box.right - box.left == box.bottom - box.top == 7]
    assert len(points) > 20
    assert not any(name.overlaps(point) for name in names for point in points)


def test_the_drawing_is_small():
    assert len(chart.svg(RUNS)) < 14_000
