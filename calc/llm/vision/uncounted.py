"""A vision tower that is there but is not counted here."""

from dataclasses import dataclass

from calc.llm.errors import Unpublished


@dataclass(frozen=True, kw_only=True)
class UncountedVision:
    """Asking for its size is an error, so that no total leaves it out silently."""

    model_type: str

    def parameters(self, d: int) -> int:
        raise Unpublished(self.model_type, "The formulas of the vision tower", "its size")
