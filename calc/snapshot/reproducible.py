"""Code whose results differ from time to time or from machine to machine, found in its source.

The build and the browser would give different results for the same inputs.
"""

import ast
from collections.abc import Iterator, Mapping

from calc.shipped import Module

CHANGING: Mapping[str, str] = {
    "random": "random.Random(1) with a fixed number",
    "secrets": "random.Random(1) with a fixed number",
    "uuid.uuid1": "an input",
    "uuid.uuid4": "an input",
    "os.urandom": "random.Random(1) with a fixed number",
    "os.environ": "an input",
    "os.getenv": "an input",
    "time.time": "an input",
    "time.time_ns": "an input",
    "time.monotonic": "an input",
    "time.perf_counter": "an input",
    "time.localtime": "an input",
    "time.gmtime": "an input",
    "datetime.date.today": "an input with a date",
    "datetime.datetime.now": "an input with a date",
    "datetime.datetime.today": "an input with a date",
    "datetime.datetime.utcnow": "an input with a date",
}
"""Names that give another value each time, and what to use instead."""

FIXED = ("random.Random",)
"""Names in these modules that give the same values each time."""


def problems(module: Module) -> Iterator[str]:
    """A sentence for each place of a module that uses such a name. Raises SyntaxError."""
    tree = ast.parse(module.file.read_bytes(), filename=str(module.file))
    known = dict(_imported(tree))
    seen: set[tuple[int, str]] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute | ast.Name):
            continue
        name = _name(node, known)
        wrong = next((each for each in CHANGING if f"{name}.".startswith(f"{each}.")), "")
        fixed = any(f"{name}.".startswith(f"{each}.") for each in FIXED)
        if not wrong or fixed or name == wrong == "random" or (node.lineno, wrong) in seen:
            continue
        seen.add((node.lineno, wrong))
        yield (
            f"{module.place(node.lineno)}: {name} gives another value each time, and page and"
            f" browser would disagree; use {CHANGING[wrong]}."
        )


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Local names, and what they are."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                for alias in names:
                    top = alias.name.partition(".")[0]
                    yield (alias.asname, alias.name) if alias.asname else (top, top)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                for alias in names:
                    yield alias.asname or alias.name, f"{module}.{alias.name}"


def _name(node: ast.expr, known: Mapping[str, str]) -> str:
    """The full name of what an expression names; "" for anything else."""
    match node:
        case ast.Name(id=name):
            return known.get(name, "")
        case ast.Attribute(value=value, attr=attribute):
            above = _name(value, known)
            return f"{above}.{attribute}" if above else ""
    return ""
