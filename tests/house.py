"""The rules of the house, as functions that list what breaks them; `test_layers` holds them.

Each takes a folder with a `calc/` in it, so that a test can break a rule on purpose.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

GENERATOR = (
    *("units", "site", "words", "project", "cache", "shipped", "imports", "packages", "deadline"),
    "later",
    "identity",
    *(
        "form",
        "chart",
        "asked",
        "answer",
        "examples",
        "testing",
        "terminal",
        "markdown",
        "snapshot",
        "publish",
        "mkdocs",
        "browser",
    ),
)
"""The rooms that know no subject."""

GROUND = GENERATOR[:11]
ALLOWED: dict[str, tuple[str, ...]] = {
    "": (),
    "__main__": (*GROUND, "form", "markdown", "terminal", "mkdocs"),
    "units": (),
    "site": (),
    "words": ("units", "site"),
    "cache": (),
    "imports": (),
    "deadline": (),
    "later": (),
    "identity": (),
    "packages": ("site", "cache"),
    "shipped": ("site", "words", "imports", "packages", "deadline"),
    "project": ("site", "packages"),
    "form": ("units", "site", "words"),
    "chart": ("units", "words", "form"),
    "asked": ("units", "words", "form", "chart"),
    "answer": ("units", "form", "asked"),
    "examples": ("units", "form", "chart"),
    "testing": ("site", "project", "snapshot"),
    "terminal": (*GROUND, "form", "asked", "snapshot"),
    "markdown": (*GROUND, "form", "chart", "asked"),
    "snapshot": (*GROUND, "form", "answer", "markdown"),
    "publish": (*GROUND, "form", "markdown", "snapshot"),
    "mkdocs": (*GROUND, "form", "markdown", "snapshot", "publish"),
    "browser": (),
    "llm": ("units", "identity"),
    "calculators": ("units", "site", "identity", "form", "chart", "llm"),
    "analysis": (*GENERATOR, "llm", "calculators"),
}
"""What each room may import beside itself. The generator never imports the subject."""

SHIPS = (
    "",
    "units",
    "site",
    "words",
    "answer",
    "asked",
    "form",
    "chart",
    "later",
    "identity",
    "examples",
    "llm",
    "calculators",
)
"""The rooms that a reader's browser gets."""

SUBJECT = re.compile(
    r"llama|\bscout\b|maverick|behemoth|deepseek|qwen|mixtral|\bmoe\b|gpu.?hours?|co₂|flops?\b"
    r"|routed.experts|top.k\b|model_type|\bmfu\b|\bllm\b|language model",
    re.IGNORECASE,
)
"""Words of this site's subject."""

FORMATS = re.compile(
    r"toFixed|toPrecision|toExponential|toLocale|\bIntl\b|parseFloat"
    r"|Math\.(?:pow|log\w*|exp\w*|sqrt|cbrt|round)|\*\*|1e\d|[×÷²³⁴⁵⁶⁷⁸⁹]"
)
"""How JavaScript computes with figures, or shows them."""

JS_IMPORT = re.compile(
    r"""^\s*(?:import|export)\b[^;'"]*?['"](\.[^'"]+)['"]|\bimport\(\s*['"](\.[^'"]+)""",
    re.MULTILINE,
)


def python(root: Path) -> list[Path]:
    files = (root / "calc").rglob("*.py")
    return sorted(path for path in files if "template" not in path.parts)  # files of a new site


def scripts(root: Path) -> list[Path]:
    return sorted(p for kind in ("*.js", "*.mjs") for p in (root / "calc").rglob(kind))


def room(root: Path, path: Path) -> str:
    """The room that a file belongs to; "" for the package's own docstring."""
    first = path.relative_to(root / "calc").parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imports_of_rooms(root: Path) -> Iterator[str]:
    """Imports point one way."""
    for path in python(root):
        here = room(root, path)
        for name in imported(path):
            top, _, rest = name.partition(".")
            there = rest.partition(".")[0]
            if top == "calc" and there != here and there not in ALLOWED.get(here, ()):
                yield f"{_named(root, path)} imports {name}"


def subject_in_generator(root: Path) -> Iterator[str]:
    """The generator names no model, unit or source of the subject, in code or in comments."""
    for path in (*python(root), *scripts(root), *sorted((root / "calc").rglob("*.css"))):
        if room(root, path) in GENERATOR:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if found := SUBJECT.search(line):
                    yield f"{_named(root, path)}:{number} says {found[0]}"


