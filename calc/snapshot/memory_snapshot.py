"""The memory snapshot: Python's memory after everything is imported and calculators have answered.

It is made when the site is built. A reader's browser copies it into the interpreter's memory and
asks: it neither starts Python nor imports a module. The calculators have answered before, so that
CPython has already specialised their bytecode.
"""

import json
import marshal
from collections.abc import Collection, Iterator
from pathlib import Path

from calc import cache, shipped
from calc.form import registry
from calc.form.fields import Choice
from calc.form.line_fields import Date, Line
from calc.form.number_field import Number
from calc.snapshot import bytecode, pyodide_abi, pyodide_in_node
from calc.snapshot.pyodide_in_node import MemorySnapshot

FUNCTION = f"{shipped.READER}.answer"

WARM_UP_ROUNDS = 4
"""How often each calculator has answered: CPython specialises bytecode that has run a few times.
Source: PEP 659, https://peps.python.org/pep-0659/"""

SOURCES = cache.key_of_files(*pyodide_in_node.SCRIPTS, Path(bytecode.__file__))


def make(
    stdlib: bytes,
    package: bytes,
    function: str = FUNCTION,
    *,
    warm_up: Collection[str] = (),
    kept: Collection[str] | None = None,
    zeroed: Collection[tuple[int, int]] = (),
) -> MemorySnapshot:
    """The snapshot of a Python that has imported all modules of two archives.

    It can call `function`, which has already answered the texts of `warm_up`. Only the functions of
    these keys have `kept` their code; the code of the others is `later`, or nothing if all keep it.
    The snapshot leaves out the `zeroed` ranges of addresses. Raises `BuildError`.
    """
    facts = str([[*zeroed], kept and [*kept]])
    name = cache.key(pyodide_abi.identity(), SOURCES, facts, stdlib, package, *warm_up, function)

    def content() -> bytes:
        paths = [path for each in (stdlib, package) for path in sorted(bytecode.unpacked(each))]
        modules = list(map(bytecode.module, paths))
        made = pyodide_in_node.snapshot(
            stdlib, package, function, modules=modules, warm_up=warm_up, kept=kept, zeroed=zeroed
        )
        return bytecode.marshalled((made.layout, made.content, made.later))

    layout, memory, later = marshal.loads(cache.get(f"memory/{name}", content))
    return MemorySnapshot(content=memory, layout=layout, later=later)


def warm_up_questions() -> Iterator[str]:
    """Questions as readers ask them, each with one input of a calculator changed."""
    for _ in range(WARM_UP_ROUNDS):
        for name in registry.names():
            fields = registry.find(name).fields
            for inputs in _changed(fields.items()):
                yield json.dumps({"calculator": name, "inputs": inputs})


def _changed(fields: Collection[tuple[str, object]]) -> Iterator[dict[str, str]]:
    yield {}
    for name, field in fields:
        match field:
            case Number():
                yield {name: field.text(field.low)}
            case Choice():
                yield {name: field.options[-1].key}
            case Date():
                yield {name: field.example}
            case Line():
                yield {name: "Ada"}
