"""Published prices of an accelerator for an hour, by seller and date."""

from dataclasses import dataclass

from calc.llm.units import USDPerGPUHour


@dataclass(frozen=True, kw_only=True)
class Price:
    """A published price of one accelerator for one hour."""

    accelerator: str
    """Key in `calc.llm.hardware.ACCELERATORS`."""
    seller: str
    usd: USDPerGPUHour
    date: str
    """Year and month, or the day, as published."""
    source: str
    """Key in `calc.analysis.sources.SOURCES`."""
    note: str = ""


def _epoch(accelerator: str, seller: str, usd: float, date: str, note: str = "") -> Price:
    return Price(
        accelerator=accelerator,
        seller=seller,
        usd=usd,
        date=date,
        source="EPOCHPRICES",
        note=note,
    )


DEEPSEEK = Price(
    accelerator="h800-sxm",
    seller="DeepSeek's own assumption",
    usd=2.0,
    date="2024-12",
    source="DSV3",
    note="Assumed for the report; not a price that was paid.",
)
"""Source: DeepSeek-V3 report, Table 1"""

PRICES: tuple[Price, ...] = (
    DEEPSEEK,
    Price(
        accelerator="h800-sxm",
        seller="MiniMax",
        usd=534_700 / (512 * 3 * 7 * 24),
        date="2025-06",
        source="M1",
        note="Derived: $534,700 for 512 H800 and three weeks of reinforcement learning.",
    ),
    Price(
        accelerator="a100-40gb",
        seller="MosaicML",
        usd=2.0,
        date="2023-05",
        source="RUNS",
        note="About $200k for MPT-7B.",
    ),
    _epoch("h100-sxm", "Lambda", 2.99, "2024-09", "3.49 in January 2024, 3.29 in February 2025."),
    _epoch("h100-sxm", "RunPod", 2.99, "2025-03", "3.99 in July 2024."),
    _epoch("h100-sxm", "AWS, on demand", 12.29, "2025-03-17"),
    _epoch("h100-sxm", "Google Cloud, on demand", 11.06, "2025-03-17"),
    _epoch("h100-sxm", "Google Cloud, three years", 4.86, "2025-03-17"),
    _epoch("h100-sxm", "Oracle, on demand", 10.0, "2025-03-17"),
    _epoch("h200-sxm", "AWS, on demand", 10.6, "2025-03-17"),
    _epoch("h800-sxm", "CR8DL", 3.42, "2025-03"),
    _epoch("a100-80gb", "Oblivus", 1.57, "2025-03-17", "The lowest that Epoch lists."),
    _epoch("a100-80gb", "AWS", 5.12, "2025-03-17"),
    _epoch("tpu-v6e", "Google Cloud, on demand", 2.7, "2025-03"),
    _epoch("tpu-v6e", "Google Cloud, three years", 1.22, "2025-03"),
    Price(
        accelerator="h100-sxm",
        seller="SemiAnalysis rental index",
        usd=2.35,
        date="2026-03",
        source="COMPUX",
        note="1.70 in October 2025.",
    ),
    Price(
        accelerator="h100-sxm",
        seller="median of 37 providers",
        usd=2.95,
        date="2026-05",
        source="AIMULTIPLE",
    ),
    Price(accelerator="h200-sxm", seller="Spheron", usd=4.54, date="2026-03-17", source="SPHERON"),
    Price(accelerator="b200", seller="Spheron", usd=6.03, date="2026-03-17", source="SPHERON"),
    Price(
        accelerator="gb200",
        seller="Spheron",
        usd=9.08 / 2,
        date="2026-03-17",
        source="SPHERON",
        note="Half of a superchip of two GPUs at 9.08.",
    ),
)
"""In dollars. Ling states prices in yuan, without an exchange rate, so they are left out."""


def span(accelerator: str) -> tuple[USDPerGPUHour, USDPerGPUHour]:
    """The lowest and the highest price of an accelerator.

    Raises LookupError, which names the accelerators that have a price.
    """
    found = [price.usd for price in PRICES if price.accelerator == accelerator]
    if not found:
        priced = ", ".join(dict.fromkeys(price.accelerator for price in PRICES))
        raise LookupError(f"{accelerator!r} has no price here; these have: {priced}")
    return min(found), max(found)
