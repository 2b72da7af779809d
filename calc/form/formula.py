"""The arithmetic of formulas: a text is parsed once and evaluated with the numbers of its terms.

    {weight} × {price}        ({a} + {b})^0.5        √{area}        {n}²        5 × 10⁹
    ⌈{days} ÷ 7⌉              max({a}, 1,000)        1 + 19%        2 × π × {radius}

Terms are in braces. A comma between thousands has no space after it, one between values has.
"""

import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from calc.units import Unknown

type Node = float | str | tuple[Any, ...]
"""A number, the name of a term, or a function with its arguments."""

MAX_WHOLE_EXPONENT = 400
"""Whole numbers with larger exponents become floats: their digits would fill the memory."""


class FormulaError(ValueError):
    """The text is not arithmetic. The message is the end of a sentence about the formula."""


@dataclass(frozen=True)
class Parsed:
    """A formula as a tree."""

    tree: Node
    names: tuple[str, ...]
    """Its terms, each once."""
    powers: frozenset[str]
    """The terms directly before an exponent: {n}²."""
    bound: frozenset[str]
    """The terms directly after ÷, √ or ^: of 8 × 10⁵, only the 8 would count there."""


@cache
def parse(template: str) -> Parsed:
    """The formula as a tree. Raises FormulaError."""
    return _Reader(template).formula()


def evaluate(template: str, values: Mapping[str, Any]) -> Any:
    """The value of a formula; Unknown if a term of it is.

    Raises ArithmeticError, as for a division by zero, or ValueError, as for √(−1).

    >>> evaluate("{pieces} × {price} + 10²", {"pieces": 3, "price": 2.5})
    107.5
    """
    formula = parse(template)
    for name in formula.names:
        if isinstance(values[name], Unknown):
            return values[name]
    return _value(formula.tree, values)


def _value(node: Node, values: Mapping[str, Any]) -> Any:
    if isinstance(node, tuple):
        function, *arguments = node
        return function(*[_value(one, values) for one in arguments])
    return values[node] if isinstance(node, str) else node


def _power(base: float, exponent: float) -> float:
    whole = isinstance(base, int) and isinstance(exponent, int)
    if whole and abs(exponent) <= MAX_WHOLE_EXPONENT:
        return base**exponent  # type: ignore[no-any-return]
    power: float | complex = float(base) ** exponent
    if isinstance(power, complex):
        raise ValueError(f"{base}^{exponent} is not a real number")
    return power


def _round(value: float, digits: int = 0) -> float:
    return round(value, int(digits))


OPERATORS: Mapping[str, Callable[..., float]] = {
    **dict.fromkeys("+", operator.add),
    **dict.fromkeys("−-", operator.sub),
    **dict.fromkeys("×*·⋅", operator.mul),
    **dict.fromkeys("÷/", operator.truediv),
}
PRODUCT, SUM = "×*·⋅÷/", "+−-"
BRACKETS: Mapping[str, tuple[str, Callable[..., float] | None]] = {
    "(": (")", None),
    "⌈": ("⌉", math.ceil),
    "⌊": ("⌋", math.floor),
}
MANY = 99
FUNCTIONS: Mapping[str, tuple[Callable[..., float], int, int]] = {
    "min": (min, 2, MANY),
    "max": (max, 2, MANY),
    "round": (_round, 1, 2),
    "ceil": (math.ceil, 1, 1),
    "floor": (math.floor, 1, 1),
    "abs": (abs, 1, 1),
    "sqrt": (math.sqrt, 1, 1),
    "exp": (math.exp, 1, 1),
    "ln": (math.log, 1, 1),
    "log10": (math.log10, 1, 1),
    "log₁₀": (math.log10, 1, 1),
    "log2": (math.log2, 1, 1),
    "log₂": (math.log2, 1, 1),
}
"""Functions with the fewest and the most values that each takes. There is no log: it means ln to
some and log10 to others.
"""

SUPERSCRIPTS = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
MAX_QUOTED_CHARACTERS = 16


@cache
def _tokens() -> re.Pattern[str]:
    """Compiled for the first formula, so that importing this module costs nothing."""
    return re.compile(
        r"""\s*(?:
            (?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?
                (?:[eE][+-]?[0-9]+)?|\.[0-9]+)
            |(?P<name>\{\w+\})
            |(?P<word>[A-Za-z_][A-Za-z0-9_₀-₉]*|π)
            |(?P<raised>[⁺⁻]?[⁰¹²³⁴-⁹]+)
            |(?P<sign>\*\*|.)
            |(?P<end>$)
        )""",
        re.VERBOSE | re.DOTALL,
    )