def circles(root: Path) -> Iterator[str]:
    """No files import each other, directly or in a longer circle, also not inside functions."""
    for graph in (_python_graph(root), _script_graph(root)):
        for start in graph:
            if start in _reached(graph, graph[start]):
                yield f"{start} imports itself by way of {', '.join(sorted(graph[start]))}"


def other_packages_in_what_ships(root: Path) -> Iterator[str]:
    """What ships imports the standard library and annotated-types only, and no browser."""
    for path in python(root):
        if room(root, path) in SHIPS:
            tops = {name.partition(".")[0] for name in imported(path)}
            allowed = {*sys.stdlib_module_names, "annotated_types", "calc"}
            for top in tops - allowed | tops & {"tkinter", "webbrowser"}:
                yield f"{_named(root, path)} imports {top}"


def slow_imports_in_what_ships(root: Path) -> Iterator[str]:
    """What ships imports nothing large when it is imported: that would cost each reader time."""
    slow = {"decimal", "fractions", "statistics", "string", "typing_extensions"}
    slow |= {"logging", "pathlib", "datetime", "asyncio", "importlib.resources"}
    for path in python(root):
        if room(root, path) in SHIPS and room(root, path) != "examples":  # written as authors do
            top = [name for node in _tree(path).body for name in _modules(node)]
            yield from (f"{_named(root, path)} imports {name}" for name in slow & {*top})


def evaluated_text(root: Path) -> Iterator[str]:
    """What readers type and link never runs. Bytecode that the build made may."""
    for path in python(root):
        if room(root, path) in SHIPS:
            calls = [n for n in ast.walk(_tree(path)) if isinstance(n, ast.Call)]
            texts = [
                n for n in calls if not (n.args and "marshal.loads(" in ast.unparse(n.args[0]))
            ]
            names = {n.func.id for n in texts if isinstance(n.func, ast.Name)}
            for name in names & {"eval", "exec", "compile", "__import__"}:
                yield f"{_named(root, path)} calls {name}"
    for path in scripts(root):
        for found in re.findall(r"\beval\(|new Function|document\.write|outerHTML", _code(path)):
            yield f"{_named(root, path)} uses {found}"


INSIDE_PYODIDE = ("usage_probe.py", "sitecustomize.py")
"""They run in Pyodide while the snapshot is made, to change how that process imports."""


def changed_modules(root: Path) -> Iterator[str]:
    """No module puts something else into another."""
    for path in (path for path in python(root) if path.name not in INSIDE_PYODIDE):
        names = {*_module_names(path)}
        for node in ast.walk(_tree(path)):
            for target in _targets(node):
                if isinstance(target, ast.Name) and target.id in names:
                    yield f"{_named(root, path)}:{node.lineno} changes {target.id}"  # type: ignore[attr-defined]


FOR_AUTHORS = ("DeclarationError", "TypeError", "QuestionError", "AttributeError")
"""What these errors say, no reader sees."""
ABOUT_DECLARATIONS = (
    *("calc/form/signature.py", "calc/form/table.py", "calc/chart/of_table.py"),
    *("calc/form/formula.py", "calc/form/formula_check.py"),
)
"""Files whose sentences are all about declarations, for authors too."""

INSIDE = {
    # Faults of a program, and parts of what argparse and the module math say.
    *("math domain error", "math range error"),
    *("NaN is not a position of a slider.", " has ", " values for ", " parts"),
    *("no round values cover ", " to ", "ignored explicit", "not allowed with"),
}
MARKUP = re.compile(r"^[^<>]*>|<[^>]*>?|[\w-]+=|\"[^\"]*\"")
SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")


def sentences_outside_words(root: Path) -> Iterator[str]:
    """What readers see and hear is in `calc.words`, so that it can be translated."""
    for path in python(root):
        shown = room(root, path) in ("form", "chart", "terminal", "answer")
        if shown and _named(root, path) not in ABOUT_DECLARATIONS:
            ours = {id(text) for node in ast.walk(_tree(path)) for text in _for_authors(node)}
            for node in ast.walk(_tree(path)):
                if isinstance(node, ast.Constant) and id(node) not in ours:
                    text = MARKUP.sub("·", str(node.value))
                    if SENTENCE.search(text) and node.value not in INSIDE:
                        yield f"{_named(root, path)}:{node.lineno} says {node.value!r}"


