"""Known vulnerabilities of everything that the lock files pin.

    python -m tests.audit      asks PyPI and the npm registry; fails if they know of one

Where they do not answer, it says so: that is no failure, and no clean bill either.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCKS = (
    "requirements-dev.txt",
    "calc/snapshot/lock/node.txt",
    "requirements-uv.txt",
    "tests/bench/requirements.txt",
    "tests/fuzz/requirements.txt",
    "tests/verify/requirements.txt",
)
"""The packages of requirements.txt are in the first, too; a test sees to it."""

NPM_LOCKS = (
    "package-lock.json",
    "calc/snapshot/lock/package-lock.json",
    "tests/bench/package-lock.json",
)

PIP_AUDIT = ("--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json")
NPM_AUDIT = ("npm", "audit", "--package-lock-only", "--json")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What is known of the packages of a lock file."""

    lock: str
    audited: int
    unknown: int
    vulnerable: list[str]

    def __str__(self) -> str:
        if self.vulnerable:
            return f"{self.lock}: vulnerable: {', '.join(self.vulnerable)}."
        if not self.audited:
            return f"{self.lock}: not audited; whoever knows vulnerabilities does not answer here."
        of_all = f"{self.audited} of {self.audited + self.unknown} packages"
        return f"{self.lock}: no known vulnerability; {of_all} could be asked for."


def python(lock: str) -> Finding:
    """What PyPI knows."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", lock, *PIP_AUDIT]
    return of_pip_audit(lock, output(command))


def of_pip_audit(lock: str, text: str) -> Finding:
    """A report of pip-audit as a finding; without a report nothing was audited."""
    found = report(text).get("dependencies", [])
    return Finding(
        lock=lock,
        audited=sum("skip_reason" not in each for each in found),
        unknown=sum("skip_reason" in each for each in found),
        vulnerable=[
            f"{each['name']} {each['version']} ({vulnerability['id']})"
            for each in found
            for vulnerability in each.get("vulns", ())
        ],
    )


def npm(lock: str) -> Finding:
    """What the npm registry knows."""
    return of_npm_audit(lock, output((*NPM_AUDIT, "--prefix", str((ROOT / lock).parent))))


def of_npm_audit(lock: str, text: str) -> Finding:
    """A report of npm as a finding; without a report nothing was audited."""
    said = report(text)
    counted = said.get("metadata", {}).get("dependencies", {}).get("total", 0)
    return Finding(
        lock=lock, audited=counted, unknown=0, vulnerable=sorted(said.get("vulnerabilities", {}))
    )


def report(text: str) -> dict[str, Any]:
    """The JSON that a command wrote, or nothing."""
    try:
        said = json.loads(text)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def output(command: list[str] | tuple[str, ...]) -> str:
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return run.stdout


def findings() -> Iterator[Finding]:
    yield from map(python, LOCKS)
    yield from map(npm, NPM_LOCKS)


if __name__ == "__main__":
    worst = 0
    for each in findings():
        print(f"      {each}", flush=True)
        worst |= bool(each.vulnerable)
    sys.exit(worst)
