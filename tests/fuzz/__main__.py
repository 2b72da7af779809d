"""Fuzz one target, looking for inputs that reach new lines; `tests.fuzz.guided` starts this.

    python -m tests.fuzz TARGET [an option of libFuzzer …] FOLDER …

Needs atheris on the path. Ends with 0 after so many runs or seconds as the options say, and at the
first failure with another code, its traceback, and the input that failed in a file.
"""

import random
import sys
from importlib import import_module
from pkgutil import walk_packages

import atheris

import calc

NOT_INSTRUMENTED = (
    "calc.markdown",
    "calc.mkdocs",
    "calc.snapshot",
    "calc.publish",
    "calc.analysis",
    "calc.terminal",
    "calc.__main__",
)
"""What answers no question; it is not watched."""

with atheris.instrument_imports(include=["calc"]):
    for module in walk_packages(calc.__path__, "calc."):
        if not module.name.startswith(NOT_INSTRUMENTED):
            import_module(module.name)

from tests.fuzz import mutants, targets  # noqa: E402 — what is imported before is watched


def mutator(data: bytes, most: int, seed: int) -> bytes:
    """What to try next, from something that reached new lines."""
    chance = random.Random(seed)
    return mutants.mutant(data, chance, lambda part: atheris.Mutate(part, len(part) + 64))[:most]


program, target, *options = sys.argv
atheris.Setup([program, *options], targets.TARGETS[target], custom_mutator=mutator)
atheris.Fuzz()
