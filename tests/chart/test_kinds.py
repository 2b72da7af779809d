"""What the kinds of chart draw."""

from dataclasses import replace

import pytest

from calc.chart.axis import Axis
from calc.chart.bars import Bar
from calc.chart.plot import Point, Series
from calc.chart.stack import Stack, Whole
from tests.chart import charts, drawn


def length(box: dict[str, str]) -> float:
    return float(box["width"])


def test_bars_are_as_long_as_their_values():
    bars = [e.attrib for e in drawn.draw(charts.BARS).all("rect", data_bar="")]
    assert length(bars[0]) / length(bars[1]) == pytest.approx(5.0 / 2.38, rel=0.01)
    assert length(bars[2]) == 0
    assert [bar["data-role"] for bar in bars] == ["arabica", "robusta", "liberica"]


def test_each_bar_has_its_name_and_its_value_without_repeating_the_unit():
    lines = [text.lines for text in drawn.draw(charts.BARS).texts]
    assert lines[0] == ("GPU time (GPU-hours)",)
    assert lines[1:3] == [("Arabica beans",), ("5.00M",)]


def test_negative_bars_go_the_other_way():
    figure = replace(
        charts.BARS,
        axis=Axis(label="Difference", unit="1"),
        bars=(Bar(name="Less", value=-0.12), Bar(name="More", value=0.31)),
    )
    drawing = drawn.draw(figure)
    less, more = (e.attrib for e in drawing.all("rect", data_bar=""))
    assert float(less["x"]) + length(less) == pytest.approx(float(more["x"]), abs=0.11)
    assert "−12.0%" in drawing.text


def test_bars_that_are_all_zero_or_all_equal_have_no_length_or_the_same():
    zero, equal = (
        replace(charts.BARS, bars=(Bar(name="A", value=value), Bar(name="B", value=value)))
        for value in (0, 7)
    )
    assert {length(e.attrib) for e in drawn.draw(zero).all("rect", data_bar="")} == {0}
    (only,) = {length(e.attrib) for e in drawn.draw(equal).all("rect", data_bar="")}
    assert only > 100


def test_parts_of_a_stack_are_in_proportion_and_in_their_order():
    drawing = drawn.draw(charts.STACK)
    scout = [e.attrib for e in drawing.all("rect", data_role="arabica")]
    assert length(scout[0]) / (length(scout[1]) + 0.8) == pytest.approx(97 / 6, rel=0.1)
    assert float(scout[0]["x"]) < float(scout[1]["x"])
    assert "103B" in drawing.text


def test_parts_that_are_zero_everywhere_are_in_the_table_but_not_in_the_legend():
    assert "Green leaves" not in drawn.draw(charts.STACK).text
    assert any("Green leaves" in row for row in charts.STACK.numbers().rows)


def test_parts_differ_without_colour():
    drawing = drawn.draw(charts.STACK)
    ids = {e.attrib["id"] for e in drawing.all("pattern")}
    used = {e.attrib["fill"] for e in drawing.all("rect") if "url" in e.get("fill", "")}
    assert used
    assert {f"url(#{name})" for name in ids} >= used


def test_a_whole_has_a_value_for_each_part():
    with pytest.raises(ValueError, match="Arabica has 1 values for 2 parts"):
        Stack(
            **charts.WORDS,
            axis=charts.BYTES,
            parts=("A", "B"),
            wholes=(Whole(name="Arabica", values=(1,)),),
        )


def test_a_whole_with_an_unknown_part_is_at_least_the_rest():
    wholes = (Whole(name="Arabica", values=(5, 3, charts.UNPUBLISHED)),)
    assert "at least 8" in drawn.draw(replace(charts.STACK, wholes=wholes)).text


def test_series_differ_in_shape():
    drawing = drawn.draw(charts.SCATTER)
    assert {e.attrib["data-role"] for e in drawing.all("circle")} == {"other"}
    squares = {e.attrib["d"].count("V") for e in drawing.all("path", data_role="arabica")}
    assert squares == {1}


def test_a_point_has_its_name_and_values_in_a_tooltip():
    (first, *_) = drawn.draw(charts.SCATTER).all("circle", data_mark="")[1:]
    assert first[0].text == "Dense. Context: 1,000. KV cache: 2.00 kB"


def test_equal_factors_are_equal_distances_on_log_axes():
    figure = replace(charts.SCATTER, series=(charts.line("Dense", "other", xs=(1, 10, 100)),))
    ys = [float(e.attrib["cy"]) for e in drawn.draw(figure).all("circle")]
    assert ys[0] - ys[1] == pytest.approx(ys[1] - ys[2], abs=0.11)


