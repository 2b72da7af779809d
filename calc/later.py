"""Modules that a browser fetches when an answer first needs them.

Most readers never paste a config.json, so what reads one is not in the memory snapshot. Its modules
are in a file of their own. An import of one ends the answer with `Needed`; the worker then fetches
the file, hands it to `load`, and asks again.
"""

import dataclasses
import marshal
import sys
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

NEEDED = "later"
"""The answer to a question that needs these modules; no answer in HTML is this text."""

FILE = "later:"
"""The beginning of a text that is not a question but the file, in hexadecimal digits."""

ModuleSpec = type(sys.__spec__)  # the module that has it would bring others


class Needed(BaseException):
    """An answer needs a module that was not fetched yet; no `except Exception` may catch it."""


class Finder:
    """Finds these modules for `import`."""

    def __init__(self, packages: Mapping[str, bool]) -> None:
        self.packages = packages
        """The names of all modules; whether each is a package."""
        self.code: dict[str, bytes] = {}
        """Their bytecode, when it has been fetched."""
        self.generated: dict[str, bytes] = {}
        """What `dataclasses` generates for them: bytecode by source. Python's compiler, which would
        make it from the source, is too large for a browser."""

    def load(self, file: bytes) -> None:
        """Take the file of all modules."""
        self.code, self.generated = marshal.loads(file)
        vars(dataclasses)["exec"] = self.exec_generated

    def find_spec(self, name: str, path: object = None, target: object = None) -> object:
        if name not in self.packages:
            return None
        if name not in self.code:
            raise Needed(f"{name} comes later, so it may be imported inside of functions only")
        return ModuleSpec(name, self, is_package=self.packages[name])  # type: ignore[arg-type]

    def create_module(self, spec: object) -> None:
        """None: Python makes the module as usual."""

    def exec_module(self, module: ModuleType) -> None:
        exec(marshal.loads(self.code[module.__name__]), vars(module))

    def exec_generated(self, source: str, variables: Any, made: Any) -> None:
        """In place of `exec` in `dataclasses`."""
        exec(marshal.loads(self.generated[source]), variables, made)


def answering(answer: Callable[[str], str], packages: Mapping[str, bool]) -> Callable[[str], str]:
    """A function that answers as `answer` does, or with `NEEDED`, and that takes the file."""
    if not packages:
        return answer
    finder = Finder(packages)
    sys.meta_path.append(finder)  # type: ignore[arg-type]

    def ask(text: str) -> str:
        if text.startswith(FILE):
            finder.load(bytes.fromhex(text.removeprefix(FILE)))
            return ""
        try:
            return answer(text)
        except Needed:
            return NEEDED

    return ask
