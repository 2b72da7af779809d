"""Training memory in the form: parts that add up, splits that hold, sentences for bad ones."""

import pytest

from calc.calculators.training_memory import training_memory
from calc.form import registry
from calc.form.state import FormSettings, fill
from calc.llm import adapters, memory, parameters
from calc.llm.models import DEEPSEEK_V3, LLAMA_3_1_405B, MIXTRAL_8X7B, SCOUT
from calc.units import Unknown

ALONE = {"tensor": 1, "pipeline": 1, "data": 1, "zero": 0}


def test_undivided_it_holds_everything():
    result = training_memory(**ALONE, recompute="none")
    assert result.weights == memory.weights(SCOUT, 2)
    assert result.gradients == memory.gradients(SCOUT)
    assert result.optimizer_states == memory.optimizer_states(SCOUT)
    bounds = memory.activations(SCOUT, 1, 8192)
    assert (result.fused_activations, result.activations) == bounds
    assert result.logits == memory.logits(SCOUT, 1, 8192)
    assert not result.fits


def test_the_split_that_it_names_holds_it():
    found = training_memory(model=MIXTRAL_8X7B)
    named = dict(part.split() for part in str(found.split).split(", "))
    degrees = {name: int(n) for name, n in named.items() if name != "ZeRO"}
    split = {"tensor": 1, "pipeline": 1, "data": 1, "expert": 1} | degrees
    again = training_memory(model=MIXTRAL_8X7B, **split)
    assert again.fits
    assert again.in_use == found.accelerators
    half = training_memory(model=MIXTRAL_8X7B, **{**split, "data": split["data"] // 2})
    assert not half.fits


def test_in_fp32_weights_are_their_own_master_copy():
    result = training_memory(**ALONE, precision="fp32")
    assert result.weights == memory.weights(SCOUT, 4)
    assert result.optimizer_states == memory.optimizer_states(SCOUT, "adamw_fp32")


def test_adapters_train_little_on_frozen_weights():
    result = training_memory(**ALONE, lora_rank=16, precision="nf4")
    low_rank = adapters.Adapters(rank=16)
    trained = adapters.count(SCOUT, low_rank)
    assert result.trained == trained
    assert result.gradients == 2 * trained
    assert result.optimizer_states == adapters.optimizer_states(
        SCOUT, low_rank, "adamw_fp32_master"
    )
    assert result.weights == pytest.approx(adapters.nf4_weights(SCOUT) + 2 * trained, abs=2)


def test_weights_in_four_bits_need_adapters():
    result = training_memory(precision="nf4")
    assert isinstance(result.per_accelerator, Unknown)
    assert "use a rank of adapters above 0" in result.per_accelerator.reason


def test_recomputing_is_what_saves_most_of_a_long_sequence():
    result = training_memory(model=LLAMA_3_1_405B)
    assert not result.fits
    assert str(result.change).startswith("Recomputing every layer: 92.8 GB less, and then it fits")
    assert training_memory(model=LLAMA_3_1_405B, recompute="full").fits


def test_long_sequences_are_divided_where_nothing_else_holds_them():
    """A stage of a pipeline keeps as much as the whole would, so only the sequence is left."""
    result = training_memory(model=LLAMA_3_1_405B)
    assert (result.accelerators, result.split) == (128, "tensor 8, context 8, data 2, ZeRO 3")
    same = training_memory(model=LLAMA_3_1_405B, context_parallel=8, data=2)
    assert same.fits
    assert same.in_use == 128
    assert not training_memory(model=LLAMA_3_1_405B, context_parallel=4, data=4).fits
    assert "context" not in str(training_memory(model=LLAMA_3_1_405B, recompute="full").split)


def test_context_parallel_ranks_share_states_as_data_parallel_ones_do():
    data, context = training_memory(data=64), training_memory(data=8, context_parallel=8)
    assert data.optimizer_states == context.optimizer_states
    assert data.in_use == context.in_use
    assert 8 * context.logits == data.logits
    assert 8 * context.activations == pytest.approx(data.activations, rel=1e-6)


def test_more_context_parallel_ranks_than_tokens_are_refused():
    state = fill(
        registry.find("training_memory"),
        FormSettings(),
        {"context": "100", "context_parallel": "128"},
    )
    assert state.entries["context_parallel"].error == "128 ranks for 100 tokens; use fewer."


def test_experts_are_divided_by_expert_parallel_ranks():
    one, eight = (training_memory(model=DEEPSEEK_V3, zero=1, expert=e) for e in (1, 8))
    routed = parameters.breakdown(DEEPSEEK_V3)["routed_experts"]
    assert one.weights - eight.weights == pytest.approx(2 * routed / 8 * 7 / 8, rel=1e-6)


@pytest.mark.parametrize(
    ("inputs", "field", "sentence"),
    [
        ({"tensor": "3"}, "tensor", "3 ranks do not divide 40 query heads; use a divisor."),
        ({"pipeline": "49"}, "pipeline", "49 stages for 48 layers; at most 48."),
        ({"expert": "32"}, "expert", "32 ranks for 16 experts; at most 16."),
        (
            {"model": "llama-3.1-405b", "expert": "2"},
            "expert",
            "The model has no routed experts; use 1.",
        ),
    ],
)
def test_bad_splits_are_sentences_beside_their_fields(inputs, field, sentence):
    state = fill(registry.find("training_memory"), FormSettings(), inputs)
    assert state.entries[field].error == sentence
