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
    "bamba": "bamba falcon_h1 granitemoehybrid",
    "cohere": "cohere cohere2",
    "dbrx": "dbrx",
    "deepseek": "deepseek",
    "deepseek_v2": "deepseek_v2 deepseek_v3 glm4_moe_lite kimi_k2",
    "deepseek_v32": "deepseek_v32 glm_moe_dsa",
    "deepseek_v4": "deepseek_v4",
    "ernie4_5_moe": "ernie4_5_moe",
    "falcon": "falcon",
    "gemma": "gemma gemma2 gemma3 gemma3_text",
    "gemma3n": "gemma3n_text",
    "gemma4": "gemma4 gemma4_text",
    "glm4": "glm glm4",
    "glm4_moe": "glm4_moe glm4v_moe glm4v_moe_text",
    "gpt2": "gpt2",
    "gpt_neox": "gpt_neox",
    "gpt_oss": "gpt_oss",
    "granitemoe": "granite granitemoe",
    "grok_1": "grok-1",
    "jamba": "jamba",
    "kimi_linear": "bailing_hybrid kimi_linear",
    "kolibri1": "kolibri1",
    "lara_mini": "lara_mini",
    "lfm": "lfm2 lfm2_moe lfm3",
    "llama": "llama",
    "llama4": "llama4 llama4_text",
    "longcat_flash": "longcat_flash",
    "mamba": "falcon_mamba mamba mamba2",
    "minimax": "minimax",
    "minimax_m2": "minimax_m2",
    "mistral": "ministral3 mistral",
    "mixtral": "mixtral",
    "nemotron_h": "nemotron_h",
    "olmo": "olmo olmo2 olmo3",
    "olmo_hybrid": "olmo_hybrid",
    "olmoe": "olmoe",
    "phi": "phi",
    "phi3": "phi3",
    "phimoe": "phimoe",
    "qwen2": "qwen2",
    "qwen2_moe": "qwen2_moe",
    "qwen3": "qwen3",
    "qwen3_moe": "qwen3_moe",
    "qwen3_next": "qwen3_5 qwen3_5_moe qwen3_5_moe_text qwen3_5_text qwen3_next",
    "recurrent_gemma": "recurrent_gemma",
    "rwkv": "rwkv",
    "seed_oss": "seed_oss",
    "smollm3": "smollm3",
    "stablelm": "stablelm",
    "starcoder2": "starcoder2",
    "xlstm": "xlstm",
    "zamba": "zamba zamba2",
}
"""Each file and the `model_type` values that it reads."""

TYPES = {model_type: file for file, types in FILES.items() for model_type in types.split()}
"""`model_type` → the file that reads it."""


def find(model_type: str) -> "Callable[[Fields], Architecture]":
    """What reads the configs of a type. Errors: KeyError for a type that is not in `TYPES`."""
    family = import_module(f"calc.llm.families.{TYPES[model_type]}")
    read: Callable[[Fields], Architecture] = getattr(family, model_type.replace("-", "_"))
    return read
