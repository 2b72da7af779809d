"""The copies of what real implementations hold and compute, in calc/analysis/data/."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"


def read(name: str) -> Iterator[dict[str, Any]]:
    """The rows of one file; the same ones that the tests compare with."""
    with (DATA / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def residual(ours: float, theirs: float) -> str:
    """The difference, in whole numbers where it is zero, else as a share."""
    return "0" if ours == theirs else f"{(ours - theirs) / theirs:+.1e}"
