"""What makers state about the models that calculators offer: in base units, and as printed.

    published.value("scout", "tokens")     # 40000000000000
    published.figure("scout", "tokens")    # the words, the source, the place in it
    published.value("behemoth", "tokens")  # Unknown("Meta has not published …")

What follows from a model's shape is in `calc.llm.parameters` and `calc.llm.flops`.
"""

from calc.llm.published import deepseek, llama4, others
from calc.llm.published.figure import Figure, Figures
from calc.units import Unknown

__all__ = [
    "PUBLISHED",
    "Figure",
    "FigureError",
    "Figures",
    "figure",
    "look_up",
    "value",
]


class FigureError(LookupError):
    """There is no such model or field; the message lists those that there are."""


PUBLISHED: dict[str, Figures] = {
    "scout": llama4.SCOUT,
    "maverick": llama4.MAVERICK,
    "behemoth": llama4.BEHEMOTH,
    "deepseek-v3": deepseek.DEEPSEEK_V3,
    "deepseekmoe-16b": deepseek.DEEPSEEKMOE_16B,
    "mixtral-8x7b": others.MIXTRAL_8X7B,
    "mixtral-8x22b": others.MIXTRAL_8X22B,
    "llama-3.1-405b": others.LLAMA_31_405B,
}
"""By the keys of `calc.llm.models`."""


def figure(model: str, field: str) -> Figure:
    """A published figure. Raises FigureError if there is none."""
    return look_up(PUBLISHED, model, field)


def value(model: str, field: str) -> float | str | Unknown:
    """The value of a published figure, in base units. Raises as `figure`."""
    return figure(model, field).value


def look_up(models: dict[str, Figures], model: str, field: str) -> Figure:
    """A figure of one of these models. Raises as `figure`."""
    figures = models.get(model)
    if figures is None:
        raise FigureError(f"{model!r} is not one of the models: {', '.join(models)}")
    found = figures.get(field)
    if found is None:
        raise FigureError(f"{model} has no figure {field!r}; it has {', '.join(figures)}")
    return found
