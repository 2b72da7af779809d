"""The sources that run in the browser too, and the name of that code."""

import hashlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import annotated_types

from calc import site

PACKAGE = Path(__file__).parent
GENERATOR = ("calc.units", "calc.site", "calc.answer", "calc.form", "calc.chart")
"""What of the generator is needed to answer; the rest is for builds, browsers and terminals."""

READER = "calc_reader"
"""The module that is written here: it knows the site, and its function is what browsers call."""


def sources() -> dict[str, bytes]:
    """Path → source, of all modules that answers need beside the standard library."""
    found = {
        "annotated_types/__init__.py": Path(annotated_types.__file__).read_bytes(),
        "calc/__init__.py": (PACKAGE / "__init__.py").read_bytes(),
    }
    used = site.current()
    for name in (*GENERATOR, *used.ships, *used.calculators):
        found |= dict(_module(name))
    return found | {f"{READER}.py": _reader().encode()}


def _module(name: str) -> Iterator[tuple[str, bytes]]:
    """Path and source of a module, or of all modules of a package."""
    path = name.replace(".", "/")
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"There is no module {name} to ship.", name=name)
    if not spec.submodule_search_locations:
        yield f"{path}.py", Path(spec.origin).read_bytes()
    for folder in map(Path, spec.submodule_search_locations or ()):
        for file in sorted(folder.rglob("*.py")):
            yield f"{path}/{file.relative_to(folder).as_posix()}", file.read_bytes()


def _reader() -> str:
    """The module through which a browser asks."""
    return (
        '"""What a browser calls: the answers of this site\'s calculators."""\n\n'
        "from calc import answer as answers\n"
        "from calc import site\n\n"
        f"SITE = site.{site.current().for_readers()!r}\n\n\n"
        "def answer(question: str) -> str:\n"
        '    """The answer to a question, both as JSON: see calc.answer."""\n'
        "    site.use(SITE)\n"
        "    return answers.answer(question)\n"
    )


def fingerprint() -> str:
    """A name for the code of the calculators, the same wherever it runs."""
    digest = hashlib.sha256()
    for path, source in sorted(sources().items()):
        for part in (path.encode(), source):
            digest.update(len(part).to_bytes(8, "little"))
            digest.update(part)
    return digest.hexdigest()[:16]
