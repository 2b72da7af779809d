"""The modules that browsers run: what they import from each other and what they define."""

import ast
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from calc import shipped


@dataclass(frozen=True, kw_only=True)
class Module:
    """A source file."""

    name: str
    path: str
    source: str
    title: str
    """The first paragraph of its docstring, on one line."""
    imports: tuple[str, ...]
    """The other modules of these that it imports, at its top or in functions."""
    definitions: dict[str, int]
    """The line of each function, class and constant."""


def modules() -> dict[str, Module]:
    """All modules of `calc` that browsers run, by name."""
    return {name: module(name) for name in _sources()}


def names() -> Collection[str]:
    """Their names; nothing is parsed for this."""
    return _sources().keys()


@cache
def module(name: str) -> Module:
    """One of these modules."""
    path, source = _sources()[name]
    return _module(name, path, source, _sources().keys())


@cache
def _sources() -> dict[str, tuple[str, str]]:
    """Path and source of each module."""
    return {
        _name(path): (path, source.decode())
        for path, source in shipped.sources().items()
        if path.startswith("calc/")
    }


def users(name: str) -> list[str]:
    """The modules that import one."""
    return [other.name for other in modules().values() if name in other.imports]


@cache
def calls(name: str) -> list[tuple[str, str]]:
    """The calls `module.function(…)` in a module, as pairs of module and function."""
    nodes = list(ast.walk(_tree(*_sources()[name])))
    known = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if f"{node.module}.{alias.name}" in names()
    }
    found: dict[tuple[str, str], None] = {}
    for node in nodes:
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=alias), attr=function)) if (
                alias in known and function in module(known[alias]).definitions
            ):
                found[known[alias], function] = None
    return list(found)


def _tree(path: str, source: str) -> ast.Module:
    """Parse a module; a SyntaxError names its file."""
    return ast.parse(source, path)


def _name(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _module(name: str, path: str, source: str, known: Collection[str]) -> Module:
    tree = _tree(path, source)
    title, _, _ = (ast.get_docstring(tree) or "").partition("\n\n")
    found = {each for node in ast.walk(tree) for each in _imported(node, known)}
    return Module(
        name=name,
        path=path,
        source=source,
        title=" ".join(title.split()),
        imports=tuple(sorted(found - {name})),
        definitions=dict(_defined(tree)),
    )


def _imported(node: ast.AST, known: Collection[str]) -> list[str]:
    """The known modules that a statement imports, in either way of writing it."""
    match node:
        case ast.Import():
            names = [alias.name for alias in node.names]
        case ast.ImportFrom():
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [each if each in known else node.module or "" for each in names]
        case _:
            return []
    return [each for each in names if each in known]


def _defined(tree: ast.Module) -> list[tuple[str, int]]:
    """The top-level definitions of a module, in order, each name once."""
    found: list[tuple[str, int]] = []
    for node in tree.body:
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                found.append((node.name, node.lineno))
            case ast.TypeAlias(name=ast.Name(id=name)) | ast.AnnAssign(target=ast.Name(id=name)):
                found.append((name, node.lineno))
            case ast.Assign():
                names = [name for name in node.targets if isinstance(name, ast.Name)]
                found += [(name.id, node.lineno) for name in names]
    return list(reversed(dict(reversed(found)).items()))
