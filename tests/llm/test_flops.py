"""FLOPs per token: counts element by element, and properties."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.llm import config, flops, parameters
from calc.llm.architecture import Architecture
from calc.llm.masks import FULL, Sliding
from calc.llm.models import DEEPSEEK_V3, LLAMA_3_1_405B, SCOUT
from tests.llm import measured
from tests.llm.strategies import architectures, masked

contexts = st.integers(1, 200)


@pytest.mark.parametrize(
    "row", measured.rows("forward_flops"), ids=lambda row: f"{row['id']}-{row['seq_len']}"
)
def test_flops_equal_a_count_pair_by_pair(row):
    model = config.read(measured.parameters()[row["id"]]["hf_config"])
    exact = row["forward_flops_per_token"]["exact_unmasked_pairs"]
    assert flops.forward(model, row["seq_len"]) == pytest.approx(exact, rel=1e-9)


@given(architectures(), contexts)
def test_the_parts_sum_to_the_total(model, context):
    assert sum(flops.breakdown(model, context).values()) == flops.forward(model, context)


@given(architectures(), contexts)
def test_without_windows_a_longer_context_never_costs_less(model, context):
    """With chunks the average falls when a new chunk begins."""
    full = masked(model, FULL)
    assert flops.forward(full, context) <= flops.forward(full, context + 1) * (1 + 1e-12)


@given(architectures(), contexts, st.integers(1, 50))
def test_a_window_never_costs_more_than_none(model, context, window):
    windowed = flops.forward(masked(model, Sliding(window=window)), context)
    assert windowed <= flops.forward(masked(model, FULL), context) * (1 + 1e-12)


@given(architectures(), contexts)
def test_one_more_layer_costs_the_flops_of_that_layer(model, context):
    longer = replace(model, layers=(*model.layers, model.layers[-1]))
    d, layer, S = model.hidden_size, model.layers[-1], context
    one = 2 * sum(layer.matmul_weights(d).values()) + sum(layer.mixing_flop(S).values()) / S
    rows = 2 * 3 * d * model.per_layer_input.size if model.per_layer_input else 0
    more = flops.forward(longer, context) - flops.forward(model, context)
    # An average over experts that do nothing is rounded once over all layers.
    assert more == pytest.approx(one + rows, rel=1e-6, abs=4)


@given(architectures(), contexts)
def test_tying_the_embeddings_changes_no_flops(model, context):
    tied, untied = (replace(model, tied_embeddings=tied) for tied in (True, False))
    assert flops.forward(tied, context) == flops.forward(untied, context)


@given(st.integers(1, 10**15))
def test_training_costs_three_forward_passes_and_full_recomputation_a_fourth(tokens):
    once = flops.training(SCOUT, tokens, context=8192)
    assert once == pytest.approx(3 * flops.forward(SCOUT, 8192) * tokens)
    again = flops.training(SCOUT, tokens, context=8192, recompute=1)
    assert again == pytest.approx(once * 4 / 3)


def test_without_a_context_training_is_six_n_d():
    assert flops.training(SCOUT, 40 * 10**12) == 6 * parameters.active(SCOUT) * 40e12
    assert flops.training(SCOUT, 10**12, recompute=1) == 8 * parameters.active(SCOUT) * 1e12


@pytest.mark.parametrize(("model", "context"), [(SCOUT, 8192), (DEEPSEEK_V3, 4096)])
def test_the_error_of_the_shortcut_is_that_of_six_n_d(model: Architecture, context: int):
    shortcut, exact = flops.training(model, 1), flops.training(model, 1, context=context)
    assert flops.shortcut_error(model, context) == pytest.approx(shortcut / exact - 1)


def test_six_n_d_is_nearly_exact_for_a_dense_model_at_a_short_context():
    assert abs(flops.shortcut_error(LLAMA_3_1_405B, 2048)) < 0.01


@pytest.mark.parametrize("context", [0, -1, 1.5, True, "8192"])
def test_a_context_is_a_whole_number_of_tokens(context):
    with pytest.raises(ValueError, match=r"context is .*; use a whole number of tokens from 1"):
        flops.forward(SCOUT, context)


def test_recomputation_outside_0_to_1_is_refused():
    with pytest.raises(ValueError, match="recompute is 2; use a share from 0 to 1"):
        flops.training(SCOUT, 1, recompute=2)


def test_palms_scores_are_12_l_h_q_t():
    """Every layer and pair, whatever the mask. Source: Chowdhery et al. 2022, App. B"""
    assert flops.unmasked_scores(SCOUT, 8192) == 12 * 48 * 40 * 128 * 8192
    assert flops.unmasked_scores(LLAMA_3_1_405B, 8192) == 12 * 126 * 128 * 128 * 8192
    assert flops.unmasked_scores(DEEPSEEK_V3, 4096) == 6 * 61 * 128 * (192 + 128) * 4096
