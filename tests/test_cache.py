"""What builds keep: made once, whole or not at all, in a folder that the user may choose."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from calc import cache


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cache, "ROOT", tmp_path)
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "builds")
    return tmp_path


def test_a_result_is_made_once(root: Path):
    made = iter([b"first", b"second"])
    assert [cache.get("kind/name", lambda: next(made)) for _ in range(2)] == [b"first"] * 2


def test_a_folder_is_filled_once_and_not_at_all_if_that_fails(root: Path):
    def fail(into: Path) -> None:
        (into / "half").write_text("")
        raise ValueError("no network")

    with pytest.raises(ValueError, match="no network"):
        cache.folder("npm/one", fail, "a thing")
    assert [*(root / "npm").iterdir()] == []

    def fill(into: Path) -> None:
        (into / "file").write_text("whole")

    found = cache.folder("npm/one", fill, "a thing")
    assert (found / "file").read_text() == "whole"
    assert cache.folder("npm/one", fail, "a thing") == found


def test_the_least_recently_used_results_go_first(root: Path):
    for age, name in enumerate(("new", "older", "oldest")):
        cache.put(name, bytes(10))
        os.utime(root / "builds" / name, (1000 - age, 1000 - age))
    cache.prune(most=25)
    assert sorted(path.name for path in (root / "builds").iterdir()) == ["new", "older"]


def test_a_folder_that_cannot_be_written_is_a_sentence(root: Path):
    (root / "builds").write_text("a file, no folder")
    with pytest.raises(cache.CacheError, match=r"cannot be kept in .*CALC_CACHE names another"):
        cache.put("name", b"")


@pytest.mark.parametrize("named", [True, False])
def test_it_is_the_folder_that_is_named_or_one_of_the_user(tmp_path: Path, named: bool):
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "user"), "HOME": str(tmp_path)}
    environment |= {"CALC_CACHE": str(tmp_path / "mine") if named else ""}
    command = [sys.executable, "-c", "from calc import cache; print(cache.ROOT)"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    found = Path(said.stdout.strip())
    assert found.is_relative_to(tmp_path)
    assert (found == tmp_path / "mine") is named
