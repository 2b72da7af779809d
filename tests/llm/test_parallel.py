"""Division over accelerators: what was computed for real models, published examples, properties."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calc.llm import config, memory, parallel, parameters, serving
from calc.llm.models import DEEPSEEK_V3, LLAMA_3_1_405B, SCOUT
from calc.llm.parallel import Split, SplitError
from tests.llm import measured
from tests.llm.strategies import architectures
from tests.llm.test_training_memory import gpt

ROWS = [row for row in measured.rows("training_memory") if "layer" not in row["id"]]


@pytest.mark.parametrize(
    "row", [row for row in ROWS if "parameters_per_rank" in row], ids=lambda row: row["id"]
)
def test_tensor_parallel_ranks_have_the_parameters_of_real_ones(row):
    model = config.read(row["hf_config"])
    for tensor, expected in row["parameters_per_rank"].items():
        assert parallel.parameters_per_rank(model, int(tensor)).shared == expected


@pytest.mark.parametrize("row", [row for row in ROWS if "zero" in row], ids=lambda row: row["id"])
def test_zero_divides_as_measured(row):
    model = config.read(row["hf_config"])
    for data, by_stage in row["zero"].items():
        for stage, expected in enumerate(by_stage):
            (share,) = parallel.training(
                model,
                Split(data=int(data), zero=stage),
                1,
                128,
                optimizer=row["optimizer"],
                gradient_bytes=row["bytes_per_gradient"],
            )
            assert share.static == expected


def test_zero_of_the_published_example():
    """7.5B parameters, 64 ranks: 120, 31.4, 16.6 and 1.9 GB.

    Source: Rajbhandari et al. 2020, figure 1, https://arxiv.org/abs/1910.02054
    """
    shown = [round(parallel.zero(7_500_000_000, 12, 64, s) / 1e9, 1) for s in range(4)]
    assert shown == [120.0, 31.4, 16.6, 1.9]


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({"tensor": 8, "sequence_parallel": False}, lambda a: 10 + 24 / 8 + a / 8),
        ({"tensor": 8}, lambda a: 34 / 8 + a / 8),
    ],
)
def test_tensor_and_sequence_parallel_layers_are_the_published_formulas(how, expected):
    """Per layer s b h (10 + 24/t + 5 a s / (h t)), and with sequence parallelism everything by t.

    Source: Korthikanti et al. 2022, table 2, https://arxiv.org/abs/2205.05198
    """
    s, b, d, n = 2048, 1, 12_288, 96

    def low(layers):
        (share,) = parallel.training(
            gpt(d, n, layers), Split(**how), b, s, attention="eager", dropout=True
        )
        return share.activations[0]

    statistics = 8 * s * b / (8 if how.get("sequence_parallel", True) else 1)
    assert low(2) - low(1) == s * b * d * expected(5 * n * s / d) + statistics


def test_the_first_stage_holds_as_many_activations_as_all_stages_need_for_one_micro_batch():
    """There are p micro-batches of L / p layers: L layers, whatever p."""
    model, s = gpt(1024, 16, 24), 1024
    whole, *_ = parallel.training(model, Split(), 1, s)
    ends = 2 * 2 * 1024 * s + 8 * s + 4 * s  # final norm, head's input and ids are elsewhere
    for p in (2, 4, 8, 12):
        first, *_ = parallel.training(model, Split(pipeline=p), 1, s)
        assert first.activations[0] == pytest.approx(whole.activations[0], abs=(p + 2) * ends)


def test_a_tied_embedding_is_on_the_first_stage_and_on_the_last():
    row = next(row for row in ROWS if row["model"] == "Llama-3.2-1B")
    model = config.read(row["hf_config"])
    first, last = parallel.training(model, Split(pipeline=2), 1, 128)
    embedding = model.vocab_size * model.hidden_size
    assert first.parameters + last.parameters == parameters.total(model) + embedding


def test_layers_are_divided_as_evenly_as_they_can_be():
    sizes = [len(stage) for stage in serving.layers_by_stage(DEEPSEEK_V3, 16)]
    assert sum(sizes) == 61
    assert set(sizes) == {3, 4}
    assert sizes[0] == 3
    stages = serving.layers_by_stage(SCOUT, 5)
    assert [layer for stage in stages for layer in stage] == list(SCOUT.layers)


def test_the_interleaved_schedule_keeps_more_in_flight():
    """1 + (p − 1) / (p v) times as much on the first stage.

    Source: Korthikanti et al. 2022, §4.2.3, https://arxiv.org/abs/2205.05198
    """
    split = Split(pipeline=8, chunks=2)
    assert parallel.in_flight(split, 0) == 8 * (1 + 7 / 16)
    assert parallel.in_flight(Split(pipeline=8), 7) == 1
    assert parallel.in_flight(Split(pipeline=8), 0, micro_batches=4) == 4


def test_experts_have_fewer_replicas_than_the_rest():
    """64 data-parallel ranks in groups of 8 that share the experts: ZeRO divides experts by 8."""
    split = Split(data=64, expert=8, zero=3)
    held = parallel.parameters_per_rank(DEEPSEEK_V3, 1, 8)
    (share,) = parallel.training(DEEPSEEK_V3, split, 1, 128)
    assert share.gradients == -(-2 * (held.shared + 8 * held.routed) // 64)
    routed = parameters.breakdown(DEEPSEEK_V3)["routed_experts"]
    assert 8 * held.routed == routed


def test_key_and_value_heads_are_copied_and_latents_are_not_divided():
    whole = memory.kv_cache(LLAMA_3_1_405B, 8192)
    assert parallel.kv_cache(LLAMA_3_1_405B, 8192, tensor=8) == whole // 8
    assert parallel.kv_cache(LLAMA_3_1_405B, 8192, tensor=16) == whole // 8
    for tensor in (1, 8, 64):
        cache = parallel.kv_cache(DEEPSEEK_V3, 8192, tensor=tensor)
        assert cache == memory.kv_cache(DEEPSEEK_V3, 8192)


@pytest.mark.parametrize(
    ("model", "how", "sentence"),
    [
        (SCOUT, {"tensor": 3}, "tensor: 3 ranks do not divide 40 query heads; use a divisor."),
        (SCOUT, {"pipeline": 49}, "pipeline: 49 stages for 48 layers; at most 48."),
        (SCOUT, {"expert": 32, "data": 32}, "expert: 32 ranks for 16 experts; at most 16."),
        (SCOUT, {"expert": 3, "data": 3}, "expert: 3 ranks do not divide 16 experts"),
        (SCOUT, {"expert": 8, "data": 4}, "expert: 8 expert-parallel ranks do not divide 4 data"),
        (LLAMA_3_1_405B, {"expert": 2, "data": 2}, "expert: The model has no routed experts"),
    ],
)
def test_what_cannot_be_divided_is_a_sentence(model, how, sentence):
    with pytest.raises(SplitError, match=sentence.replace("(", r"\(")):
        parallel.training(model, Split(**how), 1, 4096)


@given(architectures(), st.sampled_from([1, 2, 4]), st.integers(1, 3))
def test_a_stage_holds_no_more_than_the_whole_model(model, tensor, pipeline):
    split = Split(tensor=tensor, pipeline=min(pipeline, len(model.layers)))
    try:
        shares = parallel.training(model, split, 1, 16)
    except SplitError:
        assume(False)
    (whole,) = parallel.training(model, Split(), 1, 16)
    assert max(share.parameters for share in shares) <= whole.parameters
    embedding = model.vocab_size * (model.embedding_size or model.hidden_size)
    assert sum(share.parameters for share in shares) * tensor >= whole.parameters - embedding


@given(architectures(), st.sampled_from([1, 2, 4, 8]), st.integers(0, 3))
def test_zero_never_adds(model, data, stage):
    (divided,) = parallel.training(model, Split(data=data, zero=stage), 1, 16)
    (whole,) = parallel.training(model, Split(), 1, 16)
    assert divided.static <= whole.static
    assert divided.activations == whole.activations


@given(architectures(), st.integers(0, 200), st.sampled_from([1, 2, 4, 8, 16]))
def test_ranks_together_keep_at_least_the_cache(model, context, tensor):
    one = parallel.kv_cache(model, context, tensor=tensor)
    assert one <= memory.kv_cache(model, context) <= one * tensor
