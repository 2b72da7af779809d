"""Charts that calculators share: a result beside published runs, a figure along a context."""

from collections.abc import Callable

from calc.calculators import _story
from calc.form.chart.axis import Axis
from calc.form.chart.bars import Bar, Bars
from calc.form.chart.lines import Lines
from calc.form.chart.plot import Point, Series
from calc.llm import published, training
from calc.llm.architecture import Model
from calc.units import FlopPerSecond, GPUHours, Tokens, Unknown

BESIDE = ("scout", "maverick", "deepseek-v3", "llama-3.1-405b")
"""Runs of the story whose makers state hours and tokens."""

ALONG = (*(digit * 10**power for power in range(3, 7) for digit in (1, 2, 5)), 10**7)
"""Contexts at which a line is computed."""


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
    context: Tokens,
    lines: dict[str, tuple[str, Callable[[Tokens], float]]],
) -> Lines:
    """Figures along the context, each a line by name, with its role; the chosen one is marked."""
    xs = sorted({*ALONG, context})
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
