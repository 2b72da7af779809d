"""The modules that ship, what they import from each other, and what they define."""

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
    """The first paragraph of its docstring, on a line."""
    imports: tuple[str, ...]
    """Modules of this project that it imports, wherever in it."""
    definitions: dict[str, int]
    """Functions, classes and constants, each with its line."""


def modules() -> dict[str, Module]:
    """All of `calc` that runs in the browser too, by name."""
    return {name: module(name) for name in _sources()}


def names() -> Collection[str]:
    """The names alone, for which nothing is parsed."""
    return _sources().keys()


@cache
def module(name: str) -> Module:
    """One of them."""
    path, source = _sources()[name]
    return _module(name, path, source, _sources().keys())


@cache
def _sources() -> dict[str, tuple[str, str]]:
    """Path and source of each, by name."""
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
    """The functions that a module calls by the module they are in: `training.gpu_hours(…)`."""
    nodes = list(ast.walk(ast.parse(module(name).source)))
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


def _name(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _module(name: str, path: str, source: str, known: Collection[str]) -> Module:
    tree = ast.parse(source)
    told, _, _ = (ast.get_docstring(tree) or "").partition("\n\n")
    found = {each for node in ast.walk(tree) for each in _imported(node, known)}
    return Module(
        name=name,
        path=path,
        source=source,
        title=" ".join(told.split()),
        imports=tuple(sorted(found - {name})),
        definitions=dict(_defined(tree)),
    )


def _imported(node: ast.AST, known: Collection[str]) -> list[str]:
    """What one statement imports: `from calc.llm import flops` is `calc.llm.flops`."""
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
    """What a module defines at its top, in order, each name once."""
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
