"""What an hour of an accelerator costs to rent: dated prices by seller, and ranges by time.

    prices.PRICES                       # dated prices, each with its source
    prices.of("h100-sxm")               # those of one accelerator, by date
    prices.of_run("scout")              # the range at the time of a run, or None
    `#!fact scout.rent_low`             # in a page; rent_typical, rent_high
    `#!fact h100-sxm.rent_high`         # of an accelerator today

Rent is a convention here: Meta and DeepSeek own their accelerators.
"""

from dataclasses import dataclass

from calc.calculators.shared import rents
from calc.calculators.shared.rents import RentRange
from calc.llm.published import Figure
from calc.llm.units import USDPerGPUHour


@dataclass(frozen=True, kw_only=True)
class Price:
    """A published price of one accelerator for one hour, or a range of such prices."""

    accelerator: str
    """Key in `calc.llm.hardware.ACCELERATORS`."""
    seller: str
    low: USDPerGPUHour
    high: USDPerGPUHour
    """As `low`, unless the source has a range."""
    date: str
    """Year, year and month, or day, as published."""
    source: str
    """Key in `calc.analysis.sources.SOURCES`."""
    note: str = ""


def _price(
    accelerator: str,
    seller: str,
    usd: float | tuple[float, float],
    date: str,
    source: str,
    note: str = "",
) -> Price:
    low, high = usd if isinstance(usd, tuple) else (usd, usd)
    return Price(
        accelerator=accelerator,
        seller=seller,
        low=low,
        high=high,
        date=date,
        source=source,
        note=note,
    )


DEEPSEEK = _price(
    "h800-sxm",
    "DeepSeek's own assumption",
    2.0,
    "2024-12",
    "DSV3",
    "Assumed for the report; nobody paid this price.",
)
"""Source: DeepSeek-V3 report, Table 1"""

_SPOT = "Spot instances; the provider may take them back."
_H100 = "h100-sxm"
_A100 = "a100-80gb"

