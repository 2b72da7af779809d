"""What docstrings say, for tables: of classes and functions, and of the members of a class."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import Any


def summary(thing: Any) -> str:
    """The first paragraph of a docstring, on one line."""
    return one_line((inspect.getdoc(thing) or "").partition("\n\n")[0])


def whole(thing: Any) -> str:
    """A docstring without its examples, on one line."""
    paragraphs = (inspect.getdoc(thing) or "").split("\n\n")
    return one_line(" ".join(p for p in paragraphs if not p.startswith((" ", ">>>"))))


def members(kind: type) -> Iterator[tuple[str, str, str]]:
    """Name, default and docstring of each member of a class that has one."""
    [tree] = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(tree, ast.ClassDef)
    for node, after in zip(tree.body, [*tree.body[1:], None], strict=True):
        match node, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name), value=value)
                | ast.Assign(targets=[ast.Name(id=name)], value=value),
                ast.Expr(value=ast.Constant(value=str(said))),
            ):
                yield name, ast.unparse(value) if value else "", one_line(said)


def one_line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
