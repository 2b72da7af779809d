"""Upgrades Pyodide: locks another release, checks it, traces it and sets the budget anew.

A release that does not match pyodide_abi.py is refused before anything in the checkout changes.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from calc.snapshot import budget, interpreter, node, npm, pyodide_abi
from calc.snapshot.errors import BuildError

MANIFEST, LOCK = npm.FILES


def upgrade(version: str, say: Callable[[str], None]) -> None:
    """Upgrade the checkout to a release of Pyodide, or back, and say what has changed.

    Raises `BuildError` with the complete list of mismatches, or with the reason why a step failed;
    the checkout is then as it was.
    """
    before = _facts()
    with tempfile.TemporaryDirectory() as folder:
        say(f"fetching Pyodide {version} …")
        _lock(Path(folder), version)
        package = Path(folder, "node_modules", "pyodide")
        if problems := pyodide_abi.check(package):
            raise BuildError(pyodide_abi.report(problems, version))
        locked = {name: Path(folder, name).read_bytes() for name in npm.FILES}
    saved = {path: path.read_bytes() for path in (interpreter.FILE, budget.FILE)}
    saved |= {npm.LOCK / name: (npm.LOCK / name).read_bytes() for name in npm.FILES}
    try:
        for name, content in locked.items():
            (npm.LOCK / name).write_bytes(content)
        for option, sentence in (
            ("--trace-anew", "tracing which functions run …"),
            ("--set-budget", "measuring sizes …"),
        ):
            say(sentence)
            node.run_command([sys.executable, "-m", "calc.snapshot", option])
    except BaseException:
        for path, content in saved.items():
            path.write_bytes(content)
        raise
    after = _facts()
    for name in after:
        say(f"{name}: {before.get(name)} → {after[name]}")


def _lock(folder: Path, version: str) -> None:
    """Install the packages with this release of Pyodide in a folder of their own."""
    shutil.copy(npm.LOCK / LOCK, folder)
    manifest: dict[str, Any] = json.loads((npm.LOCK / MANIFEST).read_text(encoding="utf-8"))
    manifest["dependencies"]["pyodide"] = version
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    npm.run(folder, "install", "--package-lock-only", "--omit-lockfile-registry-resolved")
    npm.run(folder, "ci")


def _facts() -> dict[str, str]:
    """What an upgrade may change. It reads files only, so another Pyodide may be installed."""
    lock = json.loads(npm.file(pyodide_abi.LOCK))
    trimming = json.loads(interpreter.FILE.read_text(encoding="utf-8"))
    zeroed = sum(end - start for start, end in trimming["zeroed"])
    return {
        "Pyodide": npm.version("pyodide"),
        "Python": lock["info"]["python"],
        "Unicode": pyodide_abi.unicode_version(npm.file(pyodide_abi.MODULE)),
        "functions kept": f"{interpreter.count(trimming['functions']):,}",
        "zeroed": f"{len(trimming['zeroed'])} ranges, {zeroed:,} bytes",
        **{f"{name} (brotli)": f"{size:,} bytes" for name, size in budget.read().files.items()},
    }
