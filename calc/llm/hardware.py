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
GIB = 2**30


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

B300 = Accelerator(
    key="b300",
    name="B300 (HGX, 1100 W)",
    peak_bf16=2250 * TERA,
    peak_fp8=4500 * TERA,
    memory=288 * GB,
    bandwidth=8.0 * TERA,
    tdp=1100,
    source="B300NOTES",
    note="Secondary figures; 270 GB of the memory can be used, and some sources give 7.7 TB/s.",
)
"""Source: Glenn Lockwood's notes on the B300."""

GB300 = Accelerator(
    key="gb300",
    name="GB300, one of its GPUs (1400 W)",
    peak_bf16=2500 * TERA,
    peak_fp8=5000 * TERA,
    memory=288 * GB,
    bandwidth=8.0 * TERA,
    tdp=1400,
    source="GB300SHEET",
    note="One GPU: a 72nd of the rack. 279 GB of the memory can be used.",
)
"""Source: NVIDIA's table of the GB300 NVL72, whose 180 and 360 PFLOP/s are divided by 72."""

H20 = Accelerator(
    key="h20",
    name="H20",
    peak_bf16=148 * TERA,
    peak_fp8=296 * TERA,
    memory=96 * GB,
    bandwidth=4.0 * TERA,
    tdp=400,
    source="GPUTABLES",
    note="Secondary figures.",
)
"""NVIDIA's chip for China: an H200 with a seventh of its peak. Source: several tables."""

L40S = Accelerator(
    key="l40s",
    name="L40S",
    peak_bf16=362 * TERA,
    peak_fp8=733 * TERA,
    memory=48 * GB,
    bandwidth=0.864 * TERA,
    tdp=350,
    source="GPUTABLES",
    note="From a copy of NVIDIA's data sheet.",
)
"""Source: NVIDIA L40S data sheet, as copied."""

RTX_A6000 = Accelerator(
    key="rtx-a6000",
    name="RTX A6000",
    peak_bf16=155 * TERA,
    peak_fp8=Unknown("The RTX A6000 has no FP8 arithmetic."),
    memory=48 * GB,
    bandwidth=0.768 * TERA,
    tdp=300,
    source="GPUTABLES",
    note="Secondary figures.",
)
"""Source: a vendor's table."""

RTX_4090 = Accelerator(
    key="rtx-4090",
    name="GeForce RTX 4090",
    peak_bf16=165 * TERA,
    peak_fp8=330 * TERA,
    memory=24 * GB,
    bandwidth=1.008 * TERA,
    tdp=450,
    source="GPUTABLES",
    note="Peaks with sums in FP32; with sums in FP16 they are twice as high.",
)
"""Source: several tables."""

RTX_5090 = Accelerator(
    key="rtx-5090",
    name="GeForce RTX 5090",
    peak_bf16=210 * TERA,
    peak_fp8=419 * TERA,
    memory=32 * GB,
    bandwidth=1.792 * TERA,
    tdp=575,
    source="GPUTABLES",
    note="Peaks with sums in FP32.",
)
"""Source: several tables."""

RTX_PRO_6000 = Accelerator(
    key="rtx-pro-6000",
    name="RTX PRO 6000 Blackwell",
    peak_bf16=504 * TERA,
    peak_fp8=1008 * TERA,
    memory=96 * GB,
    bandwidth=1.792 * TERA,
    tdp=600,
    source="HMCTECH",
    note="Peaks with sums in FP32. The Max-Q version has 300 W.",
)
"""Measured at 401 to 432 TFLOP/s in BF16, so lists with 252 are wrong. Source: a vendor's table."""

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

MI350X = Accelerator(
    key="mi350x",
    name="Instinct MI350X",
    peak_bf16=2300 * TERA,
    peak_fp8=4600 * TERA,
    memory=288 * GB,
    bandwidth=8.0 * TERA,
    tdp=1000,
    source="MI355XNEWS",
    note="Secondary figures.",
)
"""The MI355X with about 8 % less. Source: The Register, 2025-06-12."""

