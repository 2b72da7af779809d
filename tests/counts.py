"""Counts what a run of the tests has tried, for the page “How this site is tested”.

    pytest --count             after a whole run without a failure, save the counts in .cache
    pytest --count -m long     then also write all that is kept to docs/tried.json, and what
                               was measured to calc/analysis/data

So only `make verify`, which comes before a version is published, changes a file of the project.
A test says what it tried with `record_property`: a number is added up, of names each counts once;
a dictionary holds figures that it measured, by the name of the file for them.
The examples of properties count by themselves.
"""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
FILE = ROOT / "docs" / "tried.json"
SAVED = ROOT / ".cache" / "tried.json"
DATA = ROOT / "calc" / "analysis" / "data"

SENTENCE = "plainly"
"""The property with a sentence of a test that passed, for the end of the report."""

PASSING = re.compile(r"- (\d+) passing")


class TestCounts:
    """Collects what tests say, in the process that hears of all of them."""

    def __init__(self) -> None:
        self.numbers: Counter[str] = Counter()
        self.names: defaultdict[str, set[str]] = defaultdict(set)
        self.measured: dict[str, dict[str, Any]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" or not report.passed:
            return
        self.numbers["tests"] += 1
        for name, value in report.user_properties:
            if isinstance(value, int):
                self.numbers[name] += value
            elif isinstance(value, dict):
                self.measured |= value
            elif name != SENTENCE:
                self.names[name].add(str(value))

    def counts(self) -> dict[str, int]:
        """Each count by its name."""
        return {**self.numbers, **{name: len(names) for name, names in self.names.items()}}

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        whole = session.config.args_source != pytest.Config.ArgsSource.ARGS
        if exitstatus == pytest.ExitCode.OK and whole and not session.config.option.keyword:
            long = "long" in session.config.option.markexpr.split()[:1]
            save(self.counts(), "verify" if long else "test")
            if long:
                publish()
                self.publish_measured()

    def publish_measured(self, folder: Path = DATA) -> None:
        """Write the figures of each name to the file of that name."""
        for name, figures in self.measured.items():
            _write(folder / f"{name}.json", figures)


def save(counts: dict[str, int], kind: str, file: Path = SAVED) -> None:
    """Save the counts of this kind of run; they replace those of the last."""
    file.parent.mkdir(exist_ok=True)
    _write(file, {**_read(file), kind: counts})


def publish(saved: Path = SAVED, file: Path = FILE) -> None:
    """Write the saved counts for the page; a kind of run that has none stays as it was."""
    _write(file, {**_read(file), **_read(saved)})


def _read(file: Path) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = json.loads(file.read_text()) if file.exists() else {}
    return counts


def _write(file: Path, counts: dict[str, Any]) -> None:
    file.write_text(json.dumps(counts, indent=2, sort_keys=True) + "\n")


def note_examples(item: pytest.Item) -> None:
    """How many examples a property has held for, as Hypothesis counts them."""
    statistics: Any = getattr(item, "hypothesis_statistics", "")
    passing = sum(map(int, PASSING.findall(statistics)))
    if passing:
        item.user_properties.append(("examples", passing))
