"""Powers are raised, and nothing else changes."""

import pytest

from calc.form import registry
from calc.form.exponents import with_exponents
from calc.form.html import form
from calc.form.state import FormSettings, fill


@pytest.mark.parametrize(
    ("formula", "markup"),
    [
        ("6 × {a} × {b}", "6 × {a} × {b}"),
        ("({a} × {b})^0.5", "({a} × {b})<sup>0.5</sup>"),
        ("2^3 + 1", "2<sup>3</sup> + 1"),
        ("({a} ÷ 2)^(1 ÷ 0.3658)", "({a} ÷ 2)<sup>1 ÷ 0.3658</sup>"),
        ("1 ÷ (({a})^0.16 × ({b})^0.2)", "1 ÷ (({a})<sup>0.16</sup> × ({b})<sup>0.2</sup>)"),
        ("{a} < {b}^2", "{a} &lt; {b}<sup>2</sup>"),
        ("{a}^{b} × 2^−{c}", "{a}<sup>{b}</sup> × 2<sup>−{c}</sup>"),
        ("max({a}^2, 3^1,000)", "max({a}<sup>2</sup>, 3<sup>1,000</sup>)"),
        ("10^-1.5e+2+1", "10<sup>-1.5e+2</sup>+1"),
        ("{a}^(1 ÷ (2 + {b})) − 1", "{a}<sup>1 ÷ (2 + {b})</sup> − 1"),
        ("{a}^(2^{b})", "{a}<sup>2<sup>{b}</sup></sup>"),
        ("{a} ^ 2 + 1", "{a}<sup>2</sup> + 1"),
    ],
)
def test_an_exponent_is_a_number_or_in_brackets(formula, markup):
    assert with_exponents(formula) == markup


@pytest.mark.parametrize("name", registry.names())
def test_no_shown_formula_has_a_caret(name):
    assert "^" not in form(fill(registry.find(name), FormSettings(), {}), FormSettings(), name)


def test_a_law_has_its_exponents_raised():
    html = form(
        fill(registry.find("effective_parameters"), FormSettings(), {}), FormSettings(), "law"
    )
    assert "482.01 ÷ (dense equivalent)<sup>0.3478</sup>" in html
