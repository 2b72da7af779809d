"""The counts of what the tests have tried are right: a page shows them."""

import json
from pathlib import Path
from typing import Any

import pytest

from calc.markdown import tables
from tests import counts


def report(outcome: Any = "passed", when: Any = "call", **said: object) -> pytest.TestReport:
    return pytest.TestReport(
        nodeid="a test",
        location=("", 0, ""),
        keywords={},
        outcome=outcome,
        longrepr=None,
        when=when,
        user_properties=list(said.items()),
    )


def test_numbers_are_added_and_names_count_once():
    counted = counts.TestCounts()
    for one in (
        report(questions=3, fault="missing"),
        report(questions=4, fault="missing"),
        report(fault="slow"),
        report(outcome="failed", questions=100, fault="another"),
        report(when="teardown", questions=3),
    ):
        counted.pytest_runtest_logreport(one)
    assert counted.counts() == {"tests": 3, "questions": 7, "fault": 2}


def test_a_run_changes_the_page_only_when_it_is_a_long_one(tmp_path: Path):
    saved, page = tmp_path / "saved.json", tmp_path / "tried.json"
    page.write_text('{"test": {"questions": 1}}')
    counts.save({"fuzzed": 5, "questions": 100}, "verify", saved)
    counts.publish(saved, page)
    assert json.loads(page.read_text()) == {
        "test": {"questions": 1},
        "verify": {"fuzzed": 5, "questions": 100},
    }
    counts.save({"questions": 7}, "test", saved)
    counts.save({"questions": 8}, "test", saved)
    assert json.loads(page.read_text())["test"] == {"questions": 1}
    counts.publish(saved, page)
    assert json.loads(page.read_text())["test"] == {"questions": 8}
    assert json.loads(page.read_text())["verify"] == {"fuzzed": 5, "questions": 100}


def test_what_was_measured_is_written_and_not_counted(tmp_path: Path):
    counted = counts.TestCounts()
    figures = {"load": {"visits": 1.5, "machine": {"cores": 2}}}
    counted.pytest_runtest_logreport(report(measured=figures, questions=3))
    assert counted.counts() == {"tests": 1, "questions": 3}
    counted.publish_measured(tmp_path)
    assert json.loads((tmp_path / "load.json").read_text()) == figures["load"]


def test_a_sentence_of_a_test_is_told_and_not_counted():
    counted = counts.TestCounts()
    counted.pytest_runtest_logreport(report(plainly="There is none.", fuzzed=3))
    assert counted.counts() == {"tests": 1, "fuzzed": 3}


def test_the_examples_of_a_property_are_counted_as_hypothesis_counts_them():
    item: Any = type("Item", (), {"user_properties": [], "hypothesis_statistics": STATISTICS})()
    counts.note_examples(item)
    assert item.user_properties == [("examples", 107)]
    counts.note_examples(plain := type("Item", (), {"user_properties": []})())
    assert plain.user_properties == []


STATISTICS = """tests/test_tried.py::test_a_property:

  - during reuse phase (0.00 seconds):
    - 7 passing, 0 failing, 0 invalid test cases

  - during generate phase (0.06 seconds):
    - 100 passing, 0 failing, 3 invalid test cases
"""


def test_the_page_shows_the_counts_and_no_others():
    head, rows = tables.content("tested")
    saved = json.loads(counts.FILE.read_text())
    shown = [cell for row in rows for cell in row[1:]]
    assert len(head) == 1 + len(saved)
    assert all(cell == "–" or cell.replace(",", "").isdigit() for cell in shown)
    assert all(f"{counts['differences']:,}" in shown for counts in saved.values())
