"""The families of models: which keys of a config.json a class reads, and what it builds of them.

A file has one function or one `Decoder` for each `model_type`, of that name (with "_" for "-"), and
a docstring on what is special about the family. It is imported when a config has one of its types.
Defaults are those of the family's class in transformers 5.24.0, unless the file says otherwise.
What families share is in `decoder`, `common` and `patterns`.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calc.llm.architecture import Architecture
    from calc.llm.config_fields import Fields

FILES = {
    "apertus": "apertus apertus1p5_text",
    "arcee": "afmoe arcee",
    "aria": "aria_text",
    "axk": "axk1 axk2",
    "bamba": "bamba falcon_h1 granitemoehybrid",
    "beam": "beam",
    "bitnet": "bitnet",
    "cohere": "cohere cohere2 cohere2_moe cohere_compass_text",
    "dbrx": "dbrx",
    "deepseek": "deepseek deepseek_ocr2_text unlimited_ocr_text",
    "deepseek_v2": (
        "deepseek_v2 deepseek_v3 glm4_moe_lite kimi_k2 minicpm3 mistral4 sarvam_mla youtu"
    ),
    "deepseek_v32": "deepseek_v32 glm_moe_dsa hy_v4 hy_v4_vl_text",
    "deepseek_v4": "deepseek_v4",
    "diffllama": "diffllama",
    "doge": "doge",
    "dots1": "dots1",
    "dots3": "dots3_note_text",
    "ernie4_5_moe": "ernie4_5_moe ernie4_5_vl_moe_text",
    "exaone": "exaone exaone4 exaone_moe",
    "falcon": "falcon",
    "flint": "flint",
    "gemma": "gemma gemma2 gemma3 gemma3_text vaultgemma",
    "gemma3n": "gemma3n_text",
    "gemma4": "gemma4 gemma4_text gemma4_unified_text",
    "glm4": "glm glm4 glm4v_text glm_ocr_text",
    "glm5_next": "glm5_next_text",
    "glm4_moe": "glm4_moe glm4v_moe glm4v_moe_text sarvam_moe solar_open",
    "gpt": "biogpt bloom codegen ctrl gpt_bigcode gptj",
    "gpt2": "gpt-sw3 gpt2 openai-gpt",
    "gpt_neo": "gpt_neo gpt_neox_japanese",
    "gpt_neox": "gpt_neox",
    "gpt_oss": "gpt_oss",
    "granitemoe": (
        "granite granite4_vision_text granite_docling_text granite_swa granitemoe granitemoe_swa "
        "granitemoeshared"
    ),
    "grok_1": "grok-1",
    "helium": "helium",
    "hunyuan": "hunyuan_v1_dense hunyuan_v1_moe hunyuan_vl_text hy_v3",
    "inkling": "inkling_text",
    "inkling2": "inkling2_loop_text inkling2_text",
    "jamba": "jamba",
    "jetmoe": "jetmoe",
    "kimi_linear": "bailing_hybrid kimi_linear",
    "kolibri1": "kolibri1",
    "kosmos": "kosmos_2_5_text_model kosmos_2_text_model",
    "laguna": "laguna",
    "lara_mini": "lara_mini",
    "lfm": "lfm2 lfm2_moe lfm3",
    "llama": "llama",
    "llama4": "llama4 llama4_text",
    "llama_kin": "hyperclovax internlm3 iquestcoder jais2 nanochat nemotron persimmon",
    "llama_like": "cosmos3_edge_text cwm emu3_text_model ernie4_5 paddleocr_vl_text",
    "longcat_flash": "longcat_flash",
    "looped": "dory hrm_text",
    "mamba": "falcon_mamba mamba mamba2",
    "mimo": "mimo_v2_flash",
    "minimax": "minimax",
    "minimax_m2": "minimax_m2",
    "minimax_m3": "minimax_m3_vl_text",
    "mistral": "ministral ministral3 mistral voxtral_realtime_text",
    "mistral_large4": "mistral_large4_text",
    "mixtral": "mixtral",
    "mllama": "mllama_text_model",
    "modernbert": "modernbert-decoder",
    "molmo": "molmo2_text",
    "mpt": "mpt",
    "muse": "muse_glimmer_text muse_spark_text",
    "nemotron_h": "nemotron_h",
    "nemotron_nas": "nemotron-nas",
    "olmo": "flex_olmo olmo olmo2 olmo3",
    "olmo_hybrid": "olmo_hybrid",
    "olmoe": "olmoe",
    "opt": "opt xglm",
    "phi": "phi",
    "phi3": "phi3 phi4_multimodal",
    "phimoe": "phimoe",
    "qwen2": "qwen2 qwen2_5_omni_text qwen2_5_vl_text qwen2_vl_text",
    "qwen2_moe": "qwen2_moe",
    "qwen3": "qwen3 qwen3_vl_text",
    "qwen3_moe": "mellum qwen3_moe qwen3_omni_moe_text qwen3_vl_moe_text",
    "qwen3_next": "qwen3_5 qwen3_5_moe qwen3_5_moe_text qwen3_5_text qwen3_next",
    "qwen4": "qwen4_exp_text",
    "recurrent_gemma": "recurrent_gemma",
    "rwkv": "rwkv",
    "seed_oss": "seed_oss",
    "smollm3": "smollm3",
    "stablelm": "stablelm",
    "starcoder2": "starcoder2",
    "step3p5": "step3p5",
    "wrappers": (
        "apertus1p5 aria aya_vision blip-2 cohere2_vision cohere_compass cosmos3_edge "
        "cosmos3_omni deepseek_ocr2 deepseek_vl deepseek_vl_hybrid dots3_note emu3 "
        "ernie4_5_vl_moe exaone4_5 fast_vlm fun_asr_nano fuyu gemma3n gemma4_unified glm46v "
        "glm4v glm5_next glm_ocr glmasr glmga got_ocr2 granite4_vision granite_docling "
        "granite_speech granite_speech_plus hunyuan_vl hy_v4_vl hyperclovax_vision_v2 "
        "idefics2 idefics3 inkling2 inkling2_loop inkling_mm_model instructblip "
        "instructblipvideo internvl janus kimi_k25 kosmos-2 kosmos-2.5 lfm2_vl lfm3_vl "
        "lighton_ocr llava llava_next llava_next_video llava_onevision minicpm_ocr "
        "minicpmv4_6 minicpmv4_7 minimax_m3_vl mistral3 mistral_large4 mllama molmo2 "
        "moss_transcribe_diarize muse_glimmer muse_spark nemo_speechlm nemotron_h_omni "
        "omniasr ovis2 paddleocr_vl paligemma perception_lm pp_chart2table qianfan_ocr "
        "qwen2_5_omni qwen2_5_omni_thinker qwen2_5_vl qwen2_audio qwen2_vl qwen3_asr "
        "qwen3_omni_moe qwen3_omni_moe_thinker qwen3_vl qwen3_vl_moe qwen4_exp shieldgemma2 "
        "smolvlm step3p7 unlimited_ocr vibevoice_asr video_llama_3 video_llava vipllava "
        "voxtral voxtral_realtime"
    ),
    "xlstm": "xlstm",
    "zamba": "zamba zamba2",
    "zaya": "zaya",
}
"""Each file and the `model_type` values that it reads."""

NOT_COUNTED = {
    model_type: reason
    for reason, types in {
        "it is an encoder-decoder": "bart blenderbot blenderbot-small bigbird_pegasus blip"
        " florence2 marian mbart mvp pegasus pix2struct plbart pp_formulanet"
        " prophetnet t5gemma2 trocr udop vision-encoder-decoder whisper",
        "it is an encoder": "bert bert-generation big_bird camembert data2vec-text electra"
        " ernie megatron-bert reformer rembert roberta roberta-prelayernorm roc_bert roformer xlm"
        " xlm-roberta xlm-roberta-xl xlnet xmod",
        "it reads bytes in patches, of which a text may have more or fewer": "blt",
        "its tokens attend in both directions, after a prompt of its own": "cpmant",
        "it describes images": "git",
        "it is a draft model, which guesses tokens for a larger one": "gemma4_assistant"
        " gemma4_unified_assistant",
        "it is a diffusion model": "diffusion_gemma",
        "it is a robot policy, which writes no text": "pi0",
        "it is a part of an audio model": "moshi musicgen musicgen_melody",
    }.items()
    for model_type in types.split()
}
"""Types that are not decoder language models, with what they are."""

TYPES = {model_type: file for file, types in FILES.items() for model_type in types.split()}
"""`model_type` → the file that reads it."""


def find(model_type: str) -> "Callable[[Fields], Architecture]":
    """What reads the configs of a type. Errors: KeyError for a type that is not in `TYPES`."""
    family = import_module(f"calc.llm.families.{TYPES[model_type]}")
    read: Callable[[Fields], Architecture] = getattr(
        family, model_type.replace("-", "_").replace(".", "_")
    )
    return read
