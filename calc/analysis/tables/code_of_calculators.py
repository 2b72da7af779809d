"""Each calculator's file, and the arithmetic on which it calls."""

from collections.abc import Iterator

from calc.form import registry
from calc.markdown import code_pages, modules

HEAD = ("Calculator", "The code", "Calls on")
ARITHMETIC = "calc.llm."


def rows() -> Iterator[list[str]]:
    """A row a calculator, with links to what it imports of the arithmetic."""
    for name in registry.names():
        module = modules.modules()[registry.find(name).function.__module__]
        calls = [each for each in module.imports if each.startswith(ARITHMETIC)]
        yield [
            registry.find(name).title,
            _link(module.name, f"{name}.py"),
            ", ".join(_link(each, each.removeprefix(ARITHMETIC)) for each in calls),
        ]


def _link(module: str, words: str) -> str:
    return f'<a href="{code_pages.FOLDER}{code_pages.file(module)}">{words}</a>'
