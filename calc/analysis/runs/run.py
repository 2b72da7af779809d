"""A published training run, and what its figures imply."""

from dataclasses import dataclass
from typing import Literal

from calc.llm import hardware, training
from calc.llm.units import (
    Flop,
    FlopPerSecond,
    GPUHours,
    GPUHoursPerTrillionTokens,
    Gram,
    Parameters,
    Tokens,
)
from calc.units import Fraction, Unknown

Quality = Literal["A", "B", "C"]

QUALITIES: dict[Quality, str] = {
    "A": "The maker states both hours and tokens.",
    "B": "The maker states GPUs and days instead of hours, or rounds to a digit or two, or its "
    "tokens are a bound, or we read it in quotation.",
    "C": "Weak, for the reason in the note.",
}
"""The grades of evidence of a run, and what each means."""

type HourOf = Literal["GPU", "TPU"]
"""What works for an hour. A chip of a TPU is not a GPU: hours of the two do not compare."""

NO_COUNT = Unknown("No source read gives the number of accelerators of this run.")
NO_CO2 = Unknown("The publisher states no emissions for this run.")
NO_MFU = Unknown("The publisher states no MFU for this run.")


@dataclass(frozen=True, kw_only=True)
class Run:
    """GPU-hours and tokens of a pre-training run, as published."""

    key: str
    """The key of the model, as in `calc.analysis.published`."""
    name: str
    kind: Literal["dense", "moe"]
    total: Parameters
    active: Parameters
    tokens: Tokens
    gpu_hours: GPUHours
    """Accelerator-hours; of a GPU, unless `hour_of` says otherwise."""
    accelerator: str | Unknown
    """Key in `calc.llm.hardware.ACCELERATORS`."""
    accelerator_stated: str
    """As printed. An H100 or A100 without further details counts as the SXM version."""
    accelerators: int | Unknown = NO_COUNT
    """How many worked at once, at most."""
    hour_of: HourOf = "GPU"
    co2: Gram | Unknown = NO_CO2
    reported_mfu: Fraction | Unknown = NO_MFU
    """As the maker measured it during the run, of the BF16 peak; without restarts."""
    quality: Quality
    source: str
    """Source of the hours: a key in `calc.analysis.sources.SOURCES`."""
    where: str
    more_sources: tuple[str, ...] = ()
    """Of what `source` does not state, such as the number of accelerators."""
    note: str = ""


def compute(run: Run) -> Flop:
    """Compute of a run by the shortcut.

        C = 6 N_active D

    Without attention scores. Source: Kaplan et al. 2020, https://arxiv.org/abs/2001.08361
    """
    return 6.0 * run.active * run.tokens


def flops_per_gpu(run: Run) -> FlopPerSecond | Unknown:
    """FLOP/s of one GPU over all published hours, 6 N_active D / (3600 h): a lower bound."""
    return training.flops_per_gpu(compute(run), run.gpu_hours)


def mfu(run: Run) -> Fraction | Unknown:
    """MFU over all published hours, of the dense BF16 peak.

    For runs in FP8 too, as in DeepSeek's papers. `Unknown` if the accelerator's peak is unknown.
    """
    return training.mfu(compute(run), run.gpu_hours, _peak(run))


def gpu_hours_per_trillion_tokens(run: Run) -> GPUHoursPerTrillionTokens | Unknown:
    """GPU-hours per trillion tokens."""
    return training.gpu_hours_per_trillion_tokens(run.gpu_hours, run.tokens)


def predicted_gpu_hours(run: Run, mfu: Fraction | Unknown) -> GPUHours | Unknown:
    """GPU-hours by the cost model, on the run's accelerator in BF16.

    With `run.reported_mfu` this tests the cost model: the published hours should be slightly more,
    because 6 N D leaves out attention scores and lost time. With `mfu(run)` it gives the published
    hours.
    """
    return training.gpu_hours(compute(run), _peak(run), mfu)


def _peak(run: Run) -> FlopPerSecond | Unknown:
    if isinstance(run.accelerator, Unknown):
        return run.accelerator
    return hardware.peak(hardware.ACCELERATORS[run.accelerator], "bf16")
