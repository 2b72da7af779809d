"""The sources that run in the browser too, and the name of that code."""

import hashlib
from pathlib import Path

import annotated_types

PACKAGE = Path(__file__).parent
SHIPPED = ("__init__.py", "units.py", "answer.py", "llm", "form", "calculators")
"""What is needed to answer; the others are of the build, the browser or the terminal."""


def sources() -> dict[str, bytes]:
    """Path → source, of `calc` and the one package that it needs."""
    found = {"annotated_types/__init__.py": Path(annotated_types.__file__).read_bytes()}
    for part in SHIPPED:
        below = PACKAGE / part
        for path in sorted(below.rglob("*.py")) if below.is_dir() else [below]:
            found[path.relative_to(PACKAGE.parent).as_posix()] = path.read_bytes()
    return found


def fingerprint() -> str:
    """A name for the code of the calculators, the same wherever it runs."""
    digest = hashlib.sha256()
    for path, source in sorted(sources().items()):
        for part in (path.encode(), source):
            digest.update(len(part).to_bytes(8, "little"))
            digest.update(part)
    return digest.hexdigest()[:16]
