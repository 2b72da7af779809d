"""What a run of the tests has tried, counted; for the page “How this site is tested”.

    pytest --tried     after a whole run without a failure, write the counts to docs/tried.json

A test says what it tried with `record_property`: a number is added up, of names each counts once.
The examples of properties count by themselves.
"""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

FILE = Path(__file__).parents[1] / "docs" / "tried.json"

PASSING = re.compile(r"- (\d+) passing")


class Tried:
    """Collects what tests say, in the process that hears of all of them."""

    def __init__(self) -> None:
        self.numbers: Counter[str] = Counter()
        self.names: defaultdict[str, set[str]] = defaultdict(set)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" or not report.passed:
            return
        self.numbers["tests"] += 1
        for name, value in report.user_properties:
            if isinstance(value, int):
                self.numbers[name] += value
            else:
                self.names[name].add(str(value))

    def counts(self) -> dict[str, int]:
        """Each count by its name."""
        return {**self.numbers, **{name: len(names) for name, names in self.names.items()}}

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        whole = session.config.args_source != pytest.Config.ArgsSource.ARGS
        if exitstatus == pytest.ExitCode.OK and whole and not session.config.option.keyword:
            write(self.counts(), long="long" in session.config.option.markexpr.split()[:1])


def write(counts: dict[str, int], *, long: bool, file: Path = FILE) -> None:
    """Keep the counts of this kind of run; those that it did not come by stay."""
    kept: dict[str, dict[str, int]] = json.loads(file.read_text()) if file.exists() else {}
    kind = "verify" if long else "test"
    kept[kind] = dict(sorted({**kept.get(kind, {}), **counts}.items()))
    file.write_text(json.dumps(dict(sorted(kept.items())), indent=2) + "\n")


def note_examples(item: pytest.Item) -> None:
    """How many examples a property has held for, as Hypothesis counts them."""
    statistics: Any = getattr(item, "hypothesis_statistics", "")
    passing = sum(map(int, PASSING.findall(statistics)))
    if passing:
        item.user_properties.append(("examples", passing))
