"""A config.json is counted exactly, or refused with the key that is wrong."""

import pytest

from calc.llm import config, families, flops, memory, parameters
from calc.llm.errors import ConfigError, Uncounted
from calc.llm.families.wrapper import Wrapper
from calc.llm.models import (
    DEEPSEEK_MOE_16B,
    DEEPSEEK_V3,
    LLAMA_3_1_405B,
    MAVERICK,
    MIXTRAL_8X7B,
    MIXTRAL_8X22B,
    SCOUT,
)
from tests.llm import measured
from tests.llm.strategies import between_tokens

LLAMA = {
    "model_type": "llama",
    "hidden_size": 64,
    "intermediate_size": 96,
    "num_attention_heads": 4,
    "num_hidden_layers": 2,
    "vocab_size": 100,
}
ROWS = measured.rows("families") + measured.rows("variants")
MIXTRAL = {**LLAMA, "model_type": "mixtral", "num_key_value_heads": 2, "num_local_experts": 8}


@pytest.mark.parametrize("identity", measured.parameters())
def test_parameters_are_those_of_the_real_implementation(identity):
    row = measured.parameters()[identity]
    model = config.read(row["hf_config"])
    tower = parameters.vision(model) if identity.endswith("+vision") else 0
    assert parameters.total(model) + tower == row["total_params"]
    assert parameters.active(model) + tower == row["active_params"]
    without = parameters.active(model, input_embedding=False)
    assert without + tower == row["active_params_no_input_embedding"]
    assert sum(parameters.breakdown(model).values()) == parameters.total(model)


@pytest.mark.parametrize(
    "row",
    ROWS,
    ids=lambda row: row.get("name", row["family"]),
)
def test_all_options_of_all_families_count_as_in_transformers(row):
    """The rows are random configs, defaults of the classes, and released models, as built by
    transformers.
    """
    model = config.read(row["config"])
    assert parameters.total(model) == row["total"]
    if "active" in row:
        assert parameters.active(model) == row["active"]
    if "active_without_input_embedding" in row:
        without = parameters.active(model, input_embedding=False)
        assert without == row["active_without_input_embedding"]
    if "vision" in row:
        assert parameters.vision(model) == row["vision"]
    if "multi_token_prediction" in row:
        assert parameters.multi_token_prediction(model) == row["multi_token_prediction"]
    if "cache_elements" in row:
        elements = memory.kv_cache_elements(between_tokens(model), row["context"])
        assert elements == row["cache_elements"]
    if "matmul_flop" in row:
        matmul = measured.matmul_flop(model, row["context"])
        assert matmul == pytest.approx(row["matmul_flop"], rel=1e-12)


@pytest.mark.parametrize(
    ("identity", "model"),
    [
        ("Llama-4-Scout-17B-16E+vision", SCOUT),
        ("Llama-4-Maverick-17B-128E+vision", MAVERICK),
        ("DeepSeek-V3", DEEPSEEK_V3),
        ("DeepSeekMoE-16B", DEEPSEEK_MOE_16B),
        ("Mixtral-8x7B-v0.1", MIXTRAL_8X7B),
        ("Mixtral-8x22B-v0.1", MIXTRAL_8X22B),
        ("Llama-3.1-405B", LLAMA_3_1_405B),
    ],
)
def test_the_config_of_a_model_is_read_as_that_model(identity, model):
    assert config.read(measured.parameters()[identity]["hf_config"]) == model


@pytest.mark.parametrize("model_type", families.TYPES)
def test_every_model_type_has_a_measured_row(model_type):
    """A language model that is only a part of others has one as a part of them."""
    rows = ROWS
    measured_types = {row["family"] for row in rows} | {
        row["model_type"] for row in measured.parameters().values()
    }
    measured_types |= {
        row["config"]["text_config"].get("model_type")
        for row in rows
        if isinstance(row["config"].get("text_config"), dict)
    }
    read = families.find(model_type)
    if isinstance(read, Wrapper) and read.text not in families.TYPES:
        with pytest.raises(ConfigError, match="is not known here as a language model"):
            config.read({"model_type": model_type, read.keys[0]: {"model_type": read.text}})
        return
    if isinstance(read, Wrapper):
        model_type = read.text or model_type
    if model_type == "nemotron-nas":  # not in transformers; the next test has it
        return
    row_of = {"kimi_k2": "deepseek_v3", "glm4v_moe_text": "glm4v_moe"}
    assert row_of.get(model_type, model_type) in measured_types