class _Reader:
    """Reads a formula from left to right; `kind` and `text` are of the part that is next."""

    def __init__(self, template: str) -> None:
        self.template = template.rstrip()
        found = [(one, one.lastgroup or "") for one in _tokens().finditer(self.template)]
        self.parts = iter([(kind, one[kind], one.start(kind)) for one, kind in found])
        self.kind, self.text, self.start = next(self.parts)
        self.names: dict[str, None] = {}
        self.powers: set[str] = set()
        self.bound: set[str] = set()

    def formula(self) -> Parsed:
        tree = self._sum()
        if self.kind != "end":
            raise self._error("put an operator (+ − × ÷ ^) here")
        return Parsed(tree, tuple(self.names), frozenset(self.powers), frozenset(self.bound))

    def _next(self) -> str:
        """Go to the next part; the text of this one."""
        text = self.text
        self.kind, self.text, self.start = next(self.parts)
        return text

    def _take(self, signs: str | tuple[str, ...]) -> str:
        """The next part if it is one of these signs, else ""."""
        return self._next() if self.kind == "sign" and self.text in signs else ""

    def _sum(self) -> Node:
        node = self._product()
        while sign := self._take(SUM):
            node = (OPERATORS[sign], node, self._product())
        return node

    def _product(self) -> Node:
        node = self._signed()
        while sign := self._take((*PRODUCT,)):
            if sign in "÷/":
                self._note(self.bound)
            node = (OPERATORS[sign], node, self._signed())
        return node

    def _signed(self) -> Node:
        return (operator.neg, self._signed()) if self._take("−-") else self._powered()

    def _powered(self) -> Node:
        bare: set[str] = set()
        self._note(bare)
        base = self._one()
        if self.kind == "raised" or self.text in ("^", "**"):
            self.powers |= bare
        if self.kind == "raised":
            base = (_power, base, int(self._next().translate(SUPERSCRIPTS)))
        elif self._take(("^", "**")):
            base = (_power, base, self._exponent())
        if self.kind == "raised" or self.text in ("^", "**"):
            raise self._error("brackets would say which exponent comes first")
        return base

    def _exponent(self) -> Node:
        """A number, a term, or in brackets: it is shown raised, without the brackets."""
        negative = self._take("−-")
        if self.kind not in ("number", "name") and (negative or self.text != "("):
            raise self._error("use a number, a term or brackets as the exponent")
        self._note(self.bound)
        exponent = self._one()
        return (operator.neg, exponent) if negative else exponent

    def _one(self) -> Node:
        """A number, a term, a root, a function, or what is in brackets."""
        if self.kind == "number":
            return self._number()
        if self.kind == "name" and self.text[1:-1].isidentifier():
            name = self._next()[1:-1]
            self.names[name] = None
            return name
        if self.kind == "word":
            return self._function()
        if self._take("√"):
            self._note(self.bound)
            return (math.sqrt, self._one())
        if opening := self._take((*BRACKETS,)):
            closing, function = BRACKETS[opening]
            node = self._sum()
            self._close(closing)
            return (function, node) if function else node
        raise self._error("put a number, a term in braces such as {price}, or a bracket here")

    def _number(self) -> Node:
        digits = self._next().replace(",", "")
        number = int(digits) if digits.isdigit() else float(digits)
        return number / 100 if self._take("%") else number

    def _function(self) -> Node:
        if self.text == "π":
            self._next()
            return math.pi
        if self.text not in FUNCTIONS:
            raise self._error(
                f"{{{self.text}}} would be a term; {', '.join(FUNCTIONS)} are functions"
            )
        function, fewest, most = FUNCTIONS[self.text]
        start, name = self.start, self._next()
        if not self._take("("):
            raise self._error(f"write {name}(…)")
        arguments = [self._sum()]
        while self._take(","):
            arguments.append(self._sum())
        self._close(")")
        if not fewest <= len(arguments) <= most:
            self.start = start
            raise self._error(
                f"{name} takes {'two or more values' if most > 2 else 'one value'}, with a comma "
                "and a space between values"
            )
        return (function, *arguments)

    def _note(self, names: set[str]) -> None:
        """Add the next part to these, if it is a term."""
        if self.kind == "name":
            names.add(self.text[1:-1])

    def _close(self, bracket: str) -> None:
        if not self._take(bracket):
            raise self._error(f"put {bracket} or an operator here")

    def _error(self, would: str) -> FormulaError:
        rest = self.template[self.start :]
        more = "…" if rest[MAX_QUOTED_CHARACTERS:] else ""
        at = f"at “{rest[:MAX_QUOTED_CHARACTERS]}{more}”" if rest else "at its end"
        return FormulaError(f"cannot be read {at}: “{self.template}”; {would}")
