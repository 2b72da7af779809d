"""KV caches: sizes that were measured in transformers, and properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.llm import config, memory, parameters
from calc.llm.models import DEEPSEEK_V3, MAVERICK, SCOUT
from tests.llm import measured
from tests.llm.strategies import architectures, between_tokens

contexts = st.integers(0, 200)


@pytest.mark.parametrize(
    "row", measured.rows("kv_cache"), ids=lambda row: f"{row['id']}-{row['context']}"
)
def test_caches_are_as_measured(row):
    model, T = config.read(measured.parameters()[row["id"]]["hf_config"]), row["context"]
    assert memory.kv_cache(model, T) == row["bytes_bf16"]
    assert memory.kv_cache_unwindowed(model, T) == row["bytes_if_windows_ignored_bf16"]
    assert memory.kv_cache_elements(model, T) == row["elements_formula_window_W"]
    assert memory.kv_cache_elements(between_tokens(model), T) == row["hf_cache_elements_measured"]


@given(architectures(), contexts)
def test_a_window_never_enlarges_the_cache(model, context):
    assert memory.kv_cache(model, context) <= memory.kv_cache_unwindowed(model, context)


@given(architectures(), contexts)
def test_a_longer_context_never_shrinks_the_cache(model, context):
    assert memory.kv_cache(model, context) <= memory.kv_cache(model, context + 1)


@given(architectures(), contexts, st.integers(1, 100), st.integers(1, 8))
def test_the_cache_is_proportional_to_sequences_and_bytes_per_value(
    model, context, sequences, width
):
    one = memory.kv_cache_elements(model, context)
    assert memory.kv_cache(model, context, sequences, width) == one * sequences * width


@given(architectures())
def test_weights_are_the_parameters_in_bytes(model):
    assert memory.weights(model) == 2 * parameters.total(model)
    assert memory.weights(model, 1) == parameters.total(model)


def test_values_of_half_a_byte_are_rounded_up_to_whole_bytes():
    assert memory.kv_cache(DEEPSEEK_V3, 1, bytes_per_value=0.5) == 70_272 // 4
    assert memory.weights(SCOUT, 0.5) == parameters.total(SCOUT) // 2


def test_beyond_one_chunk_only_every_fourth_layer_of_llama_4_caches_more():
    per_position = 2 * 8 * 128
    for model in (SCOUT, MAVERICK):
        grown = memory.kv_cache_elements(model, 10_000) - memory.kv_cache_elements(model, 9_000)
        assert grown == 12 * 1000 * per_position


@pytest.mark.parametrize("context", [-1, 1.5, True, None])
def test_a_context_is_a_whole_number_of_tokens(context):
    with pytest.raises(ValueError, match=r"context is .*; use a whole number of tokens from 0"):
        memory.kv_cache(SCOUT, context)
