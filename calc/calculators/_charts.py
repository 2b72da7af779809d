"""Charts that calculators share: a result beside published runs, a figure along a context."""

from collections.abc import Callable, Iterator
from typing import override

from calc.calculators import _story
from calc.chart.axis import Axis
from calc.chart.bars import Bar, Bars
from calc.chart.lines import Lines
from calc.chart.plot import Point, Series
from calc.llm import published, training
from calc.llm.architecture import Model, shaped
from calc.llm.blocks.attention import Attention
from calc.llm.masks import Chunked, Mask
from calc.llm.units import FlopPerSecond, GPUHours, Tokens
from calc.units import Unknown

BESIDE = ("scout", "maverick", "deepseek-v3", "llama-3.1-405b")
"""Runs of the story whose makers state hours and tokens."""

ALONG = (
    *(digits * 10**power for power in range(2, 6) for digits in (10, 15, 20, 30, 50, 70)),
    10**7,
)
"""Contexts at which a line is computed: so close that a curve looks like one."""


KEPT = 16
"""Lines along the context that are kept: most changes of a form, and half its presets, leave them
as they are."""


class The[T]:
    """A thing as the key of a cache: the very same one, however much is in it."""

    def __init__(self, thing: T) -> None:
        self.thing = thing

    @override
    def __hash__(self) -> int:
        return id(self.thing)

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, The) and self.thing is other.thing


def hours(model: Model, computed: GPUHours | Unknown) -> Bars:
    """GPU-hours of a run beside published ones."""
    return _beside(
        "GPU time beside published runs",
        "GPU-hours of this run, and those that Meta and DeepSeek publish of theirs.",
        Axis(label="GPU time", unit="GPU-hours"),
        Bar(name=f"This run, {model.name}", value=computed, role=_story.role(model.key)),
        lambda key: published.figure(key, "gpu_hours").value,
    )


def speeds(computed: FlopPerSecond | Unknown) -> Bars:
    """Speed of one GPU beside what published hours imply, all by 6 N_active D."""
    return _beside(
        "Speed beside published runs",
        "FLOP/s that one GPU of this run sustained, and of runs whose hours and tokens are public.",
        Axis(label="Speed of one GPU", unit="FLOP/s"),
        Bar(name="This run", value=computed, role="pinned-1"),
        _implied,
    )


def _implied(key: str) -> float | Unknown:
    N_active, D = published.value(key, "active"), published.value(key, "tokens")
    hours = published.value(key, "gpu_hours")
    assert not isinstance(N_active, str)
    assert not isinstance(D, str)
    assert not isinstance(hours, str)
    return training.flops_per_gpu(6 * N_active * D, hours)


def _beside(
    title: str,
    description: str,
    axis: Axis,
    first: Bar,
    value: Callable[[str], float | str | Unknown],
) -> Bars:
    names = {model.key: model.name for model in _story.MODELS.values}
    bars = [first]
    for key in BESIDE:
        stated = value(key)
        assert not isinstance(stated, str)
        bars.append(Bar(name=names[key], value=stated, role=_story.role(key)))
    return Bars(title=title, description=description, axis=axis, bars=tuple(bars))


def along(
    title: str,
    description: str,
    y: Axis,
    model: Model,
    context: Tokens,
    lines: dict[str, tuple[str, Callable[[Tokens], float]]],
) -> Lines:
    """Figures along the context, each a line by name, with its role; the chosen one is marked.

    Where a window or a chunk of the model is full, a line bends: there it is computed, too.
    Raises Unpublished for a model of which only some figures are known.
    """
    xs = sorted({*ALONG, *_bends(model), context})
    return Lines(
        title=title,
        description=description,
        x=Axis(label="Context", unit="tokens", log=True, covers=(ALONG[0], ALONG[-1])),
        y=y,
        series=tuple(
            Series(
                name=name,
                role=colour,
                points=tuple(
                    Point(x=x, y=figure(x), name="here", labelled=x == context) for x in xs
                ),
            )
            for name, (colour, figure) in lines.items()
        ),
    )


def is_chunked(model: Model) -> bool:
    """Whether some of its layers attend within chunks. Raises Unpublished if nobody knows."""
    return any(isinstance(mask, Chunked) for mask in _masks(model))


def _bends(model: Model) -> Iterator[Tokens]:
    """Contexts from which some layers keep no more."""
    most = (mask.held(ALONG[-1]) for mask in _masks(model))
    return (one for one in most if ALONG[0] < one < ALONG[-1])


def _masks(model: Model) -> Iterator[Mask]:
    for layer, _ in shaped(model, "a line along its context").layer_kinds:
        yield from (block.mask for block in layer.blocks if isinstance(block, Attention))
