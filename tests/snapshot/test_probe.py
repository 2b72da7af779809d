"""What is wrong with a calculator is found before anything is made for browsers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from calc import project, site
from calc.analysis.mistakes import CALCULATOR
from calc.shipped import Module
from calc.snapshot import package, probe, reproducible
from calc.snapshot.errors import BuildError

RETURN = "    return Cups(cups=water / cup)\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project without a calculator."""
    before = site.current()
    (tmp_path / "calculators").mkdir()
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    site.use(before)


def check(folder: Path, *, draft: bool = False, before: str = "", **files: str) -> str:
    """The error for a site with these calculators; "" if there is none."""
    for name, text in (files or {"pour": CALCULATOR.replace(RETURN, before + RETURN)}).items():
        (folder / "calculators" / f"{name}.py").write_text(text, encoding="utf-8")
    site.use(project.of({}, folder))
    try:
        probe.check(draft=draft)
        package.require_available()
    except BuildError as error:
        return str(error)
    return ""


def test_a_right_calculator_has_no_problem(folder: Path):
    assert check(folder) == ""
    assert check(folder, draft=True) == ""


def test_a_folder_without_a_calculator_is_told(folder: Path):
    assert "There is no calculator in" in check(folder, _help="")


@pytest.mark.parametrize("draft", [False, True])
def test_an_exception_at_a_bound_names_line_inputs_and_kind(folder: Path, draft: bool):
    problem = check(folder, before="    {}[water] if water == 100 else 0\n", draft=draft)
    assert problem.startswith("calculators/pour.py:22: pour fails with water = 100: KeyError: 100")


def test_a_division_by_zero_is_for_readers_and_no_problem(folder: Path):
    assert check(folder, before="    1 / (water - 100)\n") == ""


def test_a_sentence_for_readers_is_no_problem(folder: Path):
    assert (
        check(folder, before="    if water > 1500:\n        raise ValueError('Too much.')\n") == ""
    )


def test_results_that_change_from_time_to_time_are_told(folder: Path):
    before = "    pour.calls = getattr(pour, 'calls', 0) + 1\n    water += pour.calls\n"
    text = CALCULATOR.replace(RETURN, before + RETURN)
    text = text.replace(', Formula("{water} ÷ {cup}")', "").replace("Formula, ", "")
    problem = check(folder, pour=text)
    assert "pour gives other results each time with the start values;" in problem


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("import random; random.random()", "random.random"),
        ("from random import choice as c; c([1])", "random.choice"),
        ("import datetime as d; d.datetime.now()", "datetime.datetime.now"),
        ("from datetime import date; date.today()", "datetime.date.today"),
        ("from time import time; time()", "time.time"),
        ("import os; os.environ['X']", "os.environ"),
        ("import uuid; uuid.uuid4()", "uuid.uuid4"),
    ],
)
def test_the_clock_and_chance_are_found_in_the_source(tmp_path: Path, line: str, name: str):
    file = tmp_path / "brew.py"
    file.write_text(f"def f():\n    {line}\n")
    module = Module(name="brew", file=file, path="brew.py")
    [problem] = reproducible.problems(module)
    assert problem.startswith(f"{file}:2: {name} gives another value each time")


@pytest.mark.parametrize(
    "line",
    [
        "import random; random.Random(1).random()",
        "from random import Random; Random(1)",
        "from datetime import date; date(2026, 1, 1)",
        "import time; time.strftime",
        "random = 1; random",
    ],
)
def test_what_gives_the_same_each_time_is_not(tmp_path: Path, line: str):
    file = tmp_path / "brew.py"
    file.write_text(f"def f():\n    {line}\n")
    assert [*reproducible.problems(Module(name="brew", file=file, path="brew.py"))] == []


def test_a_package_that_is_only_installed_here_is_told(folder: Path):
    problem = check(folder, before="    import yaml\n\n")
    assert "calculators/pour.py:22: yaml is neither in the standard library" in problem
    assert "add packages: [yaml] in mkdocs.yml." in problem


def test_other_files_and_the_standard_library_may_be_imported_anywhere(folder: Path):
    (folder / "calculators" / "_beans.py").write_text("import colorsys\nWATER = 1\n")
    text = CALCULATOR.replace(
        RETURN, "    from ._beans import WATER\n    import statistics\n" + RETURN
    )
    assert check(folder, pour=text) == ""
    assert {"colorsys", "statistics"} <= package.library().keys()
