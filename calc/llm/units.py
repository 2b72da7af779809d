"""Units of language models: aliases that carry them, and how numbers of them are written."""

from collections.abc import Mapping
from typing import Annotated

from annotated_types import Unit

from calc.units import UNSAID, Magnitudes, UnitStyle, money, physical

Parameters = Annotated[int, Unit("parameters")]
Tokens = Annotated[int, Unit("tokens")]
Flop = Annotated[float, Unit("FLOP")]
FlopPerToken = Annotated[float, Unit("FLOP/token")]
FlopPerSecond = Annotated[float, Unit("FLOP/s")]
GPUHours = Annotated[float, Unit("GPU-hours")]
GPUHoursPerTrillionTokens = Annotated[float, Unit("GPU-hours per trillion tokens")]
USDPerGPUHour = Annotated[float, Unit("USD per GPU-hour")]
Gram = Annotated[float, Unit("g CO₂e")]
GramPerWattHour = Annotated[float, Unit("g/Wh")]

MASSES: Magnitudes = ((1e15, " Gt"), (1e12, " Mt"), (1e6, " t"), (1e3, " kg"))
"""A tonne is 10⁶ g; a thousand of them are still counted in tonnes."""

STYLES: Mapping[str, UnitStyle] = {
    "parameters": UNSAID,
    "tokens": UNSAID,
    "FLOP": UnitStyle(magnitudes=(), after=" FLOP", plain_digits=6),
    "FLOP/s": physical("FLOP/s"),
    "FLOP/token": physical("FLOP/token"),
    "GPU-hours per trillion tokens": UnitStyle(after=" GPU-hours per trillion tokens", whole=True),
    "USD per GPU-hour": money("$", " per GPU-hour"),
    "g CO₂e": UnitStyle(magnitudes=MASSES, base=" g", qualifier=" CO₂e", in_ticks=True),
}
"""Comparing GPU-hours per trillion tokens needs more digits than three: 125,000 and 108,182."""
