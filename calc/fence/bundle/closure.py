"""How far the calculators reach into the standard library: found by asking them everything."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from calc.fence import questions
from calc.fence.bundle import bytecode, cache, host, library, package, pyodide

HERE = Path(__file__).parent
PROBE = HERE / "probe.py"
CODE = [PROBE, HERE / "prelude.py", HERE / "host.mjs", cache.ROOT / "calc/runtime/engine.js"]


@dataclass(frozen=True, kw_only=True)
class Reach:
    """What the answers needed."""

    modules: tuple[str, ...]
    """Of the standard library, by name."""
    methods: bytes
    """The methods of their dataclasses, compiled: {text: code}, as `prelude` reads it."""


def reach(compiled: Mapping[str, bytes]) -> Reach:
    """Ask every question in Pyodide with its whole library. Raises `BundleError`."""
    name = cache.key(package.fingerprint(), pyodide.identity(), cache.code(*CODE))
    found = json.loads(cache.kept(f"reach/{name}", lambda: _ask(compiled)))
    methods = {text: bytecode.marshalled(_function(text)) for text in found["methods"]}
    return Reach(modules=tuple(found["modules"]), methods=bytecode.marshalled(methods))


def _ask(compiled: Mapping[str, bytes]) -> bytes:
    probe = {"probe.pyc": bytecode.compiled(PROBE.read_bytes(), "probe.py")}
    calculators = bytecode.archive({**compiled, **probe})
    asked = json.dumps(list(questions.questions()))
    return host.ask(library.whole(), calculators, "probe.reach", [asked])[0].encode()


def _function(text: str) -> object:
    return compile(text, "<string>", "exec", dont_inherit=True)
