"""Whatever bytes come: a refusal that is promised, or an answer that makes sense."""

import random
from collections import Counter

import pytest

from calc.answer import QuestionError, answer
from calc.form.registry import UnknownCalculator
from calc.llm import config
from tests.counts import SENTENCE
from tests.fuzz import guided, mutants, seeds, targets

MUTANTS_PER_TEST = 1_500
"""Mutants of each target in every run."""

MAX_RUNS_AND_SECONDS = {"config": (100_000, 300), "question": (20_000, 600)}
"""Runs of the fuzzer in a long run, and seconds that it may take for them."""


def flipped_by(chance: random.Random) -> mutants.Tweak:
    return lambda part: mutants.flipped(part, chance)


def mutated(target: str, count: int) -> int:
    """Try so many mutants, each of them of any input that was tried before."""
    chance = random.Random(f"{target} {count}")
    inputs = list(seeds.seeds(target))
    for _ in range(count):
        made = mutants.mutant(chance.choice(inputs), chance, flipped_by(chance))
        targets.TARGETS[target](made)
        if chance.random() < 0.2:
            inputs[chance.randrange(len(inputs))] = made
    return count


@pytest.mark.parametrize(
    ("target", "path"),
    [(target, path) for target in targets.TARGETS for path in seeds.failed(target)],
    ids=lambda value: getattr(value, "name", value),
)
def test_what_failed_once_fails_no_more(target, path):
    targets.TARGETS[target](path.read_bytes())


@pytest.mark.parametrize("target", targets.TARGETS)
def test_mutants_are_refused_or_answered(target, record_property):
    record_property("mutated", mutated(target, MUTANTS_PER_TEST))


@pytest.mark.long
@pytest.mark.parametrize("target", targets.TARGETS)
def test_a_fuzzer_that_watches_lines_finds_no_failure(target, record_property):
    runs, seconds = MAX_RUNS_AND_SECONDS[target]
    try:
        guided.install()
    except guided.UnfuzzedError as error:
        record_property(SENTENCE, f"{error} So {runs:,} mutants made by chance were tried.")
        record_property("mutated", mutated(target, runs))
        return
    record_property("fuzzed", guided.fuzz(target, runs=runs, seconds=seconds))


def test_a_failure_would_be_found(monkeypatch):
    """By chance alone, in a reader of configurations that has a fault."""
    read = config.read

    def faulty(pasted):
        if isinstance(pasted, dict) and pasted.get("num_hidden_layers") == 0:
            raise ZeroDivisionError
        return read(pasted)

    monkeypatch.setattr(config, "read", faulty)
    with pytest.raises(ZeroDivisionError):
        mutated("config", MUTANTS_PER_TEST)


def test_mutants_are_worth_trying():
    """Not all of them are answered with results, and not all of them are refused."""
    chance = random.Random(0)
    outcomes = Counter(
        outcome(mutants.mutant(seed, chance, flipped_by(chance)))
        for seed in seeds.seeds("question")
    )
    assert set(outcomes) == {"results", "no results", "refused"}
    assert all(count > 20 for count in outcomes.values())


def outcome(question: bytes) -> str:
    try:
        html = answer(question.decode(errors="replace"))
    except (QuestionError, UnknownCalculator):
        return "refused"
    return "results" if "data-results" in html else "no results"
