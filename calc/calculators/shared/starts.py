"""What the fields of a model start from: as published, or an assumption that is called one."""

from dataclasses import dataclass, replace
from typing import Any

from calc.calculators.shared import rents
from calc.calculators.shared.rents import RentRange
from calc.llm import flops, hardware, published, training
from calc.llm.architecture import Announced, Model
from calc.llm.flops import Phase
from calc.llm.hardware import Accelerator
from calc.llm.published.figure import TRILLION
from calc.llm.units import Flop, GPUHours
from calc.units import Fraction, Unknown

KI = 1024


@dataclass(frozen=True, kw_only=True)
class Start:
    """A start value, and what a form says about it."""

    value: Any
    note: str = ""
    """A sentence."""
    source: str = ""
    """Key in `calc.llm.sources.SOURCES`; "" if there is none."""


def _assumed(value: Any, why: str, source: str = "") -> Start:
    return Start(value=value, note=f"Assumption: {why}", source=source)


def _published(value: Any, source: str, more: str = "") -> Start:
    return Start(value=value, note=f"As published{more}.", source=source)


_USUAL_MFU = _assumed(0.35, "35%; most published runs are between 20% and 45%.")
_US_GRID = _assumed(0.385, "the US average of 2023; the place is not published.", "LLAMA1")
_CHINAS_GRID = _assumed(
    0.557, "China's average of 2021 by its ministry; the IEA has 0.609.", "CHINAGRID"
)
_MIXTRAL = {
    "tokens": _assumed(8 * TRILLION, "8T; Mistral has never published it."),
    "accelerator": _assumed("h100-sxm", "an H100; Mistral has named no GPU."),
    "accelerators": _assumed(
        1024, "1,024; Mistral has never published it, and 512 to 4,096 would be plausible."
    ),
    "mfu": _USUAL_MFU,
    "grid": _US_GRID,
}
ASSUMED: dict[str, dict[str, Start]] = {
    "behemoth": {
        "tokens": _assumed(
            30 * TRILLION,
            "30T, as a Meta engineer wrote; Meta's post gives more than 30T for the data of the "
            "whole family.",
            "IROPETHREAD",
        ),
        "accelerator": _assumed("h100-sxm", "an H100, like its siblings; Meta has not said."),
        "grid": _assumed(0.387, "implied by the card of its siblings.", "LL4CARD"),
    },
    "deepseek-v3": {"grid": _CHINAS_GRID},
    "deepseekmoe-16b": {
        "accelerator": _assumed(
            "a100-80gb", "an A100; DeepSeek names clusters of A100 and of H800.", "DSMOE"
        ),
        "accelerators": _assumed(
            512, "512; DeepSeek has not published it, and 256 to 2,048 would be plausible."
        ),
        "mfu": _USUAL_MFU,
        "grid": _CHINAS_GRID,
    },
    "mixtral-8x7b": _MIXTRAL,
    "mixtral-8x22b": _MIXTRAL,
}
"""What is not published, by the keys of `calc.llm.models` and by field."""

_LLAMA_4_ACCELERATORS = 16_384
_FEW_ACCELERATORS, _MANY_ACCELERATORS = (8_192, 32_000)


@dataclass(frozen=True, kw_only=True)
class Phases:
    """The context of most of the corpus, the longest one, and the share read at that."""

    short: Start
    long: Start
    share: Start


_ONE_CHUNK = _assumed(
    8 * KI, "8K, one chunk; Meta has published only the longest context.", "IROPETHREAD"
)
_FEW_LONG = _assumed(
    0.01,
    "1%; Meta has not published it. Others have 0.4% (Kimi K2) to 5% (Llama 3.1); the upper "
    "bound is 100%.",
)
_LLAMA_4 = Phases(
    short=_ONE_CHUNK,
    long=_assumed(256 * KI, "256K, the longest at which Meta trained.", "IROPETHREAD"),
    share=_FEW_LONG,
)
_NO_SECOND_PHASE = _assumed(0.0, "none; no training at a longer context is known.")


