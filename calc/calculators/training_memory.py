"""What an accelerator holds when a model is trained, and how many accelerators it takes."""

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from annotated_types import Interval, Unit, doc

from calc.calculators.shared import (
    charts,
    context_limit,
    formula_sources,
    inputs,
    pasted_config,
    presets,
)
from calc.chart import Chart
from calc.chart.axis import Axis
from calc.chart.stack import Stack, Whole
from calc.form import display
from calc.form.declare import calculator
from calc.form.errors import InputError
from calc.form.markers import Formula, Labels, Note, Percent, Scale, Soft
from calc.identity import ByIdentity
from calc.llm.architecture import Announced, Architecture
from calc.llm.architecture import Model as AnyShape
from calc.llm.hardware import H100_SXM, Accelerator
from calc.llm.models import SCOUT
from calc.units import Bytes, Fraction, Unknown

if TYPE_CHECKING:
    from calc.llm.fitting import Change, Needs, Run
    from calc.llm.parallel import Split

Passes = Literal["bf16", "fp32", "nf4"]
Optimizers = Literal[
    "adamw_fp32_master",
    "adamw_fp32",
    "adamw_bf16",
    "adamw_8bit",
    "adafactor",
    "muon_fp32_master",
    "muon",
    "sgd_momentum",
    "sgd",
]
RAJBHANDARI = "Rajbhandari et al. 2020, https://arxiv.org/abs/1910.02054"
SHOEYBI = "Shoeybi et al. 2019, https://arxiv.org/abs/1909.08053"
KORTHIKANTI = "Korthikanti et al. 2022, https://arxiv.org/abs/2205.05198"
NARAYANAN = "Narayanan et al. 2021, https://arxiv.org/abs/2104.04473"
LEPIKHIN = "Lepikhin et al. 2020, https://arxiv.org/abs/2006.16668"
LIU = "Liu et al. 2023, https://arxiv.org/abs/2310.01889"
HU = "Hu et al. 2021, https://arxiv.org/abs/2106.09685"


@dataclass(frozen=True, kw_only=True)
class TrainingMemory:
    """What the fullest accelerator holds, part by part, and what the run takes."""

    weights: Annotated[Bytes | Unknown, "Weights"]
    gradients: Annotated[Bytes | Unknown, "Gradients"]
    optimizer_states: Annotated[Bytes | Unknown, "Optimizer states"]
    activations: Annotated[Bytes | Unknown, "Activations, in plain PyTorch code"]
    fused_activations: Annotated[Bytes | Unknown, "Activations, with fused kernels"]
    logits: Annotated[Bytes | Unknown, "Logits, unless the loss is fused"]
    gathered: Annotated[Bytes | Unknown, "Layers that ZeRO 3 has gathered"]
    per_accelerator: Annotated[
        Bytes | Unknown,
        "Memory needed, at most",
        Formula(
            "{weights} + {gradients} + {optimizer_states} + {activations} + {logits} + {gathered}",
            formula_sources.DEFINITION,
        ),
    ]
    at_least: Annotated[
        Bytes | Unknown,
        "Memory needed, with fused kernels and a fused loss",
        Formula(
            "{weights} + {gradients} + {optimizer_states} + {fused_activations} + {gathered}",
            formula_sources.DEFINITION,
        ),
    ]
    room: Annotated[
        Bytes | Unknown,
        "Memory available",
        Formula("{memory} × (1 − {reserve})", formula_sources.DEFINITION),
    ]
    fits: Annotated[bool | Unknown, "Fits"]
    change: Annotated[str | Unknown, "What would save most"]
    in_use: Annotated[
        int | Unknown,
        Unit("accelerators"),
        "Accelerators of this split",
        Formula("{tensor} × {pipeline} × {context_parallel} × {data}", formula_sources.DEFINITION),
    ]
    accelerators: Annotated[int | Unknown, Unit("accelerators"), "Fewest accelerators that hold it"]
    split: Annotated[str | Unknown, "How these divide it"]
    beyond: context_limit.Beyond
    trained: Annotated[int | Unknown, Unit("parameters"), "Trained parameters"]
    parts: Annotated[Chart | Unknown, "One accelerator"]


