"""Keys and values of a pasted config.json are shown as text, never as markup."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from calc.answer import answer
from calc.calculators._questions import LATENT, LISTS
from tests.hostile import HOSTILE_TEXTS
from tests.llm import measured
from tests.markup import Node, tree

CONFIGS = {
    row["config"]["model_type"]: row["config"]
    for row in measured.rows("families")
    if row["config"].get("model_type") in ("llama4", "deepseek_v3", "mixtral", "nemotron_h")
} | {"params.json": LATENT, "header": LISTS[0], "index": LISTS[3]}

HARMLESS_TEXT = "harmless"


def tainted(config: dict[str, Any], text: str) -> Iterator[str]:
    """Configs with the text in place of one value, in place of one key, or as a further key."""
    for path in paths(config):
        yield json.dumps(changed(config, path, lambda parent, key: parent.__setitem__(key, text)))
        yield json.dumps(
            changed(config, path, lambda parent, key: parent.__setitem__(text, parent.pop(key)))
        )
        yield json.dumps(changed(config, path, lambda parent, key: parent.__setitem__(text, text)))


def paths(config: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of every key, nested ones included."""
    for key, value in config.items():
        yield (*above, key)
        if isinstance(value, dict):
            yield from paths(value, (*above, key))


def changed(config: dict[str, Any], path: tuple[str, ...], change: Any) -> dict[str, Any]:
    """A copy of the config in which `change` was made to the object that has the key."""
    mutant = copy.deepcopy(config)
    parent = mutant
    for key in path[:-1]:
        parent = parent[key]
    change(parent, path[-1])
    return mutant


def elements(config: str) -> list[tuple[str, frozenset[str]]]:
    """The tags of an answer, each with the names of its attributes.

    `data-text` is only on a row whose text is long, so the length of a text decides about it.
    """
    question = {"calculator": "any_model", "inputs": {"config": config}}
    return [(node.tag, frozenset(node.attributes) - {"data-text"}) for node in walk(question)]


def walk(question: dict[str, Any]) -> Iterator[Node]:
    yield from tree(answer(json.dumps(question))).walk()


@pytest.mark.parametrize("family", sorted(CONFIGS))
def test_no_key_and_no_value_of_a_config_becomes_markup(family: str, record_property):
    """Each text is put in some of the places; all texts together cover all places."""
    harmless = [elements(one) for one in tainted(CONFIGS[family], HARMLESS_TEXT)]
    refused = elements("{")
    for turn, text in enumerate(HOSTILE_TEXTS):
        for place, one in enumerate(tainted(CONFIGS[family], text)):
            if place % len(HOSTILE_TEXTS) == turn:
                assert elements(one) in (harmless[place], refused), one
    record_property("hostile", len(harmless))


def test_a_text_in_an_error_is_escaped():
    """Without this, the test above would also hold if no text were ever shown."""
    config = json.dumps({"model_type": "<b>new</b>"})
    question = {"calculator": "any_model", "inputs": {"config": config}}
    assert "&lt;b&gt;new&lt;/b&gt;" in answer(json.dumps(question))
