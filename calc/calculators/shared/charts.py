"""Charts of several calculators: a result beside published runs, a figure along the context."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from calc.calculators.shared import presets
from calc.chart.axis import Axis
from calc.chart.bars import Bar, Bars
from calc.chart.lines import Lines
from calc.chart.plot import Point, Series
from calc.llm import published, training
from calc.llm.architecture import Model, require_architecture
from calc.llm.blocks.attention import Attention
from calc.llm.masks import Chunked, Mask
from calc.llm.units import FlopPerSecond, GPUHours, Tokens
from calc.units import Unknown

COMPARED_RUNS = ("scout", "maverick", "deepseek-v3", "llama-3.1-405b")
"""Runs whose makers state both GPU-hours and tokens."""

CONTEXTS = (
    *(digits * 10**power for power in range(2, 6) for digits in (10, 15, 20, 30, 50, 70)),
    10**7,
)
"""Contexts at which a line is computed; close enough for a curve to look smooth."""

MAX_CACHED_LINES = 16
"""Most changes of a form, and half of its presets, leave a line along the context as it is."""


def gpu_hours(model: Model, computed: GPUHours | Unknown) -> Bars:
    """GPU-hours of a run, beside those of published runs."""
    return _beside_published(
        "GPU time beside published runs",
        "GPU-hours of this run, and those that Meta and DeepSeek publish of theirs.",
        Axis(label="GPU time", unit="GPU-hours"),
        Bar(name=f"This run, {model.name}", value=computed, role="this"),
        _hours,
    )


def speeds(computed: FlopPerSecond | Unknown) -> Bars:
    """FLOP/s of one GPU, beside what published hours imply; all with C = 6 N_active D."""
    return _beside_published(
        "Speed beside published runs",
        "FLOP/s that one GPU of this run sustained, and of runs whose hours and tokens are public.",
        Axis(label="Speed of one GPU", unit="FLOP/s"),
        Bar(name="This run", value=computed, role="this"),
        _implied,
    )


def _hours(key: str) -> float | str | Unknown:
    return published.figure(key, "gpu_hours").value


def _implied(key: str) -> float | Unknown:
    N_active, D = published.value(key, "active"), published.value(key, "tokens")
    hours = published.value(key, "gpu_hours")
    assert not isinstance(N_active, str)
    assert not isinstance(D, str)
    assert not isinstance(hours, str)
    return training.flops_per_gpu(6 * N_active * D, hours)


def _beside_published(
    title: str,
    description: str,
    axis: Axis,
    first: Bar,
    value: Callable[[str], float | str | Unknown],
) -> Bars:
    bars = (first, *_published(value))
    return Bars(title=title, description=description, axis=axis, bars=bars)


@lru_cache(2)  # no input changes them
def _published(value: Callable[[str], float | str | Unknown]) -> tuple[Bar, ...]:
    names = {model.key: model.name for model in presets.MODELS.values}
    bars = []
    for key in COMPARED_RUNS:
        stated = value(key)
        assert not isinstance(stated, str)
        bars.append(Bar(name=names[key], value=stated, role=presets.colour_role(key)))
    return tuple(bars)


def along_context(
    title: str,
    description: str,
    y: Axis,
    model: Model,
    context: Tokens,
    lines: dict[str, tuple[str, Callable[[Tokens], float]]],
) -> Lines:
    """Lines along the context; `lines` has a colour role and a function for each line's name.

    The chosen context is marked. A line bends where a window or chunk of the model is full, so it
    is computed there too. Raises Unpublished for a model whose layers are not published.
    """
    xs = sorted({*CONTEXTS, *_bends(model), context})
    return Lines(
        title=title,
        description=description,
        x=Axis(label="Context", unit="tokens", log=True, covers=(CONTEXTS[0], CONTEXTS[-1])),
        y=y,
        series=tuple(
            Series(
                name=name,
                role=colour,
                points=tuple(
                    Point(x=x, y=figure(x), name="this context", labelled=x == context) for x in xs
                ),
            )
            for name, (colour, figure) in lines.items()
        ),
    )


def is_chunked(model: Model) -> bool:
    """Whether some layers attend within chunks. Raises Unpublished if that is not known."""
    return any(isinstance(mask, Chunked) for mask in _masks(model))


def _bends(model: Model) -> Iterator[Tokens]:
    """Contexts at which the cache of some layers is full."""
    longest = (mask.cached_positions(CONTEXTS[-1]) for mask in _masks(model))
    return (context for context in longest if CONTEXTS[0] < context < CONTEXTS[-1])


def _masks(model: Model) -> Iterator[Mask]:
    for layer, _ in require_architecture(model, "a line along its context").layer_counts:
        yield from (block.mask for block in layer.blocks if isinstance(block, Attention))
