"""What Meta states about Llama 4. Behemoth was announced and never released."""

from calc.llm.published.figure import BILLION, MILLION, TONNE, TRILLION, Figure, Figures
from calc.units import Unknown

_INFORMATION = "Model information table"
_ENERGY = "Training energy use, table"
_OVERVIEW = "Training data, overview"


def _card(value: float | str, stated: str, where: str) -> Figure:
    return Figure(value=value, stated=stated, source="LL4CARD", where=where)


def _code(value: float, stated: str, where: str) -> Figure:
    return Figure(value=value, stated=stated, source="LL4CODE", where=where)


def _blog(value: float | str | Unknown, stated: str, where: str) -> Figure:
    return Figure(value=value, stated=stated, source="LL4BLOG", where=where)


def _no_card(reason: str) -> Figure:
    return Figure(
        value=Unknown(reason), stated="not published", source="LL4CARD", where="whole card"
    )


def _no_blog(reason: str, stated: str = "not published") -> Figure:
    return _blog(Unknown(reason), stated, "whole post")


def _index(points: str) -> Figure:
    return Figure(
        value=points,
        stated=points,
        source="DECODER",
        where="Intelligence Index of Artificial Analysis, April 2025",
    )


_RELEASED: Figures = {
    "released": _card("2025-04-05", "April 5, 2025", "Model release date"),
    "active": _card(17 * BILLION, "17B (Activated)", _INFORMATION),
    "shared_experts": _code(
        1, "self.shared_expert = FeedForward(…), built in every MoE layer", "moe.py, line 156"
    ),
    "top_k": _code(1, "top_k: int = 1", "args.py, MoEArgs"),
    "layers": Figure(
        value=48,
        stated="num_hidden_layers = 48",
        source="TF",
        where="configuration_llama4.py, Llama4TextConfig",
    ),
    "base_context": Figure(
        value=256 * 1024,
        stated="256K",
        source="LL4HFBLOG",
        where="context length of the base models",
    ),
    "chunk": _code(8192, "chunked attention mask of 8192", "model.py, line 327"),
    "global_layers": _code(
        12, "(layer_id + 1) % nope_layer_interval == 0, so every fourth of 48", "model.py, line 258"
    ),
    "extension_tokens": _no_blog(
        "Meta has not published how many tokens it spent on long contexts.",
        "long context extension using specialized datasets",
    ),
    "training_context": _blog(
        256 * 1024,
        "both pre-trained and post-trained with a 256K context length",
        "on Scout; 'both' are the two stages",
    ),
    "precision": _no_card(
        "Meta does not say in which precision it was trained; the post speaks of FP8 in general "
        "and for Behemoth."
    ),
    "accelerator": _card("h100-sxm", "H100-80GB (TDP of 700W)", "Training energy use"),
    "accelerators": _no_card("Meta has not published how many GPUs it was trained on."),
    "tdp": _card(700, "700", _ENERGY),
    "co2_market": _card(0, "0", _ENERGY),
    "cost": _no_card("Meta has not published what the training cost."),
    "flops_per_gpu": _no_card("Meta has published a speed for Behemoth only."),
    "mfu": _no_card("Meta has not published an MFU."),
}
"""What Scout and Maverick have in common."""

SCOUT: Figures = {
    **_RELEASED,
    "total": _card(109 * BILLION, "109B (Total)", _INFORMATION),
    "routed_experts": _card(16, "Llama 4 Scout (17Bx16E)", _INFORMATION),
    "moe_layers": Figure(
        value=48,
        stated="interleave_moe_layer_step = 1",
        source="SCOUTCFG",
        where="text_config",
    ),
    "context": _card(10 * MILLION, "10M", f"{_INFORMATION}; 10,485,760 in config.json"),
    "config_context": Figure(
        value=10 * 1024**2,
        stated="max_position_embeddings = 10485760",
        source="SCOUTCFG",
        where="text_config; the card rounds it to 10M",
    ),
    "tokens": _card(40 * TRILLION, "~40 trillion tokens", _OVERVIEW),
    "gpu_hours": _card(5.0 * MILLION, "5.0M", _ENERGY),
    "co2": _card(1_354 * TONNE, "1,354 tons CO2eq", _ENERGY),
    "fiction_livebench": Figure(
        value=0.156, stated="15.6", source="FICTION", where="at 128K tokens, April 2025"
    ),
    "fiction_livebench_context": Figure(
        value="128K", stated="128K", source="FICTION", where="April 2025"
    ),
    "artificial_analysis": _index("36"),
}

