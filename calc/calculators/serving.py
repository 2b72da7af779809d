"""What it takes to serve a model."""

from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal

from annotated_types import Interval, Unit, doc

from calc.calculators.shared import context_limit, formula_sources, inputs, pasted_config, presets
from calc.chart import Chart
from calc.form.declare import calculator
from calc.form.markers import Formula, Labels, Note, Percent, Scale, Soft
from calc.llm.architecture import Model
from calc.llm.errors import Uncounted, Unpublished
from calc.llm.hardware import H200_SXM, Accelerator
from calc.llm.models import SCOUT
from calc.llm.units import Tokens
from calc.units import USD, Bytes, BytesPerSecond, Fraction, Unknown

WeightsPrecision = Literal["stored", "bf16", "fp8", "int4"]
CachePrecision = Literal["bf16", "fp8", "int4", "q8_0", "q4_0", "fp8_scaled"]

GIGABYTE = 10**9


@dataclass(frozen=True, kw_only=True)
class Serving:
    """What the accelerators hold, how much more would fit, and how fast they can be at most."""

    weights: Annotated[Bytes | Unknown, "Weights"]
    cache: Annotated[Bytes | Unknown, "KV cache of all sequences"]
    split: Annotated[str | Unknown, "How the weights are divided"]
    weights_of_one: Annotated[Bytes | Unknown, "Weights on the fullest accelerator"]
    cache_of_one: Annotated[Bytes | Unknown, "KV cache on the same accelerator"]
    per_accelerator: Annotated[
        Bytes | Unknown,
        "Weights and cache on the same accelerator",
        Formula("{weights_of_one} + {cache_of_one}", formula_sources.DEFINITION),
    ]
    room: Annotated[
        Bytes | Unknown,
        "Memory for weights and cache",
        Formula("{memory} × {memory_share} − {overhead}", formula_sources.VLLM),
    ]
    fits: Annotated[bool | Unknown, "Fits"]
    fewest: Annotated[int | Unknown, Unit("accelerators"), "Fewest accelerators that hold both"]
    longest_context: Annotated[Tokens | Unknown, "Longest context for so many sequences"]
    most_sequences: Annotated[
        int | Unknown, Unit("sequences"), "Most sequences of this context at once"
    ]
    weights_read: Annotated[
        Bytes | Unknown, "Weights that one rank reads in a step, of all layers, at least"
    ]
    cache_read: Annotated[Bytes | Unknown, "KV cache that one rank reads in a step, of all layers"]
    busy_stages: Annotated[int | Unknown, Unit("stages"), "Stages that work at once"]
    tokens_per_second_bound: Annotated[
        float | Unknown,
        Unit("tokens/s"),
        "Upper bound of the speed, as bandwidth allows",
        Formula(
            "{sequences} × {bandwidth} ÷ ({weights_read} + {cache_read} ÷ {busy_stages})",
            formula_sources.BANDWIDTH,
        ),
    ]
    per_sequence: Annotated[
        float | Unknown,
        Unit("tokens/s"),
        "The same bound for each sequence",
        Formula("{tokens_per_second_bound} ÷ {sequences}", formula_sources.DEFINITION),
    ]
    tokens_per_second_even: Annotated[
        float | Unknown,
        Unit("tokens/s"),
        "The same bound, if the router spreads tokens evenly over the experts",
    ]
    usd_per_million_tokens: Annotated[
        USD | Unknown,
        "Rent for a million tokens, at least",
        Formula(
            "{accelerators} × {usd_per_gpu_hour} ÷ (3600 × {tokens_per_second_bound}) × 10⁶",
            formula_sources.DEFINITION,
        ),
    ]
    beyond: context_limit.Beyond
    along: Annotated[Chart | Unknown, "Memory of one accelerator along the context"]


