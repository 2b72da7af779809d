"""Charts as figures: what every kind has."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from calc import chart
from calc.chart.bars import Bar
from calc.chart.figure import Cell, Chart
from calc.chart.plot import Point, Series
from calc.chart.ranges import Range
from calc.chart.stack import Whole
from tests.chart import charts, drawn
from tests.markup import tree

every_chart = pytest.mark.parametrize("figure", charts.EVERY.values(), ids=charts.EVERY)


@every_chart
def test_a_figure_says_what_it_shows_and_has_its_numbers_in_a_table(figure):
    node = tree(chart.figure(figure, "key")).one("figure", id="key")
    assert node["data-chart"] == type(figure).__name__.lower()
    assert node.one("figcaption").text == "What it shows One sentence on it."
    assert node.one("details").one("table").one("caption").text == "What it shows"
    assert node.one("details").one("summary").text == "The numbers"


@every_chart
def test_a_drawing_has_a_title_and_a_description(figure):
    root = drawn.draw(figure).root
    title, description = root[0], root[1]
    assert (title.text, description.text) == ("What it shows", "One sentence on it.")
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == f"{title.attrib['id']} {description.attrib['id']}"
    assert title.attrib["id"] == "key-title"


@every_chart
def test_ids_begin_with_the_key_so_that_two_charts_can_share_a_page(figure):
    ids = [e.attrib["id"] for e in drawn.draw(figure, "other").root.iter() if "id" in e.attrib]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith("other-") for name in ids)
    assert "#key-" not in chart.svg(figure, "other")


def values(figure: Chart) -> list[str]:
    """Every raw value that the table should hold."""
    cells = [cell for row in figure.numbers().rows for cell in row]
    return [repr(c.value) for c in cells if isinstance(c, Cell) and c.value == c.value]


@pytest.mark.parametrize(
    ("figure", "raw"),
    [
        (charts.BARS, {"5000000.0", "2380000.0"}),
        (charts.STACK, {"97000000000", "6000000000", "653000000000", "11000000000", "0"}),
        (charts.RANGES, {"82600000000.0", "30000000000.0", "52000000000.0", "95000000000.0"}),
        (charts.SCATTER, {"1000.0", "2000.0", "3000.0", "200000.0", "300000.0"}),
        (charts.LINES, {"1000.0", "2000.0", "7000.0", "200000.0", "700000.0"}),
    ],
)
def test_every_value_is_in_the_table(figure, raw):
    assert raw <= {node["value"] for node in tree(chart.table(figure)).all("data")}


def test_an_unknown_value_has_its_reason_in_the_table_and_is_not_known_in_the_drawing():
    assert "Nobody has published it." in tree(chart.table(charts.BARS)).text
    assert "not known" in drawn.draw(charts.BARS).text
    assert "not known" in drawn.draw(charts.RANGES).text


def test_lines_with_the_same_x_share_rows():
    assert chart.table(charts.LINES).count("<tr>") == 1 + 3
    series = (charts.line(), charts.line("Other", xs=(1.0, 2.0)))
    assert chart.table(replace(charts.LINES, series=series)).count("<tr>") == 1 + 5


@pytest.mark.parametrize("figure", charts.EMPTY.values(), ids=charts.EMPTY)
def test_without_data_there_is_a_sentence(figure):
    assert drawn.draw(figure).text == "There is nothing to draw yet."
    assert not drawn.outside(drawn.draw(figure))
    assert "<data" not in chart.table(figure)
    tree(chart.figure(figure, "key"))


def test_a_chart_of_unknowns_only_has_a_table_that_says_so():
    point = Point(x=charts.UNPUBLISHED, y=1.0, name="Typica")
    figure = replace(charts.SCATTER, series=(Series(name="All", points=(point,)),))
    assert drawn.draw(figure).text == "There is nothing to draw yet."
    assert "Nobody has published it." in chart.figure(figure, "key")


@every_chart
def test_nothing_that_people_write_becomes_markup(figure):
    texts = {"title": charts.HOSTILE, "description": charts.HOSTILE}
    named: dict[Chart, dict[str, Any]] = {
        charts.BARS: {"bars": (Bar(name=charts.HOSTILE, value=1.0, role=charts.HOSTILE),)},
        charts.LINES: {"series": (charts.line(charts.HOSTILE, charts.HOSTILE, labelled=True),)},
        charts.SCATTER: {"series": (charts.line(charts.HOSTILE, charts.HOSTILE, labelled=True),)},
        charts.RANGES: {"ranges": (Range(name=charts.HOSTILE, value=1.0),)},
        charts.STACK: {
            "parts": (charts.HOSTILE,),
            "wholes": (Whole(name=charts.HOSTILE, values=(1.0,), role=charts.HOSTILE),),
        },
    }
    check_hostile(replace(figure, **texts, **named[figure]))


def check_hostile(hostile: Chart) -> None:
    """No text or role of the chart becomes markup."""
    html = chart.figure(hostile, charts.HOSTILE)
    assert "<script" not in html
    assert "<!--" not in html
    assert tree(html).one("figcaption").one("strong").text == charts.HOSTILE
    drawn.draw(hostile)


@every_chart
def test_no_attribute_holds_style_or_script(figure):
    """A strict content security policy forbids them."""
    for element in drawn.draw(figure).root.iter():
        assert "style" not in element.attrib
        assert not any(name.startswith("on") for name in element.attrib)


@every_chart
def test_coordinates_have_one_decimal_at_most(figure):
    for element in drawn.draw(figure).root.iter():
        for name in ("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height"):
            assert len(element.attrib.get(name, "0").partition(".")[2]) <= 1


@every_chart
def test_everything_is_inside_and_no_text_covers_another(figure):
    drawing = drawn.draw(figure)
    assert not drawn.outside(drawing)
    assert not drawn.colliding(drawing)


@given(charts.charts())
def test_any_chart_can_be_drawn(figure):
    check_drawing(figure)


def check_drawing(figure: Chart) -> None:
    """All is inside, no text covers another, and the table has all values."""
    html = chart.figure(figure, "key")
    assert html == chart.figure(figure, "key")
    assert "nan" not in drawn.draw(figure).root.attrib["viewBox"]
    drawing = drawn.draw(figure)
    assert not drawn.outside(drawing)
    assert not drawn.colliding(drawing)
    raw = sorted(node["value"] for node in tree(chart.table(figure)).all("data"))
    cells = [cell for row in figure.numbers().rows for cell in row]
    known = [c.value for c in cells if isinstance(c, Cell) and isinstance(c.value, int | float)]
    assert raw == sorted(map(repr, known))
