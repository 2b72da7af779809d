"""Exponents in a formula as HTML: `x^0.5`."""

from calc.form.markup import escape


def with_exponents(template: str) -> str:
    """The template as markup; an exponent is a number or in brackets.

    >>> with_exponents("2 × {x}^0.5 − ({y})^(1 ÷ 3)")
    '2 × {x}<sup>0.5</sup> − ({y})<sup>1 ÷ 3</sup>'
    """
    base, *rest = escape(template).split("^")
    return base + "".join(map(_superscript, rest))


def _superscript(rest: str) -> str:
    """What follows a `^`: the exponent, and the rest of the formula."""
    if rest.startswith("("):
        exponent, _, after = rest[1:].partition(")")
    else:
        after = rest.lstrip("0123456789.")
        exponent = rest.removesuffix(after)
    return f"<sup>{exponent}</sup>{after}"
