"""Round values along an axis: 1, 2, 5 or powers of ten."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from calc.chart import tick


@dataclass(frozen=True, kw_only=True)
class Scale:
    """From values to positions: 0 at the low end, 1 at the high end."""

    low: float
    high: float
    ticks: tuple[float, ...]
    texts: tuple[str, ...]
    log: bool = False

    def at(self, value: float) -> float:
        if self.log:  # rounded, because logarithms differ in the last bit between computers
            return round(log10(value / self.low) / log10(self.high / self.low) + 3e-12, 10)
        return (value - self.low) / (self.high - self.low)


type Fits = Callable[[Scale], bool]
"""Whether the tick texts of a scale fit beside each other."""


RELATIVE_TOLERANCE = 1e-6
"""Values that differ by less are equal on an axis."""


def scale(values: Sequence[float], unit: str, fits: Fits, *, log: bool, zero: bool) -> Scale:
    """The scale with the most ticks whose texts fit, over all values."""
    tried: Scale | None = None
    for low, high, ticks in _log(values) if log else _linear(values, zero):
        most = max(abs(low), abs(high))
        texts = tuple(tick.write(value, unit, value if log else most) for value in ticks)
        if len(set(texts)) < len(texts):
            continue
        tried = Scale(low=low, high=high, ticks=ticks, texts=texts, log=log)
        if fits(tried):
            break
    if tried is None:
        raise ValueError(f"no round values cover {min(values)!r} to {max(values)!r}")
    return tried


type _Ends = tuple[float, float, tuple[float, ...]]


def _linear(values: Sequence[float], zero: bool) -> Iterator[_Ends]:
    """Candidates, from many ticks to few: multiples of 1, 2 or 5 times a power of ten."""
    low, high = float(min(values)), float(max(values))
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= RELATIVE_TOLERANCE * max(abs(low), abs(high)):
        half = abs(low) / 2 or 0.5
        low, high = (0.0, 1.0) if zero and not low else (low - half, high + half)
    for most in (6, 5, 4, 3, 2, 1):
        step = _step((high - low) / most)
        first, last = floor(_nearly(low / step, 1)), ceil(_nearly(high / step, -1))
        ticks = tuple(float(f"{i * step:.12g}") for i in range(first, last + 1))
        yield ticks[0], ticks[-1], ticks


def _nearly(quotient: float, sign: int) -> float:
    """The quotient with a tolerance, so that 0.3 / 0.1, which is not quite 3, counts as 3."""
    return quotient + sign * abs(quotient) * 1e-9


def _step(size: float) -> float:
    """The smallest of 1, 2, 5, 10, … times a power of ten that is not below `size`."""
    power = floor(log10(size))
    return next(
        step
        for step in (float(f"{digit}e{power}") for digit in (1, 2, 5, 10, 20))
        if step >= _nearly(size, -1)
    )


def _log(values: Sequence[float]) -> Iterator[_Ends]:
    """Candidates, from many ticks to few: 1, 2, 5, 10, …; decades; every second decade; …

    The ends are 1, 2 or 5 times a power of ten, even without a tick there.
    """
    low, high = _below(min(values)), _above(max(values))
    if low == high:
        low, high = _below(low * 0.99), _above(high * 1.01)
    first, last = floor(log10(low)), ceil(log10(high))
    if last - first <= 3:
        steps = (float(f"{d}e{p}") for p in range(first - 1, last + 1) for d in (1, 2, 5))
        yield low, high, tuple(v for v in steps if low <= v <= high)
    for every in (1, 2, 3, 5, 10, 20, 50):
        powers = (float(f"1e{p}") for p in range(first, last + 1) if p % every == 0)
        ticks = tuple(v for v in powers if low <= v <= high)
        if len(ticks) > 1:
            yield low, high, ticks
    ends = (float(f"1e{first}"), float(f"1e{last}"))
    yield *ends, ends


def _below(value: float) -> float:
    """The largest of 1, 2, 5, 10, … that is not above a value."""
    power = floor(log10(value)) + 1
    steps = (float(f"{d}e{p}") for p in (power, power - 1, power - 2) for d in (5, 2, 1))
    return next(step for step in steps if step <= value)


def _above(value: float) -> float:
    """The smallest of 1, 2, 5, 10, … that is not below a value."""
    power = floor(log10(value)) - 1
    steps = (float(f"{d}e{p}") for p in (power, power + 1, power + 2) for d in (1, 2, 5))
    return next(step for step in steps if step >= value)
