"""Memory of training and serving, worked out here from the sizes in configs alone."""

from math import ceil

import pytest

from calc.llm import adapters, config, memory, parallel, parameters, serving
from calc.llm.adapters import Adapters
from calc.llm.models import DEEPSEEK_V3, LLAMA_3_1_405B
from calc.llm.parallel import Split

LLAMA_8B = {
    "model_type": "llama",
    "hidden_size": 4096,
    "num_hidden_layers": 32,
    "num_attention_heads": 32,
    "num_key_value_heads": 8,
    "intermediate_size": 14336,
    "vocab_size": 128256,
    "tie_word_embeddings": False,
}
EMBEDDING = 128_256 * 4096
PROJECTIONS = 2 * 4096 * 4096 + 2 * 4096 * 1024 + 3 * 4096 * 14_336
LAYER = PROJECTIONS + 2 * 4096
MIXTRAL = {
    "model_type": "mixtral",
    "hidden_size": 4096,
    "num_hidden_layers": 32,
    "num_attention_heads": 32,
    "num_key_value_heads": 8,
    "intermediate_size": 14336,
    "num_local_experts": 8,
    "num_experts_per_tok": 2,
    "vocab_size": 32000,
}
EXPERTS = 32 * 8 * 3 * 4096 * 14_336
OTHERS = 2 * 32_000 * 4096 + 32 * (2 * 4096 * 5120 + 8 * 4096 + 2 * 4096) + 4096


def static(split, **how):
    return parallel.training(config.read(LLAMA_8B), split, 1, 128, **how)


def test_sixteen_ranks_copy_eight_key_and_value_heads():
    """Each has two query heads, one key and one value head, and 896 of 14,336 channels."""
    each = (2 * 2 + 2 * 1) * 128 * 4096 + 3 * 4096 * 896 + 2 * 4096
    expected = 32 * each + 2 * 8016 * 4096 + 4096
    held = parallel.parameters_per_rank(config.read(LLAMA_8B), 16)
    assert held.shared == expected
    (rank,) = serving.ranks(config.read(LLAMA_8B), 16)
    assert rank.weights == 2 * expected
    assert serving.cache(rank, 1000) == 32 * 2 * 1 * 128 * 2 * 1000


@pytest.mark.parametrize("stage", range(4))
def test_experts_and_the_rest_have_replicas_of_their_own(stage):
    """32 data-parallel ranks, 4 of which share the experts: 2 experts each, 8 replicas."""
    (share,) = parallel.training(config.read(MIXTRAL), Split(data=32, expert=4, zero=stage), 1, 128)
    whole, divided = OTHERS + EXPERTS // 4, OTHERS / 32 + EXPERTS / 4 / 8
    assert share.weights == ceil(2 * (divided if stage == 3 else whole))
    assert share.gradients == ceil(2 * (divided if stage >= 2 else whole))
    assert share.optimizer_states == ceil(12 * (divided if stage >= 1 else whole))


def test_stages_of_a_pipeline_hold_their_layers_and_the_ends():
    first, *middle, last = static(Split(pipeline=4, zero=1, data=8))
    assert first.weights == 2 * (8 * LAYER + EMBEDDING)
    assert {share.weights for share in middle} == {2 * 8 * LAYER}
    assert last.weights == 2 * (8 * LAYER + EMBEDDING + 4096)
    assert last.optimizer_states == 12 * (8 * LAYER + EMBEDDING + 4096) // 8
    assert [bool(share.logits) for share in (first, *middle, last)] == [False] * 3 + [True]


def schedule(p, v, m):
    """The most chunks that each rank holds in the interleaved 1F1B schedule, step by step: it goes
    forward through the warm-up chunks, then one forward and one back in turn, then back.
    """
    most = []
    for i in range(p):
        total = m * v
        warm = min(2 * (p - i - 1) + (v - 1) * p, total)
        held = peak = warm
        for _ in range(total - warm):
            held += 1
            peak = max(peak, held)
            held -= 1
        most.append(peak)
    return most