_Tensor = Annotated[
    int,
    doc("Tensor parallel"),
    Unit("ranks"),
    Interval(ge=1, le=128),
    Soft(1, 64),
    Scale("log"),
    Note(
        "Each matrix over so many, and norms by position.",
        SHOEYBI,
        start="Assumption: as many as share fast links in a server.",
    ),
]
_Pipeline = Annotated[
    int,
    doc("Pipeline stages"),
    Unit("stages"),
    Interval(ge=1, le=256),
    Soft(1, 64),
    Scale("log"),
    Note("They divide the layers, in the 1F1B schedule.", NARAYANAN),
]
_ContextParallel = Annotated[
    int,
    doc("Context parallel"),
    Unit("ranks"),
    Interval(ge=1, le=4096),
    Soft(1, 64),
    Scale("log"),
    Note("They share each sequence, as in ring attention; ZeRO divides over them, too.", LIU),
]
_Expert = Annotated[
    int,
    doc("Expert parallel"),
    Unit("ranks"),
    Interval(ge=1, le=512),
    Soft(1, 256),
    Scale("log"),
    Note("So many of the data-parallel ranks share the experts.", LEPIKHIN),
]


@calculator(
    announce=("fits", "per_accelerator"),
    first=("model", "context", "optimizer", "zero", "data", "accelerator"),
    slow=True,
)
def training_memory(
    model: Annotated[AnyShape, doc("Model"), presets.MODELS, presets.SHAPES_NOTE] = SCOUT,
    config: Annotated[
        str | None,
        doc("Or a configuration (config.json)"),
        pasted_config.PASTED,
        Note("Of any other model, in place of the one above. Nothing leaves this page."),
    ] = None,
    micro_batch: Annotated[
        int,
        doc("Sequences in a micro-batch"),
        Unit("sequences"),
        Interval(ge=1, le=4096),
        Soft(1, 64),
        Scale("log"),
        Note("Those that one rank reads at once; gradients of several are added up."),
    ] = 1,
    context: Annotated[
        inputs.Context,
        Note("8Ki is 8,192.", start="Assumption: 8,192, as most pre-training."),
    ] = 8192,
    precision: Annotated[
        Passes,
        doc("Computed in"),
        Labels(bf16="BF16", fp32="FP32", nf4="BF16, frozen weights in NF4"),
        Note("NF4 is for adapters: QLoRA, with its scales quantised too."),
    ] = "bf16",
    optimizer: Annotated[
        Optimizers,
        doc("Optimizer"),
        Labels(
            adamw_fp32_master="AdamW, FP32 master weights",
            adamw_fp32="AdamW on FP32 weights",
            adamw_bf16="AdamW in BF16",
            adamw_8bit="8-bit AdamW",
            adafactor="Adafactor",
            muon_fp32_master="Muon, FP32 master weights",
            muon="Muon in BF16",
            sgd_momentum="SGD with momentum",
            sgd="SGD",
        ),
        Note("In FP32, weights are their own master copy."),
    ] = "adamw_fp32_master",
    fp32_gradients: Annotated[
        bool, doc("Gradients are added up in FP32"), Note("As Megatron-LM does by default.")
    ] = False,
    recompute: Annotated[
        Literal["none", "selective", "full"],
        doc("Computed again"),
        Labels(none="nothing", selective="attention scores", full="every layer"),
        Note("In the backward pass, in place of being kept.", KORTHIKANTI),
    ] = "selective",
    attention: Annotated[
        Literal["fused", "eager"],
        doc("Attention scores"),
        Labels(fused="never stored", eager="stored"),
        Note(
            "Fused kernels such as FlashAttention store none.", "https://arxiv.org/abs/2205.14135"
        ),
    ] = "fused",
    zero: Annotated[
        int,
        doc("ZeRO stage"),
        Interval(ge=0, le=3),
        Note(
            "Data-parallel ranks share optimizer states (1), gradients too (2), weights too (3,"
            " as FSDP).",
            RAJBHANDARI,
        ),
    ] = 3,
    tensor: _Tensor = 8,
    pipeline: _Pipeline = 1,
    context_parallel: _ContextParallel = 1,
    expert: _Expert = 1,
    data: Annotated[
        int,
        doc("Data parallel"),
        Unit("ranks"),
        Interval(ge=1, le=65_536),
        Soft(1, 4096),
        Scale("log"),
        Note("Each reads sequences of its own.", start="Assumption: 64."),
    ] = 64,
    lora_rank: Annotated[
        int,
        doc("Rank of adapters"),
        Interval(ge=0, le=4096),
        Soft(0, 256),
        Note("0 trains everything; else LoRA on all matrices of the layers.", HU),
    ] = 0,
    accelerator: Annotated[
        Accelerator,
        doc("Accelerator"),
        presets.ACCELERATORS_AND_OWN,
        Note("It fills in its memory below."),
    ] = H100_SXM,
    memory: Annotated[
        Bytes,
        doc("Memory of one accelerator"),
        Interval(ge=10**9, le=10**13),
        Soft(8 * 10**9, 10**12),
        Scale("log"),
        Note("As published, if you do not change it."),
    ] = presets.MEMORY,
    reserve: Annotated[
        Fraction,
        doc("Kept free"),
        Interval(ge=0, le=0.9),
        Soft(0, 0.5),
        Percent(),
        Note(
            "For buffers of communication, the allocator's gaps, and libraries.",
            start="Assumption: 10%.",
        ),
    ] = 0.1,
) -> TrainingMemory:
    """What training a model takes of each accelerator."""
    shape = pasted_config.model_or(model, config)
    room = int(memory * (1 - reserve))
    if isinstance(shape, Announced):
        return _unknown(f"The layers of {shape.name} are not published.", room)
    if precision == "nf4" and not lora_rank:
        return _unknown("Weights in NF4 are frozen; use a rank of adapters above 0.", room)
    from calc.llm import fitting, parallel  # these come when they are asked for

    run = fitting.Run(
        model=shape,
        split=parallel.Split(
            tensor=tensor,
            pipeline=pipeline,
            context=context_parallel,
            expert=expert,
            data=data,
            zero=zero,
        ),
        micro_batch=micro_batch,
        context=context,
        how=_how(shape, precision, optimizer, lora_rank, fp32_gradients)
        | {"attention": attention, "recompute": recompute},
    )
    try:
        return _result(run, room, memory, accelerator)
    except parallel.SplitError as error:
        field = "context_parallel" if error.name == "context" else error.name
        raise InputError(field, error.sentence) from error


