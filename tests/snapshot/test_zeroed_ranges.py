"""The zeroed ranges: no kept function reads them, and the full interpreter has the same bytes."""

from functools import cache

from calc.snapshot import build, interpreter, pyodide_abi, wasm, zeroed_ranges
from calc.snapshot.wasm_instructions import constants
from calc.snapshot.wasm_relocations import relocations

START = pyodide_abi.DATA_START


@cache
def memory() -> bytes:
    return build.snapshot(zeroed=()).memory()


def ranges() -> tuple[tuple[int, int], ...]:
    return interpreter.read().zeroed


def test_they_are_in_order_and_in_the_data():
    places = [place for pair in ranges() for place in pair]
    assert places == sorted(set(places))
    assert places[0] >= START
    assert places[-1] <= START + len(wasm.data(interpreter.full()))


def test_they_save_at_least_half_of_the_data():
    assert sum(end - start for start, end in ranges()) > len(wasm.data(interpreter.full())) / 2


def test_no_function_that_is_kept_names_an_address_in_them():
    module = interpreter.full()
    kept = interpreter.read().functions
    linker = wasm.function_number(module, pyodide_abi.RELOCATE)
    bodies = [body for n, body in enumerate(wasm.bodies(module)) if n in kept and n != linker]
    named = {START + value for body in bodies for value in constants(body)}
    for start, end in ranges():
        assert not {value for value in named if start - zeroed_ranges.MARGIN < value < end}


def test_a_function_that_names_an_address_takes_the_range_away():
    module = interpreter.full()
    known = ranges()
    assert zeroed_ranges.without_named(module, known, []) == list(known)
    for number, body in enumerate(wasm.bodies(module)):
        named = {START + value for value in constants(body)}
        hit = [pair for pair in known if any(pair[0] <= value < pair[1] for value in named)]
        if hit and number != wasm.function_number(module, pyodide_abi.RELOCATE):
            left = zeroed_ranges.without_named(module, known, [number])
            assert not set(hit) & set(left)
            return
    raise AssertionError("no function reads what is left out")


def test_python_has_not_changed_what_they_hold():
    """All of it is as the module has it, but for pointers and docstrings."""
    module = interpreter.full()
    linker = list(wasm.bodies(module))[wasm.function_number(module, pyodide_abi.RELOCATE)]
    data = bytearray(bytes(START) + wasm.data(module))
    for place, value in relocations(linker, START).words.items():
        data[place : place + 4] = value.to_bytes(4, "little")
    for start, end in ranges():
        differ = [i for i in range(start, end) if data[i] != memory()[i]]
        assert not any(memory()[i] for i in differ), "only docstrings are cleared"