@calculator(
    announce=("fits", "longest_context"),
    first=("model", "context", "sequences", "accelerator", "accelerators"),
)
def serving(
    model: Annotated[Model, doc("Model"), presets.MODELS, presets.SHAPES_NOTE] = SCOUT,
    config: Annotated[
        str | None,
        doc("Or a configuration (config.json)"),
        pasted_config.PASTED,
        Note("Of any other model, in place of the one above. Nothing leaves this page."),
    ] = None,
    weights_precision: Annotated[
        WeightsPrecision,
        doc("Weights in"),
        Labels(stored="As released", bf16="BF16", fp8="FP8", int4="INT4"),
        Note(
            "As released: BF16, of DeepSeek-V3 FP8, of a configuration as it says. The others are"
            " without scales."
        ),
    ] = "stored",
    cache_precision: Annotated[
        CachePrecision,
        doc("KV cache in"),
        Labels(
            bf16="BF16",
            fp8="FP8",
            int4="INT4",
            q8_0="q8_0 of llama.cpp",
            q4_0="q4_0 of llama.cpp",
            fp8_scaled="FP8 with scales, for latents",
        ),
        Note("Recurrent states stay in FP32."),
    ] = "bf16",
    context: Annotated[
        inputs.Context, Note("128K is 128,000; 128Ki is 131,072.")
    ] = presets.CONTEXT,
    sequences: inputs.Sequences = 1,
    accelerator: Annotated[
        Accelerator,
        doc("Accelerator"),
        presets.ACCELERATORS_AND_OWN,
        Note("It fills in memory and bandwidth below."),
    ] = H200_SXM,
    accelerators: Annotated[
        int,
        doc("Accelerators"),
        Unit("accelerators"),
        Interval(ge=1, le=100_000),
        Soft(1, 1024),
        Scale("log"),
        Note("All together hold the model once.", start="Assumption: one server of eight."),
    ] = 8,
    tensor: Annotated[
        int,
        doc("Tensor parallel, at most"),
        Unit("ranks"),
        Interval(ge=1, le=1024),
        Soft(1, 64),
        Scale("log"),
        Note(
            "Each matrix is divided over so many; more accelerators make further stages, which"
            " divide the layers.",
            start="Assumption: as many as share fast links in a server.",
        ),
    ] = 8,
    attention: Annotated[
        Literal["heads", "sequences"],
        doc("Attention divided by"),
        Labels(heads="heads", sequences="sequences"),
        Note(
            "By sequences, each rank has all of attention for sequences of its own, and only the"
            " experts are divided: usual for DeepSeek-V3, whose latents cannot be."
        ),
    ] = "heads",
    memory: Annotated[
        Bytes,
        doc("Memory of one accelerator"),
        Interval(ge=10**9, le=10**13),
        Soft(8 * 10**9, 10**12),
        Scale("log"),
        Note("As published, if you do not change it."),
    ] = presets.MEMORY,
    bandwidth: Annotated[
        BytesPerSecond,
        doc("Bandwidth of its memory"),
        Interval(ge=10**9, le=10**15),
        Soft(10**11, 10**14),
        Scale("log"),
        Note("As published, if you do not change it."),
    ] = presets.BANDWIDTH,
    memory_share: Annotated[
        Fraction,
        doc("Share of the memory that the engine may use"),
        Interval(ge=0.01, le=1),
        Soft(0.5, 1),
        Percent(),
        Note(
            "The rest is for others and for peaks.",
            presets.citation("VLLMARGS"),
            start="Assumption: 90%, what vLLM takes unless told otherwise.",
        ),
    ] = 0.9,
    overhead: Annotated[
        Bytes,
        doc("Kept for other things than weights and cache"),
        Interval(ge=0, le=10**11),
        Soft(0, 10**10),
        Note(
            "Activations of a batch, graphs, libraries, buffers.",
            presets.citation("VLLMLOG"),
            start="Assumption: 3 GB; engines that measured it report 0.6 to 6 GB.",
        ),
    ] = 3 * GIGABYTE,
    windows: Annotated[
        bool,
        doc("The engine forgets what windows and chunks no longer need"),
        Note("Some engines keep every position of every layer."),
    ] = True,
    block_size: Annotated[
        int,
        doc("Tokens in a block"),
        Unit("tokens"),
        Interval(ge=1, le=4096),
        Soft(1, 256),
        Scale("log"),
        Note(
            "Engines give memory to a sequence in blocks.",
            presets.citation("VLLMARGS"),
            start="Assumption: 16, as in vLLM.",
        ),
    ] = 16,
    usd_per_gpu_hour: inputs.Rent = presets.RENT_TODAY,
) -> Serving:
    """What it takes to serve a model."""
    from calc.calculators.shared import deployment  # it comes when it is asked for
    from calc.llm import released
    from calc.llm import serving as arithmetic

    room = arithmetic.room(memory, memory_share, overhead)
    deployed = deployment.Deployed(
        bytes_per_parameter=None
        if weights_precision == "stored"
        else presets.BYTES_PER_VALUE[weights_precision],
        format=deployment.FORMATS[cache_precision],
        tensor=min(tensor, accelerators),
        by_sequences=attention == "sequences",
        windows=windows,
        sequences=sequences,
    )
    chosen = released.checkpoint(pasted_config.model_or(model, config))
    try:
        held = deployment.held(chosen, deployed, context, room, accelerators, block_size)
        speed = deployment.speed(chosen, deployed, context, held["busy_stages"], bandwidth)
    except (Unpublished, Uncounted) as error:
        unknown: dict[str, Any] = {f.name: Unknown(str(error)) for f in fields(Serving)}
        return Serving(**unknown | {"room": room})
    bound = speed["tokens_per_second_bound"]
    return Serving(
        **held,
        **speed,
        beyond=context_limit.note(chosen, context, held["longest_context"]),
        per_sequence=bound / sequences,
        usd_per_million_tokens=arithmetic.usd_per_million_tokens(
            bound, accelerators, usd_per_gpu_hour
        ),
    )
