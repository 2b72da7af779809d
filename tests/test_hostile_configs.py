"""A pasted config.json is text, in its keys and in its values, wherever it is repeated."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from calc.answer import answer
from tests.hostile import HOSTILE
from tests.llm import measured
from tests.markup import Node, tree

CONFIGS = {
    row["config"]["model_type"]: row["config"]
    for row in measured.rows("families")
    if row["config"].get("model_type") in ("llama4", "deepseek_v3", "mixtral", "nemotron_h")
}

MARK = "harmless"


def tainted(config: dict[str, Any], text: str) -> Iterator[str]:
    """The config with a text as every value in turn, as every key, and as one key more."""
    for path in paths(config):
        yield json.dumps(changed(config, path, lambda held, key: held.__setitem__(key, text)))
        yield json.dumps(
            changed(config, path, lambda held, key: held.__setitem__(text, held.pop(key)))
        )
        yield json.dumps(changed(config, path, lambda held, key: held.__setitem__(text, text)))


def paths(config: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in config.items():
        yield (*above, key)
        if isinstance(value, dict):
            yield from paths(value, (*above, key))


def changed(config: dict[str, Any], path: tuple[str, ...], change: Any) -> dict[str, Any]:
    mutant = copy.deepcopy(config)
    held = mutant
    for key in path[:-1]:
        held = held[key]
    change(held, path[-1])
    return mutant


def elements(config: str) -> list[tuple[str, frozenset[str]]]:
    """Tags of an answer with the names of their attributes."""
    question = {"calculator": "any_model", "inputs": {"config": config}}
    return [(node.tag, frozenset(node.attributes)) for node in walk(question)]


def walk(question: dict[str, Any]) -> Iterator[Node]:
    yield from tree(answer(json.dumps(question))).walk()


@pytest.mark.parametrize("family", sorted(CONFIGS))
def test_no_key_and_no_value_of_a_config_becomes_markup(family: str, record_property):
    """Each text takes its turn at some of the places; all of them together take all."""
    harmless = [elements(one) for one in tainted(CONFIGS[family], MARK)]
    refused = elements("{")
    for turn, text in enumerate(HOSTILE):
        for place, one in enumerate(tainted(CONFIGS[family], text)):
            if place % len(HOSTILE) == turn:
                assert elements(one) in (harmless[place], refused), one
    record_property("hostile", len(harmless))


def test_a_text_that_is_repeated_is_escaped():
    """Or the test above would hold because nothing is ever repeated."""
    config = json.dumps({"model_type": "<b>new</b>"})
    question = {"calculator": "any_model", "inputs": {"config": config}}
    assert "&lt;b&gt;new&lt;/b&gt;" in answer(json.dumps(question))
