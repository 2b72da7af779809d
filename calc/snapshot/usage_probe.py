"""Runs inside Pyodide for `usage`: asks every question and records imports and functions."""

import json
import sys
from importlib import import_module
from types import CodeType, ModuleType
from zipimport import zipimporter

import sitecustomize  # type: ignore[import-not-found]

executed: set[str] = set()
functions: set[str] = set()

_exec_module = zipimporter.exec_module

TOOL = sys.monitoring.PROFILER_ID
STARTS = sys.monitoring.events.PY_START | sys.monitoring.events.PY_RESUME
"""That a function begins, or a generator goes on."""


def exec_module(self: zipimporter, module: ModuleType) -> None:
    """Record a module when it is executed; sys.modules may lose it again.

    What only imports run is not recorded.
    """
    executed.add(module.__name__)
    recording = sys.monitoring.get_events(TOOL)
    sys.monitoring.set_events(TOOL, 0)
    _exec_module(self, module)
    if recording:
        sitecustomize.clear_caches()
        sys.monitoring.set_events(TOOL, recording)


def started(code: CodeType, _: int) -> object:
    """Record a function the first time."""
    functions.add(sitecustomize.key(code))
    return sys.monitoring.DISABLE


def usage(job: str) -> str:
    """What answers needed: modules from archives and functions; and what cannot be imported.

    `job` has "questions" and "imports", names of modules; both as JSON, so is the result.
    """
    from calc_reader import answer  # type: ignore[import-not-found]

    asked = json.loads(job)
    sitecustomize.clear_caches()
    sys.monitoring.set_events(TOOL, STARTS)
    for question in asked["questions"]:
        answer(question)
    sys.monitoring.set_events(TOOL, 0)
    lacking = {}
    for name in asked["imports"]:
        try:
            import_module(name)
        except ImportError as error:
            lacking[name] = str(error).partition("\n")[0].rstrip(".") + "."
    found = (executed | imported_before) - {__name__}
    return json.dumps(
        {"modules": sorted(found), "functions": sorted(functions), "lacking": lacking}
    )


sys.monitoring.use_tool_id(TOOL, __name__)
for event in (sys.monitoring.events.PY_START, sys.monitoring.events.PY_RESUME):
    sys.monitoring.register_callback(TOOL, event, started)
zipimporter.exec_module = exec_module  # type: ignore[method-assign]
imported_before = {
    name
    for name, module in sys.modules.items()
    if isinstance(getattr(module.__spec__, "loader", None), zipimporter)
}
