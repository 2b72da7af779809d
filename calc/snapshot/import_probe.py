"""Runs inside Pyodide for `module_usage`: asks every question and records imports."""

import json
import sys
from importlib import import_module
from types import ModuleType
from zipimport import zipimporter

executed: set[str] = set()

_exec_module = zipimporter.exec_module


def exec_module(self: zipimporter, module: ModuleType) -> None:
    """Record a module when it is executed; sys.modules may lose it again."""
    executed.add(module.__name__)
    _exec_module(self, module)


def modules(job: str) -> str:
    """The modules from archives that answers and imports needed, and those that cannot be imported.

    `job` has "questions" and "imports", names of modules; both as JSON, so is the result.
    """
    from calc_reader import answer  # type: ignore[import-not-found]

    asked = json.loads(job)
    for question in asked["questions"]:
        answer(question)
    lacking = {}
    for name in asked["imports"]:
        try:
            import_module(name)
        except ImportError as error:
            lacking[name] = str(error).partition("\n")[0].rstrip(".") + "."
    found = (executed | imported_before) - {__name__}
    return json.dumps({"modules": sorted(found), "lacking": lacking})


zipimporter.exec_module = exec_module  # type: ignore[method-assign]
imported_before = {
    name
    for name, module in sys.modules.items()
    if isinstance(getattr(module.__spec__, "loader", None), zipimporter)
}
