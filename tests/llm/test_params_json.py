"""A params.json of Meta or Mistral is counted like the config.json of the same model, or refused
with the key that is wrong.
"""

import json
import random
from typing import Any

import pytest

from calc.calculators.any_model import any_model
from calc.calculators.shared import pasted_config
from calc.form.errors import InputError
from calc.llm import config, memory, parameters, params_json
from calc.llm.errors import ConfigError, Unweighed
from calc.llm.masks import FULL, Sliding
from tests.llm import measured
from tests.llm.test_config_fuzz import check_figures, mutated


def llama(d: int, L: int, n: int, V: int, multiple: int, **more: Any) -> dict[str, Any]:
    """A file as Meta publishes it beside Llama 1 to 3.3."""
    sizes = {"dim": d, "n_layers": L, "n_heads": n, "vocab_size": V, "multiple_of": multiple}
    return {**sizes, "norm_eps": 1e-05, **more}


def llama_4(experts: int, step: int, *, normed: bool) -> dict[str, Any]:
    """Scout and Maverick. Source of the keys: ModelArgs in llama-models, models/llama4/args.py"""
    return {
        **llama(5120, 48, 40, 202_048, 2048, n_kv_heads=8, ffn_dim_multiplier=1.2, ffn_exp=4.0),
        "rope_theta": 500000.0,
        "use_scaled_rope": True,
        "use_qk_norm": normed,
        "nope_layer_interval": 4,
        "attention_chunk_size": 8192,
        "moe_args": {
            "num_experts": experts,
            "capacity_factor": 1.0,
            "auto_scale_F": True,
            "top_k": 1,
            "use_shared_expert": True,
            "use_token_choice": True,
            "interleave_moe_layer_step": step,
        },
        "vision_args": {
            "image_size": {"height": 336, "width": 336},
            "patch_size": {"height": 14, "width": 14},
            "dim": 1408,
            "n_layers": 34,
            "n_heads": 16,
            "mlp_ratio": 4.0,
            "output_dim": 4096,
            "pixel_shuffle_ratio": 0.5,
        },
        "quantization_args": None,
        "lora_args": None,
    }


def mistral(d: int, L: int, n: int, f: int, V: int, **more: Any) -> dict[str, Any]:
    """A file as Mistral publishes it."""
    sizes = {"dim": d, "n_layers": L, "head_dim": 128, "hidden_dim": f, "n_heads": n}
    return {**sizes, "n_kv_heads": 8, "norm_eps": 1e-05, "vocab_size": V, **more}


EIGHT = {"num_experts_per_tok": 2, "num_experts": 8}
PIXTRAL = {
    "hidden_size": 1024,
    "num_channels": 3,
    "image_size": 1024,
    "patch_size": 16,
    "rope_theta": 10000.0,
    "intermediate_size": 4096,
    "num_hidden_layers": 24,
    "num_attention_heads": 16,
    "image_token_id": 10,
}
MERGING = {
    **PIXTRAL,
    "image_size": 1540,
    "patch_size": 14,
    "max_image_size": 1540,
    "mm_projector_id": "patch_merge",
    "add_pre_mm_projector_layer_norm": True,
    "adapter_bias": False,
    "spatial_merge_size": 2,
    "image_break_token_id": 12,
}
LATENT: dict[str, Any] = {
    "q_lora_rank": 1024,
    "qk_rope_head_dim": 64,
    "qk_nope_head_dim": 64,
    "kv_lora_rank": 256,
    "v_head_dim": 128,
    "tied_embeddings": False,
    "llama_4_scaling": {"beta": 0.1, "original_max_position_embeddings": 8192},
    "moe": {
        "num_experts": 128,
        "num_experts_per_tok": 4,
        "expert_hidden_dim": 2048,
        "first_k_dense_replace": 0,
        "num_shared_experts": 1,
        "routed_scale": 1.0,
        "num_expert_groups": 1,
        "num_expert_groups_per_tok": 1,
        "route_every_n": 1,
    },
}
CODESTRAL_MAMBA = {
    "dim": 4096,
    "n_layers": 64,
    "vocab_size": 32768,
    "n_groups": 8,
    "rms_norm": True,
    "residual_in_fp32": True,
    "fused_add_norm": True,
    "pad_vocab_size_multiple": 1,
    "tie_embeddings": False,
    "model_type": "mamba",
}
SCOUT = llama_4(16, 1, normed=True)
LLAMA_2 = llama(4096, 32, 32, 32_000, 256)
MISTRAL_7B = mistral(4096, 32, 32, 14_336, 32_000)