@pytest.mark.parametrize(("p", "v"), [(2, 2), (4, 2), (8, 2), (8, 4), (4, 8)])
def test_interleaved_stages_hold_as_many_chunks_as_the_schedule_leaves(p, v):
    split = Split(pipeline=p, chunks=v)
    ours = [parallel.in_flight(split, i, 8 * p) * v for i in range(p)]
    assert ours == pytest.approx(schedule(p, v, 8 * p))
    assert parallel.in_flight(split, 0) == pytest.approx(p * (1 + (p - 1) / (p * v)))


def test_lora_on_every_projection_of_every_rank():
    """R (in + out): one of the two matrices of an adapter is divided as its projection is."""
    per_layer = 16 * (
        (4096 + 4096) + 2 * (4096 + 1024) + (4096 + 4096) + 2 * (4096 + 14_336) + (14_336 + 4096)
    )
    model = config.read(LLAMA_8B)
    assert adapters.count(model, Adapters(rank=16)) == 32 * per_layer
    (share,) = static(Split(data=8, zero=1), adapters=Adapters(rank=16))
    assert share.gradients == 2 * 32 * per_layer
    assert share.optimizer_states == 12 * 32 * per_layer // 8
    assert share.weights == 2 * (32 * LAYER + 2 * EMBEDDING + 4096) + 2 * 32 * per_layer
    (half,) = static(Split(tensor=2), adapters=Adapters(rank=16))
    divided = 16 * (
        (4096 + 2048) + 2 * (4096 + 512) + (2048 + 4096) + 2 * (4096 + 7168) + (7168 + 4096)
    )
    assert half.gradients == 2 * 32 * divided


def test_four_bit_weights_of_stages_have_their_ends_in_sixteen_bits():
    """0.5 + 1/64 + 4/16384 bytes for each weight of a projection."""
    rate = 0.5 + 1 / 64 + 4 / 16_384
    low_rank = Adapters(rank=16)
    shares = static(Split(pipeline=4), adapters=low_rank, four_bit=True)
    trained = 2 * adapters.count(config.read(LLAMA_8B), low_rank) / 4
    ends = [2 * EMBEDDING, 0, 0, 2 * (EMBEDDING + 4096)]
    for share, end in zip(shares, ends, strict=True):
        expected = 8 * (rate * PROJECTIONS + 2 * 2 * 4096) + end + trained
        assert share.weights == pytest.approx(expected, abs=2)
    (whole,) = static(Split(), adapters=low_rank, four_bit=True)
    assert whole.weights == pytest.approx(
        adapters.nf4_weights(config.read(LLAMA_8B)) + 4 * trained, abs=2
    )


def test_optimizers_by_the_shapes_of_the_tensors():
    model, d, f, V, L = config.read(LLAMA_8B), 4096, 14_336, 128_256, 32
    matrices = [(d, d), (1024, d), (1024, d), (d, d), (f, d), (f, d), (d, f)]
    outside, vectors = [(V, d), (V, d)], 2 * L + 1
    adafactor = 4 * (
        L * sum(r + c for r, c in matrices) + sum(r + c for r, c in outside) + vectors * d
    )
    assert memory.optimizer_states(model, "adafactor") == adafactor
    every = [*matrices * L, *outside, *[(d, 1)] * vectors]
    eight = sum(2 * r * c + 8 * ceil(r * c / 256) + 2048 for r, c in every)
    assert memory.optimizer_states(model, "adamw_8bit") == eight
    inside = L * PROJECTIONS
    muon = 2 * (inside + 2 * (2 * V * d + vectors * d))
    assert memory.optimizer_states(model, "muon") == muon
    assert memory.optimizer_states(model, "muon_fp32_master") == 2 * muon + 4 * parameters.total(
        model
    )


