"""Bytes of checkpoints as they are stored: published sizes, sums by hand, and odd configs."""

import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given

from calc.llm import config, families, memory, parameters
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.delta import GatedDeltaNet
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.blocks.latent import LatentAttention
from calc.llm.blocks.mamba import Mamba1, Mamba2
from calc.llm.errors import ConfigError, Uncounted, Unweighed
from calc.llm.module_names import modules
from tests.llm import measured
from tests.llm.strategies import architectures

LLAMA = {
    "model_type": "llama",
    "hidden_size": 256,
    "intermediate_size": 512,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 64,
    "num_hidden_layers": 2,
    "vocab_size": 1000,
}
LAYER = 2 * 256 * 256 + 2 * 128 * 256 + 3 * 256 * 512
"""Weights of the matrices of a layer."""
INPUTS = 6 * 256 + 512
"""Their inputs: seven matrices, of which the last has 512."""
ROWS = 2 * 256 + 2 * 128 + 2 * 512 + 256
HEAD = 1000 * 256
REST = 2 * HEAD + 5 * 256
"""Embedding, head and norms."""
MOE = {
    **LLAMA,
    "model_type": "qwen3_moe",
    "num_experts": 8,
    "moe_intermediate_size": 128,
    "num_experts_per_tok": 2,
}
AWQ = {"quant_method": "awq", "bits": 4, "group_size": 128, "version": "gemm"}
GPTQ = {"quant_method": "gptq", "bits": 4, "group_size": 128}
FP8 = {"quant_method": "fp8", "weight_block_size": [128, 128]}
NF4 = {"quant_method": "bitsandbytes", "load_in_4bit": True, "bnb_4bit_quant_type": "nf4"}
HQQ = {
    "quant_method": "hqq",
    "quant_config": {"weight_quant_params": {"nbits": 4, "group_size": 64, "axis": 1}},
}
NVFP4 = {"quant_method": "modelopt", "quant_algo": "NVFP4", "ignore": ["lm_head"]}


def compressed(weights, *, ignore=("lm_head",), inputs=None, **keys):
    group = {"targets": ["Linear"], "weights": weights, "input_activations": inputs}
    return {
        "quant_method": "compressed-tensors",
        "config_groups": {"group_0": group},
        "ignore": list(ignore),
        **keys,
    }


CHANNEL_FP8 = compressed(
    {"num_bits": 8, "type": "float", "strategy": "channel", "symmetric": True, "dynamic": False},
    inputs={"num_bits": 8, "type": "float", "strategy": "token", "dynamic": True},
    format="float-quantized",
)
INT4 = compressed(
    {"num_bits": 4, "type": "int", "strategy": "group", "group_size": 128, "symmetric": True},
    format="pack-quantized",
)


def read(quantization, base=LLAMA, **keys):
    return config.read({**base, **keys, "quantization_config": quantization})


def stored(quantization, base=LLAMA, **keys):
    return memory.weights(read(quantization, base, **keys))


GPT_OSS = {
    "quant_method": "mxfp4",
    "modules_to_not_convert": [
        "model.layers.*.self_attn",
        "model.layers.*.mlp.router",
        "model.embed_tokens",
        "lm_head",
    ],
}
MAVERICK = {
    **CHANNEL_FP8,
    "ignore": [
        r"re:.*self_attn.*",
        r"re:.*router",
        r"re:.*shared_expert.*",
        r"re:.*feed_forward\.(gate|up|down)_proj",
        r"re:vision_model.*",
        "lm_head",
    ],
}


@pytest.mark.parametrize(
    ("row", "quantization", "expected"),
    [
        # 13,761,264,768 is the total_size of the published index.
        ("gpt-oss-20b", GPT_OSS, 9_555_148_800 + 597_196_800 + 13_271_040 + 3_595_648_128),
        ("gpt-oss-20b", {"quant_method": "mxfp4"}, 13_761_264_768),
        # Without the module for multi-token prediction: weights, scales, the rest, corrections.
        ("DeepSeek-V3", FP8, 669_065_609_216 + 163_352_928 + 3_921_590_272 + 59_392),
    ],
)
def test_checkpoints_weigh_what_is_published(row, quantization, expected):
    given = {**measured.parameters()[row]["hf_config"], "quantization_config": quantization}
    assert memory.weights(config.read(given)) == expected


