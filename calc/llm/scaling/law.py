"""What a scaling law says about itself, so that a page can say it too."""

from dataclasses import dataclass
from typing import Literal

from calc.units import Unknown

Kind = Literal["fit", "rule of thumb", "folk rule"]
"""A fit to runs; a rule that a paper states; a rule that people repeat."""

Range = tuple[float, float]

Quantity = float | Unknown
"""A number, or the reason why there is none; a law passes the reason on."""


@dataclass(frozen=True, kw_only=True)
class Law:
    """A scaling law and its limits."""

    name: str
    kind: Kind
    source: str
    """Key in `calc.llm.sources.SOURCES`."""
    validity: str
    """Where it was fitted and what to distrust, in a sentence for the reader."""
    parameters: Range | Unknown
    """Sizes of the models it was fitted to."""
    tokens: Range | Unknown
    """Their corpora."""


@dataclass(frozen=True, kw_only=True)
class Allocation:
    """A size and a corpus."""

    parameters: Quantity
    tokens: Quantity

    @property
    def tokens_per_parameter(self) -> Quantity:
        """D / N"""
        return self.tokens / self.parameters


def extrapolates(law: Law, parameters: Quantity, tokens: Quantity) -> bool | Unknown:
    """Whether a size and a corpus lie outside what the law was fitted to.

    `Unknown` where a range or a value is, unless the other one already decides.
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
