"""Several scenarios in one chart."""

from dataclasses import replace

from calc.chart.bars import Bar
from tests.chart import charts, drawn

LESS = replace(charts.BARS, bars=(Bar(name="Arabica beans", value=4.1e6, role="arabica"),))
MORE = replace(charts.BARS, bars=(Bar(name="Arabica beans", value=9.9e6, role="arabica"),))


def test_items_that_differ_come_after_the_item_of_the_same_name():
    bars = charts.BARS.with_scenarios([("40T", LESS), ("in BF16", MORE)])[0].bars
    assert [(bar.name, bar.role) for bar in bars] == [
        ("Arabica beans", "arabica"),
        ("Arabica beans, 40T", "pinned-1"),
        ("Arabica beans, in BF16", "pinned-2"),
        ("Robusta beans", "robusta"),
        ("Liberica beans", "liberica"),
    ]


def test_items_that_are_the_same_are_drawn_once():
    assert charts.BARS.with_scenarios([("again", charts.BARS)])[0] == charts.BARS
    assert charts.BARS.with_scenarios([])[0] == charts.BARS


def test_lines_that_one_scenario_adds_are_added():
    other = replace(
        charts.LINES, series=(charts.line("Arabica", slope=3.0), charts.line("Bourbon"))
    )
    names = [series.name for series in charts.LINES.with_scenarios([("8-bit", other)])[0].series]
    assert names == ["Arabica", "Arabica, 8-bit", "Excelsa", "Bourbon, 8-bit"]


def test_scenarios_of_every_kind_can_be_drawn():
    for figure in charts.EVERY.values():
        drawing = drawn.draw(figure.with_scenarios([("pinned", figure)])[0])
        assert not drawn.outside(drawing)
