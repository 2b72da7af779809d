"""Several scenarios in one chart."""

from dataclasses import replace

from calc.chart.bars import Bar
from calc.chart.scenarios import together
from tests.chart import charts, drawn

LESS = replace(charts.BARS, bars=(Bar(name="Llama 4 Scout", value=4.1e6, role="scout"),))
MORE = replace(charts.BARS, bars=(Bar(name="Llama 4 Scout", value=9.9e6, role="scout"),))


def test_what_differs_stands_by_its_namesake():
    bars = together(charts.BARS, [("40T", LESS), ("in BF16", MORE)]).bars
    assert [(bar.name, bar.role) for bar in bars] == [
        ("Llama 4 Scout", "scout"),
        ("Llama 4 Scout, 40T", "pinned-1"),
        ("Llama 4 Scout, in BF16", "pinned-2"),
        ("Llama 4 Maverick", "maverick"),
        ("Llama 4 Behemoth", "behemoth"),
    ]


def test_what_is_the_same_in_all_stays_one():
    assert together(charts.BARS, [("again", charts.BARS)]) == charts.BARS
    assert together(charts.BARS, []) == charts.BARS


def test_lines_that_one_scenario_adds_are_added():
    other = replace(charts.LINES, series=(charts.line("Scout", slope=3.0), charts.line("Grok")))
    names = [series.name for series in together(charts.LINES, [("8-bit", other)]).series]
    assert names == ["Scout", "Scout, 8-bit", "DeepSeek-V3", "Grok, 8-bit"]


def test_a_drawing_of_layers_is_one_scenarios():
    assert (
        together(charts.EVERY["layers"], [("pinned", charts.EVERY["layers"])])
        == (charts.EVERY["layers"])
    )


def test_scenarios_of_every_kind_can_be_drawn():
    for figure in charts.EVERY.values():
        drawing = drawn.draw(together(figure, [("pinned", figure)]))
        assert not drawn.outside(drawing)
