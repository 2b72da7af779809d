"""Which of the machine's functions run: found by asking the bundle everything, and nonsense too.

Calculators that are still to be written do what is in `exercise`.
"""

from pathlib import Path

from calc.fence import questions
from calc.fence.bundle import bytecode, cache, host, library, machine, npm, wasm

MARKS = 1 << 30
"""The address from which functions leave their marks: far above what a heap comes to."""

BROKEN = ("{", "[]", '{"calculator": "none"}', '{"calculator": "experts", "id": 0}')
"""Questions that no page asks. Python raises, and saying so takes functions of its own."""

EXERCISE = Path(__file__).with_name("exercise.py")

CODE = cache.code(
    EXERCISE,
    Path(__file__),
    Path(wasm.__file__),
    host.SCRIPT,
    *host.ENGINE,
    Path(questions.__file__),
)


def functions(stdlib: bytes, calculators: bytes) -> tuple[int, ...]:
    """Their numbers. Raises `BundleError`."""
    name = cache.key(npm.identity(), CODE, stdlib, calculators)
    answering = cache.kept(f"trace/{name}", lambda: _answering(stdlib, calculators))
    name = cache.key(npm.identity(), CODE)
    exercising = cache.kept(f"trace/{name}", _exercising)
    both = zip(answering, exercising, strict=True)
    return tuple(n for n, marks in enumerate(both) if any(marks))


def _answering(stdlib: bytes, calculators: bytes) -> bytes:
    asked = [*questions.questions(), *BROKEN]
    return _traced(stdlib, calculators, "calc.answer.answer", asked, broken=True)


def _exercising() -> bytes:
    exercise = bytecode.archive(bytecode.compiled({EXERCISE.name: EXERCISE.read_bytes()}))
    return _traced(library.whole(), exercise, "exercise.everything", [""])


def _traced(
    stdlib: bytes, package: bytes, function: str, asked: list[str], *, broken: bool = False
) -> bytes:
    """A byte for each function of the machine: whether it ran."""
    whole = machine.whole()
    marks = {"marks": MARKS, "count": wasm.count(whole), "broken": broken}
    return host.trace(stdlib, package, function, asked, wasm.traced(whole, MARKS), marks)
