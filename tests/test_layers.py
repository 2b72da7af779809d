"""Imports point one way, and each language keeps to its own."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from calc import shipped

ROOT = Path(__file__).parents[1]
PYTHON = sorted((ROOT / "calc").rglob("*.py"))
SCRIPTS = sorted((ROOT / "calc" / "browser").glob("*.js"))

EVERYTHING = (
    *("units", "site", "project", "cache", "shipped"),
    *("llm", "form", "chart", "calculators", "answer"),
    *("markdown", "snapshot", "publish", "mkdocs", "analysis"),
)

BELOW = {
    "": (),
    "site": (),
    "cache": (),
    "shipped": ("site",),
    "project": ("site",),
    "units": (),
    "llm": ("units", "llm"),
    "form": ("units", "form", "site", "chart"),
    "chart": ("units", "form", "chart"),
    "calculators": ("units", "llm", "form", "chart", "calculators"),
    "answer": ("units", "form"),
    "terminal": ("units", "form", "shipped", "terminal"),
    "__main__": ("project", "site", "analysis", "terminal"),
    **dict.fromkeys(("markdown", "snapshot", "publish", "mkdocs", "analysis"), EVERYTHING),
}
"""What each part of `calc` may import from it."""

SHIPS = ("", "units", "site", "llm", "form", "chart", "calculators", "answer")
"""What runs in the browser too."""


def part(path: Path) -> str:
    """The part of `calc` that a file belongs to; "" for the package's own docstring."""
    first = path.relative_to(ROOT / "calc").parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imported(path: Path) -> Iterator[str]:
    """Modules that a file imports, wherever in it, with what is imported from them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative imports hide where a thing is from"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_part_has_its_place():
    assert {part(path) for path in PYTHON} <= set(BELOW)


@pytest.mark.parametrize("path", PYTHON, ids=named)
def test_imports_point_one_way(path: Path):
    parts = {name.split(".")[1] for name in imported(path) if name.startswith("calc.")}
    assert parts <= set(BELOW[part(path)])


@pytest.mark.parametrize("path", [p for p in PYTHON if part(p) in SHIPS], ids=named)
def test_what_ships_imports_only_the_standard_library_and_annotated_types(path: Path):
    """And knows neither the page nor the engine that runs it."""
    tops = {name.partition(".")[0] for name in imported(path)}
    assert tops <= {*sys.stdlib_module_names, "annotated_types", "calc"}
    assert not tops & {"js", "pyodide", "pyodide_js", "_pyodide_core", "tkinter", "webbrowser"}


def test_what_ships_is_what_the_bundle_takes():
    paths = [path for path in shipped.sources() if path.startswith("calc/")]
    assert {part(ROOT / path) for path in paths} == set(SHIPS)


@pytest.mark.parametrize("path", [p for p in PYTHON if part(p) in SHIPS], ids=named)
def test_what_ships_imports_cheaply(path: Path):
    """Each of these modules would cost a reader milliseconds before the first answer."""
    top = [
        name
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [n.name for n in node.names]
        )
    ]
    assert not set(top) & {"decimal", "fractions", "statistics", "string", "typing_extensions"}
    assert not set(top) & {"logging", "pathlib", "datetime", "asyncio", "importlib.resources"}


@pytest.mark.parametrize("path", [p for p in PYTHON if part(p) in SHIPS], ids=named)
def test_nothing_is_evaluated_from_text(path: Path):
    """What readers type and link must never run."""
    calls = [n.func for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call)]
    names = {func.id for func in calls if isinstance(func, ast.Name)}
    assert not names & {"eval", "exec", "compile", "__import__"}


FORMATS = re.compile(
    r"toFixed|toPrecision|toExponential|toLocale|\bIntl\b|parseFloat"
    r"|Math\.(?:pow|log\w*|exp\w*|sqrt|cbrt|round)|\*\*|1e\d|[×÷²³⁴⁵⁶⁷⁸⁹]"
)
"""How JavaScript computes with a model's figures, or shows them."""


def code(path: Path) -> str:
    """A script without its comments."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"(^|\s)//.*", "", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_javascript_knows_no_formula_and_formats_no_number(path: Path):
    assert FORMATS.findall(code(path)) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_javascript_knows_no_calculator(path: Path):
    """A new calculator is one Python file; no script has its name or that of a parameter."""
    calculators = [p.stem for p in PYTHON if p.parent.name == "calculators" and p.stem[0] != "_"]
    words = set(re.findall(r"\w+", code(path)))
    assert not words & {*calculators, "routed_experts", "top_k", "gpu_hours", "mfu"} - {"experts"}


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_javascript_evaluates_no_text(path: Path):
    assert re.findall(r"\beval\(|new Function|document\.write|outerHTML", code(path)) == []


def test_the_checks_see_what_they_look_for(tmp_path: Path):
    """Or a file in the wrong place would pass them all."""
    assert SCRIPTS
    assert {part(path) for path in PYTHON} >= {"units", "llm", "form", "calculators", "snapshot"}
    wrong = tmp_path / "wrong.js"
    wrong.write_text("// toFixed\nx.toFixed(2); /* Intl */ Math.log10(y) * 1e12", encoding="utf-8")
    assert FORMATS.findall(code(wrong)) == ["toFixed", "Math.log10", "1e1"]
    lazy = tmp_path / "lazy.py"
    lazy.write_text("def f():\n    from calc.llm import models\n    import js", encoding="utf-8")
    assert list(imported(lazy)) == ["calc.llm.models", "js"]
