"""The README's calculator, saved as it stands, keeps the rules of this site's calculators.

Those on the authors' pages are files of `calc/examples`, which every test of calculators tries.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import clones

NAME = "kettle"
TESTS = (
    "tests/test_every_calculator.py",
    "tests/test_answer.py",
    "tests/publish/test_code.py",
    "tests/snapshot/test_interpreter.py",
    "tests/mkdocs/test_search.py",
)
"""The tests that find calculators."""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of this checkout with the README's calculator in it."""
    folder = clones.clone(tmp_path / "checkout")
    readme = (clones.ROOT / "README.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    (folder / "calc" / "calculators" / f"{NAME}.py").write_text(example, encoding="utf-8")
    return folder


def run(folder: Path, *command: str) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    done = subprocess.run(command, cwd=folder, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


@pytest.mark.long
def test_the_tests_that_find_calculators_pass(checkout: Path):
    run(checkout, sys.executable, "-m", "pytest", "-q", "-k", NAME, *TESTS)


@pytest.mark.long
def test_make_check_passes(checkout: Path):
    for name in (".venv", ".uv", "node_modules"):
        (checkout / name).symlink_to(clones.ROOT / name)
    run(checkout, "make", "check")


@pytest.mark.long
def test_all_tests_without_a_browser_pass(checkout: Path):
    ignored = [f"--ignore=tests/{name}" for name in ("browser", "authors", "mkdocs", "fuzz")]
    run(checkout, sys.executable, "-m", "pytest", "-q", *ignored)