def test_adafactor_of_a_rank_has_the_whole_of_one_side_of_a_matrix():
    """Two ranks: rows or columns of a projection are halved, not both."""
    d, f, V, L = 4096, 14_336, 128_256, 32
    halves = [(d // 2, d), (512, d), (512, d), (d, d // 2), (f // 2, d), (f // 2, d), (d, f // 2)]
    expected = 4 * (L * sum(r + c for r, c in halves) + 2 * (V // 2 + d) + (2 * L + 1) * d)
    (share,) = static(Split(tensor=2), optimizer="adafactor")
    assert share.optimizer_states == pytest.approx(expected, abs=1)


def test_latents_are_on_every_rank_and_windows_end():
    for T in (1, 4, 16):
        (rank,) = serving.ranks(DEEPSEEK_V3, T)
        assert serving.cache(rank, 4096, serving.FP8) == 61 * (512 + 64) * 4096
        assert serving.cache(rank, 4096, serving.SCALED_LATENTS) == 61 * 656 * 4096
    mistral = config.read({**LLAMA_8B, "model_type": "mistral", "sliding_window": 4096})
    (rank,) = serving.ranks(mistral, 8)
    assert serving.cache(rank, 1000) == 32 * 2 * 128 * 2 * 1000
    assert serving.cache(rank, 100_000) == 32 * 2 * 128 * 2 * 4096
    assert serving.bytes_per_token(rank) == 0
    assert serving.bytes_per_token(rank, windows=False) == 32 * 2 * 128 * 2


def test_a_hybrid_keeps_states_that_do_not_grow():
    """Qwen3-Next: 36 delta layers of 32 heads with 128 × 128 in FP32, 12 layers of 2 heads of 256;
    the convolution has 4 taps over 8,192 channels, of which engines keep 3.
    """
    model = config.read({"model_type": "qwen3_next"})
    (rank,) = serving.ranks(model)
    states = 36 * 4 * (32 * 128 * 128 + 3 * 8192)
    assert serving.cache(rank, 0) == states
    assert serving.cache(rank, 10_000) == states + 12 * 2 * 2 * 256 * 2 * 10_000
    (half,) = serving.ranks(model, 2)
    assert serving.cache(half, 10_000) == states // 2 + 12 * 2 * 1 * 256 * 2 * 10_000


def test_layers_with_widths_of_their_own_are_added_one_by_one():
    """A list of widths in the config, as Gemma 3n has it."""
    widths = [512, 1024, 2048]
    model = config.read(
        {
            "model_type": "gemma3n_text",
            "hidden_size": 256,
            "num_hidden_layers": 3,
            "intermediate_size": widths,
            "num_attention_heads": 4,
            "num_key_value_heads": 2,
            "head_dim": 64,
            "vocab_size": 1000,
            "num_kv_shared_layers": 0,
            "activation_sparsity_pattern": [0.0] * 3,
            "layer_types": ["full_attention"] * 3,
        }
    )
    ffn = [layer.parameters(256)["dense_ffn"] for layer in model.layers]
    assert ffn == [3 * 256 * width for width in widths]
    first, _, last = parallel.training(model, Split(pipeline=3), 1, 64)
    assert last.weights != first.weights
    assert serving.cache(serving.ranks(model)[0], 100) == 3 * 2 * 2 * 64 * 2 * 100


def test_a_context_is_divided_with_its_activations_and_its_logits():
    one, four = (static(Split(context=c), recompute="full")[0] for c in (1, 4))
    assert 4 * four.logits == one.logits
    assert 4 * four.activations[0] == one.activations[0]
    assert 4 * four.activations[1] == one.activations[1]
    assert four.static == one.static


def test_full_recomputation_of_405b_keeps_the_inputs_of_all_layers():
    """2 s b h for each of 126 layers, and the largest layer once."""
    (share,) = parallel.training(LLAMA_3_1_405B, Split(), 1, 1024, recompute="full")
    low, high = memory.recomputed_layer(LLAMA_3_1_405B, 1, 1024)
    kept = 126 * 2 * 1024 * 16_384
    outside = 8 * 1024 + 1024 * 4 * 16_384 + 4 * 1024
    assert share.activations[0] == kept + outside + low
    assert share.activations[1] == kept + outside + 1024 * 4 * 16_384 + high
