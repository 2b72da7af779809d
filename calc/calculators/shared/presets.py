"""The models and accelerators that forms offer, and what choosing a model fills in."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Literal

from calc.calculators.shared import rents, starts
from calc.calculators.shared.starts import Start
from calc.form.markers import Labels, Note, Preset, of
from calc.identity import ByIdentity
from calc.llm import hardware, models, sources
from calc.llm.architecture import Announced, Model
from calc.llm.errors import Unpublished
from calc.llm.hardware import Accelerator, Precision
from calc.llm.reshape import moe_shape, reshape
from calc.llm.units import FlopPerSecond, Tokens, USDPerGPUHour
from calc.units import Bytes, BytesPerSecond, Fraction, Unknown

MODELS = Preset(*models.MODELS, home=models)
EXPERT_MODELS = Preset(
    *(model for model in models.MODELS if model is not models.LLAMA_3_1_405B), home=models
)
SHAPES_NOTE = Note("Shapes as published; Behemoth's was only announced.")
ACCELERATORS = Preset(*hardware.ACCELERATORS.values(), home=hardware)
ACCELERATORS_AND_OWN = Preset(*hardware.ACCELERATORS.values(), hardware.OWN, home=hardware)
PEAK_LABELS = Labels(bf16="BF16", fp8="FP8")
DATA_SHEET_NOTE = Note("Peak and power as published, for some by third parties.")
DENSE_NOTE = Note("Without sparsity. MFU is usually stated against the BF16 peak.")

StoredPrecision = Literal["bf16", "fp8", "int4"]
"""The format of weights or cached values in memory."""
STORED_LABELS = Labels(bf16="BF16", fp8="FP8", int4="INT4")
BYTES_PER_VALUE: dict[StoredPrecision, float] = {"bf16": 2.0, "fp8": 1.0, "int4": 0.5}
"""Without the scales that quantised formats store beside the values."""


def colour_role(key: str) -> str:
    """The colour role of a model, the same in every chart and drawing."""
    return key if key in ("scout", "maverick", "behemoth") else "other"


def or_unknown[T](compute: Callable[[], T]) -> T | Unknown:
    """What `compute` returns; Unknown, with the reason, if it raises Unpublished."""
    try:
        return compute()
    except Unpublished as error:
        return Unknown(str(error))


def reshaped(model: Model, **figures: int) -> Model:
    """The model with another shape; an announced model can only stay as it is.

    Raises ShapeError for a shape that no model can have, Unpublished for a change to an announced
    model.
    """
    return _reshaped(ByIdentity(model), tuple(figures.items()))


@lru_cache(8)  # draws of a range mostly leave the shape as it is
def _reshaped(of: ByIdentity[Model], figures: tuple[tuple[str, int], ...]) -> Model:
    model, asked = of.value, dict(figures)
    if isinstance(model, Announced):
        given = {n: v for n, v in asked.items() if not isinstance(v, Unknown)}
        if given == {"routed_experts": model.routed_experts}:
            return model
    return reshape(model, **asked)


def shape(figure: str) -> int:
    """A default: one of the seven figures of the chosen model's shape."""

    def value(model: Model) -> Any:
        if not isinstance(model, Announced):
            return getattr(moe_shape(model), figure)
        if figure == "routed_experts":
            return model.routed_experts
        return Unknown(f"The layers of {model.name} are not published.")

    start: int = of("model", value)
    return start


def peak(chosen: Accelerator, precision: Precision, own: FlopPerSecond) -> FlopPerSecond | Unknown:
    """The peak that was typed, or if that is 0, the published one of the accelerator."""
    return own or hardware.peak(chosen, precision)


def citation(key: str) -> str:
    """A source as forms show it: its title, and its address if it has one."""
    source = sources.SOURCES[key]
    return source.title if isinstance(source.url, Unknown) else f"{source.title}, {source.url}"


def _follows(find: Callable[[Model], Start]) -> Any:
    """A default: what `find` gives for the chosen model, with its note and its source."""

    def source(model: Model) -> str:
        key = find(model).source
        return citation(key) if key else ""

    return of("model", lambda model: find(model).value, source, lambda model: find(model).note)


def _of_accelerator(figure: Callable[[Accelerator], Any]) -> Any:
    """A default: a figure of the chosen accelerator, with its source; of your own a mere start."""

    def source(chosen: Accelerator) -> str:
        return citation(chosen.source) if chosen.source else ""

    def note(chosen: Accelerator) -> str:
        return "" if chosen.source else "Type that of your own."

    return of("accelerator", figure, source, note)


def _rent_today(chosen: Accelerator) -> USDPerGPUHour | Unknown:
    market = rents.today(chosen)
    return market if isinstance(market, Unknown) else market.typical


def _about_rent_today(chosen: Accelerator) -> str:
    market = rents.today(chosen)
    if isinstance(market, Unknown):
        return ""
    return (
        f"Assumption: typical of the {chosen.name}, which cost {rents.prices(market)} an hour "
        f"({market.when})."
    )


MEMORY: Bytes = _of_accelerator(lambda chosen: chosen.memory)
BANDWIDTH: BytesPerSecond = _of_accelerator(lambda chosen: chosen.bandwidth)
RENT_TODAY: USDPerGPUHour = of("accelerator", _rent_today, lambda chosen: "", _about_rent_today)
TOKENS: Tokens = _follows(starts.tokens)
CONTEXT: Tokens = _follows(starts.context)
ACCELERATOR: Accelerator = _follows(starts.accelerator)
ACCELERATOR_COUNT: int = _follows(starts.accelerators)
RENT: USDPerGPUHour = _follows(starts.rent)
GRID: float = _follows(starts.grid)
MFU: Fraction = _follows(starts.mfu)
MFU_IN_PHASES: Fraction = _follows(starts.mfu_in_phases)
SHORT_CONTEXT: Tokens = _follows(lambda model: starts.PHASES[model.key].short)
LONG_CONTEXT: Tokens = _follows(lambda model: starts.PHASES[model.key].long)
LONG_SHARE: Fraction = _follows(lambda model: starts.PHASES[model.key].share)
