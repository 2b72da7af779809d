"""What makers state about models that no calculator offers: pages only compare with them."""

from calc.llm.published.figure import BILLION, TRILLION, Figure, Figures
from calc.units import Unknown


def _v2(value: float | str | Unknown, stated: str, where: str) -> Figure:
    return Figure(value=value, stated=stated, source="DSV2", where=where)


def _kimi(value: float, stated: str) -> Figure:
    return Figure(value=value, stated=stated, source="KIMI", where="§2.5")


def _qwen(value: float | Unknown, stated: str, where: str) -> Figure:
    return Figure(value=value, stated=stated, source="QWEN3", where=where)


def _gpt_oss(value: float | Unknown, stated: str) -> Figure:
    return Figure(value=value, stated=stated, source="GPTOSSREPO", where="model.py and README")


def _gemma(trillions: int) -> Figures:
    return {
        "tokens": Figure(
            value=trillions * TRILLION,
            stated=f"{trillions}T",
            source="EPOCH",
            where="All ML Systems, row of the model",
        )
    }


DEEPSEEK_V2: Figures = {
    "released": _v2("2024-05-06", "first commit of the repository", "git log"),
    "total": _v2(236 * BILLION, "236B total parameters", "abstract"),
    "active": _v2(21 * BILLION, "21B activated for each token", "abstract"),
    "routed_experts": _v2(160, "2 shared experts and 160 routed experts", "§3.1.2"),
    "shared_experts": _v2(2, "2 shared experts and 160 routed experts", "§3.1.2"),
    "top_k": _v2(6, "6 experts will be activated for each token", "§3.1.2"),
    "layers": _v2(60, "We set the number of Transformer layers to 60", "§3.1.2"),
    "moe_layers": _v2(59, "all FFNs except for the first layer with MoE layers", "§3.1.2"),
    "context": _v2(128 * 1024, "128K", "abstract"),
    "training_context": _v2(4 * 1024, "We set the maximum sequence length to 4K", "§3.1.2"),
    "tokens": _v2(8.1 * TRILLION, "8.1T tokens", "abstract"),
    "precision": _v2(
        Unknown("The parts of DeepSeek-V2's report that were read do not name the precision."),
        "not found",
        "§3",
    ),
    "accelerator": _v2("h800-sxm", "H800", "§3.2.3"),
    "gpu_hours_per_trillion_tokens": _v2(
        172_800, "on each trillion tokens … DeepSeek-V2 needs only 172.8K GPU hours", "§3.2.3"
    ),
    "gpu_hours": _v2(
        172_800 * 8.1, "172.8K GPU hours per trillion tokens", "§3.2.3; times 8.1T, product ours"
    ),
    "flops_per_token": Figure(
        value=155e9,
        stated="155 GFLOPS/Token",
        source="DSISCA",
        where="Table 2, sequence length 4096",
    ),
}

QWEN25_72B: Figures = {
    "kv_cache_per_token": Figure(
        value=327_680, stated="327.680 KB", source="DSISCA", where="Table 1, BF16"
    ),
    "tokens": Figure(value=18 * TRILLION, stated="18T", source="DOTS1", where="Table 4"),
}

KIMI_K2: Figures = {
    "annealing_context": _kimi(4 * 1024, "400B tokens at 4K"),
    "annealing_tokens": _kimi(400 * BILLION, "400B tokens at 4K"),
    "extension_context": _kimi(32 * 1024, "60B tokens at 32K"),
    "extension_tokens": _kimi(60 * BILLION, "60B tokens at 32K"),
    "context": _kimi(128 * 1024, "then YaRN to 128K"),
}

QWEN3: Figures = {
    "tokens": _qwen(36 * TRILLION, "36T", "pre-training, every size"),
    "extension_context": _qwen(32 * 1024, "32K", "pre-training, stage 3"),
    "extension_tokens": _qwen(
        Unknown("Alibaba says “hundreds of billions” and no number."),
        "hundreds of billions of tokens",
        "pre-training, stage 3",
    ),
}

GPT_OSS_120B: Figures = {
    "training_context": _gpt_oss(4096, "from 4,096"),
    "context": _gpt_oss(128 * 1024, "to 131,072, YaRN factor 32"),
    "extension_tokens": _gpt_oss(
        Unknown("OpenAI has not published how many tokens it spent on long contexts."),
        "not published",
    ),
}

GEMINI_25_PRO: Figures = {
    "fiction_livebench": Figure(
        value=0.906, stated="90.6", source="FICTION", where="at 128K tokens, April 2025"
    ),
}

GEMMA_3_1B, GEMMA_3_4B, GEMMA_3_12B, GEMMA_3_27B = (_gemma(t) for t in (2, 4, 12, 14))

LLAMA_31_8B: Figures = {
    "tokens": Figure(
        value=15 * TRILLION, stated="15T+", source="LLAMA31CARD", where="Model information table"
    ),
}

LLAMA_32_1B: Figures = {
    "tokens": Figure(
        value=9 * TRILLION,
        stated="up to 9T",
        source="LLAMA32CARD",
        where="Model information table",
    ),
}
