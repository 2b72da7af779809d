"""What Python does first in the browser: it is shipped as `sitecustomize`, which `site` imports.

There, most of the time of a start goes into importing. So modules are taken from their archives in
one step each; the methods that a dataclass writes as text and compiles are compiled when the site
is built; and what `dataclasses` imports for rare occasions is imported when one comes.
"""

import builtins
import io
import marshal
import sys
from _frozen_importlib import ModuleSpec
from zipimport import zipimporter

TYPE_CHECKING = False
if TYPE_CHECKING:  # what annotations name is not there yet
    from types import CodeType, ModuleType
    from typing import Any
else:
    ModuleType = type(sys)

LIBRARY, CALCULATORS = "/lib/python313.zip", "/lib/calculators.zip"
METHODS = "methods"
INIT = ".__init__"


class Archive:
    """The modules of a stored zip archive, found without looking around in it."""

    def __init__(self, path: str) -> None:
        with io.open_code(path) as file:
            self.content = memoryview(file.read())
        self.modules: dict[str, tuple[str, int, int]] = {}
        directory: Any = zipimporter(path)
        for member, (place, _, size, _, header, *_) in directory._get_files().items():
            if member.endswith(".pyc"):
                start = header + 30 + len(member)
                name = member.removesuffix(".pyc").replace("/", ".")
                self.modules[name] = (place, start + 16, start + size)

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
        package = name + INIT in self.modules
        if not package and name not in self.modules:
            return None
        place = self.modules[name + INIT if package else name][0]
        spec = ModuleSpec(name, self, origin=place, is_package=package)  # type: ignore[arg-type]
        if package:
            spec.submodule_search_locations = [place.removesuffix("/__init__.pyc")]
        return spec

    def create_module(self, spec: ModuleSpec) -> None:
        """An ordinary module will do."""

    def exec_module(self, module: ModuleType) -> None:
        name = module.__name__
        _, start, end = self.modules.get(name + INIT) or self.modules[name]
        builtins.exec(marshal.loads(self.content[start:end]), vars(module))


class Later(ModuleType):
    """A module that is imported when something is asked of it."""

    def __getattr__(self, name: str) -> "Any":
        return getattr(__import__(self.__name__), name)


class Inspect(Later):
    """As much of `inspect` as a dataclass needs. The whole is a tenth of the library."""

    @staticmethod
    def get_annotations(made: type) -> "dict[str, Any]":
        return dict(vars(made).get("__annotations__", {}))

    @staticmethod
    def signature(made: type) -> str:
        raise ValueError  # which a dataclass takes for "not to be had", and leaves its docstring


def run(text: str, variables: "dict[str, Any]", made: "dict[str, Any]") -> None:
    """`exec`, with what was compiled beforehand."""
    code: str | CodeType = marshal.loads(methods[text]) if text in methods else text
    builtins.exec(code, variables, made)


sys.path[:] = [LIBRARY, CALCULATORS]
library, calculators = Archive(LIBRARY), Archive(CALCULATORS)
sys.meta_path[2:2] = [library, calculators]  # after the built-in and the frozen ones
methods: dict[str, bytes] = {}
try:  # noqa: SIM105  contextlib would be one module more
    methods = marshal.loads(zipimporter(CALCULATORS).get_data(METHODS))
except OSError:
    pass  # not compiled yet: this is the run that finds out what they are

sys.modules |= {"inspect": Inspect("inspect"), "copy": Later("copy")}
import dataclasses  # noqa: E402  after what it imports

del sys.modules["inspect"], sys.modules["copy"]
vars(dataclasses)["exec"] = run
