"""The calculators as bytecode, with all modules that they may need beside the standard library."""

import json
import marshal
import sys
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

from calc import cache, imports, shipped
from calc.shipped import fingerprint, sources
from calc.snapshot import bytecode, pyodide_abi, pyodide_in_node, stdlib
from calc.snapshot.errors import BuildError

__all__ = [
    "compiled",
    "fingerprint",
    "imported",
    "later",
    "library",
    "require_available",
    "sources",
    "with_imports",
]

CODE = cache.key(cache.key_of_files(Path(bytecode.__file__)), sys.version)
PROBE = Path(__file__).with_name("later_probe.py")
LATER = cache.key_of_files(PROBE, *pyodide_in_node.SCRIPTS)
AVAILABLE = {"annotated_types", shipped.READER, *sys.stdlib_module_names}


def compiled() -> dict[str, bytes]:
    """The bytecode of all sources. Raises `BuildError`.

    The site's own have docstrings: they are titles, and a calculator may read them.
    """
    stdlib.check_magic()
    found = sources()
    bare = {module.path for module in shipped.generator().values()}
    return {
        **_compiled({path: found[path] for path in found.keys() - bare}, bytecode.LINES),
        **_compiled({path: found[path] for path in found.keys() & bare}, bytecode.BARE),
    }


def _compiled(found: Mapping[str, bytes], how: tuple[str, ...]) -> dict[str, bytes]:
    """Each file is compiled once, so that an author who changes one waits for that one only."""
    # Bytecode contains the path of its source.
    names = {path: f"bytecode/{cache.key(CODE, *how, path, found[path])}" for path in found}
    new = {path: found[path] for path, name in names.items() if not cache.has(name)}
    made = bytecode.compiled(new, how) if new else {}
    for path in new:
        cache.put(names[path], made[f"{path}c"])
    return {f"{path}c": cache.get(name, lambda: b"") for path, name in names.items()}


def library() -> dict[str, bool]:
    """The modules of the standard library that the site's own code imports, wherever it does.

    True if the code cannot do without. What only the generator imports is not among them: it loads
    modules that rare answers need when they are needed.
    """
    found: dict[str, bool] = {}
    own = shipped.own()
    for module in shipped.modules().values():
        if module.name.partition(".")[0] == "calc" and module.name not in own:
            continue
        for each in module.imports():
            if each.name.partition(".")[0] in sys.stdlib_module_names:
                needed = each.needed and module.name in own
                found[each.name] = found.get(each.name, False) or needed
    return dict(sorted(found.items()))


def require_available(lacking: Mapping[str, str] | None = None) -> None:
    """Raise `BuildError` if the site's own code imports what a browser will not have.

    `lacking` has the modules of the standard library that Pyodide could not import, with reasons.
    """
    known = {name.partition(".")[0] for name in shipped.modules()} | AVAILABLE
    problems = []
    for module in shipped.own().values():
        for each in module.imports():
            place, top = module.place(each.line), each.name.partition(".")[0]
            if each.needed and top not in known:
                near = get_close_matches(top, known, n=1, cutoff=0.8)
                problems.append(
                    f"{place}: {each.name} is neither in the standard library nor a package of this"
                    " site;"
                    f" {f'use {near[0]}' if near else f'add packages: [{top}] in mkdocs.yml'}."
                )
            elif each.needed and lacking and each.name in lacking:
                problems.append(
                    f"{place}: Python in a browser cannot import {each.name}:"
                    f" {lacking[each.name]} Compute without it."
                )
    if problems:
        raise BuildError("\n".join(problems))


def later(functions: bytes) -> bytes:
    """The file of the modules and functions that come later, as `calc.later` reads it.

    It has bytecode of modules by name, what `dataclasses` generates for them, and the code of
    `functions` of the snapshot, given as marshalled bytes, or empty. Raises `BuildError`.
    """
    code, found = compiled(), shipped.later()
    before = [name for name in shipped.modules() if name not in found]
    job = json.dumps({"before": before, "later": list(found)})
    name = f"later/{cache.key(fingerprint(), pyodide_abi.identity(), LATER, job)}"
    generated = json.loads(cache.get(name, lambda: _generated(code, job)))
    return bytecode.marshalled(
        (
            {
                name: bytecode.marshalled(bytecode.code(code[f"{module.path}c"]))
                for name, module in found.items()
            },
            {source: bytes.fromhex(made) for source, made in generated.items()},
            marshal.loads(functions) if functions else [],
        )
    )


def _generated(code: Mapping[str, bytes], job: str) -> bytes:
    """The answer of the probe to a job."""
    probe = bytecode.compiled({PROBE.name: PROBE.read_bytes()})
    archive = bytecode.archive({**code, **probe})
    [found] = pyodide_in_node.run(stdlib.full(), archive, f"{PROBE.stem}.generated", [job])
    return found.encode()


def imported() -> list[str]:
    """All names that the sources import."""
    return sorted({each.name for module in shipped.modules().values() for each in module.imports()})


def with_imports(modules: Iterable[str]) -> frozenset[str]:
    """These modules and those of the sources that they import, directly or not."""
    known = shipped.modules()
    found = set(modules)
    open_ = list(found)
    while open_:
        module = known.get(open_.pop())
        for each in module.imports() if module else ():
            for name in imports.prefixes(each.name):
                if name in known and name not in found:
                    found.add(name)
                    open_.append(name)
    return frozenset(found)
