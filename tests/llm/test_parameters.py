"""Properties of the parameters of all models."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from calc.llm import parameters, stack
from calc.llm.architecture import Architecture
from calc.llm.blocks import Block
from calc.llm.blocks.feedforward import MoE
from calc.llm.models import MAVERICK, SCOUT
from tests.llm.strategies import architectures, mixtures


def with_top_k(model: Architecture, k: int) -> Architecture:
    def change(block: Block) -> Block:
        if isinstance(block, MoE):
            return replace(block, top_k=min(k, block.routed_experts))
        return block

    return replace(model, layers=stack.map_blocks(model.layers, change))


@given(architectures())
def test_no_more_parameters_are_active_than_exist(model):
    assert 0 < parameters.active(model) <= parameters.total(model)


@given(mixtures())
def test_all_parameters_are_active_if_every_expert_is_chosen(model):
    all_chosen = with_top_k(model, 16)
    assert parameters.active(all_chosen) == parameters.total(all_chosen)


@given(architectures())
def test_the_parts_sum_to_the_total(model):
    total, active = parameters.breakdown(model), parameters.active_breakdown(model)
    assert sum(total.values()) == parameters.total(model)
    assert sum(active.values()) == parameters.active(model)
    assert all(active[part] <= total[part] for part in active)


@given(mixtures())
def test_only_routed_experts_are_inactive(model):
    total, active = parameters.breakdown(model), parameters.active_breakdown(model)
    assert {part for part in total if total[part] != active.get(part)} <= {"routed_experts"}


@given(mixtures(), st.integers(1, 16))
def test_more_experts_per_token_add_active_parameters_only(model, k):
    assert parameters.total(with_top_k(model, k)) == parameters.total(model)
    assert parameters.active(with_top_k(model, k)) <= parameters.active(with_top_k(model, k + 1))


@given(architectures())
def test_an_untied_head_is_one_more_matrix_and_nothing_else(model):
    tied, untied = (replace(model, tied_embeddings=tied) for tied in (True, False))
    V_d = model.vocab_size * model.hidden_size
    assert parameters.total(untied) == parameters.total(tied) + V_d
    assert parameters.active(untied, input_embedding=False) == parameters.active(
        tied, input_embedding=False
    )


@given(architectures())
def test_equal_layers_count_the_same_whether_one_object_or_many(model):
    copies = replace(model, layers=tuple(replace(layer) for layer in model.layers))
    assert parameters.breakdown(copies) == parameters.breakdown(model)


@given(architectures())
def test_every_layer_is_counted_once(model):
    d, once = model.hidden_size, replace(model, layers=model.layers[:1])
    rest = [
        sum(layer.parameters(d).values()) + layer.norms * model.norm_vectors * d
        for layer in model.layers[1:]
    ]
    p = model.per_layer_input
    rows = (p.vocab_size + 3 * d) * p.size * len(rest) if p else 0
    assert parameters.total(model) == parameters.total(once) + sum(rest) + rows


def test_maverick_has_more_active_parameters_than_scout_only_in_its_router():
    """Its dense layers are as wide as a shared and a routed expert together."""
    more = parameters.active(MAVERICK) - parameters.active(SCOUT)
    assert more == 5120 * (24 * 128 - 48 * 16) == 11_796_480
