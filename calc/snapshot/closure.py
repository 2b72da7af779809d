"""How far the calculators reach into the standard library: found by asking them everything."""

import json
from collections.abc import Mapping
from pathlib import Path

from calc import cache
from calc.snapshot import bytecode, host, library, npm, package, questions

PROBE = Path(__file__).with_name("probe.py")
CODE = cache.key_of_files(
    PROBE,
    library.PRELUDE,
    *host.SCRIPTS,
    Path(bytecode.__file__),
    Path(questions.__file__),
)


def reach(compiled: Mapping[str, bytes], draft: bool = False) -> tuple[str, ...]:
    """The modules of the standard library, by name, that answers need: found by asking every
    question in Pyodide with its whole library. Raises `BundleError`.

    For a draft what was found before is enough, as long as the sources import the same modules.
    """
    exact = f"reach/{cache.key(package.fingerprint(), npm.identity(), CODE)}"
    similar = f"reach/{cache.key(*package.imports(), npm.identity(), CODE)}"
    if draft and not cache.has(exact):
        content = cache.get(similar, lambda: _find(compiled))
    else:
        content = cache.get(exact, lambda: _find(compiled))
        cache.put(similar, content)
    return tuple(json.loads(content))


def _find(compiled: Mapping[str, bytes]) -> bytes:
    probe = bytecode.compiled({"probe.py": PROBE.read_bytes()})
    calculators = bytecode.archive({**compiled, **probe})
    asked = json.dumps(list(questions.questions()))
    return host.started(library.whole(), calculators, "probe.reach", [asked])[0].encode()
