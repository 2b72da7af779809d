"""Several scenarios in one chart."""

from dataclasses import replace

from calc.chart.bars import Bar
from tests.chart import charts, drawn

LESS = replace(charts.BARS, bars=(Bar(name="Llama 4 Scout", value=4.1e6, role="scout"),))
MORE = replace(charts.BARS, bars=(Bar(name="Llama 4 Scout", value=9.9e6, role="scout"),))


def test_items_that_differ_come_after_the_item_of_the_same_name():
    bars = charts.BARS.with_scenarios([("40T", LESS), ("in BF16", MORE)])[0].bars
    assert [(bar.name, bar.role) for bar in bars] == [
        ("Llama 4 Scout", "scout"),
        ("Llama 4 Scout, 40T", "pinned-1"),
        ("Llama 4 Scout, in BF16", "pinned-2"),
        ("Llama 4 Maverick", "maverick"),
        ("Llama 4 Behemoth", "behemoth"),
    ]


def test_items_that_are_the_same_are_drawn_once():
    assert charts.BARS.with_scenarios([("again", charts.BARS)])[0] == charts.BARS
    assert charts.BARS.with_scenarios([])[0] == charts.BARS


def test_lines_that_one_scenario_adds_are_added():
    other = replace(charts.LINES, series=(charts.line("Scout", slope=3.0), charts.line("Grok")))
    names = [series.name for series in charts.LINES.with_scenarios([("8-bit", other)])[0].series]
    assert names == ["Scout", "Scout, 8-bit", "DeepSeek-V3", "Grok, 8-bit"]


def test_charts_without_items_are_drawn_for_each_scenario():
    assert charts.EVERY["layers"].with_scenarios([("pinned", charts.EVERY["layers"])]) == [
        charts.EVERY["layers"]
    ]


def test_scenarios_of_every_kind_can_be_drawn():
    for figure in charts.EVERY.values():
        drawing = drawn.draw(figure.with_scenarios([("pinned", figure)])[0])
        assert not drawn.outside(drawing)