SAME = {
    "Llama-2-70b-hf": llama(8192, 80, 64, 32_000, 4096, n_kv_heads=8, ffn_dim_multiplier=1.3),
    "Llama-3-70B": llama(8192, 80, 64, 128_256, 4096, n_kv_heads=8, ffn_dim_multiplier=1.3),
    "Llama-3.1-8B": llama(4096, 32, 32, 128_256, 1024, n_kv_heads=8, ffn_dim_multiplier=1.3),
    "Llama-3.1-405B": llama(
        16_384, 126, 128, 128_256, 4096, n_kv_heads=8, ffn_dim_multiplier=1.2, use_scaled_rope=True
    ),
    "Llama-3.2-1B": llama(2048, 16, 32, 128_256, 256, n_kv_heads=8, ffn_dim_multiplier=1.5),
    "Llama-3.2-3B": llama(3072, 28, 24, 128_256, 256, n_kv_heads=8, ffn_dim_multiplier=1.0),
    "Llama-4-Scout-17B-16E+vision": SCOUT,
    "Llama-4-Maverick-17B-128E+vision": llama_4(128, 2, normed=False),
    "Mistral-7B-v0.1": {**MISTRAL_7B, "sliding_window": 4096},
    "Mistral-7B-v0.2": MISTRAL_7B,
    "Mixtral-8x7B-v0.1": {**MISTRAL_7B, "moe": EIGHT},
    "Mixtral-8x22B-v0.1": mistral(6144, 56, 48, 16_384, 32_000, moe=EIGHT),
}
"""Files of models whose config.json is among the measured rows."""

TOTALS = {
    "Llama 1 30B": (llama(6656, 60, 52, 32_000, 256), 32_528_943_616, 0),
    "Llama 1 65B": (llama(8192, 80, 64, 32_000, 256), 65_285_660_672, 0),
    "Llama 2 7B": (LLAMA_2, 6_738_415_616, 0),
    "Llama 2 13B": (llama(5120, 40, 40, 32_000, 256), 13_015_864_320, 0),
    "Mistral Nemo": (mistral(5120, 40, 32, 14_336, 131_072), 12_247_782_400, 0),
    "Codestral Mamba": (CODESTRAL_MAMBA, 7_285_403_648, 0),
    "Pixtral 12B": (
        mistral(5120, 40, 32, 14_336, 131_072, vision_encoder=PIXTRAL),
        12_247_782_400,
        434_957_312,
    ),
    "Mistral Small 3.1": (
        mistral(5120, 40, 32, 32_768, 131_072, vision_encoder=MERGING),
        23_572_403_200,
        438_958_080,
    ),
    "Mistral Small 4": (
        mistral(4096, 36, 32, 12_288, 131_072, vision_encoder=MERGING, **LATENT),
        118_972_826_624,
        428_472_320,
    ),
    "Mistral Large 3": (
        {
            **mistral(7168, 61, 128, 16_384, 131_072, **LATENT),
            "q_lora_rank": 1536,
            "qk_nope_head_dim": 128,
            "kv_lora_rank": 512,
            "moe": {**LATENT["moe"], "expert_hidden_dim": 4096, "first_k_dense_replace": 3},
        },
        673_421_089_792,
        0,
    ),
}
"""Files, and the parameters of the same model as transformers 5.24.0 builds it: of the language
model, and of vision tower and projector."""


@pytest.mark.parametrize("identity", SAME)
def test_it_is_the_model_of_the_config_json(identity):
    model, _ = params_json.read(SAME[identity])
    row = measured.parameters()[identity]
    assert model == config.read(row["hf_config"])
    besides = parameters.vision(model) if identity.endswith("+vision") else 0
    assert parameters.total(model) + besides == row["total_params"]
    assert model.unread == ()


@pytest.mark.parametrize("name", TOTALS)
def test_it_has_the_parameters_of_the_real_implementation(name):
    params, total, vision = TOTALS[name]
    model, _ = params_json.read(params)
    assert parameters.total(model) == total
    assert parameters.vision(model) == vision
    assert model.unread == model.not_counted == ()


def test_whose_file_it_is_follows_from_its_keys():
    assert params_json.read(LLAMA_2)[1] == "Meta"
    assert params_json.read(MISTRAL_7B)[1] == params_json.read(CODESTRAL_MAMBA)[1] == "Mistral"
    assert any_model(config=json.dumps(LLAMA_2)).read_as == "a params.json of Meta"
    assert any_model(config=f"{json.dumps(MISTRAL_7B)} // mine").read_as == (
        "a params.json of Mistral, after leaving out comments"
    )