def _extension(key: str) -> Fraction:
    """The published tokens at longer contexts, as a share of the corpus; rounded to 0.01 %."""
    tokens, corpus = (published.value(key, field) for field in ("extension_tokens", "tokens"))
    assert isinstance(tokens, int | float)
    assert isinstance(corpus, int | float)
    return round(tokens / corpus, 4)


def _at_once(context: Start) -> Phases:
    """The whole corpus at one context."""
    return Phases(short=context, long=context, share=_NO_SECOND_PHASE)


PHASES: dict[str, Phases] = {
    "scout": Phases(
        short=_ONE_CHUNK,
        long=_published(256 * KI, "LL4BLOG", ", as the context of its training"),
        share=_FEW_LONG,
    ),
    "maverick": _LLAMA_4,
    "behemoth": _LLAMA_4,
    "deepseek-v3": Phases(
        short=_published(4 * KI, "DSV3"),
        long=_published(128 * KI, "DSV3", "; half of these tokens were read at 32K"),
        share=Start(
            value=_extension("deepseek-v3"),
            note="126B tokens, from the published steps and batches; DeepSeek counts them besides "
            "the 14.8T.",
            source="DSV3",
        ),
    ),
    "deepseekmoe-16b": _at_once(_published(4 * KI, "DSMOE")),
    "mixtral-8x7b": _at_once(_assumed(32 * KI, "32K, as the context offered.", "MIXTRAL")),
    "mixtral-8x22b": _at_once(_assumed(64 * KI, "64K, as the context offered.", "MIXTRAL")),
    "llama-3.1-405b": Phases(
        short=_published(8 * KI, "LLAMA3"),
        long=_published(128 * KI, "LLAMA3", ", reached in six stages"),
        share=_published(_extension("llama-3.1-405b"), "LLAMA3", ": about 0.8T of 15.6T tokens"),
    ),
}
"""By the keys of `calc.llm.models`."""


def tokens(model: Model) -> Start:
    """The corpus."""
    return _stated(model, "tokens")


def context(model: Model) -> Start:
    """The context that the model is offered with; by its config.json, where the card rounds it."""
    exact = _stated(model, "config_context")
    if isinstance(exact.value, Unknown):
        return _stated(model, "context", "training_context")
    stated = published.figure(model.key, "context").stated
    return replace(exact, note=f"As in its config.json; the card rounds it to {stated}.")


def accelerator(model: Model) -> Start:
    """What the model was trained on."""
    start = _stated(model, "accelerator")
    chip = hardware.ACCELERATORS[start.value]
    return Start(value=chip, note=start.note, source=start.source)


def accelerators(model: Model) -> Start:
    """How many of them."""
    hours = _number(model, "gpu_hours")
    if not isinstance(_figure(model, "accelerators"), Unknown) or isinstance(hours, Unknown):
        return _stated(model, "accelerators")
    slow, fast = (training.days(hours, n) for n in (_FEW_ACCELERATORS, _MANY_ACCELERATORS))
    return _assumed(
        _LLAMA_4_ACCELERATORS,
        f"{_LLAMA_4_ACCELERATORS:,}; Meta has not published it. The published hours are "
        f"{slow:.3g} days on {_FEW_ACCELERATORS:,} GPUs and {fast:.2g} on {_MANY_ACCELERATORS:,}.",
    )


def rent(model: Model) -> Start:
    """The price of an hour at the time of the run."""
    then, chip = rents.OF_RUNS[model.key], accelerator(model).value
    span = f"{rents.prices(then)} an hour ({then.when})"
    if model.key == "deepseek-v3":
        return Start(
            value=then.typical,
            note=f"Assumption: DeepSeek's own; the H800 cost {span}.",
            source="DSV3",
        )
    why = f"a typical price of the {chip.name}, which cost {span}."
    return _assumed(then.typical, why, then.source)


