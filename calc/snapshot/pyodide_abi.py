"""Every fact about a build of Pyodide that this project relies on.

`check()` compares each fact with the Pyodide at hand. After `make upgrade-pyodide` has found that a
release does not match, this is the file to change; what each fact is for is written below it.
"""

import functools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from calc import cache
from calc.snapshot import npm, wasm
from calc.snapshot.errors import BuildError

# --- The files of the npm package ---

MODULE = "pyodide.asm.wasm"
"""The interpreter: CPython as a WebAssembly module."""
SCRIPT = "pyodide.asm.js"
"""Emscripten's script, which starts the full interpreter."""
STDLIB = "python_stdlib.zip"
"""The standard library as source."""
LOCK = "pyodide-lock.json"
"""Names the version of Python."""

# --- Python ---

PYTHON = "3.13"
"""The bytecode must be of this version, so the project builds with it too (.python-version)."""
STDLIB_PATH = f"/lib/python{PYTHON.replace('.', '')}.zip"
"""Where CPython looks for its standard library first."""
UNICODE = "15.1.0"
"""The tests compare characters in Pyodide with those of a CPython that has the same Unicode."""
SIGNATURE_END = b"\n--\n\n"
"""Ends the signature in the docstring of a function in C; these are cleared in the snapshot."""

# --- The script ---

EXPORT_LINE = re.compile(r'var _(\w+)=Module\["_\1"\]=wasmExports\["\1"\];')
"""A line of the script for each exported function; the lines for unused functions are left out."""
EXPORT_USE = re.compile(r'wasmExports\["(\w+)"\]')
"""How the script names an exported function."""

SCRIPT_PATTERNS = (
    (r"_createPyodideModule\b", "the function that starts the interpreter"),
    *(
        (rf'Module\["{name}"\]', f"Emscripten's setting {name}, which starting Python needs")
        for name in ("instantiateWasm", "preRun", "print", "printErr", "onExit", "arguments")
    ),
    *(
        (rf'Module\["{name}"\]', f"Emscripten's {name}, which a cold start or the fallback needs")
        for name in ("noInitialRun", "INITIAL_MEMORY", "FS", "ENV")
    ),
    (r"API\.config\.jsglobals", "the setting for JavaScript's global names"),
    (r"IN_BROWSER_WEB_WORKER", "the runtime environment that is said to be a worker"),
    (r"iPhone\|iPod/\.test\(navigator\.userAgent\)", "the test that keeps memory reproducible"),
    (r"\bENOENT:44\b", "the error number for a missing file, which our scripts return"),
    (r"maximum:65536", "the largest memory, which our scripts declare too"),
)
"""What else the script must contain, and what it is."""

# --- The WebAssembly module ---

DATA_START, TABLE_START = 1024, 1
"""The first address of the data, and the number of the first function in the table."""
MEMORY_BASE_GLOBAL, TABLE_BASE_GLOBAL = 0, 2
"""The numbers of the imported globals with these values, by which code names addresses."""
DATA_SEGMENTS = 1
"""The trimmed interpreter is shipped without the bytes of this one segment."""
RELOCATE = "__wasm_apply_data_relocs"
"""The exported function that fills in the pointers in the data."""
MARKS = 1 << 30
"""The address from which an instrumented interpreter writes marks: far above the heap."""

IMPORTS = {
    "env": (
        *("memory", "__indirect_function_table"),
        *("__memory_base", "__table_base", "__stack_pointer", "__c_longjmp", "__cpp_exception"),
        *("_PyEM_TrampolineCall_JS", "emscripten_resize_heap"),
        *("__syscall_openat", "__syscall_stat64"),
    ),
    "wasi_snapshot_preview1": ("fd_write",),
    "sentinel": (),
    "GOT.func": (),
    "GOT.mem": (),
}
"""What calc/browser provides to the trimmed interpreter; every other import traps when called."""

GENERATED_IMPORTS = ("GOT.func", "GOT.mem")
"""Modules of imports that are addresses of functions and data: calc/browser provides zeros."""

CALLED_BY_PAGES = (
    *("Py_DecRef", "PyErr_Clear", "PyErr_GetRaisedException", "PyErr_Print"),
    *("PyErr_SetRaisedException", "PyObject_CallOneArg", "PyObject_Repr", "PyUnicode_AsUTF8"),
    *("PyUnicode_FromString", "free", "malloc"),
)
"""The exported functions that calc/browser calls; the trimmed interpreter exports only these."""

CALLED_BY_BUILDS = (
    *("PyImport_ImportModule", "PyObject_GetAttrString"),
    *("emscripten_stack_get_current", "emscripten_stack_get_end", "sbrk"),
)
"""The exported functions that only making a snapshot calls."""


@dataclass(frozen=True, kw_only=True)
class BuiltIn:
    """Software that is part of the interpreter: its version is on the page of licences."""

    version: str
    pattern: str
    """What the interpreter contains, with {} for the version."""


BUILT_IN = {
    "Expat": BuiltIn(version="2.6.4", pattern=r"expat_{}\x00"),
    "libmpdec": BuiltIn(version="2.5.1", pattern=r"\x00{}\x00"),
    "zlib": BuiltIn(version="1.3.1", pattern=r" inflate {} Copyright"),
    "bzip2": BuiltIn(version="1.0.6", pattern=r"\x00{}, "),
}

# --- Comparing them with the Pyodide at hand ---

