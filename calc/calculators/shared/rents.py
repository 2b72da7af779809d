"""What an hour of an accelerator cost: ranges, at the time of each run and today."""

from dataclasses import dataclass

from calc.form import display
from calc.llm.hardware import Accelerator
from calc.llm.units import GPUHours, USDPerGPUHour
from calc.units import Unknown


@dataclass(frozen=True, kw_only=True)
class RentRange:
    """Prices of an hour, from long contracts to the lists of large clouds."""

    low: USDPerGPUHour
    typical: USDPerGPUHour
    high: USDPerGPUHour
    when: str
    """The time: "in November 2026"."""
    source: str
    """Key in `calc.llm.sources.SOURCES` of a list of such prices."""


OF_RUNS: dict[str, RentRange] = {
    **dict.fromkeys(
        ("scout", "maverick", "behemoth"),
        RentRange(
            low=2.0,
            typical=3.0,
            high=5.0,
            when="from autumn 2024 to spring 2025",
            source="EPOCHPRICES",
        ),
    ),
    "deepseek-v3": RentRange(
        low=2.0, typical=2.0, high=3.4, when="in autumn 2024", source="EPOCHPRICES"
    ),
    "deepseekmoe-16b": RentRange(
        low=1.5, typical=2.0, high=4.0, when="in 2023", source="EPOCHPRICES"
    ),
    **dict.fromkeys(
        ("mixtral-8x7b", "mixtral-8x22b", "llama-3.1-405b"),
        RentRange(
            low=2.5, typical=3.5, high=8.0, when="from late 2023 to mid 2024", source="GPUBUBBLE"
        ),
    ),
}
"""By model: the market for the accelerator of its run, at that time. For 2023 it is an estimate.
The hyperscalers' lists are higher: $10 to $12 for an H100 in March 2025.
Source: the price lists in `calc.analysis.prices`."""

TODAY: dict[str, RentRange] = {
    key: RentRange(
        low=low, typical=typical, high=high, when="in November 2026", source="GPURECEIPTS"
    )
    for key, low, typical, high in (
        ("h100-sxm", 2.1, 3.5, 6.9),
        ("h200-sxm", 3.5, 4.5, 6.3),
        ("b200", 5.0, 6.0, 8.6),
        ("b300", 6.9, 7.4, 7.9),
        ("gb200", 9.0, 9.1, 10.5),
        ("a100-80gb", 1.1, 1.7, 3.4),
        ("mi300x", 1.5, 2.0, 6.0),
    )
}
"""By accelerator. On demand at Azure an H100 costs $12.3.
Source: SF Compute, RunPod, Hyperstack, Spheron, CoreWeave and AWS, March to November 2026."""


def today(accelerator: Accelerator) -> RentRange | Unknown:
    """The market of November 2026."""
    found = TODAY.get(accelerator.key)
    return found or Unknown(f"No dated price of the {accelerator.name} was found.")


def cost_range(hours: GPUHours | Unknown, rent: RentRange | Unknown) -> str | Unknown:
    """The rent of a run at the low and at the high price."""
    if isinstance(hours, Unknown):
        return hours
    if isinstance(rent, Unknown):
        return rent
    low, high = (display.quantity(hours * usd, "USD") for usd in (rent.low, rent.high))
    return f"{low} to {high}, at {prices(rent)} an hour {rent.when}"


def prices(rent: RentRange) -> str:
    """The low and the high price: "$2.00 to $5.00"."""
    low, high = (display.quantity(usd, "USD") for usd in (rent.low, rent.high))
    return f"{low} to {high}"