NEMOTRON_SUPER = [
    *[(8, 2.625), *[(8, 5.25)] * 5, (None, 2.625), (None, 2.625), *[(8, 5.25)] * 3],
    *[(None, 3.28125), *[(8, 5.25)] * 30, (None, 1.3125), (None, 2.625), (None, 2.625)],
    *[(None, 1.3125), (None, 5.25), (None, 1.3125), (None, 2.625), *[(None, 1.3125)] * 3],
    *[(8, 5.25), (None, 1.3125), (None, 1.0), (None, 1.0), (None, 1.3125), *[(None, 1.0)] * 3],
    *[(None, 1.3125), (None, 1.3125), (None, 0.5), (None, 0.5), (None, 1.0), (None, 1.0)],
    *[(None, 0.5), (None, 0.5), (None, 1.0), (None, 0.5), (None, 0.5), *[(8, 5.25)] * 9],
]
"""Query heads for each key head, None where there is no attention, and `ffn_mult` of each layer.
Source: config.json of nvidia/Llama-3_3-Nemotron-Super-49B-v1, as NVIDIA NeMo has it in
llama_nemotron_config.py"""


def nemotron_nas(layers):
    blocks = [
        {"attention": {"n_heads_in_group": group, "no_op": group is None}, "ffn": {"ffn_mult": m}}
        for group, m in layers
    ]
    return {"model_type": "nemotron-nas", "num_hidden_layers": len(layers), "block_configs": blocks}


def test_a_model_whose_layers_a_search_has_changed_has_the_size_in_its_name():
    """Llama-3.3-Nemotron-Super-49B; a layer without attention has no cache."""
    model = config.read(nemotron_nas(NEMOTRON_SUPER))
    assert 49e9 < parameters.total(model) < 50e9
    cached = sum(group is not None for group, _ in NEMOTRON_SUPER)
    assert memory.kv_cache_elements(model, 10) == cached * 10 * 2 * 8 * 128


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("attention", {"n_heads_in_group": 7}),
        ("attention", {"n_heads_in_group": 8, "window_length": 4}),
        ("attention", {}),
        ("ffn", {}),
        ("ffn", {"ffn_mult": "wide"}),
    ],
)
def test_a_block_that_cannot_be_read_is_named_with_its_layer(part, wrong):
    given = nemotron_nas(NEMOTRON_SUPER)
    given["block_configs"][3][part] = wrong
    with pytest.raises(ConfigError, match=rf"block_configs\.3\.{part}"):
        config.read(given)


def test_a_matrix_in_place_of_a_block_has_the_square_of_the_width():
    given = nemotron_nas(NEMOTRON_SUPER)
    without = parameters.total(config.read(given))
    given["block_configs"][6]["attention"] = {"replace_with_linear": True}
    d = 8192
    assert parameters.total(config.read(given)) == without + d * d + d


SAID_BY_ANOTHER = {
    "bailing_hybrid": {"linear_head_dim", "linear_num_heads"},
    "glm_moe_dsa": {"mlp_layer_types"},
    "llama4": {"text_config.layer_types", "text_config.moe_layers"},
    "mimo_v2_flash": {"sliding_window_size"},
    "minimax_m3_vl_text": {"moe_layer_freq"},
    "modernbert-decoder": {"sliding_window"},
}
"""Keys in whose absence another key of the row counts."""
OF_ONE_LAYER = "per_layer_config."
"""Keys that say what is other than usual in one layer."""


def without_one_key(given):
    """Each key but `model_type`, on two levels, and the config without it."""
    for key, value in given.items():
        others = {name: item for name, item in given.items() if name != key}
        if key != "model_type":
            yield key, others
        for inner in value if isinstance(value, dict) else ():
            if inner != "model_type":
                rest = {name: item for name, item in value.items() if name != inner}
                yield f"{key}.{inner}", {**others, key: rest}


