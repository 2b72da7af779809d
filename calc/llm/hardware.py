"""Accelerators: peak FLOP/s, memory, bandwidth and TDP, each with its source.

Peaks are dense. Vendors first print the peak with structured sparsity, which is twice the dense
one. A figure that is not published, or that was not read in an adequate source, is `Unknown`.
"""

from dataclasses import dataclass
from typing import Literal

from calc.llm.units import FlopPerSecond
from calc.units import Bytes, BytesPerSecond, Unknown, Watt

Precision = Literal["bf16", "fp8"]
"""The number format of the matrix multiplications, which decides the peak."""

TERA = 10**12
GB = 10**9


@dataclass(frozen=True, kw_only=True)
class Accelerator:
    """One chip, as it is counted in GPU-hours."""

    key: str
    """Its identifier in permalinks; never changes."""
    name: str
    peak_bf16: FlopPerSecond | Unknown
    peak_fp8: FlopPerSecond | Unknown
    memory: Bytes
    bandwidth: BytesPerSecond
    """Of the memory, not of the links to other chips."""
    tdp: Watt | Unknown
    source: str
    """Key in `calc.llm.sources.SOURCES`."""
    note: str = ""
    """What is unconfirmed; a sentence that readers see."""


A100_80GB = Accelerator(
    key="a100-80gb",
    name="A100 SXM 80 GB",
    peak_bf16=312 * TERA,
    peak_fp8=Unknown("The A100 has no FP8 arithmetic."),
    memory=80 * GB,
    bandwidth=2.039 * TERA,
    tdp=400,
    source="A100SHEET",
)
"""Source: NVIDIA A100 data sheet, whose 624 TFLOP/s in BF16 is with sparsity."""

A100_40GB = Accelerator(
    key="a100-40gb",
    name="A100 SXM 40 GB",
    peak_bf16=A100_80GB.peak_bf16,
    peak_fp8=A100_80GB.peak_fp8,
    memory=40 * GB,
    bandwidth=1.555 * TERA,
    tdp=400,
    source="LOCKWOODA100",
)
"""The A100 with less memory, which many published runs used.
Source: Glenn Lockwood's notes on the A100, which quote NVIDIA's data sheet and white paper."""

H100_SXM = Accelerator(
    key="h100-sxm",
    name="H100 SXM",
    peak_bf16=989.5 * TERA,
    peak_fp8=1979 * TERA,
    memory=80 * GB,
    bandwidth=3.35 * TERA,
    tdp=700,
    source="H100PAGE",
)
"""Source: NVIDIA H100 product page, whose peaks with sparsity, 1,979 (BF16) and 3,958 (FP8)
TFLOP/s, are halved here. Meta's cards for Llama 3 and 4 give the same 700 W."""

H800_SXM = Accelerator(
    key="h800-sxm",
    name="H800 SXM",
    peak_bf16=989 * TERA,
    peak_fp8=Unknown("No primary source read gives the FP8 peak of the H800."),
    memory=80 * GB,
    bandwidth=3.36 * TERA,
    tdp=700,
    source="EPOCHCHIPS",
    note="Secondary figures; DeepSeek's 432 TFLOP/s at 43.73% MFU imply a BF16 peak of 988.",
)
"""An H100 with slower links (400 instead of 900 GB/s) and less FP64.
Source: Epoch's chip data, checked against DeepSeek's ISCA 2025 paper, Table 4."""

H200_SXM = Accelerator(
    key="h200-sxm",
    name="H200 SXM",
    peak_bf16=989.5 * TERA,
    peak_fp8=1979 * TERA,
    memory=141 * GB,
    bandwidth=4.8 * TERA,
    tdp=700,
    source="H200PAGE",
)
"""Source: NVIDIA H200 product page, whose peaks with sparsity are halved here."""

B200 = Accelerator(
    key="b200",
    name="B200 (HGX, 1000 W)",
    peak_bf16=2250 * TERA,
    peak_fp8=4500 * TERA,
    memory=192 * GB,
    bandwidth=8.0 * TERA,
    tdp=1000,
    source="KLOCKWOOD",
    note="Sources differ on the memory: 192 GB on the chip, 180 GB as sold in the DGX B200.",
)
"""Source: Glenn Lockwood's notes on the B200, and Epoch's chip data."""

GB200 = Accelerator(
    key="gb200",
    name="GB200, one of its two GPUs (1200 W)",
    peak_bf16=2500 * TERA,
    peak_fp8=5000 * TERA,
    memory=186 * GB,
    bandwidth=8.0 * TERA,
    tdp=1200,
    source="KLOCKWOOD",
    note="One GPU: half of a superchip. The TDP leaves the Grace CPU out.",
)
"""Source: Glenn Lockwood's notes on the B200; the GB200 NVL72 sheet has 372 GB for two GPUs."""

MI300X = Accelerator(
    key="mi300x",
    name="Instinct MI300X",
    peak_bf16=1307.4 * TERA,
    peak_fp8=2614.9 * TERA,
    memory=192 * GB,
    bandwidth=5.3 * TERA,
    tdp=750,
    source="EPOCHCHIPS",
    note="The FP8 peak was not read in a document of AMD's.",
)
"""Source: Epoch's chip data; the FP8 peak is from secondary pages."""

TPU_V5P = Accelerator(
    key="tpu-v5p",
    name="TPU v5p",
    peak_bf16=459 * TERA,
    peak_fp8=Unknown("Google's page for the TPU v5p gives BF16 and INT8, no FP8."),
    memory=95 * GB,
    bandwidth=2.765 * TERA,
    tdp=Unknown("Google does not publish the TDP of the TPU v5p."),
    source="TPUV5P",
)
"""Source: Google Cloud documentation, TPU v5p."""

TPU_V6E = Accelerator(
    key="tpu-v6e",
    name="TPU v6e (Trillium)",
    peak_bf16=918 * TERA,
    peak_fp8=Unknown("Google's page for the TPU v6e gives BF16 and INT8, no FP8."),
    memory=32 * GB,
    bandwidth=1.638 * TERA,
    tdp=Unknown("Google does not publish the TDP of the TPU v6e."),
    source="TPUV6E",
)
"""Source: Google Cloud documentation, TPU v6e."""

ACCELERATORS: dict[str, Accelerator] = {
    accelerator.key: accelerator
    for accelerator in (
        H100_SXM,
        H800_SXM,
        A100_80GB,
        A100_40GB,
        H200_SXM,
        B200,
        GB200,
        MI300X,
        TPU_V5P,
        TPU_V6E,
    )
}
"""All accelerators by key, in the order in which a form offers them."""


def peak(accelerator: Accelerator, precision: Precision) -> FlopPerSecond | Unknown:
    """Dense peak of one chip in FLOP/s; `Unknown` with the reason if there is none.

    Errors: ValueError for a precision other than "bf16" and "fp8".
    """
    if precision == "bf16":
        return accelerator.peak_bf16
    if precision == "fp8":
        return accelerator.peak_fp8
    raise ValueError(f"precision must be 'bf16' or 'fp8', not {precision!r}")
