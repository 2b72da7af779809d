"""Python in the browser: Pyodide, CPython, and what is built into them.

Source: Pyodide's Makefile.envs and cpython/Makefile, https://github.com/pyodide/pyodide; CPython's
Misc/sbom.spdx.json; the licences of each.
"""

import json

from calc.fence.bundle import npm
from calc.fence.parts.part import UNKNOWN, Part

INFO = json.loads(npm.file("pyodide-lock.json"))["info"]
PYODIDE = json.loads(npm.file("package.json"))["version"]
EMSCRIPTEN = INFO["platform"].removeprefix("emscripten_").replace("_", ".")

PARTS = (
    Part(
        name="Pyodide",
        version=PYODIDE,
        licence="MPL-2.0",
        copyright="2018–2026 the Pyodide contributors and Mozilla",
        source=f"https://github.com/pyodide/pyodide/tree/{PYODIDE}",
        package="pkg:npm/pyodide",
        files=("runtime/pyodide.", "runtime/python.", "runtime/whole."),
        changed="pyodide.asm.js without its lines for functions of the machine that nothing here "
        "calls; pyodide.asm.wasm whole, and once more without functions that no answer calls and "
        "the data that only they read",
    ),
    Part(
        name="stackframe and error-stack-parser",
        licence="MIT",
        copyright="2017 Eric Wendelin and other contributors",
        source="https://github.com/stacktracejs/error-stack-parser",
        within="Pyodide",
    ),
    Part(
        name="hiwire",
        licence=UNKNOWN,
        copyright="the Pyodide contributors",
        source="https://github.com/pyodide/hiwire",
        within="Pyodide",
    ),
    Part(
        name="CPython",
        version=INFO["python"],
        licence="PSF-2.0",
        copyright="2001–2025 the Python Software Foundation",
        source="https://github.com/python/cpython",
        package="pkg:generic/cpython",
        within="Pyodide",
        files=("runtime/image.",),
        changed="with Pyodide's patches; of the standard library those modules that are reached, "
        "compiled to bytecode without docstrings and asserts; all of it as it is in memory when it "
        "is ready",
    ),
    Part(
        name="Expat",
        version="2.6.4",
        licence="MIT",
        copyright="1998–2000 Thai Open Source Software Center Ltd and Clark Cooper; 2001–2024 the "
        "Expat maintainers",
        source="https://github.com/libexpat/libexpat",
        within="CPython",
    ),
    Part(
        name="libmpdec",
        version="2.5.1",
        licence="BSD-2-Clause",
        copyright="2008–2020 Stefan Krah",
        source="https://www.bytereef.org/mpdecimal/",
        within="CPython",
    ),
    Part(
        name="HACL*",
        licence="MIT",
        copyright="2016–2022 INRIA, CMU and Microsoft Corporation; 2022–2023 HACL* contributors",
        source="https://github.com/hacl-star/hacl-star",
        within="CPython",
    ),
    Part(
        name="BLAKE2",
        licence="CC0-1.0",
        copyright="2012 Samuel Neves",
        source="https://github.com/BLAKE2/libb2",
        within="CPython",
    ),
    Part(
        name="zlib",
        version="1.3.1",
        licence="Zlib",
        copyright="1995–2024 Jean-loup Gailly and Mark Adler",
        source="https://github.com/madler/zlib",
        within="Pyodide",
    ),
    Part(
        name="bzip2",
        version="1.0.6",
        licence="bzip2-1.0.6",
        copyright="1996–2010 Julian R Seward",
        source="https://sourceware.org/bzip2/",
        within="Pyodide",
    ),
    Part(
        name="libffi",
        licence="MIT",
        copyright="1996–2024 Anthony Green, Red Hat, Inc and others",
        source="https://github.com/libffi/libffi",
        within="Pyodide",
    ),
    Part(
        name="Emscripten",
        version=EMSCRIPTEN,
        licence="MIT",
        copyright="2010–2025 the Emscripten authors",
        source="https://github.com/emscripten-core/emscripten",
        within="Pyodide",
    ),
    Part(
        name="MiniLZ4",
        licence="MIT",
        copyright="2012 Pierre Curto",
        source="https://github.com/pierrec/node-lz4",
        within="Emscripten",
    ),
    Part(
        name="musl",
        licence="MIT",
        copyright="2005–2020 Rich Felker and others",
        source="https://musl.libc.org/",
        within="Emscripten",
    ),
    Part(
        name="compiler-rt, libc++, libc++abi and libunwind",
        licence="Apache-2.0 WITH LLVM-exception",
        copyright="2003–2025 the LLVM contributors",
        source="https://github.com/llvm/llvm-project",
        within="Emscripten",
    ),
    Part(
        name="dlmalloc",
        licence="CC0-1.0",
        copyright="Doug Lea, who gave it to the public domain",
        source="https://gee.cs.oswego.edu/dl/html/malloc.html",
        within="Emscripten",
    ),
)
