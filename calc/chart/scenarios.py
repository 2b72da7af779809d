"""Several scenarios in one chart."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any


def combine[C: Any](chart: C, field: str, pinned: Sequence[tuple[str, C]]) -> C:
    """The chart with the items of pinned scenarios added, each (name, its chart).

    `field` is the name of the field with the items: bars, lines or points with names. An item
    that is the same in all scenarios is drawn once. Others get the name of their scenario and the
    role "pinned-1", "pinned-2", …, and come after the item of the same name.
    """
    items: list[Any] = list(getattr(chart, field))
    for number, (scenario, other) in enumerate(pinned, start=1):
        for item in getattr(other, field):
            if item in items:
                continue
            name = f"{item.name}, {scenario}" if item.name else scenario
            items.insert(
                _after(items, item.name), replace(item, name=name, role=f"pinned-{number}")
            )
    changed: Any = {field: tuple(items)}
    combined: C = replace(chart, **changed)
    return combined


def _after(items: Sequence[Any], name: str) -> int:
    """The index after the item of that name and its other scenarios, else the end."""
    alike = [i for i, item in enumerate(items) if f"{item.name}, ".startswith(f"{name}, ")]
    return alike[-1] + 1 if alike else len(items)