def _for_authors(node: ast.AST) -> Iterator[ast.AST]:
    """The constants of a docstring, or of an error that only authors get."""
    match node:
        case ast.Expr(value=ast.Constant() as text):
            yield text
        case ast.Raise(exc=ast.Call(func=ast.Name(id=name)) as call) if name in FOR_AUTHORS:
            yield from ast.walk(call)


def tests_in_product(root: Path) -> Iterator[str]:
    """Nothing in calc/ reads tests/."""
    for path in (*python(root), *scripts(root)):
        for number, line in enumerate(_code(path).splitlines(), 1):
            if re.search(r"""/ "tests"|"tests/|\bfrom tests\b|\bimport tests\b""", line):
                yield f"{_named(root, path)}:{number} names tests/"


def pages_in_arithmetic(root: Path) -> Iterator[str]:
    """`llm` knows no page."""
    for path in python(root):
        if room(root, path) == "llm":
            for found in re.findall(r"\b[\w-]+\.md#|\bdocs/[\w-]+\.md", _code(path)):
                yield f"{_named(root, path)} names {found}"


def formulas_in_scripts(root: Path) -> Iterator[str]:
    """JavaScript knows no formula and formats no number."""
    for path in scripts(root):
        if room(root, path) == "browser":
            yield from (f"{_named(root, path)}: {found}" for found in FORMATS.findall(_code(path)))


def calculators_in_scripts(root: Path) -> Iterator[str]:
    """JavaScript knows no calculator: a new one is one Python file."""
    folder = root / "calc" / "calculators"
    names = {path.stem for path in folder.glob("*.py") if path.stem[0] != "_"}
    for path in scripts(root):
        words = {*re.findall(r"\w+", _code(path))}
        yield from (f"{_named(root, path)} names {word}" for word in sorted(words & names))


def imported(path: Path) -> Iterator[str]:
    """Modules that a file imports, wherever in it, with what is imported from them."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative imports hide where a thing is from"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def _modules(node: ast.AST) -> list[str]:
    match node:
        case ast.Import():
            return [name.name for name in node.names]
        case ast.ImportFrom():
            return [node.module or ""]
    return []


def _module_names(path: Path) -> Iterator[str]:
    """Names in a file that are modules or what is imported from them."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (name.asname or name.name.partition(".")[0] for name in node.names)


def _targets(node: ast.AST) -> Iterator[ast.expr]:
    """Whose attribute or item a statement sets."""
    match node:
        case ast.Assign():
            targets = node.targets
        case ast.AugAssign() | ast.AnnAssign():
            targets = [node.target]
        case ast.Delete():
            targets = node.targets
        case ast.Call(func=ast.Name(id="setattr"), args=[target, *_]):
            yield target
            return
        case _:
            return
    yield from (one.value for one in targets if isinstance(one, ast.Attribute))


def _python_graph(root: Path) -> dict[str, set[str]]:
    """Which modules each imports."""
    files = {_module(root, path): path for path in python(root)}
    return {
        name: {
            found
            for one in imported(path)
            for found in (one if one in files else one.rpartition(".")[0],)
            if found in files
        }
        for name, path in files.items()
    }


def _script_graph(root: Path) -> dict[str, set[str]]:
    files = {_named(root, path): path for path in scripts(root)}
    return {
        name: {
            _named(root, there)
            for groups in JS_IMPORT.findall(_code(path))
            if (there := (path.parent / "".join(groups)).resolve()).exists()
        }
        for name, path in files.items()
    }


def _reached(graph: dict[str, set[str]], starts: Iterable[str]) -> set[str]:
    found: set[str] = set()
    todo = [*starts]
    while todo:
        if (one := todo.pop()) not in found:
            found.add(one)
            todo += graph.get(one, ())
    return found


def _module(root: Path, path: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _code(path: Path) -> str:
    """A file without its comments."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return re.sub(r"(^|\s)#.*", "", text)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"(^|\s)//.*", "", text)


def _named(root: Path, path: Path) -> str:
    return path.resolve().relative_to(root.resolve()).as_posix()
