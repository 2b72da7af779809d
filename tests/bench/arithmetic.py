"""How long a config.json takes to become all its figures, in CPython and in Pyodide.

    python -m tests.bench.arithmetic

Pyodide runs under Node. The import is that of a page whose first answer
needs the arithmetic: modules compiled before, as they are shipped.
"""

import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).parent.parent.parent

IN_CPYTHON = "from tests.bench.arithmetic import measured; print(measured())"

IN_PYODIDE = """
const [pyodide, root, annotatedTypes] = process.argv.slice(-3);
const { loadPyodide } = await import(pyodide);
const python = await loadPyodide();
python.mountNodeFS("/project", root);
python.mountNodeFS("/packages/annotated_types", annotatedTypes);
python.runPython(`import sys; sys.path[:0] = ["/project", "/packages"]`);
console.log(python.runPython("from tests.bench.arithmetic import measured; measured()"));
"""


def figures(config: dict[str, Any]) -> None:
    """Everything there is to compute about one model."""
    from calc.llm import config as config_json
    from calc.llm import flops, memory, parameters

    model = config_json.read(config)
    parameters.breakdown(model)
    parameters.total(model)
    parameters.active(model)
    parameters.active(model, input_embedding=False)
    parameters.vision(model)
    parameters.multi_token_prediction(model)
    flops.breakdown(model, 4096)
    flops.training(model, 10**12)
    flops.training(model, 10**12, context=4096)
    flops.shortcut_error(model, 4096)
    memory.kv_cache(model, 4096)
    memory.kv_cache_unwindowed(model, 4096)
    memory.weights(model)


def deepseek_v3() -> dict[str, Any]:
    """The config of a model of 61 layers."""
    lines = (ROOT / "calc/analysis/data/parameters.jsonl").read_text().splitlines()
    return next(row["hf_config"] for row in map(json.loads, lines) if row["id"] == "DeepSeek-V3")


def median_ms(config: dict[str, Any], rounds: int = 51) -> float:
    times = []
    for _ in range(rounds):
        start = perf_counter()
        figures(config)
        times.append(perf_counter() - start)
    return 1000 * sorted(times)[rounds // 2]


def measured() -> str:
    """Import, first figures and median, in milliseconds, as JSON."""
    import calc.units

    start = perf_counter()
    import calc.llm.config
    import calc.llm.flops
    import calc.llm.memory
    import calc.llm.models  # noqa: F401

    imported = 1000 * (perf_counter() - start)
    config = deepseek_v3()
    start = perf_counter()
    figures(config)
    first = 1000 * (perf_counter() - start)
    return json.dumps([imported, first, median_ms(config)])


def main(runs: int = 5) -> None:
    import compileall  # on the host only
    import py_compile
    import shutil
    import subprocess
    import tempfile

    import annotated_types

    from calc.snapshot import node, npm

    with tempfile.TemporaryDirectory() as shipped:
        for part in ("calc", "tests/bench"):
            shutil.copytree(ROOT / part, Path(shipped, part))
        unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
        compileall.compile_dir(shipped, quiet=1, force=True, invalidation_mode=unchecked)
        here = f"CPython {sys.version.split()[0]}"
        packages = Path(annotated_types.__file__).parent
        pyodide = (npm.folder() / "pyodide" / "pyodide.mjs").as_uri()
        in_node = [node.path(), "--input-type=module", "-e", IN_PYODIDE]
        commands: dict[str, list[str | Path]] = {
            here: [sys.executable, "-c", IN_CPYTHON],
            "Pyodide": [*in_node, pyodide, shipped, packages],
        }
        for name, command in commands.items():
            cwd = shipped if name == here else ROOT
            lines = [
                subprocess.run(command, check=True, capture_output=True, text=True, cwd=cwd).stdout
                for _ in range(runs)
            ]
            imported, first, then = (
                sorted(times)[runs // 2] for times in zip(*map(json.loads, lines), strict=True)
            )
            print(
                f"DeepSeek-V3 in {name}: import {imported:.1f} ms, "
                f"first figures {first:.1f} ms, then {then:.2f} ms"
            )


if __name__ == "__main__":
    main()