PRICES: tuple[Price, ...] = (
    _price(_H100, "range of the year", (4.7, 8.0), "2023", "GPUBUBBLE", "The high end is above 8."),
    _price("a100-40gb", "MosaicML", 2.0, "2023-05", "MPT7B", "About $200k for MPT-7B."),
    _price(_H100, "Lambda, on demand", 3.49, "2024-01", "EPOCHPRICES"),
    _price(_H100, "RunPod", 3.99, "2024-07", "EPOCHPRICES"),
    _price(_H100, "Lambda, on demand", 2.99, "2024-09", "EPOCHPRICES"),
    _price(_H100, "resale of reserved capacity", 2.0, "2024-10", "GPUBUBBLE", "Below 2."),
    DEEPSEEK,
    _price(_H100, "AWS, Capacity Blocks", 4.916, "2025-01-01", "AWSBLOCKS"),
    _price("h200-sxm", "AWS, Capacity Blocks", 5.408, "2025-01-01", "AWSBLOCKS"),
    _price("a100-40gb", "AWS, Capacity Blocks", 1.844, "2025-01-01", "AWSBLOCKS"),
    _price(_H100, "Lambda, on demand", 3.29, "2025-02", "EPOCHPRICES"),
    _price(_H100, "RunPod", 2.99, "2025-03", "EPOCHPRICES"),
    _price("h800-sxm", "CR8DL", 3.42, "2025-03", "EPOCHPRICES"),
    _price("tpu-v6e", "Google Cloud, on demand", 2.7, "2025-03", "EPOCHPRICES"),
    _price("tpu-v6e", "Google Cloud, three years", 1.22, "2025-03", "EPOCHPRICES"),
    _price(_H100, "AWS, on demand", 12.29, "2025-03-17", "EPOCHPRICES", "Cut in June 2025."),
    _price(_H100, "Google Cloud, on demand", 11.06, "2025-03-17", "EPOCHPRICES"),
    _price(_H100, "Google Cloud, three years", 4.86, "2025-03-17", "EPOCHPRICES"),
    _price(_H100, "Oracle, on demand", 10.0, "2025-03-17", "EPOCHPRICES"),
    _price("h200-sxm", "AWS, on demand", 10.6, "2025-03-17", "EPOCHPRICES"),
    _price(_A100, "Oblivus", 1.57, "2025-03-17", "EPOCHPRICES", "The lowest that Epoch lists."),
    _price(_A100, "AWS", 5.12, "2025-03-17", "EPOCHPRICES"),
    _price(
        "h800-sxm",
        "MiniMax",
        534_700 / (512 * 3 * 7 * 24),
        "2025-06",
        "M1",
        "Derived: $534,700 for 512 H800 and three weeks of reinforcement learning.",
    ),
    _price(_H100, "one-year contract", 1.7, "2025-10", "SEMIANALYSIS", "The lowest of the year."),
    _price(_H100, "index over providers", (2.78, 2.81), "2025-10", "SCREENERINDEX"),
    _price(_H100, "one-year contract", 2.35, "2026-03", "SEMIANALYSIS"),
    _price("h200-sxm", "Spheron", 4.54, "2026-03-17", "SPHERON"),
    _price("b200", "Spheron", 6.03, "2026-03-17", "SPHERON"),
    _price(
        "gb200",
        "Spheron",
        9.08 / 2,
        "2026-03-17",
        "SPHERON",
        "Half of a superchip of two GPUs at 9.08.",
    ),
    _price("mi300x", "TensorWave", (1.5, 1.71), "2026-05-18", "CLIFFCENTER"),
    _price("mi300x", "Vultr", 1.85, "2026-05-18", "CLIFFCENTER"),
    _price("mi300x", "Azure and Oracle", 6.0, "2026-05-18", "CLIFFCENTER"),
    _price(_H100, "median of 37 providers", 2.95, "2026-05-20", "AIMULTIPLE"),
    _price(_H100, "one-year contract", 2.65, "2026-06", "CONTRACTS"),
    _price(_H100, "RunPod, community and secure", (2.69, 3.29), "2026-08-19", "COMPUTEPRICES"),
    _price("b200", "RunPod, community and secure", (5.98, 6.79), "2026-08-19", "COMPUTEPRICES"),
    _price("b300", "RunPod, community and secure", (6.94, 7.89), "2026-08-19", "COMPUTEPRICES"),
    _price(_A100, "RunPod, community and secure", (1.39, 1.59), "2026-08-19", "COMPUTEPRICES"),
    _price(_H100, "Hyperstack", 3.2, "2026-08-26", "HYPERSTACK"),
    _price("h200-sxm", "Hyperstack", 3.99, "2026-08-26", "HYPERSTACK"),
    _price("b200", "Hyperstack", 6.0, "2026-08-26", "HYPERSTACK"),
    _price("b300", "Hyperstack", 7.4, "2026-08-26", "HYPERSTACK"),
    _price(_H100, "CoreWeave, list", 6.16, "2026-09-20", "COREWEAVE", "As in February 2026."),
    _price(_H100, "CoreWeave, spot", 2.46, "2026-09-20", "COREWEAVE", _SPOT),
    _price("h200-sxm", "CoreWeave, list", 6.31, "2026-09-20", "COREWEAVE"),
    _price("b200", "CoreWeave, list", 8.6, "2026-09-20", "COREWEAVE"),
    _price("b200", "CoreWeave, spot", 4.26, "2026-09-20", "COREWEAVE", _SPOT),
    _price("gb200", "CoreWeave, list", 10.5, "2026-09-20", "COREWEAVE"),
    _price(_A100, "CoreWeave, list", 2.7, "2026-09-20", "COREWEAVE"),
    _price(_H100, "SF Compute, mean of the market", 2.11, "2026-09-20", "SFCOMPUTE"),
    _price(_H100, "Nebius", 3.85, "2026-09-25", "SILYBENCH"),
    _price(_H100, "Lambda, eight at once", 3.99, "2026-09-25", "SILYBENCH"),
    _price(_H100, "Google Cloud, on demand", 10.98, "2026-09-25", "SILYBENCH"),
    _price(
        _H100,
        "index of list prices, middle half",
        (2.99, 4.41),
        "2026-09-28",
        "GPUECONOMY",
        "That it is the index of the H100 is inferred from its level.",
    ),
    _price(_H100, "16 providers", (2.58, 6.16), "2026-10-24", "SCREENER"),
    _price("h200-sxm", "11 providers", (3.45, 6.31), "2026-10-24", "SCREENER"),
    _price(_A100, "Vast.ai, median", 1.7, "2026-10-29", "LANTERN", "1.14 earlier."),
    _price(_H100, "RunPod", (2.69, 3.99), "2026-11-09", "GPURECEIPTS"),
    _price(_H100, "AWS, on demand", 6.88, "2026-11-09", "GPURECEIPTS"),
    _price(_H100, "Azure, on demand", 12.29, "2026-11-09", "GPURECEIPTS"),
    _price(_A100, "RunPod", 1.39, "2026-11-09", "GPURECEIPTS"),
    _price(_A100, "AWS, on demand", 3.43, "2026-11-09", "GPURECEIPTS"),
    _price("a100-40gb", "AWS, on demand", 2.74, "2026-11-09", "GPURECEIPTS"),
    _price("a100-40gb", "Azure, on demand", 3.4, "2026-11-09", "GPURECEIPTS"),
)
"""In dollars, by date. Ling states prices in yuan, without an exchange rate: they are left out."""