MAVERICK: Figures = {
    **_RELEASED,
    "total": _card(400 * BILLION, "400B (Total)", _INFORMATION),
    "routed_experts": _blog(
        128, "MoE layers use 128 routed experts and a shared expert", "on Maverick"
    ),
    "shared_experts": _blog(
        1, "MoE layers use 128 routed experts and a shared expert", "on Maverick"
    ),
    "moe_layers": Figure(
        value=24,
        stated="interleave_moe_layer_step = 2; the post: alternating dense and MoE layers",
        source="MAVCFG",
        where="text_config",
    ),
    "context": _card(1 * MILLION, "1M", f"{_INFORMATION}; 1,048,576 in config.json"),
    "config_context": Figure(
        value=1024**2,
        stated="max_position_embeddings = 1048576",
        source="MAVCFG",
        where="text_config; the card rounds it to 1M",
    ),
    "training_context": _no_blog("Meta states a training context for Scout only."),
    # The Hugging Face post says "up to 40 trillion tokens" of both; the card is Meta's own.
    "tokens": _card(22 * TRILLION, "~22 trillion tokens", _OVERVIEW),
    "gpu_hours": _card(2.38 * MILLION, "2.38M", _ENERGY),
    "co2": _card(645 * TONNE, "645 tons CO2eq", _ENERGY),
    "artificial_analysis": _index("49"),
}

BEHEMOTH: Figures = {
    "released": _no_blog("Behemoth was announced on 2025-04-05 and never released."),
    "total": _blog(2 * TRILLION, "nearly two trillion total parameters", "on Behemoth"),
    "active": _blog(288 * BILLION, "288B active parameters", "on Behemoth"),
    "routed_experts": _blog(16, "16 experts", "on Behemoth"),
    "shared_experts": _no_blog(
        "Meta has not said whether Behemoth has a shared expert; the one diagram in its post "
        "shows 16 experts and a shared one, and names no model."
    ),
    "top_k": _no_blog("Meta has not published how many experts of Behemoth a token uses."),
    "layers": _no_blog("Meta has not published the layers of Behemoth."),
    "moe_layers": _no_blog("Meta has not published which layers of Behemoth are MoE."),
    "context": _no_blog("Meta has not published the context of Behemoth."),
    "tokens": _no_blog(
        "Meta has not published how many tokens Behemoth saw; the mixture of more than 30 "
        "trillion is said of Llama 4 as a whole.",
        "The overall data mixture for training consisted of more than 30 trillion tokens",
    ),
    "mixture": _blog(
        30 * TRILLION,
        "The overall data mixture for training consisted of more than 30 trillion tokens",
        "on pre-training; not a count for one model",
    ),
    "precision": _blog(
        "FP8", "pre-training our Llama 4 Behemoth model using FP8 and 32K GPUs", "on pre-training"
    ),
    "accelerator": _no_blog(
        "Meta has not said which GPU Behemoth was trained on; the H100 of its siblings is likely."
    ),
    "accelerators": _blog(32_000, "32K GPUs", "on pre-training"),
    "flops_per_gpu": _blog(390e12, "we achieved 390 TFLOPs/GPU", "on pre-training"),
    "gpu_hours": _no_blog("Meta has not published the GPU-hours of Behemoth."),
    "co2": _no_blog("Meta has not published the emissions of Behemoth."),
    "cost": _no_blog("Meta has not published what Behemoth cost."),
    "mfu": _no_blog("Meta has published Behemoth's speed, not its MFU."),
}
