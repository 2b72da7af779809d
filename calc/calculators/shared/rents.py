"""What an hour of an accelerator cost: ranges, at the time of each run and today."""

from dataclasses import dataclass

from calc.form import display
from calc.form.memo import memo
from calc.llm.hardware import Accelerator
from calc.llm.units import GPUHours, USDPerGPUHour
from calc.units import Unknown


@dataclass(frozen=True, kw_only=True)
class RentRange:
    """A fair range of the price of an hour at some time, concluded here from dated prices."""

    when: str
    low: USDPerGPUHour
    """Long contracts, or resale."""
    typical: USDPerGPUHour
    high: USDPerGPUHour
    """The list of a large cloud."""
    source: str
    """Key in `calc.analysis.sources.SOURCES` of the largest part of those prices."""
    note: str = ""


LLAMA_3 = RentRange(
    when="late 2023 to mid 2024", low=2.5, typical=3.5, high=8.0, source="GPUBUBBLE"
)
DEEPSEEK_V3 = RentRange(
    when="autumn 2024",
    low=2.0,
    typical=2.0,
    high=3.4,
    source="EPOCHPRICES",
    note="The typical price is DeepSeek's own assumption, within the market of the time.",
)
LLAMA_4 = RentRange(
    when="autumn 2024 to spring 2025",
    low=2.0,
    typical=3.0,
    high=5.0,
    source="EPOCHPRICES",
    note="The lists of the largest clouds had 10 to 12.3.",
)
_A100 = RentRange(when="2023", low=1.5, typical=2.0, high=4.0, source="EPOCHPRICES")

OF_RUNS: dict[str, RentRange] = {
    **dict.fromkeys(("scout", "maverick", "behemoth"), LLAMA_4),
    "deepseek-v3": DEEPSEEK_V3,
    "deepseekmoe-16b": _A100,
    **dict.fromkeys(("mixtral-8x7b", "mixtral-8x22b", "llama-3.1-405b"), LLAMA_3),
}
"""By model: the market for the accelerator of its run, at that time. For 2023 it is an estimate.
Source: the dated prices in `calc.analysis.prices`"""

TODAY: dict[str, RentRange] = {
    accelerator: RentRange(
        when="November 2026", low=low, typical=typical, high=high, source=source, note=note
    )
    for accelerator, low, typical, high, source, note in (
        ("h100-sxm", 2.1, 3.5, 6.9, "GPURECEIPTS", "Azure's list has 12.29."),
        ("h200-sxm", 3.5, 4.5, 6.3, "SCREENER", ""),
        ("b200", 5.0, 6.0, 8.6, "COREWEAVE", ""),
        ("a100-80gb", 1.1, 1.7, 3.4, "GPURECEIPTS", ""),
        ("mi300x", 1.5, 2.0, 6.0, "CLIFFCENTER", "Prices of May 2026."),
    )
}
"""By accelerator. The two prices of a GB200 differ by more than twice, so it has no range.
Source: the dated prices in `calc.analysis.prices`"""


@dataclass(frozen=True, kw_only=True)
class Rate:
    """A way to pay for accelerators, with its price at one date."""

    key: str
    name: str
    accelerator: str = ""
    """Key in `calc.llm.hardware.ACCELERATORS`."""
    usd: USDPerGPUHour = 0.0


AS_TYPED = Rate(key="typed", name="rent as typed")
RATES: tuple[Rate, ...] = (
    AS_TYPED,
    *(
        Rate(key=key, name=f"H100, {name}, {date}: ${usd:.2f}", accelerator="h100-sxm", usd=usd)
        for key, name, date, usd in (
            ("spot-2026-09", "spot, CoreWeave", "2026-09-20", 2.46),
            ("year-2026-06", "one-year contract", "2026-06", 2.65),
            ("year-2025-10", "one-year contract, the lowest", "2025-10", 1.7),
            ("blocks-2025-01", "reserved days, AWS", "2025-01-01", 4.916),
            ("three-years-2025-03", "three years, Google", "2025-03-17", 4.86),
            ("demand-2026-11", "on demand, AWS", "2026-11-09", 6.88),
        )
    ),
)
"""Source: the dated prices in `calc.analysis.prices`, which has more of them."""


def paid(rate: Rate, typed: USDPerGPUHour, accelerator: Accelerator) -> USDPerGPUHour | Unknown:
    """The price of an hour of an accelerator at a rate."""
    if rate is AS_TYPED:
        return typed
    if rate.accelerator != accelerator.key:
        return Unknown(f"That rate is not one of the {accelerator.name}.")
    return rate.usd


def today(accelerator: Accelerator) -> RentRange | Unknown:
    """The market of November 2026."""
    if not accelerator.source:
        return Unknown("An accelerator of one’s own has no dated price.")
    found = TODAY.get(accelerator.key)
    return found or Unknown(f"No dated price of the {accelerator.name} was found.")


def cost_range(hours: GPUHours | Unknown, rent: RentRange | Unknown) -> str | Unknown:
    """The rent of a run at the low and at the high price."""
    if isinstance(hours, Unknown):
        return hours
    if isinstance(rent, Unknown):
        return rent
    low, high = (display.quantity(hours * usd, "USD") for usd in (rent.low, rent.high))
    return f"{low} to {high}, at {prices(rent)} an hour ({rent.when})"


@memo(8, in_builds=32)  # draws of a range mostly have one
def prices(rent: RentRange) -> str:
    """The low and the high price: "$2.00 to $5.00"."""
    low, high = (display.quantity(usd, "USD") for usd in (rent.low, rent.high))
    return f"{low} to {high}"
