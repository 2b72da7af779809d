"""What Python does first in the browser: it is shipped as `sitecustomize`, which `site` imports.

In a browser most of the time of an import goes into decorating dataclasses: each writes its
methods as text and compiles the text, and importing `dataclasses` imports `inspect`, a tenth of
the library, for a docstring that nobody reads. Here the methods are compiled when the site is
built, and `inspect` is imported when something really asks for it.
"""

import builtins
import marshal
import sys
from importlib import import_module
from types import CodeType, ModuleType
from typing import Any
from zipimport import zipimporter

LIBRARY, CALCULATORS = "/lib/python313.zip", "/lib/calculators.zip"
METHODS = "methods"


class Inspect(ModuleType):
    """As much of `inspect` as a dataclass needs, and the way to the rest."""

    @staticmethod
    def get_annotations(made: type) -> dict[str, Any]:
        return dict(vars(made).get("__annotations__", {}))

    @staticmethod
    def signature(made: type) -> str:
        raise ValueError  # which dataclasses takes for "not to be had", and leaves the docstring

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module("inspect"), name)


def run(text: str, variables: dict[str, Any], made: dict[str, Any]) -> None:
    """`exec`, with what was compiled beforehand."""
    code: str | CodeType = marshal.loads(methods[text]) if text in methods else text
    builtins.exec(code, variables, made)


sys.path[:] = [LIBRARY, CALCULATORS]
methods: dict[str, bytes] = {}
try:  # noqa: SIM105  contextlib would be one module more
    methods = marshal.loads(zipimporter(CALCULATORS).get_data(METHODS))
except OSError:
    pass  # not compiled yet: this is the run that finds out what they are

sys.modules["inspect"] = Inspect("inspect")
import dataclasses  # noqa: E402  after its inspect

del sys.modules["inspect"]
vars(dataclasses)["exec"] = run
