"""The trimmed interpreter keeps every function that runs, and computes as CPython does."""

import json
import math
import random
import unicodedata

import pytest

from calc.answer import answer
from calc.form import registry
from calc.snapshot import (
    build,
    bytecode,
    coverage_workload,
    function_trace,
    interpreter,
    memory_snapshot,
    package,
    pyodide_abi,
    pyodide_in_node,
    stdlib,
    usage,
    wasm,
    wasm_edit,
)
from tests.snapshot import missing_functions


def test_an_interpreter_with_all_functions_is_the_published_one():
    full = interpreter.full()
    everything = range(wasm.count(full))
    assert wasm_edit.reduced(full, everything, wasm.exports(full)) == full


def test_it_is_trimmed_and_exports_what_pages_call():
    trimmed = interpreter.trimmed()
    assert len(trimmed) < 0.085 * len(interpreter.full())
    assert (
        set(wasm.exports(trimmed))
        == set(pyodide_abi.CALLED_BY_PAGES)
        > {"malloc", "PyObject_CallOneArg"}
    )


def test_interpreter_json_knows_every_function_that_runs():
    missing = set(function_trace.functions(build.snapshot())) - interpreter.read().functions
    assert not missing, "`python -m calc.snapshot --trace` writes them down"


def test_what_it_writes_it_reads_again(tmp_path, monkeypatch):
    known = interpreter.read()
    monkeypatch.setattr(interpreter, "FILE", tmp_path / "interpreter.json")
    interpreter.write(known)
    assert interpreter.read() == known


def test_a_file_about_another_pyodide_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(interpreter, "FILE", tmp_path / "interpreter.json")
    interpreter.FILE.write_text('{"pyodide": "another", "functions": ["1-9"], "zeroed": []}')
    with pytest.raises(build.BuildError, match=r"about another Pyodide.*make upgrade-pyodide"):
        interpreter.read()


@pytest.mark.parametrize("name", registry.names())
def test_it_has_every_function_that_random_questions_need(name):
    """Without one the reader waits for the full interpreter."""
    asked = missing_functions.asked(name)
    try:
        answers = pyodide_in_node.ask(build.snapshot(), asked, trimmed=interpreter.trimmed())
    except build.BuildError as error:
        pytest.fail(f"{error} (`python -m tests.snapshot.missing_functions` writes it down)")
    assert answers == [answer(question) for question in asked]


@pytest.fixture(scope="module")
def ask():
    """Ask the trimmed interpreter and this Python for the same: (theirs, ours)."""
    source = bytecode.archive(
        bytecode.compiled({"coverage_workload.py": function_trace.WORKLOAD.read_bytes()})
    )

    def both(function, *texts):
        ready = pyodide_in_node.snapshot(
            stdlib.full(), source, f"coverage_workload.{function.__name__}"
        )
        theirs = pyodide_in_node.ask(ready, texts, trimmed=interpreter.trimmed())
        return theirs, [function(text) for text in texts]

    return both


def has_character(first: int) -> bool:
    """Whether a range has a character that is assigned, and not for private use."""
    after = first + coverage_workload.STEP
    return any(unicodedata.category(chr(i)) not in ("Cn", "Co", "Cs") for i in range(first, after))


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.long)])
def test_it_knows_every_character_of_unicode(ask, every):
    """In a long run also the four fifths of the numbers that stand for none."""
    assert unicodedata.unidata_version == pyodide_abi.UNICODE
    starts = range(0, coverage_workload.CHARACTERS, coverage_workload.STEP)
    chosen = [first for first in starts if every or has_character(first)]
    assert len(chosen) > 40
    ranges = [json.dumps([first, first + coverage_workload.STEP]) for first in chosen]
    theirs, ours = ask(coverage_workload.characters, *ranges)
    assert theirs == ours


def test_it_does_what_any_calculator_may_do(ask):
    theirs, ours = ask(coverage_workload.objects, *map(str, range(9)))
    assert theirs == ours
    theirs, ours = ask(coverage_workload.statements, '{"a": [1, 2.5, 3], "b": null}')
    assert theirs == ours


def test_it_reads_writes_and_computes_numbers_as_cpython_does(ask):
    draw = random.Random(4)
    pairs = [
        (f"{draw.uniform(-1, 1)}e{draw.randint(-300, 300)}", repr(draw.lognormvariate(0, 9)))
        for _ in range(3000)
    ]
    tens = [json.dumps(pairs[i : i + 10]) for i in range(0, len(pairs), 10)]
    theirs, ours = ask(coverage_workload.numbers, *tens)
    for one, other in zip(theirs, ours, strict=True):
        for mine, yours in zip(json.loads(one), json.loads(other), strict=True):
            for a, b in zip(mine, yours, strict=True):
                # C libraries differ in the last digit of a logarithm.
                assert a == b or math.isclose(float(a), float(b), rel_tol=1e-15)


def test_a_missing_function_traps_instead_of_giving_a_wrong_answer():
    library = stdlib.archive(usage.of(package.compiled()).modules)
    scratch = bytecode.archive(
        bytecode.compiled({"scratch.py": b"import unicodedata\nname = unicodedata.name\n"})
    )
    with pytest.raises(build.BuildError, match="unreachable"):
        pyodide_in_node.ask(
            memory_snapshot.make(library, scratch, "scratch.name"),
            ["a"],
            trimmed=interpreter.trimmed(),
        )
