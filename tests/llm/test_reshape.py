"""Reshaped models: what changes, what stays, and what is refused."""

from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.llm import config, flops, memory, parameters, stack
from calc.llm.architecture import Architecture
from calc.llm.blocks import Block
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.errors import ShapeError, Unpublished
from calc.llm.models import (
    BEHEMOTH,
    DEEPSEEK_V3,
    LLAMA_3_1_405B,
    MAVERICK,
    MIXTRAL_8X7B,
    MODELS,
    SCOUT,
)
from calc.llm.reshape import moe_shape, reshape
from tests.llm.strategies import architectures, mixtures

SHAPED = [model for model in MODELS if model is not BEHEMOTH]
increments = st.integers(1, 40)


def moe_of(model: Architecture) -> MoE:
    moe = stack.first_moe(model.layers)
    assert moe is not None
    return moe


@pytest.mark.parametrize("model", SHAPED, ids=lambda model: model.key)
def test_a_model_with_its_own_shape_is_unchanged(model):
    assert reshape(model, **asdict(moe_shape(model))) == model


@given(architectures())
def test_any_model_with_its_own_shape_is_unchanged(model):
    own = {name: value for name, value in asdict(moe_shape(model)).items() if value}
    assert reshape(model, **own) == model


def test_scout_and_maverick_are_reshapes_of_each_other():
    """But for the norms of queries and keys, which have no weights and only Scout has."""
    assert _without_norms(reshape(SCOUT, moe_every=2, routed_experts=128)) == MAVERICK
    assert reshape(MAVERICK, moe_every=1, routed_experts=16) == _without_norms(SCOUT)


def _without_norms(model: Architecture) -> Architecture:
    def plain(block: Block) -> Block:
        return replace(block, unweighted_norms=False) if isinstance(block, Attention) else block

    return replace(model, layers=stack.map_blocks(model.layers, plain))


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("routed_experts", 64),
        ("shared_experts", 3),
        ("top_k", 4),
        ("expert_ffn_size", 1024),
        ("moe_every", 2),
        ("num_hidden_layers", 24),
        ("hidden_size", 4096),
    ],
)
@pytest.mark.parametrize("model", [SCOUT, DEEPSEEK_V3, MIXTRAL_8X7B], ids=lambda model: model.key)
def test_reshape_changes_the_given_figure_and_no_other(model, change, value):
    before = moe_shape(model)
    after = moe_shape(reshape(model, **{change: value}))
    assert after == replace(before, **{change: value})


@given(mixtures(), increments)
def test_more_routed_experts_widen_the_router_and_add_experts_and_nothing_else(model, n):
    grown = reshape(model, routed_experts=moe_of(model).routed_experts + n)
    before, after = parameters.breakdown(model), parameters.breakdown(grown)
    assert {part for part in after if after[part] != before[part]} == {"router", "routed_experts"}
    assert parameters.total(grown) > parameters.total(model)
    router = after["router"] - before["router"]
    assert parameters.active(grown) - parameters.active(model) == router
    assert memory.kv_cache_elements(grown, 50) == memory.kv_cache_elements(model, 50)


@given(mixtures())
def test_more_experts_per_token_cost_flops_but_no_memory(model):
    moe = moe_of(model)
    if moe.top_k == moe.routed_experts:
        return
    grown = reshape(model, top_k=moe.top_k + 1)
    assert parameters.total(grown) == parameters.total(model)
    assert parameters.active(grown) > parameters.active(model)
    before, after = flops.breakdown(model, 50), flops.breakdown(grown, 50)
    assert {part for part in after if after[part] != before[part]} == {"routed_experts"}


@given(mixtures(), increments)
def test_more_layers_repeat_the_pattern(model, n):
    L, lead = len(model.layers), stack.leading_dense(model.layers)
    every = stack.moe_every(model.layers)
    grown = reshape(model, num_hidden_layers=L + n)
    assert grown.layers[:L] == model.layers
    for i in range(L, L + n):
        assert stack.is_moe(grown.layers[i]) == ((i - lead + 1) % every == 0)
    assert parameters.total(grown) > parameters.total(model)
    assert memory.kv_cache_elements(grown, 50) >= memory.kv_cache_elements(model, 50)


@given(mixtures(), st.integers(1, 4))
def test_leading_dense_layers_stay_dense(model, every):
    lead = stack.leading_dense(model.layers)
    if lead + every > len(model.layers):
        return
    changed = reshape(model, moe_every=every)
    assert changed.layers[:lead] == model.layers[:lead]
    assert [stack.is_moe(layer) for layer in changed.layers[lead:]] == [
        (i + 1) % every == 0 for i in range(len(model.layers) - lead)
    ]


@given(mixtures(), increments)
def test_a_wider_model_keeps_its_heads_and_its_cache(model, n):
    grown = reshape(model, hidden_size=model.hidden_size + n)
    assert memory.kv_cache_elements(grown, 50) == memory.kv_cache_elements(model, 50)
    assert grown.layers == model.layers
    assert parameters.total(grown) > parameters.total(model)


