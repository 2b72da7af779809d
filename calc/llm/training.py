"""From compute to GPU-hours, days, dollars, energy and CO2, and back from GPU-hours to speed.

Every function takes plain numbers in base units. FLOP counts come from `calc.llm.flops`,
peaks and TDPs from `calc.llm.hardware`. Where one of them is `Unknown`, so is the result.
"""

from calc.llm import check
from calc.llm.units import (
    Flop,
    FlopPerSecond,
    GPUHours,
    GPUHoursPerTrillionTokens,
    Gram,
    GramPerWattHour,
    Tokens,
    USDPerGPUHour,
)
from calc.units import USD, Days, Fraction, Unknown, Watt, WattHours

SECONDS_PER_HOUR = 3600
HOURS_PER_DAY = 24
TRILLION = 10**12


def gpu_hours(
    compute: Flop | Unknown, peak: FlopPerSecond | Unknown, mfu: Fraction | Unknown
) -> GPUHours | Unknown:
    """GPU-hours of a run of a given compute.

        h = C / (3600 · peak · MFU)

    Restarts, evaluation, ablations and failed runs are not in it, unless the MFU was measured
    over them. Errors: ValueError unless C and peak are above 0 and 0 < MFU ≤ 1.
    Source: the definition of MFU, Chowdhery et al. 2022, App. B, https://arxiv.org/abs/2204.02311
    """
    C = check.positive("compute", compute)
    P = check.positive("peak", peak)
    return C / (SECONDS_PER_HOUR * P * check.fraction("mfu", mfu))


def flops_per_gpu(
    compute: Flop | Unknown, gpu_hours: GPUHours | Unknown
) -> FlopPerSecond | Unknown:
    """Speed of one GPU, averaged over all the hours a run is said to have taken.

        F = C / (3600 h)

    With C = 6 N_active D it leaves the attention scores out and is a lower bound.
    Errors: ValueError unless both are above 0.
    """
    C, h = check.positive("compute", compute), check.positive("gpu_hours", gpu_hours)
    return C / (SECONDS_PER_HOUR * h)


def mfu(
    compute: Flop | Unknown, gpu_hours: GPUHours | Unknown, peak: FlopPerSecond | Unknown
) -> Fraction | Unknown:
    """Model FLOPs utilization over all the hours of a run.

        MFU = C / (3600 h · peak)

    Compute done twice (activation recomputation) does not count; that would be HFU. A result
    above 1 is returned as it is: it means that the published figures contradict each other.
    Errors: ValueError unless all are above 0.
    Source: Chowdhery et al. 2022, App. B, https://arxiv.org/abs/2204.02311
    """
    return flops_per_gpu(compute, gpu_hours) / check.positive("peak", peak)


def gpu_hours_per_trillion_tokens(
    gpu_hours: GPUHours | Unknown, tokens: Tokens | Unknown
) -> GPUHoursPerTrillionTokens | Unknown:
    """Price of a trillion tokens in GPU-hours, as DeepSeek states it.

        h_T = h · 10¹² / D

    It says nothing about the model's size or the GPU: compare like with like.
    Errors: ValueError unless both are above 0.
    Source: DeepSeek-V3 report, §1, https://arxiv.org/html/2412.19437v2
    """
    h, D = check.positive("gpu_hours", gpu_hours), check.positive("tokens", tokens)
    return h * TRILLION / D


def days(gpu_hours: GPUHours | Unknown, accelerators: int) -> Days | Unknown:
    """Days on the wall clock, with every accelerator busy from start to end.

        t = h / (24 n)

    It takes the MFU to stay the same at any n; a larger cluster usually loses some.
    Errors: ValueError unless both are above 0.
    """
    h, n = check.positive("gpu_hours", gpu_hours), check.positive("accelerators", accelerators)
    return h / (HOURS_PER_DAY * n)


def cost(gpu_hours: GPUHours | Unknown, usd_per_gpu_hour: USDPerGPUHour) -> USD | Unknown:
    """Dollars at a rental price, as DeepSeek-V3's report reckons.

        $ = h · p

    People, data, storage, research and ablations are not in it.
    Errors: ValueError if either is below 0.
    Source: DeepSeek-V3 report, Table 1, https://arxiv.org/html/2412.19437v2
    """
    h = check.not_negative("gpu_hours", gpu_hours)
    return h * check.not_negative("usd_per_gpu_hour", usd_per_gpu_hour)


def energy(
    gpu_hours: GPUHours | Unknown, tdp: Watt | Unknown, pue: float = 1.0
) -> WattHours | Unknown:
    """Electricity of the accelerators at full TDP.

        Wh = h · TDP · PUE

    PUE adds cooling and power supply; 1 leaves them out. Hosts, network and storage are not
    in it. Errors: ValueError if the hours or the TDP are below 0, or the PUE below 1.
    Source: LLaMA, §6, https://arxiv.org/abs/2302.13971
    """
    h, W = check.not_negative("gpu_hours", gpu_hours), check.not_negative("tdp", tdp)
    if not 1 <= pue <= check.LARGEST:
        raise ValueError(f"pue must be 1 or above (1: no overhead), not {pue!r}")
    return h * W * pue


def co2(energy: WattHours | Unknown, grid: GramPerWattHour) -> Gram | Unknown:
    """CO2-equivalent emitted for this electricity where it is used (location-based).

        g = Wh · grid

    Making the hardware and the building is not in it. Errors: ValueError if either is below 0.
    Source: LLaMA, §6, https://arxiv.org/abs/2302.13971
    """
    return check.not_negative("energy", energy) * check.not_negative("grid", grid)


PUE_LLAMA = 1.1
"""Overhead of Meta's data centres in 2023. Source: LLaMA, §6 and Table 15."""

GRID_LLAMA: GramPerWattHour = 0.385
"""US average in 2023, in g/Wh (the same number in kg/kWh and t/MWh). Source: LLaMA, §6."""

GRID_LLAMA_4: GramPerWattHour = 1_354e6 / (5.0e6 * 700)
"""0.387 g per Wh of TDP, derived: Scout's 1,354 t over 5.0M H100-hours at 700 W. Maverick's row
gives the same. The card calls its 700 W "adjusted for power usage efficiency", yet 700 W is
the bare TDP: use this with `pue=1`.
Source: Llama 4 model card, training energy table."""
