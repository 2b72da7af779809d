"""Dates, times and durations for people and for programs.

Nothing here imports `datetime`: only calculators that use it do, and their values know the rest.
"""

from typing import Any

from calc import words
from calc.form import display

SIZES = (86_400, 3600, 60, 1)
"""The parts of a duration, in seconds."""


def shown(value: Any) -> str:
    """A date, a date with time, or a duration: "1 March 2026", "1 March 2026, 14:05", "3 days"."""
    if hasattr(value, "total_seconds"):
        return _duration(value.total_seconds())
    said = words.current()
    month = said.months[value.month - 1]
    day = said.date.format(day=value.day, month=month, year=value.year)
    if not hasattr(value, "hour"):
        return day
    zone = f" {value.tzname()}" if value.tzinfo else ""
    return said.date_and_time.format(date=day, time=f"{value.hour:02}:{value.minute:02}") + zone


def iso(value: Any) -> str:
    """The same for programs, by ISO 8601: "2026-03-01", "2026-03-01T14:05:00", "PT7500S"."""
    if hasattr(value, "total_seconds"):
        seconds = value.total_seconds()
        return f"{'-' if seconds < 0 else ''}PT{abs(seconds):.15g}S"
    text: str = value.isoformat()
    return text


def _duration(seconds: float) -> str:
    """The two largest parts: "2 hours 5 minutes"; less than a minute as a number of seconds."""
    sign, size = "−" if seconds < 0 else "", abs(seconds)
    if size < 60 and size % 1:
        return f"{sign}{display.quantity(size, 's')}"
    largest = next((at for at, step in enumerate(SIZES) if size >= step), len(SIZES) - 1)
    smallest = SIZES[min(largest + 1, len(SIZES) - 1)]
    rest, parts, said = round(size / smallest) * smallest, [], words.current()
    for step, (one, many) in zip(SIZES, said.durations, strict=True):
        count, rest = divmod(rest, step)
        if count:
            parts.append(f"{said.number(f'{count:,}')} {one if count == 1 else many}")
    return f"{sign}{' '.join(parts)}" if parts else f"0 {said.durations[-1][1]}"
