"""The drawn layers of models have what every chart has."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.calculators.drawing.feedforward import Dense, Experts
from calc.calculators.drawing.layers import Group, Layer, Layers
from calc.calculators.drawing.mixer import Mixer
from tests.chart import charts, drawn, test_figure
from tests.chart.charts import NAMES, ROLES, SAID, WORDS, some

LAYERS = Layers(
    **WORDS,
    groups=(
        Group(
            layers=(
                Layer(
                    blocks=(
                        Mixer(label="Attention in chunks", kind="chunked", note="40 heads"),
                        Experts(routed=128, active=1, each=8192, shared=1, shared_each=8192),
                    ),
                    count=3,
                ),
                Layer(blocks=(Mixer(label="Attention", kind="full"), Dense(width=16_384))),
            ),
            times=12,
        ),
    ),
    stream=5120,
    role="scout",
)
WIDTHS = st.integers(1, 100_000)
BLOCKS = st.one_of(
    st.builds(
        Mixer,
        label=NAMES,
        kind=st.sampled_from(["full", "chunked", "sliding", "selected", "state"]),
        note=NAMES,
    ),
    st.builds(Dense, width=WIDTHS),
    st.builds(
        Experts,
        routed=st.integers(64, 10**6),
        active=st.integers(0, 64),
        each=WIDTHS,
        shared=st.integers(0, 64),
        shared_each=WIDTHS,
    ),
)


GROUPS = st.builds(
    Group,
    layers=some(st.builds(Layer, blocks=some(BLOCKS, 3), count=st.integers(1, 200)), 3),
    times=st.integers(1, 200),
)
ANY = st.builds(
    Layers,
    **SAID,
    groups=some(GROUPS, 2),
    stream=st.integers(0, 10**5),
    widest=st.integers(0, 10**5),
    role=ROLES,
)


@pytest.mark.parametrize(
    "check",
    [
        test_figure.test_a_figure_says_what_it_shows_and_has_its_numbers_in_a_table,
        test_figure.test_a_drawing_has_a_title_and_a_description,
        test_figure.test_ids_begin_with_the_key_so_that_two_charts_can_share_a_page,
        test_figure.test_no_attribute_holds_style_or_script,
        test_figure.test_coordinates_have_one_decimal_at_most,
        test_figure.test_everything_is_inside_and_no_text_covers_another,
    ],
    ids=lambda check: check.__name__,
)
def test_layers_pass_the_checks_of_every_chart(check):
    check(LAYERS)


def test_every_number_of_the_layers_is_in_the_table():
    raw = {"36", "12", "8192", "128", "1", "16384"}
    test_figure.test_every_value_is_in_the_table(LAYERS, raw)


def test_without_layers_there_is_a_sentence():
    test_figure.test_without_data_there_is_a_sentence(Layers(**WORDS, groups=()))


def test_nothing_that_people_write_becomes_markup():
    text = charts.HOSTILE
    test_figure.check_hostile(replace(LAYERS, title=text, description=text, role=text))


@given(ANY)
def test_any_layers_can_be_drawn(figure):
    test_figure.check_drawing(figure)


def test_layers_of_another_scenario_are_a_figure_of_their_own():
    other = replace(LAYERS, stream=64)
    assert LAYERS.with_scenarios([("pinned", LAYERS)]) == [LAYERS]
    both = LAYERS.with_scenarios([("pinned 1", other)])
    assert both == [LAYERS, replace(other, title="What it shows, pinned 1")]
    assert not any(drawn.outside(drawn.draw(figure)) for figure in both)
