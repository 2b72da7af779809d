"""Runs inside Pyodide for `module_usage`: asks every question and records imports."""

import json
import sys
from types import ModuleType
from zipimport import zipimporter

executed: set[str] = set()
_exec_module = zipimporter.exec_module


def exec_module(self: zipimporter, module: ModuleType) -> None:
    """Record a module when it is executed; sys.modules may lose it again."""
    executed.add(module.__name__)
    _exec_module(self, module)


def modules(questions: str) -> str:
    """The modules from archives that the answers needed, as JSON."""
    from calc_reader import answer  # type: ignore[import-not-found]

    for question in json.loads(questions):
        answer(question)
    return json.dumps(sorted((executed | imported_before) - {__name__}))


zipimporter.exec_module = exec_module  # type: ignore[method-assign]
imported_before = {
    name
    for name, module in sys.modules.items()
    if isinstance(getattr(module.__spec__, "loader", None), zipimporter)
}
