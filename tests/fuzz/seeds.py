"""What fuzzing begins with, and what ever failed."""

import json
from collections.abc import Iterator
from pathlib import Path

from calc.form import registry
from calc.llm.example_configs import EXAMPLE_CONFIGS
from calc.snapshot import questions
from tests import chance
from tests.llm.test_config_fuzz import configs

FOUND_BY_FUZZING = Path(__file__).parents[1] / "data" / "fuzz"
"""A folder for each target; a file there was found by fuzzing and is tried in every run since."""


def failed(target: str) -> list[Path]:
    return sorted((FOUND_BY_FUZZING / target).glob("*.json"))


def seeds(target: str) -> Iterator[bytes]:
    """Sound inputs of a target, and those that have failed."""
    yield from (path.read_bytes() for path in failed(target))
    if target == "config":
        yield from (example.config.encode() for example in EXAMPLE_CONFIGS)
        yield from (json.dumps(config).encode() for config in configs())
        return
    yield from (question.encode() for question in questions.questions())
    for name in registry.names():
        yield from (question.encode() for question in chance.asked(name, 20, seed=1))