def numbers(model):
    """Those that a key may change; None for one that cannot be counted."""
    found: list[float | None] = [parameters.total(model), parameters.active(model)]
    for one in (memory.kv_cache_elements, flops.forward):
        try:
            found.append(one(model, 64))
        except Uncounted:
            found.append(None)
    return found


@pytest.mark.parametrize("model_type", sorted({row["family"] for row in ROWS}))
def test_no_key_that_counts_is_left_to_the_class_without_a_word(model_type):
    """Some 2,000 keys, each left out alone: none changes a number silently."""
    for given in (row["config"] for row in ROWS if row["family"] == model_type):
        whole = config.read(given)
        for key, less in without_one_key(given):
            try:
                model = config.read(less)
            except ConfigError:
                continue
            said = {*model.assumed} - {*whole.assumed}
            if key.startswith(OF_ONE_LAYER) or key in SAID_BY_ANOTHER.get(model_type, ()):
                continue
            if not said:
                assert numbers(model) == numbers(whole), (given, key)


@pytest.mark.parametrize("identity", ["GLM-4.5-Air", "Qwen3-Next-80B-A3B"])
def test_checkpoints_have_the_multi_token_prediction_modules_that_are_counted(identity):
    """GLM's checkpoint also has copies of embedding and head, and 46 × 128 router corrections,
    which are buffers.
    """
    row = measured.parameters()[identity]
    model = config.read(row["hf_config"])
    extra = row["hub_safetensors_total"] - row["total_params"]
    if identity == "GLM-4.5-Air":
        assert parameters.multi_token_prediction(model, copies=True) == extra - 46 * 128
    else:
        assert parameters.multi_token_prediction(model) == extra


def test_a_query_latent_of_null_is_no_latent_and_an_absent_one_is_the_default():
    v2_lite = {
        "model_type": "deepseek_v2",
        "hidden_size": 2048,
        "num_attention_heads": 16,
        "num_hidden_layers": 27,
        "num_experts_per_tok": 6,
    }
    null, absent = config.read({**v2_lite, "q_lora_rank": None}), config.read(v2_lite)
    plain, latent = 2048 * 16 * 192, 2048 * 1536 + 1536 + 1536 * 16 * 192
    more = parameters.total(absent) - parameters.total(null)
    assert more == 27 * (latent - plain)


def test_a_new_falcon_caches_its_key_value_heads_once():
    """The cache of transformers has sixteen copies of them, one for each query head."""
    model = config.read(measured.parameters()["falcon-40b"]["hf_config"])
    assert memory.kv_cache_elements(model, 1) == 60 * 2 * 8 * 64


def test_keys_without_influence_on_the_shape_change_nothing():
    with_other_keys = {
        **LLAMA,
        "architectures": ["LlamaForCausalLM"],
        "torch_dtype": "bfloat16",
        "quantization_config": {"quant_method": "fp8"},
        "rope_scaling": None,
        "auto_map": {},
        "transformers_version": "4.51.0",
        "pretraining_tp": 1,
    }
    assert config.read(with_other_keys) == config.read(LLAMA)


@pytest.mark.parametrize("family", ["gemma3", "gemma4", "qwen3_5", "qwen3_5_moe"])
@pytest.mark.parametrize("tied", [True, False])
def test_the_top_level_of_a_multimodal_config_decides_on_tying(family, tied):
    """The multimodal class ties the embeddings, whatever the text model does alone."""
    text = {"tie_word_embeddings": not tied}
    model = config.read({"model_type": family, "tie_word_embeddings": tied, "text_config": text})
    assert model.tied_embeddings == tied


def test_in_glm_4_5v_either_level_ties():
    text = {"tie_word_embeddings": True}
    nested = {"model_type": "glm4v_moe", "tie_word_embeddings": False, "text_config": text}
    assert config.read(nested).tied_embeddings


def test_in_llama_4_the_text_config_decides_on_tying():
    nested = {"model_type": "llama4", "tie_word_embeddings": True, "text_config": {}}
    assert not config.read(nested).tied_embeddings


NO_WINDOW = [
    {"sliding_window": None},
    {"sliding_window_pattern": None},
    {"sliding_window": None, "layer_types": ["full_attention"] * 32},
]


