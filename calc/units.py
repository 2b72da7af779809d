"""Aliases that carry their unit.

Values stay in base units (bytes, FLOP, seconds); the alias names the unit, and only
`calc.form.display` scales a value for people.

    def kv_cache(...) -> Bytes: ...
"""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Unit

Parameters = Annotated[int, Unit("parameters")]
Tokens = Annotated[int, Unit("tokens")]
Bytes = Annotated[int, Unit("B")]
Flop = Annotated[float, Unit("FLOP")]
FlopPerToken = Annotated[float, Unit("FLOP/token")]
FlopPerSecond = Annotated[float, Unit("FLOP/s")]
BytesPerSecond = Annotated[float, Unit("B/s")]
GPUHours = Annotated[float, Unit("GPU-hours")]
GPUHoursPerTrillionTokens = Annotated[float, Unit("GPU-hours per trillion tokens")]
Days = Annotated[float, Unit("days")]
Watt = Annotated[float, Unit("W")]
WattHours = Annotated[float, Unit("Wh")]
USD = Annotated[float, Unit("USD")]
USDPerGPUHour = Annotated[float, Unit("USD per GPU-hour")]
Gram = Annotated[float, Unit("g")]
GramPerWattHour = Annotated[float, Unit("g/Wh")]
Fraction = Annotated[float, Unit("1")]
"""A plain ratio; 0.39 is 39 %."""


@dataclass(frozen=True)
class Unknown:
    """A value that cannot be given, and why.

    It is a result like any other: shown where the number would stand, never a zero
    and never a guess.
    """

    reason: str
    """A sentence for the reader: "Meta has not published the layers of Behemoth."."""
