"""Reads a Hugging Face config.json: an exact architecture, or an error."""

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from calc.llm.config_fields import Fields, alternatives
from calc.llm.errors import ConfigError, describe

if TYPE_CHECKING:
    from calc.llm.architecture import Architecture

FAMILIES = {
    "cohere": "cohere",
    "cohere2": "cohere",
    "dbrx": "dbrx",
    "deepseek": "deepseek",
    "deepseek_v2": "deepseek_v2",
    "deepseek_v3": "deepseek_v2",
    "deepseek_v32": "deepseek_v32",
    "ernie4_5_moe": "ernie4_5_moe",
    "falcon": "falcon",
    "gemma": "gemma",
    "gemma2": "gemma",
    "gemma3": "gemma",
    "gemma3_text": "gemma",
    "gemma4": "gemma4",
    "gemma4_text": "gemma4",
    "glm": "glm4",
    "glm4": "glm4",
    "glm4_moe": "glm4_moe",
    "glm4_moe_lite": "deepseek_v2",
    "glm4v_moe": "glm4_moe",
    "glm4v_moe_text": "glm4_moe",
    "glm_moe_dsa": "deepseek_v32",
    "gpt2": "gpt2",
    "gpt_neox": "gpt_neox",
    "gpt_oss": "gpt_oss",
    "granite": "granitemoe",
    "granitemoe": "granitemoe",
    "grok-1": "grok_1",
    "jamba": "jamba",
    "kimi_k2": "deepseek_v2",
    "kimi_linear": "kimi_linear",
    "llama": "llama",
    "llama4": "llama4",
    "llama4_text": "llama4",
    "longcat_flash": "longcat_flash",
    "minimax_m2": "minimax_m2",
    "ministral3": "mistral",
    "mistral": "mistral",
    "mixtral": "mixtral",
    "nemotron_h": "nemotron_h",
    "olmo": "olmo",
    "olmo2": "olmo",
    "olmo3": "olmo",
    "olmoe": "olmoe",
    "phi": "phi",
    "phi3": "phi3",
    "phimoe": "phimoe",
    "qwen2": "qwen2",
    "qwen2_moe": "qwen2_moe",
    "qwen3": "qwen3",
    "qwen3_5": "qwen3_next",
    "qwen3_5_moe": "qwen3_next",
    "qwen3_5_moe_text": "qwen3_next",
    "qwen3_5_text": "qwen3_next",
    "qwen3_moe": "qwen3_moe",
    "qwen3_next": "qwen3_next",
    "seed_oss": "seed_oss",
    "smollm3": "smollm3",
    "stablelm": "stablelm",
    "starcoder2": "starcoder2",
}
"""`model_type` → the file in `calc.llm.families` with a function of that name that reads it."""


def read(config: Mapping[str, object]) -> "Architecture":
    """The architecture that a config.json describes.

    An absent key has the default of the family's class in transformers.
    Errors: ConfigError with the key, for an unknown `model_type`, a value of the wrong type, an
    option that the family does not have, and keys that contradict each other.
    """
    if not isinstance(config, Mapping):
        raise ConfigError("config.json", f"{describe(config)} will not do; an object would.")
    fields = Fields(config)
    model_type = config.get("model_type")
    if not isinstance(model_type, str) or model_type not in FAMILIES:
        raise fields.error("model_type", _unknown_model_type(model_type))
    family = import_module(f"calc.llm.families.{FAMILIES[model_type]}")
    if not model_type.startswith("gemma4"):
        fields.require("per_layer_config", None, "this family's layers have no shapes of their own")
    architecture: Architecture = getattr(family, model_type.replace("-", "_"))(fields)
    return replace(architecture, name=model_type)


def _unknown_model_type(model_type: object) -> str:
    """An error sentence with the model types of the same first letters, or with examples."""
    start = model_type[:4].lower() if isinstance(model_type, str) else ""
    alike = [name for name in FAMILIES if start and name.startswith(start)]
    problem = "it is missing" if model_type is None else f"{describe(model_type)} is not known here"
    others = f'one of the {len(FAMILIES)} that are, such as "llama" or "qwen3_moe",'
    return f"{problem}; {alternatives(alike) if alike else others} would do."