def market(model: Model, chip: Accelerator) -> RentRange | Unknown:
    """The prices at the time of the model's run; on another accelerator than its own, today's."""
    own = model.key in rents.OF_RUNS and accelerator(model).value is chip
    return rents.OF_RUNS[model.key] if own else rents.today(chip)


def grid(model: Model) -> Start:
    """Emissions of a kilowatt-hour, from the published emissions and hours."""
    found = [_number(model, field) for field in ("co2", "gpu_hours", "tdp")]
    known = [value for value in found if not isinstance(value, Unknown)]
    if len(known) < len(found):
        return ASSUMED[model.key]["grid"]
    co2, hours, watts = known
    return Start(
        value=round(co2 / (hours * watts), 3),
        note="The published emissions and GPU-hours come to it.",
        source=published.figure(model.key, "co2").source,
    )


def mfu(model: Model) -> Start:
    """The MFU that gives back the published hours by 6 N_active D."""
    D = _number(model, "tokens")
    if isinstance(D, Unknown):
        return _mfu_without_hours(model)
    hours = _number(model, "gpu_hours")
    share = _implied(model, flops.training(model, D), hours)
    if isinstance(share, Unknown):
        return _mfu_without_hours(model)
    rounded = _implied(model, 6.0 * _number(model, "active") * D, hours)
    return Start(
        value=round(share, 4),
        note="It gives back the published GPU-hours; with the maker's rounded active parameters it "
        f"would be {rounded:.1%}.",
        source=published.figure(model.key, "gpu_hours").source,
    )


def mfu_in_phases(model: Model) -> Start:
    """The MFU that gives back the published hours by the exact count in phases."""
    D = _number(model, "tokens")
    if isinstance(D, Unknown) or isinstance(model, Announced):
        return _mfu_without_hours(model)
    own = PHASES[model.key]
    long = own.share.value * D
    phases = (
        Phase(tokens=D - long, context=own.short.value),
        Phase(tokens=long, context=own.long.value),
    )
    hours = _number(model, "gpu_hours")
    if "gpu_hours_context_extension" in published.PUBLISHED[model.key]:
        hours += _number(model, "gpu_hours_context_extension")
    share = _implied(model, flops.training_in_phases(model, phases), hours)
    if isinstance(share, Unknown):
        return _mfu_without_hours(model)
    return Start(
        value=round(share, 4),
        note="It gives back the published GPU-hours with these phases. It belongs to this count, "
        "which has attention in it and leaves out the input embedding.",
        source=published.figure(model.key, "gpu_hours").source,
    )


def _mfu_without_hours(model: Model) -> Start:
    speed = _number(model, "flops_per_gpu")
    if isinstance(speed, Unknown):
        return ASSUMED[model.key]["mfu"]
    share = speed / hardware.peak(accelerator(model).value, "bf16")
    return Start(
        value=round(share, 4),
        note="From the published speed of one GPU; which operations Meta counts is not said.",
        source=published.figure(model.key, "flops_per_gpu").source,
    )


def _implied(
    model: Model, compute: Flop | Unknown, hours: GPUHours | Unknown
) -> Fraction | Unknown:
    peak = hardware.peak(accelerator(model).value, "bf16")
    return training.mfu(compute, hours, peak)


def _stated(model: Model, *fields: str) -> Start:
    """The first of these that is published, else the assumption for the first of them."""
    for field in fields:
        value = _figure(model, field)
        if not isinstance(value, Unknown):
            whole = int(value) if isinstance(value, float) else value
            return _published(whole, published.figure(model.key, field).source)
    missing = Start(value=_figure(model, fields[0]))
    return ASSUMED.get(model.key, {}).get(fields[0], missing)


def _figure(model: Model, field: str) -> float | str | Unknown:
    figure = published.PUBLISHED[model.key].get(field)
    return figure.value if figure else Unknown(f"No source has the {field} of {model.name}.")


def _number(model: Model, field: str) -> float | Unknown:
    value = _figure(model, field)
    assert not isinstance(value, str)
    return value
