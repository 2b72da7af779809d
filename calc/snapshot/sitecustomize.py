"""Python's `sitecustomize` while the memory snapshot is made.

It runs before anything else is imported: modules that `dataclasses` needs on rare occasions only
are imported on such an occasion, and so are not in memory. Its `release` runs last.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # the modules of annotations are not imported yet
    from types import ModuleType
    from typing import Any
else:
    ModuleType = type(sys)


class LazyModule(ModuleType):
    """A module that is imported when one of its attributes is read."""

    def __getattr__(self, name: str) -> "Any":
        return getattr(__import__(self.__name__), name)


class LazyInspect(LazyModule):
    """What a dataclass needs of `inspect`, which is a tenth of the standard library."""

    @staticmethod
    def get_annotations(made: type) -> "dict[str, Any]":
        return dict(vars(made).get("__annotations__", {}))

    @staticmethod
    def signature(made: type) -> str:
        raise ValueError  # a dataclass then generates no docstring


def release(_: str) -> str:
    """Release what only importing needed: archives, bounded caches, garbage.

    The remaining objects are frozen: the garbage collector does not search them again.
    """
    import functools
    import gc
    import zipimport

    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper) and each.cache_parameters()["maxsize"]:
            each.cache_clear()

    sys.path.clear()
    sys.path_importer_cache.clear()
    vars(zipimport)["_zip_directory_cache"].clear()
    gc.collect()
    gc.freeze()
    return ""


sys.modules |= {"inspect": LazyInspect("inspect"), "copy": LazyModule("copy")}
import dataclasses  # noqa: E402, F401  it keeps a reference to these two

del sys.modules["inspect"], sys.modules["copy"]
