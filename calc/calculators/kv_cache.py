"""KV cache of a long context."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from annotated_types import Unit, doc

from calc.calculators.shared import charts, context_limit, formula_sources, inputs, presets
from calc.chart import Chart
from calc.chart.axis import Axis
from calc.form.declare import calculator
from calc.form.markers import Formula, Note
from calc.identity import ByIdentity
from calc.llm import memory
from calc.llm.architecture import Model
from calc.llm.hardware import H100_SXM, Accelerator
from calc.llm.models import SCOUT
from calc.llm.units import Tokens
from calc.units import Bytes, Unknown


@dataclass(frozen=True, kw_only=True)
class KVCache:
    """The size of the KV cache, and how many accelerators it fills."""

    values: Annotated[int | Unknown, Unit("values"), "Values kept per sequence"]
    bytes_per_value: Annotated[float, Unit("bytes per value"), "Bytes per value"]
    per_sequence: Annotated[
        Bytes | Unknown,
        "Per sequence",
        Formula("{values} × {bytes_per_value}", formula_sources.DEFINITION),
    ]
    in_all: Annotated[
        Bytes | Unknown,
        "All sequences",
        Formula("{per_sequence} × {sequences}", formula_sources.DEFINITION),
    ]
    memory: Annotated[Bytes, "Memory of one accelerator"]
    accelerators: Annotated[
        float | Unknown,
        Unit("accelerators"),
        "Accelerators filled",
        Formula("{in_all} ÷ {memory}", formula_sources.DEFINITION),
    ]
    full_pages: Annotated[Bytes | Unknown, "All sequences, if every layer kept every position"]
    beyond: context_limit.Beyond
    along: Annotated[Chart | Unknown, "KV cache along the context"]


@calculator(announce=("in_all", "accelerators"), first=("model", "context", "sequences"))
def kv_cache(
    model: Annotated[Model, doc("Model"), presets.MODELS, presets.SHAPES_NOTE] = SCOUT,
    context: Annotated[
        inputs.Context, Note("128K is 128,000; 128Ki is 131,072.")
    ] = presets.CONTEXT,
    sequences: inputs.Sequences = 1,
    precision: Annotated[
        presets.StoredPrecision,
        doc("Precision of the cache"),
        presets.STORED_LABELS,
        Note("BF16 is what most servers use by default."),
    ] = "bf16",
    accelerator: Annotated[
        Accelerator,
        doc("Accelerator"),
        presets.ACCELERATORS,
        Note("Memory as published."),
    ] = H100_SXM,
) -> KVCache:
    """KV cache of a long context."""
    b = presets.BYTES_PER_VALUE[precision]
    values = presets.or_unknown(lambda: memory.kv_cache_elements(model, context))
    one = presets.or_unknown(lambda: memory.kv_cache(model, context, 1, b))
    full = presets.or_unknown(lambda: memory.kv_cache_unwindowed(model, context, sequences, b))
    return KVCache(
        values=values,
        bytes_per_value=b,
        per_sequence=one,
        in_all=one * sequences,
        memory=accelerator.memory,
        accelerators=one * sequences / accelerator.memory,
        full_pages=full,
        beyond=context_limit.note(model, context),
        along=presets.or_unknown(lambda: _along(ByIdentity(model), context, sequences, b)),
    )


@lru_cache(charts.MAX_CACHED_LINES)
def _along(ref: ByIdentity[Model], context: Tokens, sequences: int, b: float) -> Chart:
    """Bytes along the context: of the model, and of an engine that keeps every position."""
    model = ref.value
    return charts.along_context(
        "KV cache along the context",
        f"Bytes that {model.name} keeps for all sequences. The upper line is for an engine that "
        "keeps every position of every layer.",
        Axis(label="KV cache", unit="B", log=True),
        model,
        context,
        {
            "Every position": (
                "other",
                lambda T: memory.kv_cache_unwindowed(model, T, sequences, b),
            ),
            model.name: (
                presets.colour_role(model.key),
                lambda T: memory.kv_cache(model, T, sequences, b),
            ),
        },
    )
