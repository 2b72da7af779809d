"""`make upgrade-pyodide`: to another release and back, and to one that does not match."""

import subprocess
import sys
from pathlib import Path

import pytest

from calc.snapshot import npm
from tests.clones import clone

OLDER = "0.29.4"
"""A release that matches pyodide_abi.py too."""

OTHER = "314.0.7"
"""A release with another Python, another script and another way of linking."""

FILES = (
    *("calc/snapshot/lock/package.json", "calc/snapshot/lock/package-lock.json"),
    *("calc/snapshot/interpreter.json", "calc/snapshot/budget.json"),
)


def upgrade(folder: Path, version: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "calc.snapshot", "--upgrade", version]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def files(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the checkout."""
    return clone(tmp_path / "checkout")


@pytest.mark.long
def test_an_upgrade_and_the_way_back_change_nothing(checkout: Path):
    version = npm.version("pyodide")
    locked = files(checkout)
    assert upgrade(checkout, version).returncode == 0
    before = files(checkout)
    assert [before[name] for name in FILES[:2]] == [locked[name] for name in FILES[:2]]

    there = upgrade(checkout, OLDER)
    assert there.returncode == 0, there.stderr
    for line in (f"Pyodide: {version} → {OLDER}", "Python: 3.13.", "Unicode: 15.1.0 →"):
        assert line in there.stdout
    for name in ("functions kept", "zeroed", "snapshot.wasm (brotli)", "python.wasm (brotli)"):
        assert f"{name}: " in there.stdout
    assert all(files(checkout)[name] != before[name] for name in FILES)
    assert b"resolved" not in files(checkout)[FILES[1]]

    back = upgrade(checkout, version)
    assert back.returncode == 0, back.stderr
    assert files(checkout) == before


@pytest.mark.long
def test_a_release_that_does_not_match_changes_nothing_and_says_everything(checkout: Path):
    before = files(checkout)
    refused = upgrade(checkout, OTHER)
    assert refused.returncode == 1
    for sentence in (
        "no file pyodide.asm.js",
        "Its Python is 3.14",
        "EXPORT_LINE",
        "does not import env.memory",
        "imports nothing from sentinel",
        "14,579 data segments",
        "Unicode 16.0.0, not 15.1.0",
    ):
        assert sentence in refused.stderr
    assert files(checkout) == before


@pytest.mark.long
def test_a_release_that_does_not_exist_is_a_sentence(checkout: Path):
    before = files(checkout)
    refused = upgrade(checkout, "0.0.999")
    assert refused.returncode == 1
    assert "npm" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert files(checkout) == before
