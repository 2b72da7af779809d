"""Permalinks, written and read by the browser's code in Node: any text comes back the same."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from calc.snapshot import node
from tests.browser.contract import contract
from tests.hostile import HOSTILE_TEXTS

MAX_TEXT = contract()["MAX_TEXT_IN_ADDRESS"]
"""Characters, as JavaScript counts them, of a text in an address."""

MAX_PINS = contract()["MAX_PINNED_SCENARIOS"]

type Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Write to an address and read it: (query before, inputs and pins) → the address after it."""
    script = Path(__file__).with_name("address.mjs")
    command = [node.path(), str(script)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout

        def asked(search: str, **write: Any) -> dict[str, Any]:
            question = {"search": search, **({"write": write} if write else {})}
            process.stdin.write(json.dumps(question) + "\n")  # type: ignore[union-attr]
            process.stdin.flush()  # type: ignore[union-attr]
            read: dict[str, Any] = json.loads(process.stdout.readline())  # type: ignore[union-attr]
            return read

        yield asked
        process.stdin.close()
    assert process.returncode == 0


def length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


texts = st.text(max_size=40) | st.text(";=&%+#\0\n 4T", max_size=12) | st.sampled_from(
    [text for text in HOSTILE_TEXTS if "\ud800" not in text]
)  # fmt: skip
names = st.from_regex(r"[a-z_]{1,12}", fullmatch=True) | st.text(max_size=6).filter(
    lambda name: "=" not in name and not name.isdigit()  # JavaScript puts numbers first
)
scenarios = st.dictionaries(names, texts, max_size=4)
inputs = scenarios.filter(lambda scenario: "pin" not in scenario)
pins = st.lists(scenarios, max_size=MAX_PINS)


def written(scenario: dict[str, str]) -> str:
    return ";".join(f"{name}={text}".replace(";", ";;") for name, text in scenario.items())


@given(inputs, pins)
@example({"tokens": "½ × 10²⁴ <b>'\"&"}, [{"tokens": "a\0;b", "mfu": ";"}, {}])
def test_inputs_and_pins_come_back_from_the_address(ask: Ask, inputs, pins):
    assume(all(length(written(pin)) <= MAX_TEXT for pin in pins))
    read = ask("?utm=kept", inputs=inputs, pins=pins)
    assert (read["inputs"], read["pins"]) == (inputs, pins)
    assert read["search"].startswith("?utm=kept")
    assert read["hash"] == "#here"


@given(inputs, pins)
def test_a_server_reads_the_same_address(ask: Ask, inputs, pins):
    """Characters with a meaning in addresses are escaped."""
    assume(all(length(written(pin)) <= MAX_TEXT for pin in pins))
    query = ask("", inputs=inputs, pins=pins)["search"].removeprefix("?")
    pairs = [(f"experts.{name}", text) for name, text in inputs.items()]
    pairs += [("experts.pin", written(pin)) for pin in pins]
    assert parse_qsl(query, keep_blank_values=True, strict_parsing=bool(pairs)) == pairs


@given(st.text() | st.text("?&=%;+.#/0aexprtsin", max_size=60))
@example("experts.pin=%&experts.%=%C3&experts.pin=;;;=;&%%%=&experts.__proto__=1")
@example("&".join(["experts.pin=a=1"] * 100))
def test_every_query_can_be_read_and_the_parts_of_others_stay(ask: Ask, query):
    before = ask(f"?{query}")
    assert len(before["pins"]) <= MAX_PINS
    after = ask(f"?{query}", inputs={"tokens": "40T"}, pins=[])
    assert after["inputs"] == {"tokens": "40T"}
    assert after["pins"] == []
    ours = [part for part in after["search"].split("&") if part.lstrip("?") == "experts.tokens=40T"]
    assert len(ours) == 1


@given(inputs)
def test_links_that_others_have_escaped_are_read(ask: Ask, inputs):
    given = {f"experts.{name}": text for name, text in inputs.items()}
    assert ask(f"?{urlencode(given)}")["inputs"] == inputs
    assert ask(f"?{urlencode(given, quote_via=quote)}")["inputs"] == inputs


def test_a_text_too_long_for_an_address_is_left_out(ask: Ask):
    """One too long for a query is in the fragment, unless the address gets too long."""
    lengths = {"a": MAX_TEXT, "b": MAX_TEXT + 1, "c": contract()["MAX_ADDRESS"]}
    held = ask("", inputs={name: "x" * length for name, length in lengths.items()}, pins=[])
    assert list(held["inputs"]) == ["a", "b"]
    assert "b=" not in held["search"]
