"""Lock files pin every package by hash and name no host: any index or registry may serve them."""

import json
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FETCHED = ROOT / "calc" / "snapshot" / "lock"
"""What a build fetches."""
LOCKS = [
    FETCHED / "node.txt",
    *sorted(ROOT.glob("requirements*.txt")),
    *sorted(ROOT.glob("tests/*/requirements.txt")),
    ROOT / "tests/verify/transformers.txt",
]
NPM_LOCKS = [
    ROOT / "package-lock.json",
    FETCHED / "package-lock.json",
    ROOT / "tests/bench/package-lock.json",
]
PIN = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)


def pins(lock: Path) -> dict[str, str]:
    """Each package and its version."""
    return dict(PIN.findall(lock.read_text()))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: str(lock.relative_to(ROOT)))
def test_a_lock_of_python_packages_has_hashes_and_no_address(lock: Path):
    text = lock.read_text()
    assert pins(lock)
    assert not re.search(r"://|^--|find-links|index-url", text, re.MULTILINE)
    for entry in re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in entry


def test_the_site_is_tested_with_the_packages_it_is_built_with():
    site, tests = (pins(ROOT / f"requirements{suffix}.txt") for suffix in ("", "-dev"))
    assert site.items() <= tests.items()


@pytest.mark.parametrize("path", NPM_LOCKS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_lock_of_npm_packages_has_hashes_and_no_address(path: Path):
    lock = path.read_text()
    packages = json.loads(lock)["packages"]
    assert "resolved" not in lock
    assert "://" not in re.sub(r'"url": "[^"]*"', "", lock)  # where a maker asks for money
    assert all(package["integrity"] for name, package in packages.items() if name)


def test_every_wanted_package_is_locked():
    for wanted in (lock.with_suffix(".in") for lock in LOCKS):
        names = re.findall(r"^[A-Za-z][\w.-]*", wanted.read_text(), flags=re.MULTILINE)
        assert names
        assert {name.lower() for name in names} <= pins(wanted.with_suffix(".txt")).keys()


def test_tests_run_on_the_python_that_is_asked_for():
    major, minor = (ROOT / ".python-version").read_text().strip().split(".")
    assert sys.version_info[:2] == (int(major), int(minor))
