"""Which of the machine's functions run: found by asking the bundle everything, and nonsense too.

Calculators that are still to be written do what is in `exercise`.
"""

from pathlib import Path

from calc import cache
from calc.snapshot import bytecode, host, image, library, machine, npm, questions, wasm

MARKS = 1 << 30
"""The address from which functions leave their marks: far above what a heap comes to."""

BROKEN = ("{", "[]", '{"calculator": "none"}', '{"calculator": "experts", "id": 0}')
"""Questions that no page asks. Python raises, and saying so takes functions of its own."""

ROUNDS = 3
"""How often everything is asked: Python tidies up only now and then."""

EXERCISE = Path(__file__).with_name("exercise.py")

CODE = cache.key_of_files(
    EXERCISE,
    Path(__file__),
    Path(wasm.__file__),
    Path(image.__file__),
    *host.SCRIPTS,
    Path(questions.__file__),
)


def functions(ready: host.Image) -> tuple[int, ...]:
    """Their numbers. Raises `BundleError`."""
    answering = run(ready, _asked())
    name = cache.key(npm.identity(), CODE)
    exercising = cache.get(f"trace/{name}", lambda: _traced(_exercise(), [""]))
    return tuple(sorted({*answering, *_marked(exercising)}))


def run(ready: host.Image, asked: list[str]) -> tuple[int, ...]:
    """The numbers of those that run while an image answers. Raises `BundleError`."""
    name = cache.key(npm.identity(), CODE, ready.content, ready.layout, *asked)
    return _marked(cache.get(f"trace/{name}", lambda: _traced(ready, asked)))


def _marked(marks: bytes) -> tuple[int, ...]:
    return tuple(n for n, mark in enumerate(marks) if mark)


def _asked() -> list[str]:
    return [*questions.questions(), *BROKEN] * ROUNDS


def _exercise() -> host.Image:
    package = bytecode.archive(bytecode.compiled({EXERCISE.name: EXERCISE.read_bytes()}))
    return host.image(library.whole(), package, "exercise.everything")


def _traced(ready: host.Image, asked: list[str]) -> bytes:
    """A byte for each function of the machine: whether it ran."""
    everything = machine.reduced(range(wasm.count(machine.whole())))
    marks = {"marks": MARKS, "count": wasm.count(everything)}
    return host.trace(ready, asked, wasm.traced(everything, MARKS), marks)
