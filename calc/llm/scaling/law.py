"""What every scaling law says about itself: its kind, its source, and where it is valid."""

from dataclasses import dataclass
from typing import Literal

from calc.units import Unknown

Kind = Literal["fit", "rule of thumb", "folk rule"]
"""A fit to runs, a rule that a paper states, or a rule that people repeat."""

Range = tuple[float, float]

Quantity = float | Unknown
"""A number, or the reason why there is none. A result from an `Unknown` is that `Unknown`."""


@dataclass(frozen=True, kw_only=True)
class Law:
    """A scaling law and its limits."""

    name: str
    kind: Kind
    source: str
    """Key in `calc.llm.sources.SOURCES`."""
    validity: str
    """Where it was fitted, and its weaknesses; sentences that readers see."""
    parameters: Range | Unknown
    """Parameters of the smallest and the largest model it was fitted to."""
    tokens: Range | Unknown
    """Training tokens of these models, fewest and most."""


@dataclass(frozen=True, kw_only=True)
class Allocation:
    """How a compute budget is split: parameters and training tokens."""

    parameters: Quantity
    tokens: Quantity

    @property
    def tokens_per_parameter(self) -> Quantity:
        """D / N"""
        return self.tokens / self.parameters


def extrapolates(law: Law, parameters: Quantity, tokens: Quantity) -> bool | Unknown:
    """Whether parameters or tokens are outside the range that the law was fitted to.

    `Unknown` if a range or a value is, unless the other one is outside.
    """
    verdicts = [_outside(law.parameters, parameters), _outside(law.tokens, tokens)]
    if True in verdicts:
        return True
    return next((v for v in verdicts if isinstance(v, Unknown)), False)


def _outside(fitted: Range | Unknown, value: Quantity) -> bool | Unknown:
    if isinstance(fitted, Unknown):
        return fitted
    if isinstance(value, Unknown):
        return value
    low, high = fitted
    return not low <= value <= high
