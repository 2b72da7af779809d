"""Powers in a formula: `x^0.5` as HTML."""

from calc.form.markup import escape


def raised(template: str) -> str:
    """The template as markup; an exponent is a number, or stands in brackets.

    >>> raised("2 × {x}^0.5 − ({y})^(1 ÷ 3)")
    '2 × {x}<sup>0.5</sup> − ({y})<sup>1 ÷ 3</sup>'
    """
    base, *rest = escape(template).split("^")
    return base + "".join(map(_raised, rest))


def _raised(rest: str) -> str:
    """What follows a `^`: the exponent, and the formula behind it."""
    if rest.startswith("("):
        exponent, _, after = rest[1:].partition(")")
    else:
        after = rest.lstrip("0123456789.")
        exponent = rest.removesuffix(after)
    return f"<sup>{exponent}</sup>{after}"
