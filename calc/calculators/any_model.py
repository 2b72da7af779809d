"""Everything about any model, from its config.json."""

import json
from dataclasses import dataclass
from typing import Annotated, Any

from annotated_types import doc

from calc.calculators import _inputs, _layers, _story
from calc.form.chart import Chart
from calc.form.declare import calculator
from calc.form.errors import InputError
from calc.form.markers import Formula, Note, Pasted, Preset, of
from calc.llm import config as configs
from calc.llm import flops, hardware, memory, parameters, training
from calc.llm.architecture import Architecture
from calc.llm.errors import ConfigError, Uncounted
from calc.llm.examples import EXAMPLES, Example
from calc.llm.hardware import H100_SXM, Accelerator, Precision
from calc.units import (
    USD,
    Bytes,
    Days,
    Flop,
    FlopPerSecond,
    FlopPerToken,
    Fraction,
    GPUHours,
    Gram,
    Parameters,
    Unknown,
    Watt,
    WattHours,
)


@dataclass(frozen=True, kw_only=True)
class AnyModel:
    """Size, compute, memory and what training takes."""

    total_parameters: Annotated[Parameters, "Total parameters"]
    active_parameters: Annotated[Parameters, "Active parameters"]
    active_without_embedding: Annotated[Parameters, "Active, without the input embedding"]
    vision_parameters: Annotated[Parameters, "Vision tower, besides"]
    mtp_parameters: Annotated[Parameters | Unknown, "Multi-token prediction, besides"]
    sparsity: Annotated[
        Fraction,
        "Sparsity, the idle share",
        Formula("1 − {active_parameters} ÷ {total_parameters}"),
    ]
    weights: Annotated[Bytes, "Weights in BF16", Formula("{total_parameters} × 2")]
    per_sequence: Annotated[Bytes, "KV cache per sequence, in BF16"]
    in_all: Annotated[Bytes, "KV cache in all", Formula("{per_sequence} × {sequences}")]
    forward: Annotated[FlopPerToken, "Forward pass, exact, at this context"]
    attention_share: Annotated[Fraction, "Of it, attention scores"]
    compute: Annotated[Flop, "Compute", Formula("6 × {active_parameters} × {tokens}")]
    exact_compute: Annotated[Flop, "Compute, exact", Formula("3 × {forward} × {tokens}")]
    peak: Annotated[FlopPerSecond | Unknown, "Peak of one accelerator, dense"]
    gpu_hours: Annotated[
        GPUHours | Unknown, "GPU time", Formula("{exact_compute} ÷ ({peak} × {mfu}) ÷ 3600")
    ]
    days: Annotated[Days | Unknown, "Time", Formula("{gpu_hours} ÷ {accelerators} ÷ 24")]
    cost: Annotated[USD | Unknown, "Rent", Formula("{gpu_hours} × {usd_per_gpu_hour}")]
    tdp: Annotated[Watt | Unknown, "Power of one accelerator"]
    energy: Annotated[WattHours | Unknown, "Electricity", Formula("{gpu_hours} × {tdp}")]
    co2: Annotated[Gram | Unknown, "Emissions at 0.387 kg per kWh", Formula("{energy} × 0.387")]
    layers: Annotated[Chart, "Layers"]


@calculator
def any_model(
    model: Annotated[Example, doc("Start from"), Preset(*EXAMPLES)] = EXAMPLES[0],
    config: Annotated[
        str,
        doc("Configuration (config.json)"),
        Pasted(),
        Note("Paste one here. It is read in this page and goes nowhere else."),
    ] = of("model", lambda example: example.config),
    context: Annotated[_inputs.Context, Note("8Ki is 8,192.")] = 8192,
    sequences: _inputs.Sequences = 1,
    tokens: _inputs.Corpus = 15_000_000_000_000,
    accelerator: Annotated[Accelerator, doc("Accelerator"), _story.ACCELERATORS] = H100_SXM,
    precision: Annotated[Precision, doc("Peak counted at"), _story.PEAKS] = "bf16",
    mfu: Annotated[_inputs.MFU, Note("Published runs lie between 20 and 45 percent.")] = 0.35,
    accelerators: _inputs.Accelerators = 2048,
    usd_per_gpu_hour: _inputs.Rent = 2.0,
) -> AnyModel:
    """Any model, from its config.json."""
    shape = _read(config)
    N, N_active = parameters.total(shape), parameters.active(shape)
    parts = flops.breakdown(shape, context)
    forward = sum(parts.values())
    exact = flops.training(shape, tokens, context)
    peak = hardware.peak(accelerator, precision)
    hours = training.gpu_hours(exact, peak, mfu)
    energy = training.energy(hours, accelerator.tdp)
    one = memory.kv_cache(shape, context)
    return AnyModel(
        total_parameters=N,
        active_parameters=N_active,
        active_without_embedding=parameters.active(shape, input_embedding=False),
        vision_parameters=parameters.vision(shape),
        mtp_parameters=_mtp(shape),
        sparsity=1 - N_active / N,
        weights=memory.weights(shape),
        per_sequence=one,
        in_all=one * sequences,
        forward=forward,
        attention_share=parts.get("attention_scores", 0.0) / forward,
        compute=flops.training(shape, tokens),
        exact_compute=exact,
        peak=peak,
        gpu_hours=hours,
        days=training.days(hours, accelerators),
        cost=training.cost(hours, usd_per_gpu_hour),
        tdp=accelerator.tdp,
        energy=energy,
        co2=training.co2(energy, 0.387),
        layers=_layers.drawing(shape),
    )


def _read(text: str) -> Architecture:
    """The model of a config.json. Raises InputError with the line or the key at fault."""
    if _depth(text) > DEEPEST:
        raise InputError(
            "config",
            f"This is nested more than {DEEPEST} levels deep; a config.json has a few levels.",
        )
    try:
        return configs.read(json.loads(text, object_pairs_hook=_unique))
    except json.JSONDecodeError as error:
        raise InputError(
            "config",
            f"Line {error.lineno}, column {error.colno} is not JSON: {error.msg.lower()}.",
        ) from error
    except ConfigError as error:
        place = "" if error.key == "config.json" else f"Key {error.key}: "
        raise InputError("config", place + str(error).removeprefix(f"{error.key}: ")) from error


DEEPEST = 50
"""Levels of nesting. A browser's stack ends long before Python's recursion limit does."""


def _depth(text: str) -> int:
    """How deeply lists and objects are nested, whatever else is wrong with the text."""
    depth = deepest = 0
    quoted = escaped = False
    for character in text:
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = quoted
        elif character == '"':
            quoted = not quoted
        elif not quoted and character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif not quoted and character in "]}":
            depth -= 1
    return deepest


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are all different: which of two would count is anybody's guess."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(k for at, (k, _) in enumerate(pairs) if k in dict(pairs[:at]))
        raise ConfigError(twice, "This key stands there twice; once would do.")
    return found


def _mtp(shape: Architecture) -> Parameters | Unknown:
    try:
        return parameters.multi_token_prediction(shape)
    except Uncounted as error:
        return Unknown(str(error))