@pytest.mark.parametrize("given", NO_WINDOW)
@pytest.mark.parametrize("model_type", ["exaone4", "exaone_moe"])
def test_an_exaone_4_without_a_window_has_full_attention(model_type, given):
    model = config.read({"model_type": model_type, **given})
    keys = 2 * 32 * 128
    assert memory.kv_cache_elements(model, 10**5) == len(model.layers) * keys * 10**5


def test_the_letters_of_an_exaone_4_say_which_layers_slide():
    """The last of 31 layers would slide by its letter, and does not."""
    model = config.read(
        {"model_type": "exaone4", "num_hidden_layers": 31, "sliding_window_pattern": "LLLG"}
    )
    sliding = [i for i in range(31) if i % 4 != 3 and i != 30]
    positions = len(sliding) * 4096 + (31 - len(sliding)) * 10**5
    assert memory.kv_cache_elements(model, 10**5) == 2 * 32 * 128 * positions
    with pytest.raises(ConfigError, match="neither a number nor letters"):
        config.read({"model_type": "exaone4", "sliding_window_pattern": "LLX"})


def test_the_class_of_another_type_is_refused_where_it_would_be_another_model():
    """Qwen 2 has biases of queries, keys and values, 2 × (64 + 2 × 64) of them here."""
    as_qwen = parameters.total(config.read({**LLAMA, "model_type": "qwen2"}))
    assert as_qwen == parameters.total(config.read(LLAMA)) + 2 * 3 * 64
    with pytest.raises(ConfigError, match=f"is a class of qwen2.*{as_qwen:,}.*is llama"):
        config.read({**LLAMA, "architectures": ["Qwen2ForCausalLM"]})
    config.read({**LLAMA, "architectures": ["MistralForCausalLM"]})
    config.read({"model_type": "kimi_k2", "architectures": ["DeepseekV3ForCausalLM"]})
    config.read({"model_type": "exaone", "architectures": ["LlamaForCausalLM"]})


def test_a_key_that_is_nearly_two_is_the_nearer_one():
    """`kv_lora_rank` has the same value, and is two letters further away."""
    with pytest.raises(ConfigError, match=r"^qLoraRank: .*use q_lora_rank"):
        config.read({"model_type": "deepseek_v3", "kv_lora_rank": 512, "qLoraRank": 512})
    same = {"model_type": "deepseek_v3", "qk_rope_head_dim": 64, "qk_ope_head_dim": 64}
    with pytest.raises(ConfigError, match=r"^qk_ope_head_dim: "):
        config.read(same)


def test_modules_of_unknown_content_are_not_counted():
    model = config.read({"model_type": "minimax_m2", "use_mtp": True, "num_mtp_modules": 3})
    with pytest.raises(Uncounted, match="multi-token-prediction modules of minimax_m2 hold"):
        parameters.multi_token_prediction(model)