def _how(
    shape: Architecture,
    precision: Passes,
    optimizer: Optimizers,
    rank: int,
    fp32_gradients: bool,
) -> dict[str, Any]:
    """Arguments of `parallel.training`."""
    from calc.llm import adapters, optimizers

    in_fp32 = precision == "fp32" and optimizer.endswith("_fp32_master")
    name = optimizer.removesuffix("_master") if in_fp32 else optimizer
    if name == "muon_fp32":
        name = "muon_fp32_master"
    width = 4 if precision == "fp32" else optimizers.optimizer(name).weights
    return {
        "optimizer": name,
        "weight_bytes": width,
        "gradient_bytes": 4 if fp32_gradients else width,
        "adapters": adapters.Adapters(rank=rank) if rank else None,
        "four_bit": precision == "nf4",
    }


def _result(run: "Run", room: Bytes, memory: Bytes, accelerator: Accelerator) -> TrainingMemory:
    from calc.llm import fitting

    share, gathered = run.fullest, run.gathered
    fused, plain = share.activations
    best = _fewest(
        ByIdentity(run.model),
        run.split.zero,
        run.micro_batch,
        run.context,
        tuple(run.how.items()),
        room,
    )
    none = Unknown(
        f"Not even {fitting.MAX_ACCELERATORS:,} hold it, with each matrix over at most"
        f" {fitting.MAX_TENSOR}; recompute more, or read less at once."
    )
    changes = fitting.changes(run)
    return TrainingMemory(
        weights=share.weights,
        gradients=share.gradients,
        optimizer_states=share.optimizer_states,
        activations=plain,
        fused_activations=fused,
        logits=share.logits,
        gathered=gathered,
        per_accelerator=run.needed,
        at_least=share.static + fused + gathered,
        room=room,
        fits=run.needed <= room,
        change=_change(changes, run.needed <= room, room),
        in_use=run.split.accelerators,
        accelerators=best.split.accelerators if best else none,
        split=_split(best.split) if best else none,
        beyond=context_limit.note(run.model, run.context),
        trained=_trained(run),
        parts=_parts(run, room, memory, accelerator),
    )


