"""Packages from PyPI that calculators import: `packages` in a site's declaration.

    packages: ["more-itertools==10.8.0"]

pip fetches them once into the cache, with what they need, and they go to browsers with the
calculators. Only packages in pure Python can: a browser does not run another machine's code.
"""

import functools
import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement

from calc import cache
from calc.site import SiteError

PURE = ("--only-binary=:all:", "--platform=any", "--implementation=py", "--abi=none")
"""Options of pip: only packages without compiled parts."""

OPTION = "mkdocs.yml: packages"
COMPILED = (".so", ".pyd", ".dylib")
BESIDE_MODULES = ("bin", "share", "include")
"""Folders that packages may have beside their modules."""


def bring(requirements: Sequence[str]) -> frozenset[str]:
    """Make packages importable, fetched if need be. Returns their modules' top names.

    Raises SiteError with what is wrong with which package.
    """
    found = folder(requirements)
    if found is None:
        return frozenset()
    if str(found) not in sys.path:
        sys.path.append(str(found))
        importlib.invalidate_caches()
    return frozenset(_tops(found))


def folder(requirements: Sequence[str]) -> Path | None:
    """The folder of the packages, fetched if need be; None if there are none. Raises SiteError."""
    for requirement in requirements:
        _checked(requirement)
    version = ".".join(map(str, sys.version_info[:2]))
    name = cache.key(version, *requirements)[:16]
    fill = functools.partial(_fetch, requirements)
    what = ", ".join(requirements)
    return cache.folder(f"packages/{name}", fill, what) if requirements else None


def installer() -> list[str]:
    """The command that installs Python packages: pip's, or that of uv. Raises SiteError."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--quiet", "--python", sys.executable]
    raise SiteError("This Python has no pip to fetch packages with; `python -m ensurepip` adds it.")


def _checked(requirement: str) -> Requirement:
    try:
        found = Requirement(requirement)
    except InvalidRequirement:
        raise SiteError(
            f"{OPTION}: “{requirement}” is not the name of a package; use “more-itertools==10.8.0”."
        ) from None
    if found.url:
        raise SiteError(
            f"{OPTION}: “{requirement}” has an address; use the name of a package on PyPI."
        )
    return found


def _fetch(requirements: Sequence[str], into: Path) -> None:
    """Install packages into a folder. Raises SiteError."""
    command = [*installer(), "--target", str(into), *requirements]
    pip = "pip" in command[:4] and command[0] == sys.executable
    done = _run([*command, *(PURE if pip else PURE[:1])])
    compiled = sorted(path for path in into.rglob("*") if path.suffix in COMPILED)
    if not done.returncode and not compiled:
        return
    if compiled:
        raise SiteError(_compiled(compiled[0].relative_to(into).parts[0]))
    for requirement in requirements:
        alone = [*installer(), "--dry-run", "--target", str(into), requirement]
        if pip and _run([*alone, *PURE]).returncode and not _run(alone).returncode:
            raise SiteError(_compiled(requirement))
    reason = [line for line in done.stderr.splitlines() if "ERROR" in line] or [done.stderr]
    raise SiteError(
        f"{OPTION}: {', '.join(requirements)} could not be fetched:"
        f" {re.sub('^ERROR: ', '', reason[-1].strip())}"
    )


def _compiled(name: str) -> str:
    return (
        f"{OPTION}: {name} has compiled parts, or needs a package that has, and a browser"
        " cannot run them; use a package in pure Python, or arithmetic of your own."
    )


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _tops(folder: Path) -> list[str]:
    """The importable names in a folder of packages."""
    names = []
    for path in sorted(folder.iterdir()):
        if path.suffix == ".py":
            names.append(path.stem)
        elif path.is_dir() and path.name.isidentifier() and path.name not in BESIDE_MODULES:
            names.append(path.name)
    return [name for name in names if name != "__pycache__"]
