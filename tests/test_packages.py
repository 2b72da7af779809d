"""Packages from PyPI for calculators: in pure Python, fetched once, refused by name."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from calc import cache, packages
from calc.site import SiteError


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels in place of PyPI, and a cache without anything."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setattr(cache, "ROOT", tmp_path / "cache")
    monkeypatch.setattr(sys, "path", [*sys.path])
    offline = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    offline += ["--no-index", "--find-links", str(folder)]
    monkeypatch.setattr(packages, "installer", lambda: offline)
    return folder


def wheel(index: Path, name: str, *needs: str, tag: str = "py3-none-any") -> None:
    pure = str(tag.endswith("any")).lower()
    with zipfile.ZipFile(index / f"{name}-1.0-{tag}.whl", "w") as archive:
        archive.writestr(f"{name}/__init__.py", "CUPS = 4\n")
        if pure == "false":
            archive.writestr(f"{name}/_fast.so", "")
        required = "".join(f"Requires-Dist: {need}\n" for need in needs)
        head = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{required}"
        archive.writestr(f"{name}-1.0.dist-info/METADATA", head)
        said = f"Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: {pure}\nTag: {tag}\n"
        archive.writestr(f"{name}-1.0.dist-info/WHEEL", said)
        archive.writestr(f"{name}-1.0.dist-info/RECORD", "")


def own_tag() -> str:
    """The tag of wheels for this machine."""
    code = "from packaging.tags import sys_tags; print(next(sys_tags()))"
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_a_package_and_what_it_needs_can_be_imported(index: Path):
    wheel(index, "roastery", "beanery")
    wheel(index, "beanery")
    assert packages.bring(["roastery==1.0"]) == {"roastery", "beanery"}
    import roastery  # type: ignore[import-not-found]

    assert roastery.CUPS == 4


def test_it_is_fetched_once(index: Path, monkeypatch: pytest.MonkeyPatch):
    wheel(index, "roastery")
    first = packages.folder(["roastery"])
    monkeypatch.setattr(packages, "installer", lambda: pytest.fail("fetched again"))
    assert packages.folder(["roastery"]) == first
    assert packages.bring([]) == frozenset()


@pytest.mark.parametrize("needed", [False, True])
def test_a_package_with_compiled_parts_is_refused_by_name(index: Path, needed: bool):
    wheel(index, "fastery", tag=own_tag())
    wheel(index, "roastery", "fastery")
    name = "roastery" if needed else "fastery"
    with pytest.raises(SiteError, match=rf"packages: {name} has compiled parts, or needs a pack"):
        packages.bring([name])


def test_a_package_that_does_not_exist_is_a_sentence(index: Path):
    with pytest.raises(SiteError, match=r"nowhere could not be fetched: .*nowhere"):
        packages.bring(["nowhere"])
    assert not (cache.ROOT / "packages").exists() or not [*(cache.ROOT / "packages").iterdir()]
