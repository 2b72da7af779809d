"""Which modules answers need, of the standard library and of the calculators' own.

Found by asking every question in Pyodide, with all modules at hand. What one of ours imports
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
    """The names of the modules. Raises `BuildError`.

    A draft reuses an earlier result as long as the sources import the same modules.
    """
    asked = json.dumps(list(questions.questions()))
    identity = pyodide_abi.identity()
    exact = f"module_usage/{cache.key(package.fingerprint(), identity, SOURCES, asked)}"
    similar = f"module_usage/{cache.key(*package.imports(), identity, SOURCES)}"
    if draft and not cache.has(exact):
        content = cache.get(similar, lambda: _executed(compiled, asked))
    else:
        content = cache.get(exact, lambda: _executed(compiled, asked))
        cache.put(similar, content)
    return package.with_imports(json.loads(content))


def _executed(compiled: Mapping[str, bytes], asked: str) -> bytes:
    """The modules that Pyodide imports until it has answered, as a JSON list."""
    probe = bytecode.compiled({PROBE.name: PROBE.read_bytes()})
    calculators = bytecode.archive({**compiled, **probe})
    [found] = pyodide_in_node.run(stdlib.full(), calculators, "import_probe.modules", [asked])
    return found.encode()
