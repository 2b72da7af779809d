"""The file of each calculator, and the modules of the arithmetic that it imports."""

from collections.abc import Iterator

from calc.form import registry
from calc.markdown import code_pages, modules

HEAD = ("Calculator", "The code", "Calls on")
ARITHMETIC = "calc.llm."


def rows() -> Iterator[list[str]]:
    """One row for each calculator, with links to their code."""
    for name in registry.names():
        module = modules.modules()[registry.find(name).function.__module__]
        used = [each for each in module.imports if each.startswith(ARITHMETIC)]
        yield [
            registry.find(name).title,
            _link(module.name, f"{name}.py"),
            ", ".join(_link(each, each.removeprefix(ARITHMETIC)) for each in used),
        ]


def _link(module: str, words: str) -> str:
    return f'<a href="{code_pages.FOLDER}{code_pages.file(module)}">{words}</a>'
