"""What others state of a corpus or a long context: models that the site only compares with."""

from calc.llm.published.figure import BILLION, TRILLION, Figure, Figures
from calc.units import Unknown


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
