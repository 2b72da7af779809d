"""The cut machine: nothing that it keeps reads what it lacks, and it computes as CPython does."""

import json
import math
import random
import unicodedata
from collections.abc import Iterator

import pytest

from calc.answer import answer
from calc.form import registry
from calc.snapshot import (
    build,
    bytecode,
    coverage_workload,
    exports,
    function_trace,
    interpreter,
    memory_snapshot,
    package,
    pyodide_in_node,
    stdlib,
    stdlib_usage,
    wasm,
)
from tests.snapshot import instructions, missing_functions

NUMBERS = {
    614_242: "the high words of 1 and of √½, one less the other, in logarithms",
    786_433: "0xC0001, a pattern of bits",
    925_824: "0xE2080, a pattern of bits",
    999_999: "the most microseconds that a datetime has",
    1_000_000: "microseconds",
    1_000_003: "a factor in a hash",
    1_047_552: "0xFFC00, a mask",
    1_048_575: "the 20 highest bits of a fraction",
    1_048_576: "2²⁰",
    1_052_672: "0x101000, the size of a heap's piece",
    1_114_111: "0x10FFFF, the last code point of Unicode",
    1_114_112: "how many code points there are",
    2_228_316: "0x22005C, a quotation mark and a backslash",
    2_531_011: "a summand in a generator of random numbers",
}
"""Constants in kept functions that would be addresses in the blank data, if they were addresses."""

BEFORE = 4096
"""Bytes before the blank data that no kept function may name either: what begins there might reach
into it."""


def kept_bodies() -> Iterator[bytes]:
    functions = interpreter.read().functions
    for n, body in enumerate(wasm.bodies(interpreter.full())):
        # The linker's list of addresses to fill in: it copies pointers and follows none.
        if n in functions and len(body) < 400_000:
            yield body


def test_taking_nothing_away_leaves_the_machine_as_it_is():
    whole = interpreter.full()
    everything = range(wasm.count(whole))
    assert wasm.reduced(whole, everything, wasm.exports(whole)) == whole


def test_it_is_cut_and_keeps_what_is_called_by_name():
    cut = interpreter.trimmed()
    assert len(cut) < 0.1 * len(interpreter.full())
    assert (
        set(wasm.exports(cut))
        == set(exports.used_by_our_scripts())
        > {"malloc", "PyObject_CallOneArg"}
    )


def test_machine_json_is_of_this_pyodide_and_knows_every_function_that_runs():
    missing = set(build.traced_functions()) - interpreter.read().functions
    assert not missing, "`python -m calc.snapshot --trace` writes them down"


def test_what_it_writes_down_it_reads_again(tmp_path, monkeypatch):
    known = interpreter.read()
    monkeypatch.setattr(interpreter, "FILE", tmp_path / "interpreter.json")
    (tmp_path / "interpreter.json").write_text(
        '{"of": "another", "functions": ["1-9"], "blank": []}'
    )
    assert interpreter.read().functions == frozenset()
    assert interpreter.write(known.functions) == len(known.functions)
    assert interpreter.read().functions == known.functions


def test_no_function_that_is_kept_names_an_address_in_the_blank_data():
    named = {value for body in kept_bodies() for value in instructions.constants(body)}
    for start, end, _ in interpreter.read().blank:
        assert {value for value in named if start - BEFORE <= value < end} - set(NUMBERS) == set()


@pytest.mark.parametrize("name", registry.names())
def test_what_readers_might_ask_it_answers_without_a_function_that_it_lacks(name):
    """Where one is, the whole machine comes, which takes a reader a while."""
    asked = missing_functions.asked(name)
    try:
        answers = pyodide_in_node.ask(build.snapshot(), asked, trimmed=interpreter.trimmed())
    except build.BuildError as error:
        pytest.fail(f"{error} (`python -m tests.snapshot.lacking` writes down what is lacking)")
    assert answers == [answer(question) for question in asked]


@pytest.fixture(scope="module")
def ask():
    """The cut machine and this Python, asked for the same: (theirs, ours)."""
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


def test_it_knows_every_character_of_unicode(ask):
    assert unicodedata.unidata_version == "15.1.0"
    starts = range(0, coverage_workload.CHARACTERS, coverage_workload.STEP)
    ranges = [json.dumps([first, first + coverage_workload.STEP]) for first in starts]
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


def test_a_function_that_is_missing_says_so_instead_of_answering_wrong():
    library = stdlib.archive(stdlib_usage.modules(package.compiled()))
    scratch = bytecode.archive(
        bytecode.compiled({"scratch.py": b"import unicodedata\nname = unicodedata.name\n"})
    )
    with pytest.raises(build.BuildError, match="unreachable"):
        pyodide_in_node.ask(
            memory_snapshot.make(library, scratch, "scratch.name"),
            ["a"],
            trimmed=interpreter.trimmed(),
        )
