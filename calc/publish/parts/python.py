"""Python in the browser: Pyodide, CPython, and the libraries in them.

Source: Pyodide's Makefile.envs and cpython/Makefile, https://github.com/pyodide/pyodide, which name
the commits of hiwire and libffi; CPython's Misc/sbom.spdx.json and Doc/license.rst; the licence of
each in that version.
"""

import json

from calc.publish.parts.part import Part
from calc.snapshot import npm, pyodide_abi
from calc.snapshot.pyodide_abi import BUILT_IN

INFO = json.loads(npm.file(pyodide_abi.LOCK))["info"]
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
        files=("runtime/pyodide.", "runtime/python.", "runtime/full."),
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
        licence="MPL-2.0",
        copyright="2023–2025 Hood Chatham",
        source="https://github.com/pyodide/hiwire",
        within="Pyodide",
    ),
    Part(
        name="CPython",
        version=INFO["python"],
        licence="PSF-2.0",
        copyright="2001–2024 the Python Software Foundation; 2000 BeOpen.com; 1995–2001 the "
        "Corporation for National Research Initiatives; 1991–1995 Stichting Mathematisch Centrum, "
        "Amsterdam; 1997–2002 Secret Labs AB (regular expressions)",
        source="https://github.com/python/cpython",
        package="pkg:generic/cpython",
        within="Pyodide",
        files=("runtime/snapshot.",),
        changed="with Pyodide's patches; of the standard library those modules that are reached, "
        "compiled to bytecode without docstrings and asserts; all of it as it is in memory when it "
        "is ready",
    ),
    Part(
        name="Expat",
        version=BUILT_IN["Expat"].version,
        licence="MIT",
        copyright="1998–2000 Thai Open Source Software Center Ltd and Clark Cooper; 2001–2022 the "
        "Expat maintainers",
        source="https://github.com/libexpat/libexpat",
        within="CPython",
    ),
    Part(
        name="libmpdec",
        version=BUILT_IN["libmpdec"].version,
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
        name="mimalloc",
        version="2.1.2",
        licence="MIT",
        copyright="2018–2021 Microsoft Corporation and Daan Leijen",
        source="https://github.com/microsoft/mimalloc",
        within="CPython",
    ),
    Part(
        name="dtoa",
        licence="dtoa",
        copyright="1991, 2000 and 2001 Lucent Technologies; written by David M. Gay",
        source="https://www.netlib.org/fp/",
        within="CPython",
    ),
    Part(
        name="Mersenne Twister",
        licence="BSD-3-Clause",
        copyright="1997–2002 Makoto Matsumoto and Takuji Nishimura",
        source="http://www.math.sci.hiroshima-u.ac.jp/m-mat/MT/emt.html",
        within="CPython",
    ),
    Part(
        name="csiphash",
        licence="MIT",
        copyright="2013 Marek Majkowski",
        source="https://github.com/majek/csiphash",
        within="CPython",
    ),
    Part(
        name="Global Unbounded Sequences",
        licence="BSD-2-Clause",
        copyright="2019 and 2020 Jeffrey Roberson",
        source="https://github.com/freebsd/freebsd-src",
        within="CPython",
    ),
    Part(
        name="zlib",
        version=BUILT_IN["zlib"].version,
        licence="Zlib",
        copyright="1995–2024 Jean-loup Gailly and Mark Adler",
        source="https://github.com/madler/zlib",
        within="Pyodide",
    ),
    Part(
        name="bzip2",
        version=BUILT_IN["bzip2"].version,
        licence="bzip2-1.0.6",
        copyright="1996–2010 Julian R Seward",
        source="https://sourceware.org/bzip2/",
        within="Pyodide",
    ),
    Part(
        name="libffi",
        licence="MIT",
        copyright="1996–2022 Anthony Green, Red Hat, Inc and others",
        source="https://github.com/libffi/libffi",
        within="Pyodide",
    ),
    Part(
        name="Emscripten",
        version=EMSCRIPTEN,
        licence="MIT",
        copyright="2010–2014 the Emscripten authors",
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
        copyright="2009–2019 the contributors listed in CREDITS.TXT, and those since",
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
