"""How far the calculators reach into the standard library: found by asking them everything."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from calc.fence import questions
from calc.fence.bundle import bytecode, cache, host, library, npm, package

PROBE = Path(__file__).with_name("probe.py")
CODE = cache.code(
    PROBE,
    library.PRELUDE,
    host.SCRIPT,
    *host.ENGINE,
    Path(bytecode.__file__),
    Path(questions.__file__),
)


@dataclass(frozen=True, kw_only=True)
class Reach:
    """What the answers needed."""

    modules: tuple[str, ...]
    """Of the standard library, by name."""
    methods: bytes
    """The methods of their dataclasses, compiled: {text: code}, as `prelude` reads it."""


def reach(compiled: Mapping[str, bytes], draft: bool = False) -> Reach:
    """Ask every question in Pyodide with its whole library. Raises `BundleError`.

    For a draft what was found before is enough, as long as the sources import the same modules: a
    dataclass that has changed since then compiles its methods in the browser.
    """
    exact = f"reach/{cache.key(package.fingerprint(), npm.identity(), CODE)}"
    similar = f"reach/{cache.key(*package.imports(), npm.identity(), CODE)}"
    if draft and not cache.has(exact):
        content = cache.kept(similar, lambda: _find(compiled))
    else:
        content = cache.kept(exact, lambda: _find(compiled))
        cache.keep(similar, content)
    found = bytecode.unpacked(content)
    return Reach(modules=tuple(json.loads(found["modules"])), methods=found["methods"])


def _find(compiled: Mapping[str, bytes]) -> bytes:
    probe = bytecode.compiled({"probe.py": PROBE.read_bytes()})
    calculators = bytecode.archive({**compiled, **probe})
    asked = json.dumps(list(questions.questions()))
    said = json.loads(host.ask(library.whole(), calculators, "probe.reach", [asked])[0])
    return bytecode.archive(
        {"modules": json.dumps(said["modules"]).encode(), "methods": _methods(said["methods"])}
    )


def _methods(texts: list[str]) -> bytes:
    """The code of texts, compiled as files are."""
    found = bytecode.compiled({f"{i}.py": text.encode() for i, text in enumerate(texts)})
    codes = [bytecode.code(found[f"{i}.pyc"]) for i in range(len(texts))]
    return bytecode.marshalled(dict(zip(texts, map(bytecode.marshalled, codes), strict=True)))
