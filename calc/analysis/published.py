"""All published figures that the site cites: of its calculators' models and of those it compares.

published.figure("kimi-k2", "context")          # what its maker states, with the source
published.in_analysis("scout", "tokens")        # what the analysis says of the same
"""

from calc.analysis import comparison_models, original
from calc.llm import published
from calc.llm.published import FIELDS, Figure, FigureError, Figures
from calc.units import Unknown

__all__ = ["FIELDS", "PUBLISHED", "FigureError", "figure", "in_analysis", "value"]

PUBLISHED: dict[str, Figures] = published.PUBLISHED | {
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
"""By the keys of `calc.llm.models`, and by keys of the same kind for the models compared."""


def figure(model: str, field: str) -> Figure:
    """A published figure. Errors: FigureError says which models or fields there are."""
    return published.look_up(PUBLISHED, model, field)


def value(model: str, field: str) -> float | str | Unknown:
    """The value of a published figure, in base units. Errors: as `figure`."""
    return figure(model, field).value


def in_analysis(model: str, field: str) -> Figure:
    """A figure as the analysis has it. Errors: as `figure`."""
    return published.look_up(original.ANALYSIS, model, field)
