"""What publishers state about the models that calculators know, word for word, in base units.

    published.value("scout", "tokens")     # 40000000000000
    published.figure("scout", "tokens")    # the words, the source, the place in it
    published.value("behemoth", "tokens")  # Unknown("Meta has not published …")

These are claims. What follows from a model's shape is in `calc.llm.parameters` and
`calc.llm.flops`; comparing the two is the site's work.
"""

from calc.llm.published import deepseek, llama4, others
from calc.llm.published.figure import FIELDS, Figure, Figures
from calc.units import Unknown

__all__ = [
    "FIELDS",
    "PUBLISHED",
    "Figure",
    "FigureError",
    "Figures",
    "figure",
    "look_up",
    "value",
]


class FigureError(LookupError):
    """A model or a field that is not in this package; says what is."""


PUBLISHED: dict[str, Figures] = {
    "scout": llama4.SCOUT,
    "maverick": llama4.MAVERICK,
    "behemoth": llama4.BEHEMOTH,
    "deepseek-v3": deepseek.DEEPSEEK_V3,
    "deepseek-v2": deepseek.DEEPSEEK_V2,
    "deepseekmoe-16b": deepseek.DEEPSEEKMOE_16B,
    "mixtral-8x7b": others.MIXTRAL_8X7B,
    "mixtral-8x22b": others.MIXTRAL_8X22B,
    "llama-3.1-405b": others.LLAMA_31_405B,
    "qwen2.5-72b": others.QWEN25_72B,
}
"""By the keys of `calc.llm.models`."""


def figure(model: str, field: str) -> Figure:
    """A published figure. Errors: FigureError says which models or fields there are."""
    return look_up(PUBLISHED, model, field)


def value(model: str, field: str) -> float | str | Unknown:
    """The value of a published figure, in base units. Errors: as `figure`."""
    return figure(model, field).value


def look_up(models: dict[str, Figures], model: str, field: str) -> Figure:
    """A figure of one of these models. Errors: as `figure`."""
    figures = models.get(model)
    if figures is None:
        raise FigureError(f"{model!r} is not one of the models: {', '.join(models)}")
    found = figures.get(field)
    if found is None:
        raise FigureError(f"{model} has no figure {field!r}; it has {', '.join(figures)}")
    return found
