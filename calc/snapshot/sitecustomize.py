"""Python's `sitecustomize` while the memory snapshot is made.

It runs before anything else is imported: modules that `dataclasses` needs on rare occasions only
are imported on such an occasion, and so are not in memory. Its `release` runs last.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # the modules of annotations are not imported yet
    from types import CodeType, ModuleType
    from typing import Any
else:
    ModuleType = type(sys)


WITHOUT_REFERENCES = 2
"""As in `calc.snapshot.bytecode`, which is not there in Pyodide."""


HEAP_TYPE, HAS_GC_HEAD, HAS_PRE_HEADER = 1 << 9, 1 << 14, 1 << 3 | 1 << 4
"""Flags of a type. Source: CPython's Include/object.h."""

GC_HEAD = 8
"""As in ring.js."""

UNTRACKED = (bytes, float)
"""Types whose objects the garbage collector does not know."""


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


def clear_caches() -> None:
    """Empty the bounded caches, so that memory does not depend on what was asked last."""
    import functools
    import gc

    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper) and each.cache_parameters()["maxsize"]:
            each.cache_clear()


def key(code: "CodeType") -> str:
    """A name for the code of a function: file, function, line."""
    return f"{code.co_filename}:{code.co_qualname}:{code.co_firstlineno}"


def release(kept: str) -> str:
    """Release what only importing needed: archives, bounded caches, garbage, code.

    `kept` has the keys of the functions that keep their code, as JSON; null if all do. The
    remaining objects are frozen: the garbage collector does not search them again.

    Returns JSON: "known", the address of an object that the collector knows; "later", the code of
    the other functions, marshalled, in hexadecimal digits, which `calc.later` brings back;
    "blocks" and "text", how long objects of built-in types are.
    """
    import gc
    import json
    import marshal
    import zipimport

    clear_caches()
    keys = json.loads(kept)
    code = [] if keys is None else _postponed({*keys})
    later = marshal.dumps(code, WITHOUT_REFERENCES).hex()
    sys.path.clear()
    sys.path_importer_cache.clear()
    vars(zipimport)["_zip_directory_cache"].clear()
    del code, keys
    blocks = [*map(_block, filter(_is_block, map(type, gc.get_objects()))), *map(_block, UNTRACKED)]
    blocks = [*dict.fromkeys(blocks)]
    gc.collect()
    gc.freeze()
    return json.dumps({"known": id(sys.modules), "later": later, "blocks": blocks, "text": id(str)})


def _is_block(each: type) -> bool:
    """Whether the bytes of each object of a type follow from its type and its number of items."""
    of_fixed_length = not each.__itemsize__ and not each.__flags__ & (HEAP_TYPE | HAS_PRE_HEADER)
    return of_fixed_length or each in (tuple, bytes, type(key.__code__))


def _block(each: type) -> "tuple[int, int, int, int]":
    """Address of a type; bytes of an object, of each of its items, and of what is before it."""
    before = GC_HEAD if each.__flags__ & HAS_GC_HEAD else 0
    return id(each), each.__basicsize__, each.__itemsize__, before


def _postponed(kept: "set[str]") -> "list[CodeType]":
    """Take the code out of all other functions, and return it.

    Those that import keep it: without archives they take other ways than while questions were
    asked.
    """
    import gc

    from calc import later

    finders: list[Any] = [*sys.meta_path]
    [finder] = [each for each in finders if isinstance(each, later.Finder)]
    functions: list[Any] = [each for each in gc.get_objects() if type(each) is type(key)]
    return [
        finder.take_code(each)
        for each in functions
        if key(each.__code__) not in kept
        and each.__module__ not in (__name__, later.__name__)
        and not each.__code__.co_filename.startswith("<frozen importlib._bootstrap")
    ]


sys.modules |= {"inspect": LazyInspect("inspect"), "copy": LazyModule("copy")}
import dataclasses  # noqa: E402, F401  it keeps a reference to these two

del sys.modules["inspect"], sys.modules["copy"]
