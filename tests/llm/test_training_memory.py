"""Memory of training: what was measured on models of transformers 5.24 with torch 2.14, published
formulas, and properties.
"""

from dataclasses import replace
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.llm import adapters, config, memory, optimizers, parameters
from calc.llm.adapters import Adapters
from calc.llm.architecture import Architecture
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense
from calc.llm.errors import Unpublished
from calc.llm.layer import Layer
from calc.llm.models import BEHEMOTH, DEEPSEEK_V3, LLAMA_3_1_405B, SCOUT
from tests.llm import measured
from tests.llm.strategies import architectures

ALL_ROWS = measured.rows("training_memory")
ROWS = [row for row in ALL_ROWS if "layer" not in row["id"]]
GPT_ROWS = [row for row in ALL_ROWS if "layer" in row["id"]]

OTHER_CODE = {
    "eager": "a loop over experts",
    "batched_mm": "weights gathered for each token",
    None: "all experts run for all tokens",
}
"""Ways to run experts that the bounds do not span."""


def by_id(row):
    return row["id"]


def adapters_of(row):
    if "adapters" not in row:
        return None
    return Adapters(rank=row["adapters"]["rank"], targets=frozenset(row["adapters"]["targets"]))


def attention(row):
    return "eager" if row["attention"] == "eager" else "fused"


@pytest.mark.parametrize("row", ROWS, ids=by_id)
def test_weights_gradients_and_states_are_as_measured(row):
    model, low_rank = config.read(row["hf_config"]), adapters_of(row)
    assert parameters.total(model) == row["parameters"]
    width, optimizer = row["bytes_per_parameter"], row["optimizer"]
    weights = memory.weights_in_training(model, width)
    if low_rank:
        trained = adapters.count(model, low_rank)
        assert trained == row["adapters"]["parameters"]
        assert weights + 2 * trained == row["weights"]
        assert 2 * trained == row["gradients"]
        assert adapters.optimizer_states(model, low_rank, optimizer) == row["optimizer_states"]
        return
    assert weights == row["weights"]
    assert memory.gradients(model, row["bytes_per_gradient"]) == row["gradients"]
    assert memory.optimizer_states(model, optimizer) == row["optimizer_states"]
    assert optimizers.OPTIMIZERS[optimizer].weights == width


def spanned(row):
    """Whether the row is an implementation that the bounds are for."""
    experts = "experts" not in row or row["experts"] == "grouped_mm"
    all_experts = "activations_of_chosen_experts" in row
    unfused = row["id"].startswith("small-mla") and row["attention"] == "sdpa"
    return experts and not all_experts and not unfused and not row.get("autocast")


@pytest.mark.parametrize("row", [row for row in ROWS if spanned(row)], ids=by_id)
def test_activations_are_within_the_bounds(row):
    low, high = bounds(row)
    assert low <= row["activations"] <= high
    assert low <= row.get("activations_fused", row["activations"])
    # LayerNorm models of transformers take their softmax in 16 bits and differ in their GELUs.
    loose = 1.42 if row["hf_config"]["model_type"] in ("gpt2", "gpt_neox") else 1.035
    assert high <= loose * row["activations"]


def bounds(row):
    model = config.read(row["hf_config"])
    return memory.activations(
        model,
        row["micro_batch"],
        row["context"],
        attention(row),
        row["recompute"],
        bytes_per_value=row["bytes_per_parameter"],
        dropout=row["hf_config"]["model_type"] == "gpt2",
        adapters=adapters_of(row),
    )


EXACT = ("llama", "mistral", "qwen2", "qwen3", "phi3")


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row["hf_config"]["model_type"] in EXACT and spanned(row)],
    ids=by_id,
)
def test_the_upper_bound_is_what_plain_code_saves(row):
    assert bounds(row)[1] == row["activations"]
    windowed = row["hf_config"].get("sliding_window") or row["hf_config"]["model_type"] == "phi3"
    if "activations_fused" in row and not windowed:
        assert bounds(row)[0] == row["activations_fused"]


