"""Runs inside Pyodide for `package.later`: the code that `dataclasses` generates for modules."""

import dataclasses
import json
import marshal
from importlib import import_module
from typing import Any

WITHOUT_REFERENCES = 2
"""As in `calc.snapshot.bytecode`, which is not there in Pyodide."""


def generated(job: str) -> str:
    """What `dataclasses` executes while modules are imported: bytecode by source, as JSON.

    `job` has two lists of names: "before", modules that are imported first, and "later".
    """
    names = json.loads(job)
    for name in names["before"]:
        import_module(name)
    found = {}

    def record(source: str, variables: dict[str, Any], made: dict[str, Any]) -> None:
        code = compile(source, "<dataclass>", "exec")
        found[source] = marshal.dumps(code, WITHOUT_REFERENCES).hex()
        exec(code, variables, made)

    vars(dataclasses)["exec"] = record
    for name in names["later"]:
        import_module(name)
    return json.dumps(found, sort_keys=True)
