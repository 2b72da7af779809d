"""What was measured, in `calc/analysis/data/`.

    parameters, forward_flops, kv_cache, families    counts of real implementations, one row a line
    training_memory                                  measured on models of transformers 5.24
    saved_activations                                written by `tests.verify.saved_activations`
    memory_estimators                                written by `tests.verify.memory_estimators`
    speed                                            written by `make bench`
    load                                             written by `make verify`

The tests of the arithmetic compare with the same counts. Nothing here reads `tests/`.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@cache
def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a .jsonl file; do not change them."""
    return [json.loads(line) for line in _text(f"{name}.jsonl").splitlines()]


@cache
def result(name: str) -> dict[str, Any]:
    """What a .json file holds; do not change it."""
    found: dict[str, Any] = json.loads(_text(f"{name}.json"))
    return found


def _text(file: str) -> str:
    return (DATA / file).read_text(encoding="utf-8")
