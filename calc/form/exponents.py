"""Exponents in a formula as HTML: `x^0.5`."""

import re

from calc.form.markup import escape

EXPONENT = r"[−-]?\s*(?:\{\w+\}|[0-9]*(?:,[0-9]{3})*(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?%?)"
"""A number or a term."""


def with_exponents(template: str) -> str:
    """The template as markup; an exponent is a number, a term or in brackets.

    >>> with_exponents("2 × {x}^0.5 − ({y})^(1 ÷ 3)")
    '2 × {x}<sup>0.5</sup> − ({y})<sup>1 ÷ 3</sup>'
    """
    base, caret, rest = template.partition("^")
    if not caret:
        return escape(base)
    exponent, after = _exponent(rest.lstrip())
    return f"{escape(base.rstrip())}<sup>{with_exponents(exponent)}</sup>{with_exponents(after)}"


def _exponent(rest: str) -> tuple[str, str]:
    """What follows a `^`: the exponent without its brackets, and the rest of the formula."""
    if rest.startswith("("):
        depth = 0
        for at, character in enumerate(rest):
            depth += (character == "(") - (character == ")")
            if not depth:
                return rest[1:at], rest[at + 1 :]
    end = re.match(EXPONENT, rest).end()  # type: ignore[union-attr]  # it matches "" too
    return rest[:end], rest[end:]
