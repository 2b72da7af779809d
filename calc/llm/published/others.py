"""What Mistral states about Mixtral, and Meta about Llama 3.1 405B."""

from calc.llm.published.figure import BILLION, MILLION, TONNE, TRILLION, Figure, Figures
from calc.units import Unknown


def _mistral(value: float | str, stated: str, where: str) -> Figure:
    return Figure(value=value, stated=stated, source="MIXTRAL", where=where)


def _unsaid(what: str) -> Figure:
    return Figure(
        value=Unknown(f"Mistral has never published {what} of its Mixtral models."),
        stated="not published",
        source="MIXTRAL",
        where="both posts",
    )


def _card(value: float | str, stated: str, where: str) -> Figure:
    return Figure(value=value, stated=stated, source="LLAMA31CARD", where=where)


def _paper(value: float | str, stated: str, where: str) -> Figure:
    return Figure(value=value, stated=stated, source="LLAMA3", where=where)


_MIXTRAL: Figures = {
    "routed_experts": _mistral(8, "8 experts", "both posts"),
    "shared_experts": Figure(
        value=0, stated="no shared expert", source="TF", where="modeling_mixtral.py"
    ),
    "top_k": _mistral(2, "two of these groups (the experts)", "post on 8x7B"),
    "tokens": _unsaid("the corpus"),
    "accelerator": _unsaid("the hardware"),
    "gpu_hours": _unsaid("the GPU-hours"),
    "co2": _unsaid("the emissions"),
    "cost": _unsaid("the cost"),
}

MIXTRAL_8X7B: Figures = {
    **_MIXTRAL,
    "released": _mistral("2023-12-11", "December 11, 2023", "post on 8x7B"),
    "total": _mistral(46.7 * BILLION, "46.7B total parameters", "post on 8x7B"),
    "active": _mistral(12.9 * BILLION, "12.9B parameters per token", "post on 8x7B"),
    "context": _mistral(32 * 1024, "32k tokens", "post on 8x7B"),
}

MIXTRAL_8X22B: Figures = {
    **_MIXTRAL,
    "released": _mistral("2024-04-17", "April 17, 2024", "post on 8x22B"),
    "total": _mistral(141 * BILLION, "39B active parameters out of 141B", "post on 8x22B"),
    "active": _mistral(39 * BILLION, "39B active parameters out of 141B", "post on 8x22B"),
    "context": _mistral(64 * 1024, "64K tokens", "post on 8x22B"),
}

LLAMA_31_405B: Figures = {
    "released": _card("2024-07-23", "July 23, 2024", "Model release date"),
    "total": _card(405 * BILLION, "405B", "Model information table"),
    "active": _card(405 * BILLION, "405B", "Model information table; dense"),
    "layers": _paper(126, "126", "Table 3"),
    "context": _card(128 * 1024, "128k", "Model information table"),
    "training_context": _paper(8 * 1024, "8K", "§3.4"),
    "extension_tokens": _paper(
        800 * BILLION, "approximately 800B training tokens", "§3.4.2, in six stages"
    ),
    "tokens": _paper(15.6 * TRILLION, "15.6T text tokens", "§1; the card says 15T+"),
    "precision": _paper("BF16", "BF16 MFU", "Table 4"),
    "accelerator": _card("h100-sxm", "H100-80GB (TDP of 700W)", "Training energy use"),
    "accelerators": _paper(16_384, "up to 16K H100 GPUs", "§3.3; 16,384 in Table 4"),
    "tdp": _card(700, "700", "Training energy use, table"),
    "gpu_hours": _card(30.84 * MILLION, "30.84M", "Training energy use, table"),
    "co2": _card(8_930 * TONNE, "8,930 tons CO2eq", "Training energy use, table"),
    "co2_market": _card(0, "0", "Training energy use, table"),
    "compute": _paper(3.8e25, "3.8 × 10²⁵ FLOPs", "§1"),
    "flops_per_gpu": _paper(400e12, "400 TFLOPs per GPU", "Table 4, 16,384 GPUs, sequence 8,192"),
    "mfu": _paper(0.41, "41%", "Table 4, 16,384 GPUs, sequence 8,192"),
    "flops_per_token": Figure(
        value=2_448e9,
        stated="2448 GFLOPS/Token",
        source="DSISCA",
        where="Table 2, sequence length 4096",
    ),
    "kv_cache_per_token": Figure(
        value=516_096, stated="516.096 KB", source="DSISCA", where="Table 1, BF16"
    ),
}