@pytest.mark.parametrize(
    "row", measured.rows("saved_activations"), ids=lambda row: row["config"]["model_type"]
)
def test_the_bounds_of_a_class_hold_what_its_code_saves(row):
    """A model of each kind of norm, attention and feed-forward block, with torch on a CPU."""
    model = config.read(row["config"])
    low, high = memory.activations(model, row["micro_batch"], row["context"])
    assert low <= row["saved"] <= high
    loose = {"gpt_neox": 1.07, "doge": 1.14, "apertus": 1.05}.get(
        row["config"]["model_type"], 1.021
    )
    assert high <= loose * row["saved"]


@pytest.mark.parametrize(
    "row", [row for row in ROWS if "activations_of_chosen_experts" in row], ids=by_id
)
def test_code_that_runs_the_chosen_experts_alone_is_within_the_bounds(row):
    low, high = bounds(row)
    assert low <= row["activations_of_chosen_experts"] <= high


@pytest.mark.parametrize("row", [row for row in ROWS if "recomputed_layer" in row], ids=by_id)
def test_a_layer_is_computed_again_within_the_bounds(row):
    if row["hf_config"]["model_type"].startswith("llama4"):
        pytest.skip("all experts run for all tokens")
    model = config.read(row["hf_config"])
    low, high = memory.recomputed_layer(
        model, row["micro_batch"], row["context"], attention(row), adapters=adapters_of(row)
    )
    assert low <= row["recomputed_layer"] <= high
    assert high <= 1.005 * row["recomputed_layer"]


@pytest.mark.parametrize("row", ROWS, ids=by_id)
def test_logits_are_as_measured_but_for_a_few_scalars(row):
    model = config.read(row["hf_config"])
    ours = memory.logits(model, row["micro_batch"], row["context"])
    assert 0 <= row["logits"] - ours <= 16


@pytest.mark.parametrize("row", [row for row in ROWS if "nf4" in row], ids=by_id)
def test_four_bit_weights_are_as_measured(row):
    model, trained = config.read(row["hf_config"]), row["adapters"]["parameters"]
    single = adapters.nf4_weights(model, double_quantisation=False)
    assert single + 2 * trained == row["nf4"]["scales_in_fp32"]
    assert adapters.nf4_weights(model) + 2 * trained == row["nf4"]["scales_quantised"]


def gpt(d, n, layers=1):
    """The model of Korthikanti et al.: LayerNorms, biases, GELU, MHA, f = 4 d."""
    attention = Attention(
        num_attention_heads=n,
        num_key_value_heads=n,
        head_dim=d // n,
        qkv_bias=True,
        output_bias=True,
    )
    dense = Dense(ffn_size=4 * d, gated=False, bias=True)
    return Architecture(
        hidden_size=d,
        vocab_size=51_200,
        layers=(Layer(blocks=(attention, dense)),) * layers,
        norm_vectors=2,
        position_embeddings=2048,
    )


def per_layer(d, n, b, s, **how):
    """Bytes of one layer: those of two layers without those of one."""
    two, one = (
        memory.activations(gpt(d, n, layers), b, s, dropout=True, **how)[0] for layers in (2, 1)
    )
    return two - one


@pytest.mark.parametrize(("d", "n"), [(256, 4), (1024, 16), (12_288, 96), (20_480, 128)])
@pytest.mark.parametrize(("b", "s"), [(2, 128), (1, 2048), (4, 1024)])
def test_the_lower_bound_of_a_gpt_layer_is_the_published_formula(d, n, b, s):
    """It is s b h (34 + 5 a s / h), and 8 bytes a token for the statistics of its two LayerNorms.

    Source: Korthikanti et al. 2022, equations 2 and 6, https://arxiv.org/abs/2205.05198
    """
    stored = s * b * d * 34 + 5 * n * s * s * b
    assert per_layer(d, n, b, s, attention="eager") == stored + 8 * s * b
    selective = per_layer(d, n, b, s, recompute="selective")
    assert selective == 34 * s * b * d + 8 * s * b
    assert per_layer(d, n, b, s, recompute="full") == 2 * s * b * d


@pytest.mark.parametrize("row", GPT_ROWS, ids=by_id)
def test_a_gpt_layer_written_from_the_paper_is_as_measured(row):
    d, n = (int(part[1:]) for part in row["id"].split("-")[5:7])
    how = {"attention": "eager"} if row["recompute"] == "none" else {"recompute": "selective"}
    assert per_layer(d, n, row["micro_batch"], row["context"], **how) == row["activations"]


