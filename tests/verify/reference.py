"""Asks transformers, in an environment and a process of its own, what a config.json makes."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import filelock

from tests.browser.built import ROOT

HERE = Path(__file__).parent
LOCK, TORCH_CPU = HERE / "transformers.txt", HERE / "torch_cpu.txt"
WORKER = HERE / "transformers_worker.py"

PYTHONS = ("python3.11", "/usr/bin/python3.11")
"""For which there is a build of PyTorch without CUDA."""

ONLY_FOR_CUDA = re.compile(r"cuda-|nvidia-|torch=|triton=")
"""What a build without CUDA does not need, some gigabytes, and what it is in place of."""


class NoReferenceError(RuntimeError):
    """Transformers cannot be had here."""


def environment() -> Path:
    """A Python that has transformers, installed by lock and hash if it is not there yet."""
    locks = LOCK.read_bytes() + TORCH_CPU.read_bytes()
    folder = ROOT / ".cache" / "transformers" / hashlib.sha256(locks).hexdigest()[:12]
    folder.parent.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(folder.with_suffix(".lock")):
        if not (folder / "installed").exists():
            _install(folder)
            (folder / "installed").touch()
    return folder / "bin" / "python"


def _install(folder: Path) -> None:
    """With a build of PyTorch without CUDA where pip knows one; with PyPI's otherwise."""
    entries = re.split(r"^(?=[a-z])", LOCK.read_text(), flags=re.MULTILINE)
    small = folder.with_suffix(".txt")
    small.write_text("".join(one for one in entries if not ONLY_FOR_CUDA.match(one)))
    for name in PYTHONS:
        python = shutil.which(name)
        if (
            python
            and _run([python, "-m", "venv", "--clear", str(folder)]) is None
            and _pip(folder, "--no-deps", "--requirement", str(TORCH_CPU)) is None
            and _pip(folder, "--requirement", str(small), "--no-deps") is None
        ):
            return
    _run([sys.executable, "-m", "venv", "--clear", str(folder)])
    if wrong := _pip(folder, "--requirement", str(LOCK)):
        raise NoReferenceError(f"make verify needs transformers, which could not be had: {wrong}")


def _pip(folder: Path, *options: str) -> str | None:
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    return _run([str(folder / "bin" / "python"), *install, *options])


def _run(command: list[str]) -> str | None:
    """What went wrong; None if nothing did."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        return str(error)
    return (done.stderr.strip() or "it ended without a word") if done.returncode else None


class Reference:
    """A process that answers questions, one after the other."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        known = self.ask(ask="types")
        self.version: str = known["transformers"]
        self.kinds: dict[str, str] = {name: kind for name, (kind, _) in known["types"].items()}
        """Each `model_type`, and whether it is a decoder or a wrapper of one."""

    def ask(self, **question: Any) -> dict[str, Any]:
        """The answer; `error` in it is what the class says to a config that it refuses."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise NoReferenceError(f"transformers died of {json.dumps(question)[:2000]}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def defaults(self, model_type: str) -> dict[str, Any]:
        """The class's configuration without any key given, and its other names for keys."""
        return self.ask(ask="defaults", type=model_type)

    def count(
        self, config: dict[str, Any], context: int = 0, *, saved: bool = False
    ) -> dict[str, Any]:
        """Parameters; with a context also cache and FLOPs; the config as the class saves it."""
        return self.ask(ask="count", config=config, context=context, saved=saved)

    def quantised(self, config: dict[str, Any]) -> dict[str, Any]:
        """Numbers of 8-bit weights, scales, others and corrections, in FP8 with blocks."""
        return self.ask(ask="quantised", config=config)


@contextmanager
def reference(python: Path | None = None) -> Iterator[Reference]:
    """A process of the Python that has transformers."""
    command = [str(python or environment()), str(WORKER)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield Reference(process)
        finally:
            process.terminate()