MI355X = Accelerator(
    key="mi355x",
    name="Instinct MI355X",
    peak_bf16=2500 * TERA,
    peak_fp8=5000 * TERA,
    memory=288 * GB,
    bandwidth=8.0 * TERA,
    tdp=1400,
    source="MI355XNEWS",
    note="Secondary figures.",
)
"""Source: The Register, 2025-06-12."""

TPU_V5P = Accelerator(
    key="tpu-v5p",
    name="TPU v5p",
    peak_bf16=459 * TERA,
    peak_fp8=459 * TERA,
    memory=95 * GB,
    bandwidth=2.765 * TERA,
    tdp=Unknown("Google does not publish the TDP of the TPU v5p."),
    source="TPUV5P",
)
"""Its FP8 is no faster than its BF16.
Source: Google Cloud documentation, TPU v5p; the FP8 peak from that of the TPU7x."""

TPU_V6E = Accelerator(
    key="tpu-v6e",
    name="TPU v6e (Trillium)",
    peak_bf16=918 * TERA,
    peak_fp8=918 * TERA,
    memory=32 * GB,
    bandwidth=1.638 * TERA,
    tdp=Unknown("Google does not publish the TDP of the TPU v6e."),
    source="TPUV6E",
)
"""Its FP8 is no faster than its BF16.
Source: Google Cloud documentation, TPU v6e; the FP8 peak from that of the TPU7x."""

TPU_7X = Accelerator(
    key="tpu-7x",
    name="TPU7x (Ironwood)",
    peak_bf16=2307 * TERA,
    peak_fp8=4614 * TERA,
    memory=192 * GIB,
    bandwidth=7.38 * TERA,
    tdp=Unknown("Google does not publish the TDP of the TPU7x."),
    source="TPU7X",
)
"""Source: Google Cloud documentation, TPU7x."""

TRAINIUM_2 = Accelerator(
    key="trainium2",
    name="Trainium2",
    peak_bf16=667 * TERA,
    peak_fp8=1299 * TERA,
    memory=96 * GIB,
    bandwidth=2.9 * TERA,
    tdp=Unknown("AWS does not publish the TDP of the Trainium2."),
    source="TRAINIUM",
)
"""Source: AWS Neuron documentation, Trainium2."""

TRAINIUM_3 = Accelerator(
    key="trainium3",
    name="Trainium3",
    peak_bf16=671 * TERA,
    peak_fp8=2517 * TERA,
    memory=144 * GIB,
    bandwidth=4.9 * TERA,
    tdp=Unknown("AWS does not publish the TDP of the Trainium3."),
    source="TRAINIUM",
)
"""Source: AWS Neuron documentation, Trainium3, 2025-12-02."""

ACCELERATORS: dict[str, Accelerator] = {
    accelerator.key: accelerator
    for accelerator in (
        H100_SXM,
        H800_SXM,
        A100_80GB,
        A100_40GB,
        H200_SXM,
        H20,
        B200,
        GB200,
        B300,
        GB300,
        MI300X,
        MI350X,
        MI355X,
        TPU_V5P,
        TPU_V6E,
        TPU_7X,
        TRAINIUM_2,
        TRAINIUM_3,
        L40S,
        RTX_A6000,
        RTX_4090,
        RTX_5090,
        RTX_PRO_6000,
    )
}
"""All accelerators by key, in the order in which a form offers them."""

OWN = Accelerator(
    key="own",
    name="One of your own",
    peak_bf16=Unknown("Type the peak of your accelerator."),
    peak_fp8=Unknown("Type the peak of your accelerator."),
    memory=128 * GB,
    bandwidth=0.5 * TERA,
    tdp=Unknown("The power of an accelerator of one’s own is not known here."),
    source="",
)
"""For forms whose fields start from the figures of an accelerator; those here are mere starts."""


def peak(accelerator: Accelerator, precision: Precision) -> FlopPerSecond | Unknown:
    """Dense peak of one chip in FLOP/s; `Unknown` with the reason if there is none.

    Errors: ValueError for a precision other than "bf16" and "fp8".
    """
    if precision == "bf16":
        return accelerator.peak_bf16
    if precision == "fp8":
        return accelerator.peak_fp8
    raise ValueError(f"precision must be 'bf16' or 'fp8', not {precision!r}")
