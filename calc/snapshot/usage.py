"""Which modules and functions answers need, of the standard library and of the site's own.

Found by asking every question in Pyodide, with all modules at hand. Modules that the site's code
imports anywhere in its source are added: a rare answer may need them. Functions that no question
needs keep their place, but their code comes later: see `calc.later`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from calc import cache
from calc.snapshot import bytecode, package, pyodide_abi, pyodide_in_node, questions, stdlib

PROBE = Path(__file__).with_name("usage_probe.py")
SOURCES = cache.key_of_files(
    PROBE, stdlib.SITECUSTOMIZE, *pyodide_in_node.SCRIPTS, Path(bytecode.__file__)
)


@dataclass(frozen=True, kw_only=True)
class Usage:
    """What answers need."""

    modules: frozenset[str]
    """Names of modules."""
    functions: tuple[str, ...]
    """Keys of functions: see `key` in sitecustomize.py."""


def of(compiled: Mapping[str, bytes], draft: bool = False) -> Usage:
    """What answers need. Raises `BuildError`, also for a module that Pyodide lacks.

    A draft reuses an earlier result as long as the sources import the same modules.
    """
    package.require_available()
    library = package.library()
    job = json.dumps({"questions": list(questions.questions()), "imports": [*library]})
    identity = pyodide_abi.identity()
    names = [f"{name} {needed}" for name, needed in library.items()]
    exact = f"usage/{cache.key(package.fingerprint(), identity, SOURCES, job)}"
    similar = f"usage/{cache.key(*package.imported(), *names, identity, SOURCES)}"
    if draft and not cache.has(exact):
        content = cache.get(similar, lambda: _executed(compiled, job))
    else:
        content = cache.get(exact, lambda: _executed(compiled, job))
        cache.put(similar, content)
    found = json.loads(content)
    package.require_available(found["lacking"])
    return Usage(
        modules=package.with_imports(found["modules"]), functions=tuple(found["functions"])
    )


def _executed(compiled: Mapping[str, bytes], job: str) -> bytes:
    """What Pyodide imports and runs until it has answered, and what it lacks, as JSON."""
    probe = bytecode.compiled({PROBE.name: PROBE.read_bytes()})
    calculators = bytecode.archive({**compiled, **probe})
    [found] = pyodide_in_node.run(stdlib.full(), calculators, "usage_probe.usage", [job])
    return found.encode()