optimizer_names = st.sampled_from(sorted(optimizers.OPTIMIZERS))


@given(architectures())
def test_the_shapes_of_all_tensors_add_up_to_the_parameters(model):
    total = sum(prod(shape) * count for shape, count in optimizers.tensors(model))
    assert total == parameters.total(model)


@given(architectures(), optimizer_names)
def test_no_optimizer_keeps_more_than_adamw_with_master_weights(model, optimizer):
    if optimizer == "adamw_8bit":  # tables of small tensors
        return
    most = memory.optimizer_states(model, "adamw_fp32_master")
    assert 0 <= memory.optimizer_states(model, optimizer) <= most


sizes = st.integers(1, 64)
ways = st.fixed_dictionaries(
    {
        "attention": st.sampled_from(["fused", "eager"]),
        "recompute": st.sampled_from(["none", "selective", "full"]),
        "bytes_per_value": st.sampled_from([2, 4]),
        "dropout": st.booleans(),
    }
)


@given(architectures(), sizes, sizes, ways)
def test_bounds_are_in_order_and_grow_with_the_batch(model, b, s, how):
    low, high = memory.activations(model, b, s, **how)
    assert 0 < low <= high
    more = memory.activations(model, b + 1, s, **how)
    assert low <= more[0]
    assert high <= more[1]


@given(architectures(), sizes, sizes)
def test_recomputing_more_saves_less(model, b, s):
    """In layers with a norm: it alone saves as much as the layer's input, which full recomputation
    keeps.
    """
    layers = tuple(replace(layer, norms=max(1, layer.norms)) for layer in model.layers)
    model = replace(model, layers=layers)
    none, selective, full = (
        memory.activations(model, b, s, "eager", recompute)
        for recompute in ("none", "selective", "full")
    )
    assert full[0] <= selective[0] <= none[0]
    assert full[1] <= selective[1] <= none[1]


@given(architectures(), st.integers(1, 16))
def test_adapters_train_fewer_parameters_than_they_have_targets(model, rank):
    small = adapters.count(model, Adapters(rank=rank, targets=adapters.ATTENTION))
    assert 0 <= small <= adapters.count(model, Adapters(rank=rank))


@given(architectures())
def test_four_bit_weights_are_fewer_bytes(model):
    assert adapters.nf4_weights(model) <= 2 * parameters.total(model) + 8 * 64 * len(model.layers)


def test_muon_keeps_one_average_for_matrices_and_two_for_the_rest():
    """Moonlight's report says half of AdamW's states; embedding and head keep both.

    Source: Liu et al. 2025, §2.2, https://arxiv.org/abs/2502.16982
    """
    N = parameters.total(LLAMA_3_1_405B)
    outside = 2 * LLAMA_3_1_405B.vocab_size * LLAMA_3_1_405B.hidden_size
    norms = parameters.breakdown(LLAMA_3_1_405B)["norms"]
    states = memory.optimizer_states(LLAMA_3_1_405B, "muon_fp32_master")
    assert states == 8 * N + 4 * (outside + norms)


def test_an_announced_model_has_states_but_no_activations():
    assert memory.optimizer_states(BEHEMOTH) == 12 * parameters.total(BEHEMOTH)
    with pytest.raises(Unpublished):
        memory.optimizer_states(BEHEMOTH, "adafactor")
    with pytest.raises(Unpublished):
        memory.activations(BEHEMOTH, 1, 4096)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((0, 4096), "micro_batch is 0; use a whole number from 1"),
        ((1, 1.5), "context is 1.5; use a whole number from 1"),
        ((1, 1, "sdpa"), "attention is 'sdpa'; use one of fused, eager"),
        ((1, 1, "fused", "some"), "recompute is 'some'; use one of none, selective, full"),
    ],
)
def test_errors_say_what_would_do(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        memory.activations(SCOUT, *arguments)


def test_an_unknown_optimizer_is_answered_with_the_names():
    with pytest.raises(ValueError, match=r"optimizer is 'adam'; use one of adamw_fp32_master, .*"):
        memory.optimizer_states(DEEPSEEK_V3, "adam")
