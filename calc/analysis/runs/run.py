"""One published training run, and what its own figures imply."""

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

BILLION = 10**9
TRILLION = 10**12
TONNE = 10**6  # grams

Quality = Literal["A", "B", "C"]
"""A: hours and tokens both stated by the publisher. B: hours are GPUs × days, or tokens a bound,
or the copy is second-hand. C: weak; the note says why."""

NO_CO2 = Unknown("The publisher states no emissions for this run.")
NO_MFU = Unknown("The publisher states no MFU for this run.")


@dataclass(frozen=True, kw_only=True)
class Run:
    """GPU-hours and tokens of one pre-training, as published."""

    key: str
    """The key of the model in `calc.llm.models`, where it is there."""
    name: str
    kind: Literal["dense", "moe"]
    total: Parameters
    active: Parameters
    tokens: Tokens
    gpu_hours: GPUHours
    accelerator: str | Unknown
    """Key in `calc.llm.hardware.ACCELERATORS`."""
    accelerator_stated: str
    """As printed. An H100 or A100 without more is taken as the SXM part."""
    co2: Gram | Unknown = NO_CO2
    reported_mfu: Fraction | Unknown = NO_MFU
    """As the publisher measured it while running, of the BF16 peak; restarts are not in it."""
    quality: Quality
    source: str
    """Key in `calc.analysis.sources.SOURCES`, of the hours."""
    where: str
    note: str = ""


def compute(run: Run) -> Flop:
    """Compute of a run by the shortcut.

        C = 6 N_active D

    The attention scores are not in it. Source: Kaplan et al. 2020, https://arxiv.org/abs/2001.08361
    """
    return 6.0 * run.active * run.tokens


def flops_per_gpu(run: Run) -> FlopPerSecond | Unknown:
    """Speed of one GPU over all the published hours: 6 N_active D / (3600 h), a lower bound."""
    return training.flops_per_gpu(compute(run), run.gpu_hours)


def mfu(run: Run) -> Fraction | Unknown:
    """Implied MFU over all the published hours, of the dense BF16 peak.

    Also for runs in FP8, as DeepSeek reckons. `Unknown` where the accelerator's peak is.
    """
    return training.mfu(compute(run), run.gpu_hours, _peak(run))


def gpu_hours_per_trillion_tokens(run: Run) -> GPUHoursPerTrillionTokens | Unknown:
    """GPU-hours for a trillion tokens."""
    return training.gpu_hours_per_trillion_tokens(run.gpu_hours, run.tokens)


def predicted_gpu_hours(run: Run, mfu: Fraction | Unknown) -> GPUHours | Unknown:
    """GPU-hours that the cost model expects of a run on its accelerator in BF16.

    At `run.reported_mfu` it tests the model: the published hours should be a little more, for the
    attention scores that 6 N D leaves out and for the time lost. At `mfu(run)` it is what was
    published.
    """
    return training.gpu_hours(compute(run), _peak(run), mfu)


def _peak(run: Run) -> FlopPerSecond | Unknown:
    if isinstance(run.accelerator, Unknown):
        return run.accelerator
    return hardware.peak(hardware.ACCELERATORS[run.accelerator], "bf16")
