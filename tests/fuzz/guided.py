"""Fuzzing that watches which lines an input reaches: atheris, in a process of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import filelock

from tests.bench import packages
from tests.browser.built import ROOT
from tests.fuzz import seeds

CACHE_FOLDER = ROOT / ".cache" / "fuzz"
PYTHON = CACHE_FOLDER / "python"

MAX_SECONDS_PER_INPUT = 20
"""Seconds for one input, on the slowest machine; they take a few milliseconds."""

MAX_LINE_LENGTH = 1000
"""Characters of a line that are told; libFuzzer writes the input that failed into one."""


class UnfuzzedError(RuntimeError):
    """There is no atheris for this machine, or no way to it."""


class FoundError(AssertionError):
    """An input that fails, with its traceback."""


def install() -> None:
    """Bring atheris as it is locked, also when two processes want it at once. Raises UnfuzzedError
    where that cannot be.
    """
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    wanted = Path(__file__).with_name("requirements.txt")
    CACHE_FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        with filelock.FileLock(CACHE_FOLDER / "install.lock"):
            packages.unpack(wanted, CACHE_FOLDER / "wheels", PYTHON, version=version)
    except packages.PackageError as error:
        raise UnfuzzedError(f"atheris cannot be had here: {error}") from error
    tried = subprocess.run(
        [sys.executable, "-c", "import atheris"],
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if tried.returncode:
        last = tried.stderr.strip().splitlines()[-1]
        raise UnfuzzedError(f"atheris does not start here: {last}")


def fuzz(target: str, *, runs: int, seconds: int) -> int:
    """How many inputs were tried, at most so many and so long. Raises FoundError.

    What reached new lines is kept in `.cache/fuzz`, and the next run goes on from there.
    """
    found, start = CACHE_FOLDER / target / "found", CACHE_FOLDER / target / "start"
    for folder in (found, start):
        folder.mkdir(parents=True, exist_ok=True)
    for n, seed in enumerate(seeds.seeds(target)):
        (start / f"{n}.json").write_bytes(seed)
    options = [
        *(
            f"-atheris_runs={runs}",
            f"-max_total_time={seconds}",
            f"-timeout={MAX_SECONDS_PER_INPUT}",
        ),
        *(
            "-seed=1",
            "-max_len=200000",
            "-rss_limit_mb=1024",
            f"-artifact_prefix={CACHE_FOLDER / target}/",
        ),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", target, *options, str(found), str(start)],
        cwd=ROOT,
        env=_environment(),
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    counted = re.search(r"^Done (\d+) (?:runs )?in \d+ second", done.stderr, re.MULTILINE)
    if done.returncode or not counted:
        raise FoundError(_told(target, done.stderr))
    return int(counted[1])


def _told(target: str, log: str) -> str:
    """What failed, and what to do with it."""
    _, _, failure = log.partition(" === Uncaught Python exception")
    lines = [
        line[:MAX_LINE_LENGTH] for line in (failure or log[-4 * MAX_LINE_LENGTH :]).splitlines()
    ]
    keep = (
        f"once it is mended, keep the input in {seeds.FOUND_BY_FUZZING.relative_to(ROOT) / target}"
    )
    return "\n".join([f"Fuzzing {target} found a failure; {keep}.", *lines])


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(PYTHON), "PYTHONHASHSEED": "0"}
