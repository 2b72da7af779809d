"""Which modules answers need, of the standard library and of the site's own.

Found by asking every question in Pyodide, with all modules at hand. What the site's code imports
anywhere in its source is added: a rare answer may need it.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from calc import cache
from calc.snapshot import bytecode, package, pyodide_abi, pyodide_in_node, questions, stdlib

PROBE = Path(__file__).with_name("import_probe.py")
SOURCES = cache.key_of_files(
    PROBE, stdlib.SITECUSTOMIZE, *pyodide_in_node.SCRIPTS, Path(bytecode.__file__)
)


def modules(compiled: Mapping[str, bytes], draft: bool = False) -> frozenset[str]:
    """The names of the modules. Raises `BuildError`, also for a module that Pyodide lacks.

    A draft reuses an earlier result as long as the sources import the same modules.
    """
    package.require_available()
    library = package.library()
    job = json.dumps({"questions": list(questions.questions()), "imports": [*library]})
    identity = pyodide_abi.identity()
    names = [f"{name} {needed}" for name, needed in library.items()]
    exact = f"module_usage/{cache.key(package.fingerprint(), identity, SOURCES, job)}"
    similar = f"module_usage/{cache.key(*package.imported(), *names, identity, SOURCES)}"
    if draft and not cache.has(exact):
        content = cache.get(similar, lambda: _executed(compiled, job))
    else:
        content = cache.get(exact, lambda: _executed(compiled, job))
        cache.put(similar, content)
    found = json.loads(content)
    package.require_available(found["lacking"])
    return package.with_imports(found["modules"])


def _executed(compiled: Mapping[str, bytes], job: str) -> bytes:
    """What Pyodide imports until it has answered, and what it cannot import, as JSON."""
    probe = bytecode.compiled({PROBE.name: PROBE.read_bytes()})
    calculators = bytecode.archive({**compiled, **probe})
    [found] = pyodide_in_node.run(stdlib.full(), calculators, "import_probe.modules", [job])
    return found.encode()
