"""Other generators of sites that read this tree, in an environment of their own."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import filelock

from tests.browser.built import ROOT

LOCKS = (ROOT / "requirements.txt", Path(__file__).with_name("requirements.txt"))


def environment() -> Path:
    """Where their programs are, installed by lock and hash if they are not there yet."""
    digest = hashlib.sha256(b"".join(lock.read_bytes() for lock in LOCKS)).hexdigest()[:12]
    folder = ROOT / ".cache" / "generators" / digest
    folder.parent.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(folder.with_suffix(".lock")):
        if not (folder / "installed").exists():
            run([sys.executable, "-m", "venv", "--clear", str(folder)], ROOT)
            install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            locks = [part for lock in LOCKS for part in ("-r", str(lock))]
            python = str(folder / "bin" / "python")
            run([python, *install, "--require-hashes", *locks], ROOT)
            # For its entry points: what is imported is the tree that is built.
            run([python, *install, "--no-deps", "--no-build-isolation", "--editable", "."], ROOT)
            (folder / "installed").touch()
    return folder / "bin"


def run(command: list[str], folder: Path, **variables: str) -> str:
    """Run a command in a folder from which Python imports, and return its output."""
    own = os.environ | {"PYTHONPATH": str(folder), "NO_MKDOCS_2_WARNING": "1"} | variables
    done = subprocess.run(
        command,
        cwd=folder,
        env=own,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}"
    return done.stdout
