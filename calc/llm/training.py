"""From compute to GPU-hours, days, dollars, energy and CO2, and from GPU-hours back to speed.

Every function takes plain numbers in base units. FLOP counts come from `calc.llm.flops`, peaks and
TDPs from `calc.llm.hardware`. If an argument is `Unknown`, so is the result.
"""

from calc.llm import validate
from calc.llm.units import (
    Flop,
    FlopPerSecond,
    FlopPerToken,
    GPUHours,
    GPUHoursPerTrillionTokens,
    Gram,
    GramPerWattHour,
    Parameters,
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

    Restarts, evaluation, ablations and failed runs are left out, unless the measurement of the
    MFU includes them. Errors: ValueError unless C and peak are above 0 and 0 < MFU ≤ 1.
    Source: the definition of MFU, Chowdhery et al. 2022, App. B, https://arxiv.org/abs/2204.02311
    """
    C = validate.positive("compute", compute)
    P = validate.positive("peak", peak)
    return C / (SECONDS_PER_HOUR * P * validate.fraction("mfu", mfu))


def flops_per_gpu(
    compute: Flop | Unknown, gpu_hours: GPUHours | Unknown
) -> FlopPerSecond | Unknown:
    """Average speed of one GPU over all GPU-hours of a run, in FLOP/s.

        F = C / (3600 h)

    With C = 6 N_active D it is a lower bound, since the attention scores are left out.
    Errors: ValueError unless both are above 0.
    """
    C, h = validate.positive("compute", compute), validate.positive("gpu_hours", gpu_hours)
    return C / (SECONDS_PER_HOUR * h)


def mfu(
    compute: Flop | Unknown, gpu_hours: GPUHours | Unknown, peak: FlopPerSecond | Unknown
) -> Fraction | Unknown:
    """Model FLOPs utilization (MFU) over all GPU-hours of a run.

        MFU = C / (3600 h · peak)

    Recomputed activations do not count; hardware FLOPs utilization (HFU) would include them. A
    result above 1 is returned: it means that the published figures contradict each other.
    Errors: ValueError unless all are above 0.
    Source: Chowdhery et al. 2022, App. B, https://arxiv.org/abs/2204.02311
    """
    return flops_per_gpu(compute, gpu_hours) / validate.positive("peak", peak)


def mfu_by_convention(
    active_parameters: Parameters | Unknown,
    exact: FlopPerToken | Unknown,
    unmasked_scores: FlopPerToken | Unknown,
    tokens_per_second: float | Unknown,
    peak: FlopPerSecond | Unknown,
) -> dict[str, tuple[FlopPerToken | Unknown, Fraction | Unknown]]:
    """One speed of a GPU: FLOP per token as each convention counts them, and the MFU of that.

        "6ND"         6 N_active
        "exact"       3 F(S), without the masked half of the scores
        "palm"        6 N_active + 12 L H Q T
        "recompute"   4 F(S), if the whole forward pass is computed again: an HFU

    MFU = t · FLOP per token / peak, with t tokens per second and GPU. `exact` is 3 F(S), see
    `flops.training`; the third term is `flops.unmasked_scores`. HFU counts what the hardware does,
    MFU what the model needs.
    Errors: ValueError unless speed and peak are above 0.
    Source: Chowdhery et al. 2022, App. B, https://arxiv.org/abs/2204.02311;
    Korthikanti et al. 2022, §6, https://arxiv.org/abs/2205.05198
    """
    t = validate.positive("tokens_per_second", tokens_per_second)
    P = validate.positive("peak", peak)
    counts: dict[str, FlopPerToken | Unknown] = {
        "6ND": 6.0 * active_parameters,
        "exact": exact,
        "palm": 6.0 * active_parameters + unmasked_scores,
        "recompute": exact * 4 / 3,
    }
    return {name: (count, count * t / P) for name, count in counts.items()}


def losses(
    context_factor: float | Unknown, goodput: Fraction, ablations: Fraction
) -> float | Unknown:
    """How many times the GPU-hours of the bare run are paid for.

        c / g · (1 + a)

    c is what a longer context adds, see `flops.longer_context`; g is the goodput, the share of the
    paid hours in which the run advances, the rest being restarts and waiting; a the hours of
    ablations and failed runs, as a share of the run.
    Errors: ValueError unless 0 < g ≤ 1 and a ≥ 0.
    """
    g, a = validate.fraction("goodput", goodput), validate.not_negative("ablations", ablations)
    return context_factor / g * (1 + a)


def gpu_hours_per_trillion_tokens(
    gpu_hours: GPUHours | Unknown, tokens: Tokens | Unknown
) -> GPUHoursPerTrillionTokens | Unknown:
    """GPU-hours for a trillion tokens, the figure that DeepSeek publishes.

        h_T = h · 10¹² / D

    It depends on the model and on the GPU, so it only compares similar models on the same GPU.
    Errors: ValueError unless both are above 0.
    Source: DeepSeek-V3 report, §1, https://arxiv.org/html/2412.19437v2
    """
    h, D = validate.positive("gpu_hours", gpu_hours), validate.positive("tokens", tokens)
    return h * TRILLION / D


def days(gpu_hours: GPUHours | Unknown, accelerators: int) -> Days | Unknown:
    """Wall-clock days if every accelerator is busy from start to end.

        t = h / (24 n)

    n is the number of accelerators. The MFU is assumed to be the same at any n; on a larger
    cluster it is usually lower.
    Errors: ValueError unless both are above 0.
    """
    h, n = (
        validate.positive("gpu_hours", gpu_hours),
        validate.positive("accelerators", accelerators),
    )
    return h / (HOURS_PER_DAY * n)


def cost(gpu_hours: GPUHours | Unknown, usd_per_gpu_hour: USDPerGPUHour | Unknown) -> USD | Unknown:
    """Dollars at a rental price, computed as in DeepSeek-V3's report.

        $ = h · p

    Staff, data, storage, research and ablations are left out.
    Errors: ValueError if either is below 0.
    Source: DeepSeek-V3 report, Table 1, https://arxiv.org/html/2412.19437v2
    """
    h = validate.not_negative("gpu_hours", gpu_hours)
    return h * validate.not_negative("usd_per_gpu_hour", usd_per_gpu_hour)


def energy(
    gpu_hours: GPUHours | Unknown, tdp: Watt | Unknown, pue: float = 1.0
) -> WattHours | Unknown:
    """Electricity of the accelerators at full TDP, in Wh.

        Wh = h · TDP · PUE

    PUE (power usage effectiveness) adds cooling and power supply; 1 leaves them out. Hosts,
    network and storage are left out.
    Errors: ValueError if the hours or the TDP are below 0, or the PUE below 1.
    Source: LLaMA, §6, https://arxiv.org/abs/2302.13971
    """
    h, W = validate.not_negative("gpu_hours", gpu_hours), validate.not_negative("tdp", tdp)
    if not 1 <= pue <= validate.MAX_FLOAT:
        raise ValueError(f"pue must be 1 or above (1: no overhead), not {pue!r}")
    return h * W * pue


def co2(energy: WattHours | Unknown, grid: GramPerWattHour) -> Gram | Unknown:
    """CO2-equivalent of this electricity by the grid where it is used (location-based), in grams.

        g = Wh · grid

    The making of hardware and buildings is left out. Errors: ValueError if either is below 0.
    Source: LLaMA, §6, https://arxiv.org/abs/2302.13971
    """
    return validate.not_negative("energy", energy) * validate.not_negative("grid", grid)


PUE_LLAMA = 1.1
"""PUE of Meta's data centres in 2023. Source: LLaMA, §6 and Table 15."""

GRID_LLAMA: GramPerWattHour = 0.385
"""US average in 2023, in g/Wh, which equals kg/kWh and t/MWh. Source: LLaMA, §6."""

GRID_LLAMA_4: GramPerWattHour = 1_354e6 / (5.0e6 * 700)
"""0.387 g/Wh, derived from Scout's 1,354 t for 5.0M H100-hours at 700 W; Maverick's row gives the
same. The card calls its 700 W "adjusted for power usage efficiency", yet 700 W is the TDP itself:
use this value with `pue=1`.
Source: Llama 4 model card, training energy table."""
