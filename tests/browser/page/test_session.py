"""The states of a calculator's session with Python, and the transitions between them."""

import json
from pathlib import Path
from typing import Any

import pytest

from calc.snapshot import node

SCRIPT = Path(__file__).with_name("session.mjs")


def after(*calls: tuple[Any, ...]) -> list[dict[str, Any]]:
    """What is seen of a new session after each call of a method."""
    seen: list[dict[str, Any]] = json.loads(node.run(SCRIPT, text=json.dumps(calls)))["seen"]
    return seen


def test_a_question_is_asked_and_answered():
    states = [one["state"] for one in after(("next",), ("ask",), ("answer", 1))]
    assert states == ["idle", "asking", "idle"]


def test_only_the_newest_question_is_answered():
    *_, late, newest = after(("next",), ("ask",), ("next",), ("ask",), ("answer", 1), ("answer", 2))
    assert (late["result"], late["state"]) == (False, "asking")
    assert (newest["result"], newest["state"]) == (True, "idle")


def test_a_failure_stays_until_the_next_question():
    failed, asked = after(("next",), ("ask",), ("fail", 1, {"message": "no"}), ("next",), ("ask",))[
        2::2
    ]
    assert (failed["state"], failed["failure"]) == ("failed", "no")
    assert (asked["state"], asked["failure"]) == ("asking", None)


def test_what_the_page_has_itself_ends_a_question_and_a_link():
    *_, settled, late = after(
        ("follow", {"a": "1"}), ("next",), ("ask",), ("next",), ("settle",), ("answer", 1)
    )
    assert (settled["state"], settled["link"]) == ("idle", None)
    assert late["result"] is False


def test_a_link_lasts_until_it_is_answered_or_the_reader_changes_something():
    linked, *_, answered = after(("follow", {"a": "1"}), ("next",), ("ask",), ("answer", 1))
    assert (linked["link"], answered["link"]) == ({"a": "1"}, None)
    assert after(("follow", {"a": "1"}), ("leaveLink",))[-1]["link"] is None


@pytest.mark.parametrize(
    ("state", "before", "in_link", "words"),
    [
        ("ready", [], [], ""),
        ("ready", [("next",)], [], "ready"),
        ("busy", [("next",)], [], "busy"),
        ("starting", [], [("follow", {})], "linked"),
        ("busy", [("next",)], [("follow", {})], "linked"),
        ("failed", [("next",)], [("follow", {})], "unlinked"),
        ("failed", [("next",)], [], "failed"),
    ],
)
def test_the_words_for_a_state_say_whether_a_link_is_waiting(state, before, in_link, words):
    assert after(*before, *in_link, ("words", state))[-1]["result"] == words


def test_what_cannot_happen_in_a_state_is_refused():
    assert after(("answer", 0))[-1]["result"] == "A calculator that is idle cannot answer."


def test_every_transition_leads_to_a_state():
    table = json.loads(node.run(SCRIPT, text="[]"))["transitions"]
    assert set(table) == {"idle", "asking", "failed"}
    assert {state for events in table.values() for state in events.values()} == set(table)
