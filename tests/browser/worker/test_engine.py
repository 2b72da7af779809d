"""Texts reach Python and come back unchanged, with our WebAssembly imports and with Pyodide's."""

import json
import re

import pytest

from calc.snapshot import (
    build,
    bytecode,
    interpreter,
    memory_snapshot,
    package,
    pyodide_in_node,
    stdlib,
    usage,
    wasm,
)

SCRATCH = """
def same(text):
    return text

def length(text):
    return str(len(text))

def repeated(text):
    return text * 100_000

def calls(text, seen=[]):
    seen.append(text)
    return str(len(seen))

def order(text):
    return " ".join({f"{n}" for n in range(100)})

def deep(text):
    return deep(text)

def half(text):
    return chr(0xD800)

def number(text):
    return 1

def hungry(text):
    return [0] * 2**30

def gone(text):
    raise SystemExit(1)

def large(text):
    return str(len(bytes(int(text))))

def loud(text):
    print(text)
    return "said"

def path(text):
    import sys
    return str(sys.path)
"""


@pytest.fixture(scope="module", params=["ours", "Pyodide's"])
def ask(request):
    """Ask a function of the module above, with our imports or with those of Pyodide's script."""
    library = stdlib.archive(usage.of(package.compiled()).modules)
    scratch = bytecode.archive(bytecode.compiled({"scratch.py": SCRATCH.encode()}))
    everything = interpreter.with_functions(range(wasm.count(interpreter.full())))
    by = everything if request.param == "ours" else None
    return lambda function, *texts: pyodide_in_node.ask(
        memory_snapshot.make(library, scratch, f"scratch.{function}"), texts, trimmed=by
    )


def test_any_text_comes_back(ask):
    texts = ["", "40T", "½ × 10²⁴ <b>'\"&", "𝔏𝔩𝔞𝔪𝔞 4 🦙", json.dumps({"a": "\ud800\0\n"})]
    assert ask("same", *texts) == texts
    assert ask("length", *texts) == [str(len(text)) for text in texts]


def test_a_long_text_comes_back(ask):
    [answer] = ask("repeated", "0123456789")
    assert answer == "0123456789" * 100_000


def test_memory_grows_as_needed(ask):
    assert ask("large", str(2**20), str(2**27), str(2**28)) == [str(2**20), str(2**27), str(2**28)]


def test_python_keeps_its_state_between_questions(ask):
    assert ask("calls", "a", "b", "c") == ["1", "2", "3"]


def test_every_start_is_the_same(ask):
    """The order of a set depends on a seed, which is fixed here."""
    assert ask("order", "") == ask("order", "")


def test_nothing_can_be_imported_from_outside_the_snapshot(ask):
    assert ask("path", "") == ["[]"]


def test_printed_text_is_not_part_of_the_answer(ask):
    assert ask("loud", "noise") == ["said"]


@pytest.mark.parametrize(
    ("function", "message"),
    [
        ("deep", "could not answer: RecursionError('maximum recursion depth exceeded')."),
        ("half", "could not answer: UnicodeEncodeError('utf-8', '\\ud800', 0, 1, 'surrogates not"),
        ("number", "could not answer: TypeError("),
        ("hungry", "could not answer: MemoryError()."),
        ("gone", "could not answer: SystemExit(1)."),
        (
            "missing",
            "did not start: AttributeError(\"module 'scratch' has no attribute 'missing'\").",
        ),
    ],
)
def test_an_exception_is_reported_in_python_s_words(ask, function, message):
    with pytest.raises(build.BuildError, match=re.escape(f"Python {message}")):
        ask(function, "")


def test_an_author_gets_the_traceback(ask):
    with pytest.raises(build.BuildError, match=r'File "scratch.py", line \d+, in gone'):
        ask("gone", "")


def test_an_unreadable_library_is_reported():
    with pytest.raises(build.BuildError, match=r"^Python did not start: its library"):
        pyodide_in_node.run(bytecode.archive({}), bytecode.archive({}), "scratch.same", [""])