@given(mixtures(), increments)
def test_wider_experts_widen_the_shared_ones_unless_these_have_a_width_of_their_own(model, n):
    moe = moe_of(model)
    grown = reshape(model, expert_ffn_size=moe.expert_ffn_size + n)
    own_width = moe.shared_expert_ffn_size is not None
    expected = moe.shared_width if own_width else moe.shared_experts * (moe.expert_ffn_size + n)
    assert moe_of(grown).shared_width == expected
    assert parameters.total(grown) > parameters.total(model)


def test_a_dense_model_with_experts_has_them_in_place_of_all_feed_forward_blocks():
    upcycled = reshape(LLAMA_3_1_405B, routed_experts=8, top_k=2)
    ffn = parameters.breakdown(LLAMA_3_1_405B)["dense_ffn"]
    parts = parameters.breakdown(upcycled)
    assert parts["routed_experts"] == 8 * ffn
    assert parts["router"] == 126 * 16_384 * 8
    assert "dense_ffn" not in parts
    assert not any(isinstance(b, Dense) for layer in upcycled.layers for b in layer.blocks)


def test_reshape_also_changes_deepseek_v3s_multi_token_prediction():
    halved = reshape(DEEPSEEK_V3, routed_experts=128)
    d, f = 7168, 2048
    fewer = parameters.multi_token_prediction(DEEPSEEK_V3) - parameters.multi_token_prediction(
        halved
    )
    assert fewer == 128 * (3 * d * f + d)


def test_number_of_layers_and_moe_every_can_change_together():
    fewer = reshape(DEEPSEEK_V3, num_hidden_layers=5, moe_every=2)
    assert [stack.is_moe(layer) for layer in fewer.layers] == [False, False, False, False, True]


def test_moe_every_cannot_change_in_a_model_with_several_feed_forward_blocks_per_layer():
    longcat = config.read({"model_type": "longcat_flash"})
    with pytest.raises(ShapeError, match="use only its own 1"):
        reshape(longcat, moe_every=2)


def test_a_reshaped_model_keeps_its_key_and_name():
    changed = reshape(SCOUT, routed_experts=64)
    assert (changed.key, changed.name) == ("scout", "Llama 4 Scout")


@pytest.mark.parametrize(
    ("model", "change", "parameter", "sentence"),
    [
        (
            MIXTRAL_8X7B,
            {"top_k": 9},
            "top_k",
            "9 experts per token cannot be chosen from 8 routed experts; use at most 8.",
        ),
        (SCOUT, {"top_k": 0}, "top_k", "use 1 to 16"),
        (SCOUT, {"routed_experts": 0}, "top_k", "cannot be chosen from 0 routed experts; use 0"),
        (
            SCOUT,
            {"routed_experts": 0, "top_k": 0, "shared_experts": 0},
            "routed_experts",
            "No expert is left at all",
        ),
        (SCOUT, {"moe_every": 49}, "moe_every", "none of the 48 would be MoE; use 1 to 48"),
        (DEEPSEEK_V3, {"moe_every": 59}, "moe_every", "use 1 to 58"),
        (
            DEEPSEEK_V3,
            {"num_hidden_layers": 3},
            "num_hidden_layers",
            "3 layers would be too few for any to be MoE; use at least 4",
        ),
        (LLAMA_3_1_405B, {"moe_every": 2}, "moe_every", "Without routed experts no layer is MoE"),
        (LLAMA_3_1_405B, {"shared_experts": 1}, "shared_experts", "go with routed ones"),
        (LLAMA_3_1_405B, {"top_k": 1}, "top_k", "from 0 routed experts; use 0"),
        (SCOUT, {"hidden_size": 0}, "hidden_size", "0 will not do; a whole number from 1 to"),
        (SCOUT, {"hidden_size": -1}, "hidden_size", "-1 will not do"),
        (SCOUT, {"expert_ffn_size": 1.5}, "expert_ffn_size", "1.5 will not do"),
        (SCOUT, {"top_k": True}, "top_k", "true will not do"),
        (SCOUT, {"num_hidden_layers": 10**9}, "num_hidden_layers", "from 1 to 10000 would"),
        (SCOUT, {"routed_experts": 10**400}, "routed_experts", "from 0 to 1000000 would"),
        (SCOUT, {"shared_experts": "2"}, "shared_experts", "'2' will not do"),
    ],
)
def test_impossible_shapes_are_refused_with_the_possible_values(model, change, parameter, sentence):
    with pytest.raises(ShapeError) as refused:
        reshape(model, **change)
    assert refused.value.parameter == parameter
    assert sentence in str(refused.value)


def test_the_shape_of_behemoth_is_not_published():
    for ask in (lambda: reshape(BEHEMOTH, top_k=1), lambda: moe_shape(BEHEMOTH)):
        with pytest.raises(Unpublished, match="Llama 4 Behemoth are not published"):
            ask()
