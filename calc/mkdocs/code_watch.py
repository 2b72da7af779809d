"""Live reload: imported modules are forgotten as soon as their files have changed.

To import `calc` anew takes a quarter of a build, so that is only done after a change.
"""

import contextlib
import importlib
import sys
from collections.abc import Iterable
from importlib.util import cache_from_source, find_spec
from pathlib import Path

ALWAYS = ("calc",)
"""Packages that are watched whatever the site."""

type FileStates = frozenset[tuple[str, int, int]]
"""Path, time of the last change and size of each file."""


class CodeWatch:
    """Packages as they were imported: `calc`, and those of the site."""

    def __init__(self, names: Iterable[str]) -> None:
        """`names` are modules or packages of the site; all beside them is watched too."""
        self.packages = sorted({*ALWAYS, *(name.partition(".")[0] for name in names if name)})
        self.folders = [folder for package in self.packages for folder in _folders(package)]
        self._seen = self._states()

    def forget_changed_code(self) -> None:
        """Have the packages imported anew, if a file of theirs has changed."""
        seen = self._states()
        if seen != self._seen:
            for path, _, _ in seen - self._seen:
                _forget_bytecode(Path(path))
            for name in [*sys.modules]:
                if name.partition(".")[0] in self.packages:
                    del sys.modules[name]
            importlib.invalidate_caches()
        self._seen = seen

    def _states(self) -> FileStates:
        paths = (path for folder in self.folders for path in (folder, *folder.rglob("*")))
        states = ((path, path.stat()) for path in paths if path.is_file())
        return frozenset(
            (str(path), state.st_mtime_ns, state.st_size)
            for path, state in states
            if path.suffix != ".pyc"
        )


def _forget_bytecode(file: Path) -> None:
    """Delete a file's bytecode: Python would take a file changed twice in a second for the same."""
    if file.suffix == ".py":
        with contextlib.suppress(OSError):  # no bytecode, or a folder that is read-only
            Path(cache_from_source(str(file))).unlink()


def _folders(package: str) -> list[Path]:
    spec = find_spec(package)
    return [Path(folder) for folder in (spec and spec.submodule_search_locations) or ()]