def test_values_without_a_position_on_a_log_axis_are_only_in_the_table():
    points = (Point(x=0, y=5.0, name="Nowhere"), Point(x=10.0, y=5.0, name="Here"))
    figure = replace(charts.SCATTER, series=(Series(name="All", points=points),))
    assert len(drawn.draw(figure).all("circle")) == 1
    assert [row[0] for row in figure.numbers().rows] == ["Nowhere", "Here"]


def test_lines_differ_in_dashes_and_have_their_names_beside_them():
    drawing = drawn.draw(charts.LINES)
    dashes = [e.get("stroke-dasharray", "") for e in drawing.all("polyline")]
    assert len(set(dashes)) == len(dashes) == 2
    assert "Arabica" in drawing.text
    assert "Excelsa" in drawing.text


def test_a_line_breaks_where_a_value_is_missing():
    points = [Point(x=x, y=x) for x in (1.0, 2.0, 5.0, 7.0)]
    points.insert(2, Point(x=3.0, y=charts.UNPUBLISHED))
    figure = replace(charts.LINES, series=(Series(name="Half", points=tuple(points)),))
    assert len(drawn.draw(figure).all("polyline")) == 2


def test_a_line_of_one_point_is_a_point():
    figure = replace(charts.LINES, series=(charts.line(xs=(1e6,)),))
    assert len(drawn.draw(figure).all("circle")) == 1


def test_a_labelled_point_is_marked_on_its_line():
    points = (Point(x=1e3, y=1e3), Point(x=1e7, y=1e7, name="10M", labelled=True))
    figure = replace(charts.LINES, series=(Series(name="Arabica", points=points, role="arabica"),))
    drawing = drawn.draw(figure)
    assert "10M" in drawing.text
    assert drawing.all("circle")[0][0].text == "Arabica at 10.0M: 10.0 MB"


def test_marks_above_each_other_have_their_name_once():
    points = [
        (Point(x=1e3, y=y), Point(x=1e7, y=10 * y, name="10M", labelled=True)) for y in (1e3, 1e5)
    ]
    series = tuple(
        Series(name=name, role="this", points=each)
        for name, each in zip(("Dense", "Sparse"), points, strict=True)
    )
    drawing = drawn.draw(replace(charts.LINES, series=series))
    assert len(drawing.all("circle")) == 2
    assert [each.lines for each in drawing.texts].count(("10M",)) == 2  # one at the axis


def test_axes_always_include_the_values_that_they_cover():
    wide = Axis(label="Context", unit="tokens", log=True, covers=(1.0, 1e7))
    lines = replace(charts.LINES, x=wide, series=(charts.line(xs=(1.0, 1e4, 1e7)),))
    shorter = replace(lines, series=(charts.line(xs=(1e3, 1e4)),))
    assert ends(drawn.draw(lines))[0] < ends(drawn.draw(shorter))[0]
    assert ends(drawn.draw(lines))[1] > ends(drawn.draw(shorter))[1]


def ends(drawing: drawn.Drawn) -> tuple[float, float]:
    """Where the first line begins and ends."""
    first, *_, last = drawing.all("polyline")[0].attrib["points"].split()
    return float(first.split(",")[0]), float(last.split(",")[0])


def test_an_axis_names_its_unit_unless_the_ticks_or_the_label_do():
    assert Axis(label="Context", unit="tokens").title == "Context (tokens)"
    assert Axis(label="KV cache", unit="B").title == "KV cache"
    assert Axis(label="Active parameters", unit="parameters").title == "Active parameters"


def test_a_range_has_its_span_and_its_point():
    drawing = drawn.draw(charts.RANGES)
    (span,) = (e.attrib for e in drawing.all("rect", data_span=""))
    points = [float(e.attrib["cx"]) for e in drawing.all("circle", data_mark="")]
    assert float(span["x"]) < points[1] < float(span["x"]) + length(span)
    assert "52.0B" in drawing.text


def test_labels_of_close_points_do_not_overlap():
    points = tuple(
        Point(x=1e9 * (1 + i / 50), y=1e5, name=f"Model number {i}", labelled=True)
        for i in range(12)
    )
    figure = replace(charts.SCATTER, series=(Series(name="Crowd", points=points, role="arabica"),))
    drawing = drawn.draw(figure)
    assert not drawn.colliding(drawing)
    assert not drawn.outside(drawing)
    assert drawing.text.count("Model number") >= 8
