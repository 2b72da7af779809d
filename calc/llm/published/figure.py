"""One published number, with the words it was printed in."""

from dataclasses import dataclass

from calc.units import Unknown

MILLION = 10**6
BILLION = 10**9
TRILLION = 10**12
TONNE = 10**6  # grams


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What a publisher, or somebody else, states about a model."""

    value: float | str | Unknown
    """In base units; a word where the field is one (an accelerator's key, a precision, a date).
    `Unknown` where it is not published: `stated` and `source` then say who says nothing."""
    stated: str
    """As printed."""
    source: str
    """Key in `calc.llm.sources.SOURCES`."""
    where: str
    """The place in the source."""


Figures = dict[str, Figure]
"""The figures of one model, by field; see `FIELDS`."""

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
    "co2": "g",
    "co2_market": "g",
    "usd_per_gpu_hour": "USD per GPU-hour",
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
"""The fields a model may have, each with the unit of its value ("" where it is a word)."""
