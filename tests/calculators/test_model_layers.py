"""Drawings of the layers of models."""

import pytest
from hypothesis import given

from calc.calculators.drawing import model_layers
from calc.calculators.drawing.feedforward import Dense, Experts
from calc.calculators.drawing.layers import Layers
from calc.calculators.drawing.mixer import Mixer
from calc.chart.figure import Cell
from calc.llm import models
from calc.llm.architecture import Architecture
from calc.llm.blocks import Block
from calc.llm.errors import Unpublished
from calc.llm.layer import Layer
from calc.llm.reshape import reshape
from tests.chart import drawn
from tests.llm.strategies import token_mixers

SHAPED = [model for model in models.MODELS if isinstance(model, Architecture)]
every_model = pytest.mark.parametrize("model", SHAPED, ids=lambda model: model.key)


def blocks(drawing: Layers) -> list[tuple[int, int, list[object]]]:
    """For each layer: repeats of its group, equal layers in a row, and its blocks."""
    return [
        (group.times, layer.count, list(layer.blocks))
        for group in drawing.groups
        for layer in group.layers
    ]


def kinds(drawing: Layers) -> list[tuple[int, int, list[str]]]:
    return [
        (times, count, [b.kind if isinstance(b, Mixer) else type(b).__name__ for b in inside])
        for times, count, inside in blocks(drawing)
    ]


def test_three_layers_of_scout_in_four_attend_in_chunks():
    assert kinds(model_layers.chart(models.SCOUT)) == [
        (12, 3, ["chunked", "Experts"]),
        (12, 1, ["full", "Experts"]),
    ]


def test_every_second_layer_of_maverick_is_dense():
    assert kinds(model_layers.chart(models.MAVERICK)) == [
        (12, 1, ["chunked", "Dense"]),
        (12, 1, ["chunked", "Experts"]),
        (12, 1, ["chunked", "Dense"]),
        (12, 1, ["full", "Experts"]),
    ]


def test_three_layers_of_deepseek_v3_are_dense_and_then_all_are_moe():
    drawing = model_layers.chart(models.DEEPSEEK_V3)
    assert kinds(drawing) == [(1, 3, ["full", "Dense"]), (1, 58, ["full", "Experts"])]
    experts = drawing.groups[0].layers[1].blocks[1]
    assert experts == Experts(routed=256, active=8, each=2048, shared=1, shared_each=2048)


def test_the_table_counts_the_layers_of_each_kind():
    rows = model_layers.chart(models.MAVERICK).numbers().rows
    assert [(row[0], row[1].value) for row in rows if isinstance(row[1], Cell)] == [
        ("Attention in chunks of 8,192", 36),
        ("Dense FFN", 24),
        ("Shared experts", 24),
        ("Routed experts", 24),
        ("Attention to all earlier tokens", 12),
    ]


def test_a_dense_layer_is_as_wide_as_what_a_token_uses_of_an_moe_layer():
    """In Maverick 16,384 = (1 + 1) × 8192; in DeepSeek-V3 18,432 = (1 + 8) × 2048."""
    for model in (models.MAVERICK, models.DEEPSEEK_V3):
        inside = [b for *_, layer in blocks(model_layers.chart(model)) for b in layer]
        (dense,) = {b.width for b in inside if isinstance(b, Dense)}
        (moe,) = {b.width for b in inside if isinstance(b, Experts)}
        assert dense == moe


def test_the_drawn_boxes_are_as_wide_as_the_experts():
    """Mixtral's are seven times as wide as DeepSeek-V3's, on the same scale."""
    wide = {}
    for model in (models.MIXTRAL_8X7B, models.DEEPSEEK_V3):
        drawing = drawn.draw(model_layers.chart(model))
        boxes = [e for e in drawing.all("rect") if e.findtext(f"{drawn.SVG}title") == PICKED]
        wide[model.key] = float(boxes[0].attrib["width"]) + 1
    assert wide["mixtral-8x7b"] / wide["deepseek-v3"] == pytest.approx(7, rel=0.02)


PICKED = "routed expert, picked"


@every_model
def test_as_many_experts_are_drawn_as_picked_as_a_token_uses(model):
    drawing = drawn.draw(model_layers.chart(model))
    titles = [e.text for e in drawing.root.iter(f"{drawn.SVG}title")]
    inside = [b for *_, layer in blocks(model_layers.chart(model)) for b in layer]
    experts = [b for b in inside if isinstance(b, Experts)]
    assert titles.count(PICKED) == sum(b.active for b in experts) + bool(experts)
    few = [b for b in experts if b.routed <= 16]
    if few:
        idle = sum(b.routed - b.active for b in few) + 1
        assert titles.count("routed expert, idle") == idle


@every_model
def test_every_layer_of_a_model_is_counted_once(model):
    drawing = model_layers.chart(model)
    assert sum(times * count for times, count, _ in kinds(drawing)) == len(model.layers)
    assert f"{len(model.layers)} layers" in drawing.description


@every_model
def test_nothing_in_a_drawing_is_cut_off_or_covered(model):
    drawing = drawn.draw(model_layers.chart(model))
    assert not drawn.outside(drawing)
    assert not drawn.colliding(drawing)
    assert f"{model.hidden_size:,} wide" in drawing.text


@pytest.mark.parametrize("width", [1, 2048, 65_536, 1_000_000])
@pytest.mark.parametrize("top_k", [1, 16])
def test_every_shape_that_a_form_allows_can_be_drawn(width, top_k):
    changed = reshape(
        models.SCOUT, expert_ffn_size=width, top_k=top_k, moe_every=3, routed_experts=4096
    )
    drawing = drawn.draw(model_layers.chart(changed))
    assert not drawn.outside(drawing)
    assert not drawn.colliding(drawing)
    assert f"{top_k} of 4,096 routed experts" in " ".join(drawing.text.split())


def test_the_rest_after_a_pattern_is_drawn():
    drawing = model_layers.chart(reshape(models.SCOUT, num_hidden_layers=50))
    assert kinds(drawing) == [
        (12, 3, ["chunked", "Experts"]),
        (12, 1, ["full", "Experts"]),
        (1, 2, ["chunked", "Experts"]),
    ]


def test_layers_without_a_pattern_are_left_out_and_the_description_says_so():
    layers = [models.SCOUT.layers[0], models.SCOUT.layers[3], models.MAVERICK.layers[0]]
    odd = [layers[int(digit)] for digit in "01202110201221001022"]
    model = Architecture(hidden_size=64, vocab_size=10, layers=tuple(odd))
    drawing = model_layers.chart(model)
    assert sum(count for _, count, _ in kinds(drawing)) < len(odd)
    assert "Not drawn, for want of a pattern: " in drawing.description


def test_a_model_whose_layers_are_not_published_cannot_be_drawn():
    with pytest.raises(Unpublished, match="a drawing of its layers"):
        model_layers.chart(models.BEHEMOTH)


@given(token_mixers)
def test_every_kind_of_block_is_drawn_with_its_own_label(block: Block):
    layers = (Layer(blocks=(block,)),)
    drawing = model_layers.chart(Architecture(hidden_size=8, vocab_size=8, layers=layers))
    [(_, _, [mixer])] = blocks(drawing)
    assert isinstance(mixer, Mixer)
    assert mixer.label != "State space"