type How = tuple[tuple[str, Any], ...]


@lru_cache(charts.MAX_CACHED_LINES)
def _needs(
    ref: ByIdentity[Architecture], zero: int, micro_batch: int, context: int, how: How
) -> "Needs":
    """What was computed for other rooms."""
    del ref, zero, micro_batch, context, how  # they are the key
    return {}


@lru_cache(charts.MAX_CACHED_LINES)
def _fewest(
    ref: ByIdentity[Architecture],
    zero: int,
    micro_batch: int,
    context: int,
    how: How,
    room: Bytes,
) -> "Run | None":
    """It does not depend on the split that was chosen."""
    from calc.llm import fitting, parallel

    split = parallel.Split(zero=zero)
    run = fitting.Run(
        model=ref.value, split=split, micro_batch=micro_batch, context=context, how=dict(how)
    )
    return fitting.fewest(run, room, _needs(ref, zero, micro_batch, context, how))


def _trained(run: "Run") -> int:
    from calc.llm import adapters, parameters

    low_rank = run.how["adapters"]
    return adapters.count(run.model, low_rank) if low_rank else parameters.total(run.model)


def _unknown(reason: str, room: Bytes) -> TrainingMemory:
    unknown: dict[str, Any] = {row.name: Unknown(reason) for row in fields(TrainingMemory)}
    return TrainingMemory(**unknown | {"room": room})


WORDS = {
    "zero": "ZeRO stage {}",
    "tensor": "{} tensor-parallel ranks",
    "expert": "{} expert-parallel ranks",
    "pipeline": "{} pipeline stages",
    "context": "{} context-parallel ranks",
    "data": "{} data-parallel ranks",
    "recompute": "recomputing every layer",
    "micro_batch": "micro-batches of {}",
}


def _change(changes: "list[Change]", fits: bool, room: Bytes) -> str:
    """The change of one input that saves most, and whether it is enough."""
    if not changes:
        return "No single change does; shorter sequences would."
    first = changes[0]
    words = WORDS[first.name].format(first.value)
    enough = "" if fits else ", and then it fits"
    if first.run.needed > room:
        enough = ", which is not enough alone"
    return f"{words[0].upper()}{words[1:]}: {display.quantity(first.saved, 'B')} less{enough}"


def _split(split: "Split") -> str:
    """The degrees of parallelism that are used."""
    degrees = {
        "tensor": split.tensor,
        "pipeline": split.pipeline,
        "context": split.context,
        "data": split.data,
        "expert": split.expert,
    }
    words = [f"{name} {degree}" for name, degree in degrees.items() if degree > 1]
    return ", ".join([*words, f"ZeRO {split.zero}"]) if words else "not at all"


def _parts(run: "Run", room: Bytes, memory: Bytes, accelerator: Accelerator) -> Chart:
    """Bytes of the fullest accelerator, part by part, above its memory."""
    share, gathered = run.fullest, run.gathered
    fused, plain = share.activations
    static = (share.weights, share.gradients, share.optimizer_states, gathered)
    return Stack(
        title="One accelerator",
        description="What the fullest accelerator holds in plain PyTorch code and with fused"
        " kernels, and the memory that it has.",
        axis=Axis(label="Memory", unit="B"),
        parts=(
            *("Weights", "Gradients", "Optimizer states", "Gathered layers"),
            *("Activations", "Logits", "Memory for them", "Kept free"),
        ),
        part_roles=(*(f"part-{i}" for i in range(1, 7)), "other", "other"),
        wholes=(
            Whole(name="Plain code", values=(*static, plain, share.logits, 0, 0)),
            Whole(name="Fused kernels", values=(*static, fused, 0, 0, 0)),
            Whole(name=accelerator.name, values=(0, 0, 0, 0, 0, 0, room, memory - room)),
        ),
    )
