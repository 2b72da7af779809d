"""All published figures that pages cite: of the calculators' models and of comparison models.

    published.figure("kimi-k2", "context")      # what the maker states, with the source
    published.in_analysis("scout", "tokens")    # what the analysis states

Browsers get the figures of the calculators' models only, which are in `calc.llm.published`.
"""

from calc.analysis import comparison_models, original, prices
from calc.calculators.shared import rents
from calc.llm import published
from calc.llm.published import Figure, FigureError, Figures
from calc.units import Unknown

__all__ = ["FIELDS", "PUBLISHED", "FigureError", "figure", "in_analysis", "value"]

_OF_MAKERS: dict[str, Figures] = published.PUBLISHED | {
    "deepseek-v2": comparison_models.DEEPSEEK_V2,
    "qwen2.5-72b": comparison_models.QWEN25_72B,
    "kimi-k2": comparison_models.KIMI_K2,
    "qwen3": comparison_models.QWEN3,
    "gpt-oss-120b": comparison_models.GPT_OSS_120B,
    "gemini-2.5-pro": comparison_models.GEMINI_25_PRO,
    "gemma-3-1b": comparison_models.GEMMA_3_1B,
    "gemma-3-4b": comparison_models.GEMMA_3_4B,
    "gemma-3-12b": comparison_models.GEMMA_3_12B,
    "gemma-3-27b": comparison_models.GEMMA_3_27B,
    "llama-3.1-8b": comparison_models.LLAMA_31_8B,
    "llama-3.2-1b": comparison_models.LLAMA_32_1B,
}
_RENTS: dict[str, Figures] = {
    **{key: prices.figures(each.range) for each in prices.OF_RUNS for key in each.keys},
    **{accelerator: prices.figures(found) for accelerator, found in rents.TODAY.items()},
}
PUBLISHED: dict[str, Figures] = {
    key: _OF_MAKERS.get(key, {}) | _RENTS.get(key, {}) for key in _OF_MAKERS | _RENTS
}
"""By key of a model or an accelerator, then by field, one of `FIELDS`."""

FIELDS: dict[str, str] = {
    "released": "",
    "total": "parameters",
    "active": "parameters",
    "active_weights": "parameters",
    "routed_experts": "experts",
    "shared_experts": "experts",
    "top_k": "experts",
    "layers": "layers",
    "moe_layers": "layers",
    "context": "tokens",
    "config_context": "tokens",
    "base_context": "tokens",
    "training_context": "tokens",
    "annealing_context": "tokens",
    "annealing_tokens": "tokens",
    "extension_context": "tokens",
    "extension_tokens": "tokens",
    "chunk": "tokens",
    "global_layers": "layers",
    "tokens": "tokens",
    "mixture": "tokens",
    "tokens_per_day": "tokens",
    "precision": "",
    "accelerator": "",
    "accelerators": "GPUs",
    "tdp": "W",
    "gpu_hours": "GPU-hours",
    "gpu_hours_context_extension": "GPU-hours",
    "gpu_hours_post_training": "GPU-hours",
    "gpu_hours_in_all": "GPU-hours",
    "gpu_hours_per_trillion_tokens": "GPU-hours per trillion tokens",
    "days_per_trillion_tokens": "days",
    "co2": "g CO₂e",
    "co2_market": "g CO₂e",
    "usd_per_gpu_hour": "USD per GPU-hour",
    "rent_low": "USD per GPU-hour",
    "rent_typical": "USD per GPU-hour",
    "rent_high": "USD per GPU-hour",
    "cost": "USD",
    "cost_in_all": "USD",
    "compute": "FLOP",
    "flops_per_token": "FLOP/token",
    "flops_per_gpu": "FLOP/s",
    "flops_per_gpu_noncausal": "FLOP/s",
    "mfu": "1",
    "mfu_noncausal": "1",
    "kv_cache_per_token": "B",
    "fiction_livebench": "1",
    "fiction_livebench_context": "",
    "artificial_analysis": "",
}
"""The unit of each field; "" if its values are words."""


def figure(model: str, field: str) -> Figure:
    """A published figure. Raises FigureError if there is none."""
    return published.look_up(PUBLISHED, model, field)


def value(model: str, field: str) -> float | str | Unknown:
    """The value of a published figure, in base units. Raises as `figure`."""
    return figure(model, field).value


def in_analysis(model: str, field: str) -> Figure:
    """A figure as the analysis states it. Raises as `figure`."""
    return published.look_up(original.ANALYSIS, model, field)
