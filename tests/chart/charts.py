"""Charts of every kind, and random ones."""

from typing import Any

from hypothesis import strategies as st

from calc.chart.axis import Axis
from calc.chart.bars import Bar, Bars
from calc.chart.figure import Chart
from calc.chart.lines import Lines
from calc.chart.plot import Point, Series
from calc.chart.ranges import Range, Ranges
from calc.chart.scatter import Scatter
from calc.chart.stack import Stack, Whole
from calc.units import Unknown

HOSTILE = "\"'><script>alert(1)</script>&amp;<!--"
UNPUBLISHED = Unknown("Nobody has published it.")
WORDS: dict[str, Any] = {"title": "What it shows", "description": "One sentence on it."}
TOKENS = Axis(label="Context", unit="tokens", log=True)
BYTES = Axis(label="KV cache", unit="B", log=True)


def line(name="Arabica", role="arabica", slope=2.0, xs=(1e3, 1e4, 1e5), **point) -> Series:
    points = tuple(Point(x=x, y=slope * x, **point) for x in xs)
    return Series(name=name, role=role, points=points)


BARS = Bars(
    **WORDS,
    axis=Axis(label="GPU time", unit="GPU-hours"),
    bars=(
        Bar(name="Arabica beans", value=5.0e6, role="arabica"),
        Bar(name="Robusta beans", value=2.38e6, role="robusta"),
        Bar(name="Liberica beans", value=UNPUBLISHED, role="liberica"),
    ),
)
STACK = Stack(
    **WORDS,
    axis=Axis(label="Total parameters", unit="parameters"),
    parts=("Grown beans", "Husks", "Green leaves"),
    wholes=(
        Whole(name="Arabica beans", values=(97 * 10**9, 6 * 10**9, 0), role="arabica"),
        Whole(name="Excelsa", values=(653 * 10**9, 11 * 10**9, 0)),
    ),
)
RANGES = Ranges(
    **WORDS,
    axis=Axis(label="Weight", unit="parameters", log=True),
    ranges=(
        Range(name="Geometric mean", value=8.26e10),
        Range(name="Fitted", low=3e10, value=5.2e10, high=9.5e10, role="robusta"),
        Range(name="Not fitted", value=UNPUBLISHED),
    ),
)
SCATTER = Scatter(
    **WORDS, x=TOKENS, y=BYTES, series=(line("Dense", "other"), line(labelled=True, slope=3.0))
)
LINES = Lines(**WORDS, x=TOKENS, y=BYTES, series=(line(), line("Excelsa", "other", 7.0)))
EVERY: dict[str, Chart] = {
    "bars": BARS,
    "stack": STACK,
    "ranges": RANGES,
    "scatter": SCATTER,
    "lines": LINES,
}
EMPTY: dict[str, Chart] = {
    "bars": Bars(**WORDS, axis=TOKENS, bars=()),
    "stack": Stack(**WORDS, axis=TOKENS, parts=("A",), wholes=()),
    "no parts": Stack(**WORDS, axis=TOKENS, parts=(), wholes=()),
    "ranges": Ranges(**WORDS, axis=TOKENS, ranges=()),
    "scatter": Scatter(**WORDS, x=TOKENS, y=BYTES, series=()),
    "empty series": Scatter(**WORDS, x=TOKENS, y=BYTES, series=(line(xs=()),)),
    "lines": Lines(**WORDS, x=TOKENS, y=BYTES, series=(line(xs=()),)),
}

NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=60)
ROLES = st.sampled_from(["arabica", "robusta", "liberica", "this", "other", "pinned-1", "pinned-2"])
NUMBERS = st.one_of(
    st.floats(1, 1e15),
    st.integers(0, 10**14),
    st.floats(),
    st.integers(-(10**400), 10**400),
    st.just(0),
    st.just(UNPUBLISHED),
)
UNITS = st.sampled_from(["", "tokens", "B", "FLOP", "1", "ratio", "USD", "GPU-hours", "g", "days"])


def axes(*, log: bool | None = None) -> st.SearchStrategy[Axis]:
    return st.builds(
        Axis,
        label=NAMES,
        unit=UNITS,
        log=st.booleans() if log is None else st.just(log),
        zero=st.booleans(),
        covers=st.lists(st.floats(1, 1e12), max_size=2).map(tuple),
    )


POINTS = st.builds(Point, x=NUMBERS, y=NUMBERS, name=NAMES, labelled=st.booleans())
SERIES = st.lists(
    st.builds(Series, name=NAMES, role=ROLES, points=st.lists(POINTS, max_size=8).map(tuple)),
    max_size=5,
).map(tuple)
SAID: dict[str, Any] = {"title": NAMES, "description": NAMES}


def some[T](values: st.SearchStrategy[T], most: int) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(values, max_size=most).map(tuple)


@st.composite
def stacks(draw: st.DrawFn) -> Stack:
    parts = draw(some(NAMES, 8))
    values = st.tuples(*(NUMBERS for _ in parts))
    wholes = draw(some(st.builds(Whole, name=NAMES, values=values, role=ROLES), 4))
    return Stack(title=draw(NAMES), description="", axis=draw(axes()), parts=parts, wholes=wholes)


def charts() -> st.SearchStrategy[Chart]:
    """Any chart, with values that no chart should see."""
    ranges = st.builds(Range, name=NAMES, low=NUMBERS, high=NUMBERS, value=NUMBERS, role=ROLES)
    bars = st.builds(Bar, name=NAMES, value=NUMBERS, role=ROLES)
    return st.one_of(
        st.builds(Bars, **SAID, axis=axes(), bars=some(bars, 6)),
        stacks(),
        st.builds(Ranges, **SAID, axis=axes(), ranges=some(ranges, 5)),
        st.builds(Scatter, **SAID, x=axes(), y=axes(), series=SERIES),
        st.builds(Lines, **SAID, x=axes(), y=axes(), series=SERIES),
    )