def test_replicated_heads_count_as_the_file_has_them():
    """Llama 3.1 405B for 16 accelerators had each key and value head twice: 410B parameters."""
    model, _ = params_json.read({**SAME["Llama-3.1-405B"], "n_kv_heads": 16})
    more = 126 * 2 * 8 * 128 * 16_384
    assert parameters.total(model) == 405_853_388_800 + more == 410_081_247_232


def test_what_the_file_leaves_open_is_said():
    model, _ = params_json.read(LLAMA_2)
    assert [(key, key.value) for key in model.assumed] == [
        ("n_kv_heads", 32),
        ("ffn_dim_multiplier", 1),
        ("tie_word_embeddings", False),
    ]
    small = SAME["Llama-3.2-1B"]
    model, _ = params_json.read(small)
    assert [(key, key.value) for key in model.assumed] == [("tie_word_embeddings", True)]
    untied, _ = params_json.read({**small, "tie_word_embeddings": False})
    assert parameters.total(untied) - parameters.total(model) == 2048 * 128_256
    assert untied.assumed == ()
    model, _ = params_json.read(MISTRAL_7B)
    assert [(key, key.value) for key in model.assumed] == [
        ("sliding_window", None),
        ("tied_embeddings", False),
    ]
    assert "16 bits were taken" in any_model(config=json.dumps(MISTRAL_7B)).stored_as


def test_a_list_of_windows_repeats():
    model, _ = params_json.read({**MISTRAL_7B, "_sliding_window": [None, 1024]})
    masks = [vars(layer.blocks[0])["mask"] for layer in model.layers]
    assert masks == [FULL, Sliding(window=1024)] * 16


def test_bytes_of_a_quantised_file_are_not_guessed():
    for params in (
        {**MISTRAL_7B, "quantization": {"qformat_weight": "fp8_e4m3"}},
        {**LLAMA_2, "quantization_args": {"scheme": "int4_weight_int8_dynamic_activation"}},
    ):
        model, _ = params_json.read(params)
        with pytest.raises(Unweighed, match="does not say which matrices are quantised"):
            memory.weights(model)


@pytest.mark.parametrize(
    ("params", "part"),
    [
        ({**LLAMA_2, "lora_args": {"rank": 16, "scale": 2.0}}, "the adapters of lora_args"),
        (
            {**MISTRAL_7B, "multimodal": {"whisper_model_args": {}}},
            "the audio encoder and its adapter",
        ),
    ],
)
def test_parts_that_are_not_counted_are_named(params, part):
    assert params_json.read(params)[0].not_counted == (part,)


def without(params: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in params.items() if name != key}