@dataclass(frozen=True, kw_only=True)
class RunsRange:
    """The range at the time of some runs."""

    runs: str
    """As readers know them."""
    keys: tuple[str, ...]
    """Keys in `calc.analysis.published.PUBLISHED` or `calc.analysis.runs.RUNS`."""
    accelerator: str
    """Key in `calc.llm.hardware.ACCELERATORS`, or its name."""
    range: RentRange


OF_RUNS: tuple[RunsRange, ...] = (
    RunsRange(
        runs="LLaMA 1, Llama 2",
        keys=(
            *("llama-1-65b", "llama-1-33b", "llama-1-13b", "llama-1-7b"),
            *("llama-2-70b", "llama-2-34b", "llama-2-13b", "llama-2-7b"),
        ),
        accelerator="a100-80gb",
        range=RentRange(
            when="late 2022 to mid 2023",
            low=1.5,
            typical=2.0,
            high=4.0,
            source="MPT7B",
            note="An estimate: only MosaicML's price is of that time.",
        ),
    ),
    RunsRange(
        runs="Llama 3, Llama 3.1",
        keys=("llama-3-8b", "llama-3-70b", "llama-3.1-8b", "llama-3.1-70b", "llama-3.1-405b"),
        accelerator="h100-sxm",
        range=rents.LLAMA_3,
    ),
    RunsRange(
        runs="DeepSeek-V3",
        keys=("deepseek-v3",),
        accelerator="h800-sxm",
        range=rents.DEEPSEEK_V3,
    ),
    RunsRange(
        runs="Llama 4",
        keys=("scout", "maverick", "behemoth"),
        accelerator="h100-sxm",
        range=rents.LLAMA_4,
    ),
    RunsRange(
        runs="Trinity Large",
        keys=("trinity-large",),
        accelerator="b300",
        range=RentRange(
            when="late 2025",
            low=4.0,
            typical=6.0,
            high=8.0,
            source="COREWEAVE",
            note="An estimate: no price of a B300 from 2025 was found.",
        ),
    ),
)
"""Ranges at the time of the runs."""


def of(accelerator: str) -> list[Price]:
    """The prices of an accelerator, by date.

    Raises LookupError, which names the accelerators that have a price.
    """
    found = [price for price in PRICES if price.accelerator == accelerator]
    if not found:
        priced = ", ".join(dict.fromkeys(price.accelerator for price in PRICES))
        raise LookupError(f"{accelerator!r} has no price here; these have: {priced}")
    return sorted(found, key=lambda price: price.date)


def span(accelerator: str) -> tuple[USDPerGPUHour, USDPerGPUHour]:
    """The lowest and the highest price of an accelerator. Raises as `of`."""
    found = of(accelerator)
    return min(price.low for price in found), max(price.high for price in found)


def of_run(key: str) -> RunsRange | None:
    """The range at the time of a run; None if it has none here."""
    return next((found for found in OF_RUNS if key in found.keys), None)


def figures(found: RentRange) -> dict[str, Figure]:
    """The figures of a range, for `#!fact`."""
    note = f" {found.note}" if found.note else ""
    return {
        f"rent_{name}": Figure(
            value=usd,
            stated=f"${usd:g} in {found.when}",
            source=found.source,
            where=f"a range of ours, from the dated prices of that time.{note}",
        )
        for name, usd in (("low", found.low), ("typical", found.typical), ("high", found.high))
    }
