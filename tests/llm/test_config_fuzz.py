"""A mutated config.json gives a ConfigError or plausible figures, and quickly."""

import copy
import random
import time
import tracemalloc
from typing import Any

import pytest

from calc.llm import config, flops, memory, parameters
from calc.llm.architecture import Architecture
from calc.llm.errors import ConfigError
from tests.llm import measured

MUTANTS = 6_000
MAX_SECONDS_PER_CONFIG = 5.0
"""A limit for the slowest machine; a config usually takes a few hundred microseconds."""

ODD_VALUES: list[Any] = [
    None, True, False, 0, 1, -1, 2, 3, 7, 2**31, 10**9, 10**12, 10**5000, -(10**30),
    0.5, 4096.0, float("nan"), float("inf"), -0.0,
    "", "auto", "4096", "MEM*-", "F" * 100_000, [], [1], [0, 1, 2], [[]], ["full_attention"],
    [1] * 50_000, {}, {"a": 1}, {"head_dim": 8}, {"0": {"head_dim": 8}}, "full_attention",
]  # fmt: skip


def configs() -> list[dict[str, Any]]:
    """The smallest config of each family, and the measured models."""
    small = {row["family"]: row["config"] for row in measured.rows("families")}
    return [*small.values(), *(row["hf_config"] for row in measured.parameters().values())]


def mutated(original: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    mutant = copy.deepcopy(original)
    for _ in range(chance.choice([1, 1, 1, 2, 3, 6])):
        target = mutant
        nested = [value for value in mutant.values() if isinstance(value, dict)]
        if nested and chance.random() < 0.5:
            target = chance.choice(nested)
        if not target:
            continue
        key = chance.choice(list(target))
        match chance.randrange(7):
            case 0:
                del target[key]
            case 1 if isinstance(target[key], int):
                target[key] += chance.choice([-2, -1, 1, 2, 1000])
            case 2 if isinstance(target[key], list):
                target[key] = target[key][: chance.randrange(len(target[key]) + 1)]
            case 3:
                other = chance.choice(list(target))
                target[key], target[other] = target[other], target[key]
            case 4:
                target[key] = {key: target[key]}
            case _:
                target[key] = copy.deepcopy(chance.choice(ODD_VALUES))
    return mutant


def check_figures(model: Architecture) -> None:
    total, active = parameters.total(model), parameters.active(model)
    assert 0 < parameters.active(model, input_embedding=False) <= active <= total
    assert sum(parameters.breakdown(model).values()) == total
    assert flops.forward(model, 4096) > 0
    assert 0 <= memory.kv_cache(model, 4096) <= memory.kv_cache_unwindowed(model, 4096)


def refusal(mutant: dict[str, Any]) -> ConfigError | None:
    """The error for a mutant; None if its figures are plausible."""
    try:
        model = config.read(mutant)
    except ConfigError as error:
        return error
    check_figures(model)
    return None


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in (1, 2, 3))]
)
def test_mutated_configs_are_refused_or_counted_quickly_and_in_little_memory(seed, record_property):
    chance, originals = random.Random(seed), configs()
    refused = slowest = 0.0
    tracemalloc.start()
    for _ in range(MUTANTS // 4):
        mutant = mutated(chance.choice(originals), chance)
        start = time.process_time()
        error = refusal(mutant)
        if error:
            refused += 1
            assert error.key
            assert len(str(error)) < 2_000
        slowest = max(slowest, time.process_time() - start)
    _, peak_memory = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert slowest < MAX_SECONDS_PER_CONFIG
    assert peak_memory < 64 * 2**20
    # If all or none were refused, the mutants would test little.
    assert 0.2 < refused / (MUTANTS // 4) < 0.9
    record_property("mutated", MUTANTS // 4)