@pytest.mark.parametrize(
    ("params", "key", "sentence"),
    [
        ({**LLAMA_2, "vocab_size": -1}, "vocab_size", 'write "vocab_size": 32000'),
        ({**LLAMA_2, "dim": "4096"}, "dim", "a whole number from 1"),
        ({**LLAMA_2, "dim": 4096.0}, "dim", "a whole number from 1"),
        ({**LLAMA_2, "dim": 4097}, "n_heads", "32 heads do not divide dim 4097"),
        ({**LLAMA_2, "dim": -4096}, "dim", "-4096 will not do"),
        ({**LLAMA_2, "dim": 10**999}, "dim", "a whole number of 3319 bits will not do"),
        ({**LLAMA_2, "n_kv_heads": 5}, "n_kv_heads", "5 cannot share 32 query heads"),
        ({**LLAMA_2, "n_layers": 10**6}, "n_layers", "from 1 to 10000"),
        ({**LLAMA_2, "head_dim": 64}, "head_dim", "128 would"),
        ({**LLAMA_2, "hidden_dim": 11_008}, "hidden_dim", "only Meta’s have multiple_of"),
        ({**LLAMA_2, "ffn_dim_multplier": 1.3}, "ffn_dim_multplier", "use ffn_dim_multiplier"),
        ({**LLAMA_2, "ffn_dim_multiplier": -1}, "ffn_dim_multiplier", "a number above 0"),
        ({**LLAMA_2, "n_experts": 8}, "n_experts", "a name for routed experts"),
        ({**LLAMA_2, "vision_chunk_size": 448}, "vision_chunk_size", "this is Llama 3.2 Vision"),
        ({**LLAMA_2, "moe_args": {"num_experts": 8}}, "ffn_exp", "the width of the experts"),
        ({**SCOUT, "moe_args": []}, "moe_args", "a list will not do; an object would"),
        (without(SCOUT, "ffn_dim_multiplier"), "ffn_dim_multiplier", "the width of the"),
        *(
            (
                {**SCOUT, "vision_args": {**SCOUT["vision_args"], "pixel_shuffle_ratio": ratio}},
                "vision_args.pixel_shuffle_ratio",
                "use the root of 1 / mlp_ratio",
            )
            for ratio in (1, 1e-300)
        ),
        (
            {
                **SCOUT,
                "vision_args": {
                    **SCOUT["vision_args"],
                    "image_size": {"height": 336, "width": 448},
                },
            },
            "vision_args.image_size.width",
            "counted as squares",
        ),
        (without(LLAMA_2, "dim"), "dim", "it is missing"),
        (without(MISTRAL_7B, "hidden_dim"), "hidden_dim", "it is missing"),
        (without(MISTRAL_7B, "vocab_size"), "vocab_size", "it is missing"),
        ({**MISTRAL_7B, "moe": {"num_experts": 8}}, "moe.num_experts_per_tok", "it is missing"),
        (
            {**MISTRAL_7B, "moe": {**EIGHT, "num_experts_per_tok": 9}},
            "moe.num_experts_per_tok",
            "9 experts cannot be chosen from 8",
        ),
        (
            {**MISTRAL_7B, "moe": {**EIGHT, "num_shared_experts": 1}},
            "moe.expert_hidden_dim",
            "it is missing",
        ),
        ({**MISTRAL_7B, "sliding_window": [1, 2, 3]}, "sliding_window", "3 windows do not fill 32"),
        ({**MISTRAL_7B, "sliding_window": [True]}, "sliding_window", "true is not a window"),
        (
            {**MISTRAL_7B, "sliding_window": 1, "_sliding_window": 2},
            "_sliding_window",
            "sliding_window is also there",
        ),
        ({**MISTRAL_7B, "lora": {"rank": 8}}, "lora", "null would"),
        ({**MISTRAL_7B, "use_biases": True}, "use_biases", "biases are not counted"),
        ({**MISTRAL_7B, "intermediate_size": 5}, "intermediate_size", "a name for feed-forward"),
        ({**MISTRAL_7B, "tie_word_embeddings": True}, "tie_word_embeddings", "use tied_embeddings"),
        ({**MISTRAL_7B, "vision_encoder": {}}, "vision_encoder.hidden_size", "it is missing"),
        (
            {**MISTRAL_7B, "vision_encoder": {**PIXTRAL, "mm_projector_id": "other"}},
            "vision_encoder.mm_projector_id",
            "no other kind of projector",
        ),
        ({**MISTRAL_7B, "kv_lora_rank": 8}, "qk_nope_head_dim", "it is missing"),
        ({**CODESTRAL_MAMBA, "dim": 100}, "dim", "heads of 64 do not fill 2 × 100"),
        (without(CODESTRAL_MAMBA, "n_groups"), "n_groups", "it is missing"),
    ],
)
def test_an_error_names_its_key(params, key, sentence):
    assert params_json.is_params(params)
    with pytest.raises(ConfigError) as caught:
        params_json.read(params)
    assert caught.value.key == key
    assert sentence in str(caught.value)
    with pytest.raises(InputError, match=f"Key {key}: "):
        pasted_config.read(json.dumps(params))


def test_a_whole_number_of_5000_digits_is_refused_where_it_stands():
    text = json.dumps(LLAMA_2).replace("4096", "9" * 5000)
    with pytest.raises(InputError, match=r"a whole number of 5,000 digits will not do"):
        pasted_config.read(text)


def test_no_config_json_is_taken_for_one():
    configs = [row["config"] for row in measured.rows("families")]
    assert not [one for one in configs if params_json.is_params(one)]


def test_mutants_are_refused_or_have_plausible_figures(record_property):
    chance = random.Random(1)
    originals = [*SAME.values(), *(params for params, _, _ in TOTALS.values())]
    refused = 0
    for _ in range(2000):
        mutant = mutated(chance.choice(originals), chance)
        try:
            model, _ = params_json.read(mutant)
        except ConfigError as error:
            refused += bool(error.key)
        else:
            check_figures(model)
    record_property("refused", refused)
    assert 400 < refused < 1800
