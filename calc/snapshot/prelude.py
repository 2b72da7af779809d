"""What Python does first and last before its memory becomes the image: it is `sitecustomize` there.

What `dataclasses` imports for rare occasions is imported when one comes, so that it is not in
memory; and what only importing takes is let go.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # what annotations name is not there yet
    from types import ModuleType
    from typing import Any
else:
    ModuleType = type(sys)


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


def settle(_: str) -> str:
    """Let go of the archives, of what bounded caches have kept of answers, and of all that is no
    longer used; what stays is not looked through again for what might be.
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


sys.modules |= {"inspect": Inspect("inspect"), "copy": Later("copy")}
import dataclasses  # noqa: E402, F401  it keeps these two

del sys.modules["inspect"], sys.modules["copy"]
