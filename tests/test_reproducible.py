"""The same sources give the same site: anywhere, at any time, without a network."""

import shutil
from pathlib import Path

import pytest

from calc.snapshot import npm
from tests import clones
from tests.browser import built


def test_a_clone_without_a_network_builds_the_same_site(tmp_path: Path):
    """Every page and every file is written again; the cache is used only where nothing changed."""
    here = clones.files(built.site())
    clone = clones.clone(tmp_path / "clone")
    clones.finished(clones.build(clone, network=False, SOURCE_DATE_EPOCH="1", PYTHONHASHSEED="1"))
    compare(here, clones.files(clone / "site"))


@pytest.mark.long
def test_two_clones_that_share_nothing_build_the_same_site(tmp_path: Path):
    """In two folders, on two days, in two parts of the world, to the last byte."""
    one, two = (clones.clone(tmp_path / name) for name in ("one", "elsewhere/two"))
    caches = [str(tmp_path / name) for name in ("cache", "elsewhere/cache")]
    for folder in caches:  # without a network, packages must be there
        shutil.copytree(npm.folder().parent, Path(folder, "npm", npm.folder().parent.name))
    tokyo: dict[str, str] = {"TZ": "Asia/Tokyo", "CALC_CACHE": caches[0]}
    lima: dict[str, str] = {"TZ": "America/Lima", "LC_ALL": "C", "CALC_CACHE": caches[1]}
    builds = [
        clones.build(one, network=False, SOURCE_DATE_EPOCH="1700000000", **tokyo),
        clones.build(two, network=True, SOURCE_DATE_EPOCH="1800000000", **lima),
    ]
    for build in builds:
        clones.finished(build)
    compare(clones.files(one / "site"), clones.files(two / "site"))


def compare(one: dict[str, bytes], two: dict[str, bytes]) -> None:
    assert len(one) > 100
    assert sorted(one) == sorted(two)
    assert [name for name in one if one[name] != two[name]] == []
