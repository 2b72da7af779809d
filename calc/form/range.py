"""What a number field has in place of a number."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Range:
    """Two ends between which a number is; see `calc.form.ranges`."""

    low: float
    high: float
    kind: Literal["interval", "bounds"]
    """A 90 % interval, or nothing but bounds."""
