"""Modules and functions that a browser fetches when an answer first needs them.

Most readers never paste a config.json, so what reads one is not in the memory snapshot. Its modules
are in a file of their own. Nor is the code of functions that no answer of the verification runs:
those that only imports run, and those for rare cases. Such a function has a code that calls `need`.
An import of such a module, or a call of such a function, ends the answer; the worker then fetches
the file, hands it to `load`, and asks again.
"""

import builtins
import dataclasses
import marshal
import sys
from collections.abc import Callable, Mapping
from types import CodeType, FunctionType, ModuleType
from typing import Any, NoReturn

NEEDED = "later"
"""The answer to a question that needs these modules; no answer in HTML is this text."""

FILE = "later:"
"""The beginning of a text that is not a question but the file, in hexadecimal digits."""

ModuleSpec = type(sys.__spec__)  # the module that has it would bring others


NEED = "__calc_need__"
"""The name of `Finder.need` among Python's built-in functions, where any module finds it."""


class Needed(BaseException):
    """An answer needs what was not fetched yet; no `except Exception` may catch it."""


def _comes_later(*_: Any, **__: Any) -> Any:
    """The code of all functions whose own code comes later."""
    return __calc_need__()  # type: ignore[name-defined]  # noqa: F821


class Finder:
    """Finds these modules for `import`, and has the functions whose code comes later."""

    def __init__(self, packages: Mapping[str, bool]) -> None:
        self.packages = packages
        """The names of all modules; whether each is a package."""
        self.code: dict[str, bytes] = {}
        """Their bytecode, when it has been fetched."""
        self.generated: dict[str, bytes] = {}
        """What `dataclasses` generates for them: bytecode by source. Python's compiler, which would
        make it from the source, is too large for a browser."""
        self.functions: list[FunctionType] = []
        """The functions whose code comes later, in the order of the file."""
        self.stand_ins: dict[int, CodeType] = {}
        """What they run meanwhile, by their number of free variables."""
        self.missed = False
        """Whether an answer needed something, also if code of a calculator caught `Needed`."""

    def take_code(self, function: FunctionType) -> CodeType:
        """Take a function's code out of memory, and return it."""
        code = function.__code__
        free = len(function.__closure__ or ())
        if free not in self.stand_ins:
            names = tuple(map(str, range(free)))
            self.stand_ins[free] = _comes_later.__code__.replace(co_freevars=names)
        function.__code__ = self.stand_ins[free]
        self.functions.append(function)
        return code

    def need(self) -> NoReturn:
        """End the answer: the file is needed."""
        self.missed = True
        raise Needed

    def load(self, file: bytes) -> None:
        """Take the file of all modules and functions."""
        self.code, self.generated, functions = marshal.loads(file)
        for function, code in zip(self.functions, functions, strict=True):
            function.__code__ = code
        vars(dataclasses)["exec"] = self.exec_generated

    def find_spec(self, name: str, path: object = None, target: object = None) -> object:
        if name not in self.packages:
            return None
        if name not in self.code:
            self.need()
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
    finder = Finder(packages)
    sys.meta_path.append(finder)  # type: ignore[arg-type]
    vars(builtins)[NEED] = finder.need

    def ask(text: str) -> str:
        if text.startswith(FILE):
            finder.load(bytes.fromhex(text.removeprefix(FILE)))
            return ""
        finder.missed = False
        try:
            found = answer(text)
        except Needed:
            return NEEDED
        return NEEDED if finder.missed else found

    return ask
