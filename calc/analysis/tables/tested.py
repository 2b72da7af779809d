"""What the tests have tried, as `pytest --count` counted it.

`make verify` writes them to `docs/tried.json`, beside the page that shows them.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

COUNTS: Mapping[str, Mapping[str, int]] = json.loads(
    (Path(__file__).parents[3] / "docs" / "tried.json").read_text(encoding="utf-8")
)
"""By kind of run, then by what was counted."""

HEAD = ("Tried without a failure", *(f"`make {kind}`" for kind in COUNTS))

ROWS = {
    "tests": "Tests",
    "questions": "Random inputs that Python in a browser answered as the build does, to the byte",
    "starts": "Calculators as they are in pages, at their start and for every preset, compared with"
    " the first answer of their worker",
    "differences": "Differences found between the two",
    "engine": "Other browsers in which reading, recomputing, links and faults were tried",
    "fault": "Faults caused in a browser: the page kept its results, said so and went on",
    "hostile": "Texts with markup and scripts in them, put into every input, key and address",
    "examples": "Generated examples for properties that must always hold",
    "mutated": "Configurations and inputs with random changes",
    "fuzzed": "The same, made by a fuzzer that watches which lines they reach",
}


def rows() -> Iterator[list[str]]:
    """One row for everything that some run has counted."""
    for name, words in ROWS.items():
        counts = [kind.get(name) for kind in COUNTS.values()]
        if any(count is not None for count in counts):
            yield [words, *("–" if count is None else f"{count:,}" for count in counts)]
