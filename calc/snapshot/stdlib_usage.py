"""Which modules of the standard library answers need, found by asking every question."""

import json
from collections.abc import Mapping
from pathlib import Path

from calc import cache
from calc.snapshot import bytecode, npm, package, pyodide_in_node, questions, stdlib

PROBE = Path(__file__).with_name("import_probe.py")
SOURCES = cache.key_of_files(
    PROBE,
    stdlib.SITECUSTOMIZE,
    *pyodide_in_node.SCRIPTS,
    Path(bytecode.__file__),
    Path(questions.__file__),
)


def modules(compiled: Mapping[str, bytes], draft: bool = False) -> tuple[str, ...]:
    """The names of the modules that Pyodide imports when it has its whole standard library.

    A draft reuses an earlier result as long as the sources import the same modules.
    Raises `BuildError`.
    """
    exact = f"stdlib_usage/{cache.key(package.fingerprint(), npm.identity(), SOURCES)}"
    similar = f"stdlib_usage/{cache.key(*package.imports(), npm.identity(), SOURCES)}"
    if draft and not cache.has(exact):
        content = cache.get(similar, lambda: _find(compiled))
    else:
        content = cache.get(exact, lambda: _find(compiled))
        cache.put(similar, content)
    return tuple(json.loads(content))


def _find(compiled: Mapping[str, bytes]) -> bytes:
    probe = bytecode.compiled({PROBE.name: PROBE.read_bytes()})
    calculators = bytecode.archive({**compiled, **probe})
    asked = json.dumps(list(questions.questions()))
    [found] = pyodide_in_node.run(stdlib.full(), calculators, "import_probe.modules", [asked])
    return found.encode()
