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

    Like NaN it swallows what is computed with it, and unlike NaN it says what is missing:
    `6 * N * Unknown("Mistral has not published the corpus of Mixtral.")` is that Unknown again.
    It is a result like any other, shown where the number would stand; never a zero, never a guess.
    It has no order: every comparison with it is false.
    """

    reason: str
    """A sentence for the reader."""

    def _absorb(self, *_: object) -> "Unknown":
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _absorb
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _absorb
    __pow__ = __rpow__ = __neg__ = __pos__ = __abs__ = __round__ = __ceil__ = __floor__ = _absorb

    def _unordered(self, _: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _unordered
