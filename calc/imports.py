"""What a source file imports, read from its text: nothing is run."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Import:
    """A name in an import statement, at the top of a file or inside a function."""

    name: str
    """"a.b" for `import a.b`; for `from a import b` both "a" and "a.b"."""
    line: int
    needed: bool
    """False if there may be no such module: `b` above may be a function, and what a `try` imports
    may be missing."""


def imports(source: bytes | str, module: str, *, is_package: bool, path: str = "") -> list[Import]:
    """The imports of a module, without those for type checkers only. Raises SyntaxError."""
    tree = ast.parse(source, filename=path or module)
    package = module if is_package else module.rpartition(".")[0]
    return [*_of_body(tree.body, package, needed=True)]


def prefixes(name: str) -> list[str]:
    """The packages of a module, and the module: a, a.b, a.b.c."""
    parts = name.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _of_body(nodes: list[ast.stmt], package: str, *, needed: bool) -> Iterator[Import]:
    for node in nodes:
        match node:
            case ast.Import(names=names):
                for alias in names:
                    yield Import(name=alias.name, line=node.lineno, needed=needed)
            case ast.ImportFrom():
                yield from _from(node, package, needed=needed)
            case ast.If(test=test, orelse=rest) if _is_type_checking(test):
                yield from _of_body(rest, package, needed=needed)
            case ast.Try() | ast.TryStar():
                caught = needed and not any(map(_catches, node.handlers))
                yield from _of_body(node.body, package, needed=caught)
                for handler in node.handlers:
                    yield from _of_body(handler.body, package, needed=needed)
                yield from _of_body([*node.orelse, *node.finalbody], package, needed=needed)
            case _:
                for _, value in ast.iter_fields(node):
                    for inner in value if isinstance(value, list) else ():
                        yield from _of_part(inner, package, needed=needed)


def _of_part(part: object, package: str, *, needed: bool) -> Iterator[Import]:
    """The imports in a statement of a block, or in the block of a `case`."""
    if isinstance(part, ast.stmt):
        yield from _of_body([part], package, needed=needed)
    elif isinstance(part, ast.match_case):
        yield from _of_body(part.body, package, needed=needed)


def _from(node: ast.ImportFrom, package: str, *, needed: bool) -> Iterator[Import]:
    """`from a import b`, also relative to the package."""
    base = node.module or ""
    if node.level:
        above = package.split(".")[: len(package.split(".")) - node.level + 1]
        base = ".".join(filter(None, [*above, base]))
    yield Import(name=base, line=node.lineno, needed=needed)
    for alias in node.names:
        if alias.name != "*":
            yield Import(name=f"{base}.{alias.name}", line=node.lineno, needed=False)


def _is_type_checking(test: ast.expr) -> bool:
    return isinstance(test, ast.Name | ast.Attribute) and ast.unparse(test).endswith(
        "TYPE_CHECKING"
    )


def _catches(handler: ast.ExceptHandler) -> bool:
    """Whether it catches a failed import."""
    caught = ast.unparse(handler.type) if handler.type else "Exception"
    names = ("ImportError", "ModuleNotFoundError", "Exception", "BaseException")
    return any(name in caught for name in names)
