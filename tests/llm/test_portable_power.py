"""A power is the float nearest to the exact one, so it is the same on every machine."""

import ast
from decimal import Decimal, localcontext
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calc.llm.portable_power import power
from calc.units import Unknown

CALC = Path(__file__).parents[2] / "calc"
ROUNDED = CALC / "form" / "formula.py"
"""It computes a formula as it is shown, only to compare it with the shown result."""
SHIPPED = [
    file
    for folder in ("llm", "form", "calculators")
    for file in sorted((CALC / folder).rglob("*.py"))
    if file != ROUNDED
]


@example(base=109e9 * 17e9, exponent=0.5)
@example(base=1.0, exponent=0.3478)
@example(base=1e-300, exponent=-1.0)
@given(
    base=st.floats(min_value=1e-100, max_value=1e100),
    exponent=st.floats(min_value=-3, max_value=3, allow_subnormal=False),
)
def test_a_power_is_the_nearest_float(base: float, exponent: float):
    with localcontext(prec=60):
        assert power(base, exponent) == float(Decimal(base) ** Decimal(exponent))


def test_roots_of_squares_are_exact():
    for root in (*range(1, 1_000), 3**30, 10**11 + 1):
        assert power(root * root, 0.5) == root


def test_a_power_of_an_unknown_is_that_unknown():
    unknown = Unknown("Nobody says.")
    assert power(unknown, 0.5) is unknown


def test_a_power_beyond_a_float_is_an_overflow_error():
    with pytest.raises(OverflowError):
        power(1e300, 2.0)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_formula_uses_a_power_whose_digits_depend_on_the_machine(file: Path):
    """`**` may have integer exponents, and the bases 2 and 10, whose results are rounded later."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.BinOp(left=ast.Constant(value=10 | 2), op=ast.Pow()):
                pass
            case ast.BinOp(op=ast.Pow(), right=right):
                assert isinstance(right, ast.Constant), ast.unparse(node)
                assert isinstance(right.value, int), ast.unparse(node)
