"""Functions whose code comes later: a call ends the answer, and the code is brought."""

import marshal
import sys
from types import FunctionType
from typing import Any

import pytest

from calc import later


def double(number: int) -> int:
    return 2 * number


def adder(step: int):
    def add(number: int = 1, *, more: int = 0) -> int:
        return number + step + more

    return add


@pytest.fixture
def finder(monkeypatch):
    """A finder as `answering` makes it, which is taken away again."""
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    found = later.Finder({})
    monkeypatch.setitem(vars(__import__("builtins")), later.NEED, found.need)
    monkeypatch.setitem(vars(__import__("dataclasses")), "exec", exec)
    return found


def copy(function: Any) -> FunctionType:
    """The same function, to take apart."""
    made = FunctionType(
        function.__code__,
        function.__globals__,
        argdefs=function.__defaults__,
        closure=function.__closure__,
    )
    made.__kwdefaults__ = function.__kwdefaults__
    return made


@pytest.mark.parametrize("function", [double, adder(3)])
def test_code_is_taken_out_and_brought_back(finder, function):
    taken = copy(function)
    wanted = function(4)
    code = finder.take_code(taken)
    with pytest.raises(later.Needed):
        taken(4)
    assert finder.missed
    finder.load(marshal.dumps(({}, {}, [code])))
    assert taken(4) == wanted


def test_stand_ins_are_shared(finder):
    """One for each number of free variables; one for each function would fill the memory."""
    functions = [copy(double), copy(double), copy(adder(1)), copy(adder(2))]
    for function in functions:
        finder.take_code(function)
    assert len({id(function.__code__) for function in functions}) == 2


def test_an_answer_that_catches_everything_is_asked_again(finder, monkeypatch):
    taken = copy(double)

    def answer(text: str) -> str:
        try:
            return str(taken(int(text)))
        except BaseException:  # noqa: BLE001  as a calculator may have it
            return "swallowed"

    monkeypatch.setattr(later, "Finder", lambda _: finder)
    ask = later.answering(answer, {})
    code = finder.take_code(taken)
    assert ask("4") == later.NEEDED
    assert ask(later.FILE + marshal.dumps(({}, {}, [code])).hex()) == ""
    assert ask("4") == "8"


def test_a_module_that_comes_later_is_needed(finder):
    finder.packages = {"not_fetched": False}
    sys.meta_path.append(finder)
    with pytest.raises(later.Needed):
        __import__("not_fetched")
    assert finder.missed