@pytest.mark.parametrize(
    ("wrong", "key", "sentence"),
    [
        ({}, "model_type", "it is missing"),
        ({"model_type": None}, "model_type", "it is missing"),
        ({"model_type": "llama5"}, "model_type", 'such as "llama"'),
        ({"model_type": "bert"}, "model_type", "it is an encoder"),
        ({"model_type": "Qwen3-MoE"}, "model_type", 'but "qwen3_moe" is; use that'),
        ({"model_type": "Qwen2ForCausalLM"}, "model_type", 'but "qwen2" is; use that'),
        ({"model_type": "llama\u200b"}, "model_type", "it contains a zero-width space; "),
        ({"model_type": "qwen2.5"}, "model_type", 'such as "llama"'),
        ({**LLAMA, **{f"k{i}": 1 for i in range(5000)}}, "config.json", "5,006 keys"),
        (
            {"model_type": "gemma2", "layer_types": ["full_attention"] * 10**6},
            "layer_types",
            "it has 1,000,000 entries",
        ),
        ({"model_type": ["llama"]}, "model_type", "a list is not known here"),
        ([], "config.json", "a list will not do; an object would"),
        (None, "config.json", "null will not do; an object would"),
        ({**LLAMA, "hidden_size": "64"}, "hidden_size", "'64' will not do; a whole number"),
        ({**LLAMA, "hidden_size": None}, "hidden_size", "null will not do"),
        ({**LLAMA, "hidden_size": 64.0}, "hidden_size", "64.0 will not do"),
        ({**LLAMA, "hidden_size": float("nan")}, "hidden_size", "nan will not do"),
        ({**LLAMA, "hidden_size": True}, "hidden_size", "true will not do"),
        ({**LLAMA, "hidden_size": [64]}, "hidden_size", "a list will not do"),
        ({**LLAMA, "hidden_size": -64}, "hidden_size", "from 1 to"),
        ({**LLAMA, "vocab_size": 10**6000}, "vocab_size", "bits will not do"),
        ({**LLAMA, "num_hidden_layers": 10**6}, "num_hidden_layers", "from 1 to 10000 would"),
        ({**LLAMA, "num_attention_heads": 5}, "num_attention_heads", "do not divide hidden_size"),
        ({**LLAMA, "num_key_value_heads": 3}, "num_key_value_heads", "use a divisor of 4"),
        ({**LLAMA, "attention_bias": 1}, "attention_bias", "true or false would"),
        ({**LLAMA, "tie_word_embeddings": "no"}, "tie_word_embeddings", "true or false would"),
        ({**LLAMA, "per_layer_config": {"0": {}}}, "per_layer_config", "use null"),
        ({**MIXTRAL, "num_experts_per_tok": 9}, "num_experts_per_tok", "use at most 8"),
        ({**MIXTRAL, "num_experts": 4}, "num_experts", "4 contradicts num_local_experts, 8"),
        ({**LLAMA, "model_type": "grok-1"}, "num_key_value_heads", "it is missing"),
        (
            {**LLAMA, "model_type": "gemma2", "num_key_value_heads": 2, "layer_types": ["full"]},
            "layer_types",
            '\'full\' is not known here; "full_attention" or "sliding_attention" is',
        ),
        (
            {
                **LLAMA,
                "model_type": "gemma2",
                "num_key_value_heads": 2,
                "layer_types": ["full_attention"],
            },
            "layer_types",
            "it names 1 layers where there are 2",
        ),
        (
            {
                **LLAMA,
                "model_type": "mistral",
                "num_key_value_heads": 2,
                "sliding_window": 8,
                "layer_types": ["full_attention", "sliding_attention"],
            },
            "layer_types",
            "contradicts sliding_window",
        ),
        (
            {"model_type": "llama4", "text_config": {"hidden_size": "wide"}},
            "text_config.hidden_size",
            "'wide' will not do",
        ),
        ({"model_type": "llama4", "text_config": 7}, "text_config", "7 will not do; an object"),
        (
            {"model_type": "llama4", "vision_config": {"patch_size": [14, 14]}},
            "vision_config.patch_size",
            "a list will not do",
        ),
        (
            {"model_type": "llava", "text_config": {"model_type": "bert"}},
            "text_config.model_type",
            "'bert' is not known here as a language model: it is an encoder",
        ),
        (
            {"model_type": "qwen3_5", "tie_word_embeddings": 1, "text_config": {}},
            "tie_word_embeddings",
            "true or false would",
        ),
        (
            {"model_type": "deepseek_v3", "moe_layer_freq": 2},
            "moe_layer_freq",
            "read it differently; 1 would",
        ),
        ({"model_type": "deepseek_v2"}, "num_experts_per_tok", "it is missing and has no default"),
        (
            {"model_type": "nemotron_h", "hybrid_override_pattern": "MXM"},
            "hybrid_override_pattern",
            "it must be a word of M, *, - and E",
        ),
        (
            {"model_type": "nemotron_h", "hybrid_override_pattern": "M*", "num_hidden_layers": 3},
            "num_hidden_layers",
            "3 layers, but 2 kinds",
        ),
        (
            {"model_type": "gemma3_text", "use_bidirectional_attention": True},
            "use_bidirectional_attention",
            "only causal models",
        ),
        (
            {"model_type": "kimi_linear", "linear_attn_config": {"head_dim": "x"}},
            "linear_attn_config.head_dim",
            "'x' will not do",
        ),
    ],
)
def test_an_error_names_the_key_and_what_is_possible(wrong, key, sentence):
    with pytest.raises(ConfigError) as refused:
        config.read(wrong)
    assert refused.value.key == key
    assert str(refused.value).startswith(f"{key}: ")
    assert sentence in str(refused.value)
