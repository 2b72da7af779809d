"""Sites of other subjects, built with the wheel, in folders outside of this checkout."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.authors import installed

SITES = Path(__file__).with_name("sites")


type Made = Callable[[str], Path]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The folder of a site, built once: `made("loan")`."""
    folders: dict[str, Path] = {}

    def make(name: str) -> Path:
        if name not in folders:
            folder: Path = tmp_path_factory.mktemp("author") / name
            if name == "new":
                done = installed.author(folder.parent, "calc", "new", name)
                assert done.returncode == 0, done.stderr
            else:
                shutil.copytree(SITES / name, folder)
            done = installed.author(folder, "mkdocs", "build", "--strict")
            assert done.returncode == 0, done.stderr
            folders[name] = folder
        return folders[name]

    return make