SOURCES = cache.key_of_files(Path(__file__), Path(wasm.__file__))


@functools.cache
def identity() -> str:
    """A name for the Pyodide at hand: what is made with it is made again with another one."""
    return cache.key(*map(npm.file, [SCRIPT, MODULE, STDLIB]))


def python() -> str:
    """The version of Python in the Pyodide at hand, such as 3.13.2."""
    found: str = json.loads(npm.file(LOCK))["info"]["python"]
    return found


def unicode_version(module: bytes) -> str:
    """The version of Unicode that an interpreter contains; empty if it cannot be found."""
    found = re.search(rb"\0(1[0-9]\.[0-9]\.[0-9])\0", module)
    return found[1].decode() if found else ""


def require() -> None:
    """Raise `BuildError` with all mismatches, if there are any."""
    folder = npm.folder() / "pyodide"
    if all((folder / name).exists() for name in (SCRIPT, MODULE, STDLIB, LOCK)):
        name = f"abi/{cache.key(identity(), SOURCES, python())}"
        problems = json.loads(cache.get(name, lambda: json.dumps(check(folder)).encode()))
    else:
        problems = check(folder)
    if problems:
        raise BuildError(report(problems, npm.version("pyodide")))


def report(problems: list[str], version: str) -> str:
    """All mismatches of a release as one text."""
    lines = "".join(f"\n- {problem}" for problem in problems)
    return (
        f"Pyodide {version} does not match {Path(__file__).name} in {len(problems)} points:{lines}"
    )


def check(folder: Path) -> list[str]:
    """A sentence for each fact that is not true of the Pyodide in a folder."""
    found = {path.name: path for path in folder.glob("*")}
    problems = [
        f"The package has no file {name}."
        for name in (MODULE, SCRIPT, STDLIB, LOCK)
        if name not in found
    ]
    if LOCK in found:
        problems += _check_python(json.loads(found[LOCK].read_bytes())["info"]["python"])
    scripts = [SCRIPT, *sorted(name for name in found if name.startswith("pyodide.asm.m"))]
    for name in [name for name in scripts if name in found][:1]:
        problems += _check_script(name, found[name].read_text(encoding="utf-8"))
    if MODULE in found:
        problems += _check_module(found[MODULE].read_bytes())
    return problems


def _check_python(version: str) -> Iterator[str]:
    if not version.startswith(f"{PYTHON}."):
        yield f"Its Python is {version}; this project builds bytecode of Python {PYTHON}."


def _check_script(script: str, text: str) -> Iterator[str]:
    lines, uses = len(EXPORT_LINE.findall(text)), len(set(EXPORT_USE.findall(text)))
    if lines < uses / 2:
        yield (
            f"{script} has {lines} lines of the form that EXPORT_LINE describes, for {uses}"
            " exported functions; unused ones cannot be left out."
        )
    for name, value in (("memory", DATA_START), ("table", TABLE_START)):
        if (
            f'__{name}_base=new WebAssembly.Global({{value:"i32",mutable:false}},{value})'
            not in text
        ):
            yield f"{script} does not set __{name}_base to {value}."
    for pattern, purpose in SCRIPT_PATTERNS:
        if not re.search(pattern, text):
            yield f"{script} does not contain {pattern}: {purpose}."


def _check_module(module: bytes) -> Iterator[str]:
    yield from _check_imports(wasm.imports(module))
    exported = set(wasm.exports(module))
    for name in (*CALLED_BY_PAGES, *CALLED_BY_BUILDS, RELOCATE):
        if name not in exported:
            yield f"{MODULE} does not export the function {name}."
    if (count := wasm.segment_count(module)) != DATA_SEGMENTS:
        yield f"{MODULE} has {count:,} data segments instead of {DATA_SEGMENTS}."
    if (version := unicode_version(module)) != UNICODE:
        yield f"{MODULE} contains Unicode {version or 'of an unknown version'}, not {UNICODE}."
    for name, part in BUILT_IN.items():
        pattern = part.pattern.replace("{}", re.escape(part.version))
        if not re.search(pattern.encode(), module):
            yield f"{MODULE} does not contain {name} {part.version}."


def _check_imports(found: list[wasm.Import]) -> Iterator[str]:
    names = {(each.module, each.name) for each in found}
    for module, expected in IMPORTS.items():
        if module not in {each.module for each in found}:
            yield f"{MODULE} imports nothing from {module}."
        for name in expected:
            if (module, name) not in names:
                yield f"{MODULE} does not import {module}.{name}, which calc/browser provides."
    for other in sorted({each.module for each in found} - set(IMPORTS)):
        yield f"{MODULE} imports from a module {other}, which calc/browser does not provide."
    values = [each for each in found if each.kind != wasm.FUNCTION]
    for each in values:
        known = IMPORTS.get(each.module, ())
        if (
            each.module in IMPORTS
            and each.module not in GENERATED_IMPORTS
            and each.name not in known
        ):
            yield f"{MODULE} imports the value {each.module}.{each.name}, which is not known here."
    bases = [each.name for each in values if each.kind == wasm.GLOBAL]
    for name, number in (
        ("__memory_base", MEMORY_BASE_GLOBAL),
        ("__table_base", TABLE_BASE_GLOBAL),
    ):
        if bases[number : number + 1] != [name]:
            yield f"The imported global {number} of {MODULE} is not {name}."