V4_FLASH: dict[str, Any] = {
    "model_type": "deepseek_v4",
    "compress_ratios": [0, 0, *[4, 128] * 20, 4, 0],
    "num_hash_layers": 3,
    "num_nextn_predict_layers": 1,
    "expert_dtype": "fp4",
    "torch_dtype": "bfloat16",
    "quantization_config": {
        "activation_scheme": "dynamic",
        "fmt": "e4m3",
        "quant_method": "fp8",
        "scale_fmt": "ue8m0",
        "weight_block_size": [128, 128],
    },
}


def test_deepseek_v4_flash_has_the_tensors_of_its_published_files():
    """Tensors and number formats are those of the files' headers, which a test of TensorRT-LLM
    lists (NVIDIA/TensorRT-LLM, an inventory of the checkpoint for its unit tests, revision
    60d8d70 of the checkpoint). Its module for multi-token prediction is not in the sum.
    """
    d, q, h, n, f, E, V = 4096, 1024, 512, 64, 2048, 256, 129_280

    def fp8(rows, columns):
        return rows * columns + -(-rows // 128) * -(-columns // 128)

    def fp4(rows, columns):
        return rows * (columns // 2 + columns // 32)

    def layer(i, ratio):
        norms_and_router = 2 * (2 * d + q + h + E * d)
        attention = 4 * n + fp8(q, d) + fp8(n * h, q) + fp8(h, d)
        attention += fp8(8 * 1024, n * h // 8) + fp8(d, 8 * 1024)
        streams = 2 * 4 * (24 * 4 * d + 24 + 3)
        choice = 8 * V * 6 if i < 3 else 4 * E
        shared = 2 * fp8(f, d) + fp8(d, f)
        experts = E * (2 * fp4(f, d) + fp4(d, f))
        return (
            norms_and_router + attention + streams + choice + shared + experts + compressed(ratio)
        )

    def compressed(ratio):
        if not ratio:
            return 0
        width = h * (2 if ratio == 4 else 1)
        compressor = 4 * ratio * width + 2 * h + 2 * 2 * width * d
        if ratio == 128:
            return compressor
        indexer = fp8(64 * 128, q) + 2 * 64 * d
        return compressor + indexer + 4 * 4 * 256 + 2 * 128 + 2 * 2 * 256 * d

    outside = 2 * 2 * V * d + 2 * d + 4 * (4 * 4 * d + 4 + 1)
    layers = [layer(i, ratio) for i, ratio in enumerate(V4_FLASH["compress_ratios"][:43])]
    model = config.read(V4_FLASH)
    assert memory.weights(model) == sum(layers) + outside
    assert model.unread == ()
    assert "experts in FP4" in model.stored.format


def test_the_experts_of_deepseek_v4_may_be_in_fp8():
    """As in its base model: an expert's 3 · 4096 · 2048 weights and their scales are larger."""
    with_fp8 = config.read({**V4_FLASH, "expert_dtype": "fp8"})
    weights = 43 * 256 * 3 * 4096 * 2048
    more = weights // 2 + weights // 128**2 - weights // 32
    assert memory.weights(with_fp8) - memory.weights(config.read(V4_FLASH)) == more
    inside = {**V4_FLASH["quantization_config"], "expert_dtype": "fp4"}
    alike = config.read({**V4_FLASH, "expert_dtype": None, "quantization_config": inside})
    assert memory.weights(alike) == memory.weights(config.read(V4_FLASH))


MEASURED = [row for row in measured.rows("variants") if "fp8" in row]


@pytest.mark.parametrize("row", MEASURED, ids=lambda row: row["family"])
def test_a_checkpoint_in_fp8_has_the_tensors_that_transformers_makes(row):
    """Its quantiser replaced the modules of the class; tests/verify/differential.py has counted."""
    blocks = {"quant_method": "fp8", "weight_block_size": [8, 8]}
    model = config.read({**row["config"], "quantization_config": blocks})
    scale = 2 if "BF16" in model.stored.assumption else 4
    numbers = row["fp8"]
    expected = numbers["eight"] + scale * numbers["scales"] + 2 * numbers["others"]
    expected += 2 * measured.float32_parameters(model)
    assert memory.weights(model) == expected + 4 * numbers["corrections"]


@pytest.mark.parametrize(
    ("wrapper", "text"), [("kimi_k25", "deepseek_v3"), ("glm4v", "glm4v_text")]
)
def test_a_wrapper_without_its_language_model_is_stored_like_that_of_its_class(wrapper, text):
    blocks = {"quant_method": "fp8", "weight_block_size": [128, 128]}
    tied = {"model_type": wrapper, "tie_word_embeddings": True}
    config_of = {**tied, "quantization_config": blocks}
    same = {**config_of, "text_config": {"model_type": text}}
    assert memory.weights(config.read(config_of)) == memory.weights(config.read(same))


def test_most_types_are_compared_in_fp8():
    assert len({row["family"] for row in MEASURED}) > 150


def test_the_largest_published_models_weigh_what_their_makers_say():
    rows = measured.parameters()
    gpt_oss = memory.weights(config.read(rows["gpt-oss-120b"]["hf_config"]))
    deepseek = memory.weights(config.read(rows["DeepSeek-V3"]["hf_config"]))
    assert gpt_oss == pytest.approx(65.2e9, rel=0.002)
    assert deepseek == pytest.approx(671e9, rel=0.004)


@pytest.mark.parametrize(
    ("sizes", "quantization", "parts"),
    [
        (
            {"hidden_size": 8192, "num_hidden_layers": 80, "num_attention_heads": 64}
            | {"num_key_value_heads": 8, "intermediate_size": 28_672, "vocab_size": 128_256},
            AWQ,
            (34_225_520_640, 1_069_547_520, 267_386_880, 4_205_330_432),
        ),
        (
            {"model_type": "qwen2", "hidden_size": 3584, "num_hidden_layers": 28}
            | {"num_attention_heads": 28, "num_key_value_heads": 4, "intermediate_size": 18_944}
            | {"vocab_size": 152_064},
            AWQ,
            (3_262_644_224, 101_957_632, 25_489_408, 2_180_656_128),
        ),
        (
            {"model_type": "qwen3_moe", "hidden_size": 2048, "num_hidden_layers": 48}
            | {"head_dim": 128, "num_attention_heads": 32, "num_key_value_heads": 4}
            | {"num_experts": 128, "num_experts_per_tok": 8, "moe_intermediate_size": 768}
            | {"vocab_size": 151_936, "intermediate_size": 6144},
            {**FP8, "modules_to_not_convert": ["lm_head", "mlp.gate", "input_layernorm"]},
            (29_896_998_912, 3_649_536, 1_270_247_424),
        ),
        (
            {"model_type": "llama4_text", "num_local_experts": 128, "num_hidden_layers": 48}
            | {"interleave_moe_layer_step": 2, "hidden_size": 5120, "vocab_size": 202_048},
            MAVERICK,
            (386_547_056_640, 132_120_576, 28_329_584_640),
        ),
    ],
    ids=["llama-3.1-70b-awq", "qwen2.5-7b-awq", "qwen3-30b-a3b-fp8", "maverick-fp8"],
)
def test_parts_that_were_worked_out_sum_to_the_bytes(sizes, quantization, parts):
    base = {"model_type": "llama", "tie_word_embeddings": False}
    assert stored(quantization, {**base, **sizes}) == sum(parts)


GROUPS = LAYER // 128
EACH = 7
KIB = 128 * 128

BY_HAND = {
    "awq": (AWQ, LAYER // 2 + GROUPS * 2 + GROUPS // 2),
    "awq64": ({**AWQ, "group_size": 64}, LAYER // 2 + 2 * GROUPS * 2 + 2 * GROUPS // 2),
    "gptq": (GPTQ, LAYER // 2 + GROUPS * 2 + GROUPS // 2 + 4 * INPUTS),
    "gptq8": ({**GPTQ, "bits": 8}, LAYER + GROUPS * 2 + GROUPS + 4 * INPUTS),
    "gptq-row": ({**GPTQ, "group_size": -1}, LAYER // 2 + ROWS * 2 + ROWS // 2 + 4 * INPUTS),
    "fp8": (FP8, LAYER + 4 * LAYER // KIB),
    "fp8-ue8m0": ({**FP8, "scale_fmt": "ue8m0"}, LAYER + LAYER // KIB),
    "fp8-tensor": ({"quant_method": "fp8", "activation_scheme": "static"}, LAYER + EACH * 8),
    "fbgemm": ({"quant_method": "fbgemm_fp8"}, LAYER + 4 * ROWS),
    "nf4": (NF4, LAYER // 2 + LAYER // 64 * 4),
    "nf4-double": (
        {**NF4, "bnb_4bit_use_double_quant": True},
        LAYER // 2 + LAYER // 64 + LAYER // 64 // 256 * 4,
    ),
    "int8": ({"load_in_8bit": True}, LAYER + 4 * ROWS + EACH),
    "nvfp4": (NVFP4, LAYER // 2 + LAYER // 16 + 8 * EACH),
    "modelopt-fp8": ({**NVFP4, "quant_algo": "FP8"}, LAYER + 8 * EACH),
    "ct-fp8": (CHANNEL_FP8, LAYER + 2 * ROWS),
    "ct-int4": (INT4, LAYER // 2 + GROUPS * 2 + 16 * EACH),
    "ct-nvfp4": (
        compressed(
            {"num_bits": 4, "type": "float", "strategy": "tensor_group", "group_size": 16},
            inputs={"num_bits": 4, "type": "float", "dynamic": "local"},
            format="nvfp4-pack-quantized",
        ),
        LAYER // 2 + LAYER // 16 + 8 * EACH,
    ),
    "ct-tensor": (
        compressed({"num_bits": 8, "type": "float", "strategy": "tensor"}),
        LAYER + 2 * EACH,
    ),
    "ct-block": (
        compressed(
            {"num_bits": 8, "type": "float", "strategy": "block", "block_structure": [128, 128]}
        ),
        LAYER + 2 * LAYER // KIB,
    ),
    "bitnet": ({"quant_method": "bitnet"}, LAYER // 4 + 2 * EACH),
    "bitnet-16": (
        {"quant_method": "bitnet", "linear_class": "autobitlinear"},
        2 * LAYER + 2 * EACH,
    ),
    "eetq": ({"quant_method": "eetq", "weights": "int8"}, LAYER + 2 * ROWS),
    "hqq": (HQQ, LAYER // 2 + 4 * LAYER // 64),
    "aqlm": (
        {"quant_method": "aqlm", "nbits_per_codebook": 16, "num_codebooks": 1},
        LAYER // 4 + 2 * ROWS + EACH * 2**16 * 8 * 2,
    ),
    "aqlm-2x8": (
        {"quant_method": "aqlm", "nbits_per_codebook": 8, "num_codebooks": 2},
        LAYER // 4 + 2 * ROWS + EACH * 2 * 2**8 * 8 * 2,
    ),
    "higgs": (
        {"quant_method": "higgs", "bits": 3, "group_size": 256},
        LAYER * 3 // 8 + LAYER // 256 * 2 + EACH * 2 * (8 + 2 * 64),
    ),
    "torchao": (
        {
            "quant_method": "torchao",
            "quant_type": {
                "default": {"_type": "Int4WeightOnlyConfig", "_data": {"group_size": 64}}
            },
        },
        LAYER // 2 + LAYER // 64 * 4,
    ),
}
"""Configs and the bytes of the matrices of one layer."""


@pytest.mark.parametrize("name", BY_HAND)
def test_a_layer_weighs_what_a_sum_by_hand_says(name):
    quantization, layer = BY_HAND[name]
    model = read(quantization)
    assert memory.weights(model) == 2 * layer + 2 * REST
    assert model.unread == ()
    assert model.stored.format


@pytest.mark.parametrize("name", BY_HAND)
def test_tied_embeddings_are_stored_once(name):
    quantization, layer = BY_HAND[name]
    assert stored(quantization, tie_word_embeddings=True) == 2 * layer + 2 * (REST - HEAD)


@pytest.mark.parametrize(
    ("key", "value", "each"),
    [("torch_dtype", "float32", 4), ("dtype", "float32", 4), ("dtype", "torch.float16", 2)],
)
def test_the_number_format_of_a_plain_model_counts(key, value, each):
    model = config.read({**LLAMA, key: value})
    assert memory.weights(model) == each * parameters.total(model)
    assert memory.weights(model, 2) == 2 * parameters.total(model)


def test_without_a_word_about_it_a_model_is_in_bf16():
    model = config.read({**LLAMA, "quantization_config": None})
    assert memory.weights(model) == 2 * parameters.total(model)
    assert (model.stored.format, model.stored.assumption) == ("BF16", "")


def test_what_is_not_quantised_has_the_number_format_of_the_model():
    assert stored(GPTQ, dtype="float32") - stored(GPTQ) == 2 * REST


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (["lm_head"], 0),
        (["lm_head", "self_attn"], 2 * (2 * 256 * 256 + 2 * 128 * 256)),
        (["lm_head", "model.layers.1"], LAYER),
        (["lm_head", "model.layers.1.mlp"], 3 * 256 * 512),
        (["lm_head", "model.layers.1.mlp.down_proj", "k_proj"], 256 * 512 + 2 * 128 * 256),
        (["lm_head", "model.layers.*.mlp.up_proj"], 2 * 256 * 512),
        (["lm_head", "model.layers.0.mlp.gate", "input_layernorm", "visual.blocks.0"], 0),
        (["lm_head", "model.layers.2.mlp", "model.vision_tower.layers.0.mlp"], 0),
        (["o_proj"], 2 * 256 * 256 - HEAD),
    ],
)
def test_modules_that_are_named_stay_in_16_bits(names, kept):
    """In FP8 with one scale of 4 bytes a matrix; the head is not among what stays by itself."""
    plain = {"quant_method": "fp8", "weight_block_size": None}
    all_quantised = stored({**plain, "modules_to_not_convert": ["lm_head"]})
    chosen = stored({**plain, "modules_to_not_convert": names})
    assert (chosen - all_quantised) == pytest.approx(kept, abs=4 * EACH * 2)


@pytest.mark.parametrize(
    ("ignore", "kept"),
    [
        (["lm_head", "re:.*self_attn.*"], 2 * (2 * 256 * 256 + 2 * 128 * 256)),
        (["lm_head", r"re:.*layers\.1\..*"], LAYER),
        (["lm_head", r"re:.*mlp\.(gate|up)_proj$"], 4 * 256 * 512),
        ([], -HEAD),
    ],
)
def test_patterns_of_compressed_tensors_choose_modules(ignore, kept):
    all_quantised, chosen = stored(CHANNEL_FP8), stored({**CHANNEL_FP8, "ignore": ignore})
    assert chosen - all_quantised == pytest.approx(kept, abs=2 * max(2 * ROWS, 1000))


def test_modelopt_excludes_by_stars_and_its_own_file_is_read_too():
    excluded = {"exclude_modules": ["lm_head", "*self_attn*"]}
    own = {
        "producer": {"name": "modelopt"},
        "quantization": {"quant_algo": "NVFP4", "group_size": 16, **excluded},
    }
    mlp = 3 * 256 * 512
    expected = 2 * (mlp // 2 + mlp // 16 + 3 * 8) + 2 * (2 * (LAYER - mlp) + REST)
    assert stored(own) == expected


def test_gptq_rules_change_and_leave_out_modules():
    rules = {"-:.*self_attn.*": {}, r"+:.*\.mlp\.down_proj": {"bits": 8}}
    down, others = 256 * 512, 2 * 256 * 512
    layer = down + others // 2 + (down + others) // 128 * 2 + down // 128 + others // 128 // 2
    layer += 4 * (512 + 2 * 256)
    kept = LAYER - down - others
    assert stored({**GPTQ, "dynamic": rules}) == 2 * layer + 2 * (2 * kept + REST)


def test_some_experts_of_a_layer_may_stay():
    names = ["lm_head", *(f"model.layers.0.mlp.experts.{i}.up_proj" for i in (0, 3, 99))]
    plain = {"quant_method": "fp8", "weight_block_size": None}
    difference = stored({**plain, "modules_to_not_convert": names}, MOE) - stored(
        {**plain, "modules_to_not_convert": ["lm_head"]}, MOE
    )
    assert difference == 2 * (256 * 128 - 4)


def test_the_router_stays_and_experts_are_single_matrices():
    model = read(GPTQ, MOE)
    experts, attention = 8 * 3 * 128 * 256, 2 * 256 * 256 + 2 * 128 * 256
    quantised = experts + attention
    inputs = 8 * (256 + 256 + 128) + 4 * 256
    layer = quantised // 2 + quantised // 128 * 5 // 2 + 4 * inputs
    rest = parameters.total(model) - 2 * quantised
    assert memory.weights(model) == 2 * layer + 2 * rest
    assert "routers" in model.stored.assumption


def test_one_matrix_for_three_projections_has_one_list_of_inputs():
    phi = {**LLAMA, "model_type": "phi3", "pad_token_id": 0}
    assert stored(GPTQ) - stored(GPTQ, phi) == 2 * 4 * 3 * 256


@pytest.mark.parametrize(
    ("quantization", "reason"),
    [
        ({"quant_method": "vptq"}, "the method 'vptq' is not counted"),
        (
            {"quant_method": "quanto"},
            "the method 'quanto' is one that quantises a checkpoint in 16",
        ),
        ({"quant_method": "hqq"}, "other bits for some layers"),
        ({"quant_method": "aqlm", "out_group_size": 2}, "out_group_size is not 1"),
        ({}, "without quant_method"),
        ({**AWQ, "version": "gemv"}, "the layout 'gemv' of AWQ"),
        ({**GPTQ, "checkpoint_format": "marlin"}, "the layout 'marlin' of GPTQ"),
        ({"quant_method": "gptq"}, "how many bits"),
        ({"quant_method": "mxfp4"}, "in gpt-oss only"),
        ({**NVFP4, "quant_algo": "W4A8_AWQ"}, "ModelOpt's 'W4A8_AWQ' is not counted"),
        ({"quant_method": "modelopt"}, "names no quant_algo"),
        ({"quant_method": "compressed-tensors"}, "no config_groups"),
        ({**INT4, "format": "marlin-24"}, "the layout 'marlin-24'"),
        ({**FP8, "expert_dtype": "fp4"}, "names 'experts', which is not a matrix"),
        ({**FP8, "modules_to_not_convert": ["mixer.wobble"]}, "names 'mixer.wobble', which is no"),
        ({**CHANNEL_FP8, "ignore": ["re:(a+)+b"]}, "too involved"),
        ({**CHANNEL_FP8, "ignore": ["re:("]}, "too involved"),
        ({**AWQ, "group_size": 100}, "make no whole groups of 100"),
    ],
)
def test_bytes_that_are_not_known_are_refused_and_parameters_counted(quantization, reason):
    model = read(quantization)
    assert parameters.total(model) == 2 * LAYER + REST
    assert memory.weights(model, 2) == 2 * parameters.total(model)
    assert model.unread == ()
    with pytest.raises(Unweighed, match=reason) as caught:
        memory.weights(model)
    assert isinstance(caught.value, Uncounted)
    assert str(caught.value).startswith("The bytes of llama as stored are not known here: ")


MLX = {"group_size": 64, "bits": 4}


def test_mlx_quantises_embedding_and_head_too():
    """A scale and a bias in 16 bits for each 64 weights of a row; norms stay."""
    each = 2 * LAYER + 2 * HEAD
    expected = each // 2 + each // 64 * 4 + 2 * (REST - 2 * HEAD)
    assert stored(MLX) == expected
    for keys in ({"quantization": MLX}, {"quantization": MLX, "quantization_config": MLX}):
        model = config.read({**LLAMA, **keys})
        assert memory.weights(model) == expected
        assert model.unread == ()
    tied = 2 * LAYER + HEAD
    assert stored(MLX, tie_word_embeddings=True) == tied // 2 + tied // 64 * 4 + 2 * 5 * 256


def test_mlx_may_have_other_bits_for_some_modules():
    plain, down = stored(MLX), 256 * 512
    eight = {**MLX, "model.layers.0.mlp.down_proj": {"group_size": 64, "bits": 8}}
    assert stored(eight) - plain == down // 2
    kept = {**MLX, "model.layers.0.mlp.down_proj": False}
    assert stored(kept) - plain == 2 * down - down // 2 - down // 64 * 4
    with pytest.raises(Unweighed, match="which of its routers"):
        stored(MLX, MOE)


def test_experts_that_are_one_tensor_are_not_quantised_by_tools_for_matrices():
    row = measured.parameters()["gpt-oss-20b"]["hf_config"]
    with pytest.raises(Unweighed, match="one tensor"):
        memory.weights(config.read({**row, "quantization_config": NF4}))


NONSENSE = [
    ({**AWQ, "bits": "four"}, "bits"),
    ({**AWQ, "bits": 5}, "bits"),
    ({**AWQ, "group_size": 0}, "group_size"),
    ({**AWQ, "zero_point": 1}, "zero_point"),
    ({**AWQ, "modules_to_not_convert": "lm_head"}, "modules_to_not_convert"),
    ({**GPTQ, "bits": 5}, "bits"),
    ({**GPTQ, "bits": 10**5000}, "bits"),
    ({**GPTQ, "dynamic": []}, "dynamic"),
    ({**GPTQ, "dynamic": {"-:x": {}, "y": 3}}, "dynamic.y"),
    ({**GPTQ, "lm_head": "yes"}, "lm_head"),
    ({**FP8, "weight_block_size": [128]}, "weight_block_size"),
    ({**FP8, "weight_block_size": [128, 0]}, "weight_block_size"),
    ({**FP8, "scale_fmt": "e5"}, "scale_fmt"),
    ({**FP8, "activation_scheme": 7}, "activation_scheme"),
    ({**FP8, "modules_to_not_convert": [3]}, "modules_to_not_convert"),
    ({**NF4, "load_in_8bit": True}, "load_in_8bit"),
    ({**NF4, "bnb_4bit_quant_type": "nf5"}, "bnb_4bit_quant_type"),
    ({**NF4, "bnb_4bit_use_double_quant": "no"}, "bnb_4bit_use_double_quant"),
    ({**NVFP4, "quant_algo": 4}, "quant_algo"),
    ({**CHANNEL_FP8, "ignore": "lm_head"}, "ignore"),
    ({**CHANNEL_FP8, "config_groups": []}, "config_groups"),
    (compressed({"num_bits": 77}), "config_groups.group_0.weights.num_bits"),
    (compressed({"type": "complex"}), "config_groups.group_0.weights.type"),
    (compressed({"strategy": "luck"}), "config_groups.group_0.weights.strategy"),
    ({"quant_method": "torchao", "quant_type": {}}, "quant_type.default._type"),
    ({"quant_method": 4}, "quant_method"),
]


@pytest.mark.parametrize(("quantization", "key"), NONSENSE, ids=range(len(NONSENSE)))
def test_a_value_that_cannot_be_meant_is_named_with_its_key(quantization, key):
    with pytest.raises(ConfigError) as caught:
        read(quantization)
    assert caught.value.key == f"quantization_config.{key}"


@pytest.mark.parametrize("value", [[], "awq", 4, True])
def test_a_quantization_config_is_an_object(value):
    with pytest.raises(ConfigError) as caught:
        read(value)
    assert caught.value.key == "quantization_config"


def test_an_unknown_number_format_is_named():
    with pytest.raises(ConfigError, match="dtype: 'int3' is not a number format"):
        config.read({**LLAMA, "dtype": "int3"})


@pytest.mark.parametrize("value", [None, 0, -1, 3.5, "x", [], {}, [[]], True, 10**400, [None]])
@pytest.mark.parametrize("name", BY_HAND)
def test_any_value_of_any_key_gives_bytes_or_a_sentence(name, value):
    quantization, _ = BY_HAND[name]
    for key in quantization:
        with suppress(ConfigError, Unweighed):
            assert stored({**quantization, key: value}) > 0


def test_a_misspelt_key_of_a_quantization_config_is_not_silent():
    with pytest.raises(ConfigError, match="use group_size"):
        read({"quant_method": "gptq", "bits": 4, "group_sise": 64})
    assert read({**GPTQ, "wobble": 64}).unread == ("quantization_config.wobble",)


def test_a_wrapped_model_may_be_quantised_in_its_own_object():
    text = {**LLAMA, "model_type": "gemma3_text"}
    outside = {"model_type": "gemma3", "text_config": text, "quantization_config": GPTQ}
    inside = {"model_type": "gemma3", "text_config": {**text, "quantization_config": GPTQ}}
    plain = {"model_type": "gemma3", "text_config": text}
    weighed = [memory.weights(config.read(given)) for given in (outside, inside, plain)]
    assert weighed[0] == weighed[1] < weighed[2]


@pytest.mark.parametrize("model_type", sorted(families.TYPES))
def test_the_matrices_of_a_family_hold_all_weights_that_are_multiplied_with(model_type):
    try:
        model = config.read({"model_type": model_type})
    except ConfigError:
        pytest.skip("this class has no complete default")
    for layer, _ in model.layer_counts:
        for block in layer.blocks:
            check(block, model.hidden_size)


@given(architectures())
def test_matrices_of_random_blocks_hold_all_weights(model):
    for layer in model.layers:
        for block in layer.blocks:
            check(block, model.hidden_size)


KNOWN = (Attention, Dense, GatedDeltaNet, LatentAttention, Mamba1, Mamba2, MoE)
"""Blocks whose shapes are known. Others may have theirs, too, or have them refused."""


def check(block, d):
    sums: dict[str, int] = {}
    for matrix in block.matrices(d):
        sums[matrix.component] = sums.get(matrix.component, 0) + matrix.weights
    if sums != {c: n for c, n in block.all_matmul_weights(d).items() if n}:
        assert type(block) not in KNOWN
        assert not modules(block, d, "llama")


def test_many_layers_and_many_names_are_weighed_in_time():
    names = [f"model.layers.{i}.mlp.experts.{e}.up_proj" for i in range(60) for e in range(384)]
    start = time.process_time()
    stored({**FP8, "modules_to_not_convert": ["lm_head", *names]}, {**MOE, "num_hidden_layers": 61})
    patterns = ["lm_head", r"re:.*layers\.1\d*\.self_attn.*"]
    stored({**CHANNEL_FP8, "ignore": patterns}, num_hidden_layers=10_000)
    assert time.process_time() - start < 3
