"""An install takes what the lock files pin, or nothing: with the Makefile's tools and flags."""

import base64
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.browser.chromium import NODE

ROOT = Path(__file__).parents[1]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
NPM = shutil.which("npm") or str(Path(NODE).with_name("npm"))

METADATA = "Metadata-Version: 2.1\nName: thing\nVersion: 1\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: none\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def test_every_install_of_the_makefile_is_by_lock_and_hash():
    installs = re.findall(r"^.*\bpip (?:sync|install)\b.*$", MAKEFILE, re.MULTILINE)
    editable = [line for line in installs if "--editable ." in line]
    assert len(editable) == 1
    assert "--offline --no-deps" in editable[0]
    hashed = [line for line in installs if "--editable ." not in line]
    assert len(hashed) >= 5
    assert all("--require-hashes" in line for line in hashed)
    npm = re.findall(r"\bnpm (?:ci|install|i) \S+", MAKEFILE)
    assert set(npm) == {"npm install --package-lock-only", "npm ci --loglevel=error"}


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """A package to install."""
    path = tmp_path / "thing-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("thing.py", "")
        archive.writestr("thing-1.dist-info/METADATA", METADATA)
        archive.writestr("thing-1.dist-info/WHEEL", WHEEL)
        archive.writestr("thing-1.dist-info/RECORD", "")
    return path


def pip(wheel: Path, requirement: str) -> subprocess.CompletedProcess[str]:
    """Install as the Makefile does, from the folder of the wheel."""
    lock = wheel.with_name("requirements.txt")
    lock.write_text(requirement)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += [
        "--no-index",
        "--find-links",
        str(wheel.parent),
        "--target",
        str(wheel.parent / "to"),
    ]
    command += ["--require-hashes", "-r", str(lock)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_python_package_is_installed_when_it_is_the_one_that_was_locked(wheel: Path):
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    done = pip(wheel, f"thing==1 --hash=sha256:{digest}\n")
    assert done.returncode == 0, done.stderr
    assert (wheel.parent / "to" / "thing.py").exists()


@pytest.mark.parametrize(
    ("requirement", "reason"),
    [
        (f"thing==1 --hash=sha256:{'0' * 64}", "DO NOT MATCH THE HASHES"),
        ("thing==1", "Hashes are required"),
        ("thing", "must have their versions pinned"),
    ],
)
def test_a_python_package_that_changed_or_is_not_pinned_is_refused(
    wheel: Path, requirement: str, reason: str
):
    done = pip(wheel, requirement + "\n")
    assert done.returncode != 0
    assert reason in done.stderr
    assert not (wheel.parent / "to" / "thing.py").exists()


def npm_ci(folder: Path, integrity: str) -> subprocess.CompletedProcess[str]:
    """`npm ci` of a package whose lock says this of it, with the project's settings."""
    shutil.copy(ROOT / ".npmrc", folder)
    wanted = {"dependencies": {"thing": "file:thing.tgz"}}
    there = {"version": "1.0.0", "resolved": "file:thing.tgz", "integrity": integrity}
    lock = {"lockfileVersion": 3, "packages": {"": wanted, "node_modules/thing": there}}
    (folder / "package.json").write_text(json.dumps(wanted))
    (folder / "package-lock.json").write_text(json.dumps(lock))
    command = [NPM, "ci", "--loglevel=error", "--offline", "--cache", str(folder / "cache")]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def tarball(tmp_path: Path) -> Path:
    """An npm package to install, with a script that must not run."""
    path = tmp_path / "thing.tgz"
    scripts = {"postinstall": "node -e \"require('fs').writeFileSync('ran', '')\""}
    content = json.dumps({"name": "thing", "version": "1.0.0", "scripts": scripts}).encode()
    with tarfile.open(path, "w:gz") as archive:
        member = tarfile.TarInfo("package/package.json")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return path


def test_an_npm_package_is_installed_when_it_is_the_one_that_was_locked(tarball: Path):
    digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    done = npm_ci(tarball.parent, f"sha512-{digest}")
    assert done.returncode == 0, done.stderr
    installed = tarball.parent / "node_modules" / "thing"
    assert (installed / "package.json").exists()
    assert not (installed / "ran").exists(), "a package's own script ran"


def test_an_npm_package_that_changed_is_refused(tarball: Path):
    digest = base64.b64encode(bytes(64)).decode()
    done = npm_ci(tarball.parent, f"sha512-{digest}")
    assert done.returncode != 0
    assert "EINTEGRITY" in done.stderr
    assert not (tarball.parent / "node_modules" / "thing").exists()
