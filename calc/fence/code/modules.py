"""The modules that ship, what they import from each other, and what they define."""

import ast
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


@cache
def modules() -> dict[str, Module]:
    """All of `calc` that runs in the browser too, by name."""
    paths = {_name(path): path for path in shipped.sources() if path.startswith("calc/")}
    sources = shipped.sources()
    return {
        name: _module(name, path, sources[path].decode(), set(paths))
        for name, path in paths.items()
    }


def users(name: str) -> list[str]:
    """The modules that import one."""
    return [other.name for other in modules().values() if name in other.imports]


@cache
def calls(name: str) -> list[tuple[str, str]]:
    """The functions that a module calls by the module they are in: `training.gpu_hours(…)`."""
    nodes = list(ast.walk(ast.parse(modules()[name].source)))
    known = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if f"{node.module}.{alias.name}" in modules()
    }
    found: dict[tuple[str, str], None] = {}
    for node in nodes:
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=alias), attr=function)) if (
                alias in known and function in modules()[known[alias]].definitions
            ):
                found[known[alias], function] = None
    return list(found)


def _name(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _module(name: str, path: str, source: str, known: set[str]) -> Module:
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


def _imported(node: ast.AST, known: set[str]) -> list[str]:
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
