"""What a result says of a context that is longer than the model was made for."""

from typing import Annotated

from calc.calculators.shared import starts
from calc.llm.architecture import Announced, Model
from calc.llm.units import Tokens
from calc.units import Unknown

Beyond = Annotated[str | Unknown, "Context of the model"]
"""`note`; without a row if there is nothing to say."""


def maximum(model: Model) -> Tokens | None:
    """The longest context, by the model's config.json or as it was published; None if unknown."""
    if isinstance(model, Announced):
        return None
    if not model.key:
        return model.max_context
    offered = starts.context(model).value
    return None if isinstance(offered, Unknown) else offered


def note(model: Model, context: Tokens, fits: Tokens | Unknown = 0) -> str:
    """A sentence if the context, or the longest that fits into memory, is beyond the maximum; else
    "".
    """
    most = maximum(model)
    if most is None:
        return ""
    limit = f"{most:,} tokens"
    if context > most:
        return f"This context is beyond the model’s maximum of {limit}; this is what it would take."
    if fits > most:
        return f"The model’s maximum is {limit}; memory would hold more."
    return ""
