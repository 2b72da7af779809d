"""What was found in a pasted text: a model, or at least its tensors."""

from dataclasses import dataclass

from calc.llm.architecture import Architecture
from calc.llm.units import Parameters
from calc.units import Bytes, Unknown


@dataclass(frozen=True, kw_only=True)
class Tensors:
    """The tensors of a file of weights."""

    number: int
    parameters: Parameters | Unknown
    size: Bytes | Unknown


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a text says of a model."""

    what: str
    """What the text is: "a config.json", "Meta's params.json"."""
    mended: str = ""
    """How it was read, if it was no JSON: "after leaving out comments"."""
    model: Architecture | None = None
    tensors: Tensors | None = None
    missing: str = ""
    """Why there is no model, as a sentence."""

    @property
    def said(self) -> str:
        """What was read, and how it was mended."""
        return f"{self.what}, read as JSON {self.mended}" if self.mended else self.what
