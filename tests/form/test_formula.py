"""Formulas are read as people mean them, agree with their functions, and check as shown."""

import doctest
import math
from dataclasses import dataclass, replace
from typing import Annotated, Any

import pytest
from annotated_types import Interval, Unit, doc
from hypothesis import assume, given
from hypothesis import strategies as st

from calc.form import display, formula
from calc.form.declare import Calculator, calculator
from calc.form.derivation import ALL_DIGITS, Derivation, Terms, derive, terms_of
from calc.form.errors import DeclarationError
from calc.form.formula import FormulaError, evaluate, parse
from calc.form.formula_check import disagreement
from calc.form.markers import Decimals, Digits, Formula, Percent
from calc.form.results import results
from calc.form.state import FormSettings, FormState, fill
from calc.units import USD, Bytes, Days, Fraction, Unknown
from tests import by_hand
from tests.markup import tree

VALUES = {"a": 6, "b": 2.5, "n": 10, "zero": 0}


def filled(form: Calculator[..., Any], **inputs: str) -> FormState:
    return fill(form, FormSettings(), inputs)


# What a formula means


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{a} × {b}", 15),
        ("{a} · {b} * 2 ⋅ 1", 30),
        ("{a} ÷ {n} / 2", 0.3),
        ("{a} + {b} − 1 - 0.5", 7),
        ("2 + 3 × 4", 14),
        ("(2 + 3) × 4", 20),
        ("2 − 3 − 4", -5),
        ("24 ÷ 4 ÷ 3", 2),
        ("−2^2", -4),
        ("2^−1", 0.5),
        ("−{a} + −(−1)", -5),
        ("4^0.5 × 4**2", 32),
        ("{n}² − {n}³ + 10⁻¹", -899.9),
        ("10⁹ + 10^9 + 1e9", 3e9),
        ("1,000,000 + 1,000.5 + .5", 1001001),
        ("2.5e-3 + 1E+3", 1000.0025),
        ("200 × (1 + 19%)", 238),
        ("√16 + √{n}² + √(9 × {n}²)", 44),
        ("⌈{n} ÷ 3⌉ + ⌊{n} ÷ 3⌋", 7),
        ("min({a}, {b}) + max({a}, {b}, 1,000)", 1002.5),
        ("max(1,000, 2)", 1000),
        ("round({b}) + round(2.345, 1) + ceil(0.2) + floor(0.8) + abs(−1)", 6.3),
        ("ln(exp(2)) + log10(1000) + log₁₀(10) + log2(8) + log₂(2)", 10),
        ("sqrt(16) × π", 4 * math.pi),
        (" {a}×{b} ", 15),
        ("{a}^(1 ÷ (1 + 1))", 6**0.5),
    ],
)
def test_a_formula_is_read_as_people_mean_it(text: str, value: float):
    assert evaluate(text, VALUES) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "at its end: “”; put a number, a term in braces such as {price}, or a bracket"),
        ("{a} × × 2", "at “× 2”: “{a} × × 2”; put a number, a term"),
        ("{a} ×", "at its end: “{a} ×”; put a number, a term"),
        ("({a} + 1", "at its end: “({a} + 1”; put ) or an operator here"),
        ("{a} + 1)", "at “)”: “{a} + 1)”; put an operator (+ − × ÷ ^) here"),
        ("⌈{a})", "at “)”: “⌈{a})”; put ⌉ or an operator here"),
        ("{a} & 2", "at “& 2”: “{a} & 2”; put an operator"),
        ("{a} % 2", "at “% 2”: “{a} % 2”; put an operator"),
        ("2{a}", "at “{a}”: “2{a}”; put an operator"),
        ("{a}(2 + 1)", "at “(2 + 1)”: “{a}(2 + 1)”; put an operator"),
        ("{a} = 2", "at “= 2”: “{a} = 2”; put an operator"),
        ("{a b}", "at “{a b}”: “{a b}”; put a number, a term in braces"),
        ("{2a}", "at “{2a}”: “{2a}”; put a number, a term in braces"),
        ("{a!r}", "at “{a!r}”: “{a!r}”; put a number, a term in braces"),
        ("{a}}", "at “}”: “{a}}”; put an operator"),
        ("price × 2", "at “price × 2”: “price × 2”; {price} would be a term; min, max, round"),
        ("log(2)", "at “log(2)”: “log(2)”; {log} would be a term; min, max"),
        ("min 2", "at “2”: “min 2”; write min(…)"),
        ("min(100,200)", "at “min(100,200)”: “min(100,200)”; min takes two or more values, with a"),
        ("round(1, 2, 3)", "at “round(1, 2, 3)”: “round(1, 2, 3)”; round takes one value"),
        ("exp()", "at “)”: “exp()”; put a number"),
        ("2^3^4", "at “^4”: “2^3^4”; brackets would say which exponent comes first"),
        ("{a}²^2", "at “^2”: “{a}²^2”; brackets would say"),
        ("2^√4", "at “√4”: “2^√4”; use a number, a term or brackets as the exponent"),
        ("2^−(1 + 1)", "at “(1 + 1)”: “2^−(1 + 1)”; use a number, a term or brackets"),
        ("1,0000", "at “,0000”: “1,0000”; put an operator"),
        ("the sum of all that is bought", "at “the sum of all t…”: “the sum"),
    ],
)
def test_a_text_that_is_no_arithmetic_gets_a_reason(text: str, error: str):
    with pytest.raises(FormulaError) as raised:
        parse(text)
    assert str(raised.value).startswith(f"cannot be read {error}"), raised.value


def test_names_are_listed_once():
    assert parse("{b} × ({a} + {b})").names == ("b", "a")


def test_whole_numbers_stay_whole():
    """So a count of 10³⁰ bytes is compared with all its digits."""
    found = evaluate("{a} × 10³⁰ + 7 − 2^3", {"a": 3})
    assert (found, type(found)) == (3 * 10**30 - 1, int)


def test_an_unknown_term_makes_the_value_unknown():
    gone = Unknown("Nobody has weighed it.")
    for text in ("{a} × 2", "0 × {a}", "max({a}, 1)", "⌈√{a}⌉", "2^{a}"):
        assert evaluate(text, {"a": gone}) is gone


@pytest.mark.parametrize("text", ["1 ÷ {zero}", "{zero}^−1", "2.5 ÷ ({a} − 6)"])
def test_a_division_by_zero_is_an_error(text: str):
    with pytest.raises(ZeroDivisionError):
        evaluate(text, VALUES)


@pytest.mark.parametrize("text", ["(−8)^(1 ÷ 3)", "√(−1)", "ln(0)"])
def test_what_is_no_real_number_is_an_error(text: str):
    with pytest.raises(
        ValueError, match=r"not a real number|math domain error|positive|nonnegative"
    ):
        evaluate(text, VALUES)


def test_a_huge_power_is_an_error_and_no_endless_computation():
    with pytest.raises(OverflowError):
        evaluate("{n}^{huge}", {"n": 10, "huge": 10**12})


def test_the_examples_in_docstrings_are_true():
    for module in (formula, by_hand):
        tried = doctest.testmod(module)
        assert tried.attempted > tried.failed == 0


def grown(smaller: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Formulas of smaller ones, with and without brackets."""
    binary = st.sampled_from([" + ", " − ", " - ", " × ", " ÷ ", "·", "/"])
    function = st.sampled_from(
        [
            "({})",
            "−{}",
            "√({})",
            "⌈{}⌉",
            "⌊{}⌋",
            "round({}, 2)",
            "abs({})",
            "({})²",
            "({})^−2",
            "({})⁻¹",
            "ln({})",
            "2^({} ÷ 1,000)",
            "{} × 19%",
            "max({}, 1,000, 2)",
        ]
    )
    return st.builds("".join, st.tuples(smaller, binary, smaller)) | st.builds(
        lambda text, inner: text.replace("{}", inner), function, smaller
    )


formulas = st.recursive(
    st.sampled_from(["{a}", "{b}", "{n}", "7", "0.5", "1,200", "1e3", "10⁶", "{a}^2", "√{b}", "π"]),
    grown,
    max_leaves=8,
)


@given(formulas, st.integers(-9, 9), st.floats(-99, 99), st.integers(1, 10**6))
def test_a_formula_has_the_value_that_python_gives(text: str, a: int, b: float, n: int):
    numbers = {"a": a, "b": b, "n": n}
    errors = (ArithmeticError, ValueError)
    try:
        expected = by_hand.value(text, numbers)
    except (*errors, TypeError):  # TypeError: √ or ⌈⌉ of a complex number
        with pytest.raises(errors):
            evaluate(text, numbers)
    else:
        found = evaluate(text, numbers)
        assert found == pytest.approx(expected, rel=1e-12, nan_ok=True)


@given(st.text(max_size=12) | st.text("{}ab12 +−×^²(),%√⌈⌉", max_size=12))
def test_any_text_is_a_formula_or_gets_a_reason(text: str):
    try:
        names = parse(text).names
    except FormulaError as error:
        assert "; " in str(error)  # noqa: PT017  other texts are fine
    else:
        assert text.format_map(dict.fromkeys(names, "7")).count("{") == 0


# At the declaration


def declared(text: str, kind: Any = int) -> Any:
    @dataclass(frozen=True, kw_only=True)
    class Load:
        parcels: Annotated[kind, "Parcels", Formula(text)]

    def load(vans: Annotated[int, doc("Vans"), Interval(ge=0, le=99)] = 3) -> Load:
        """What the vans hold."""
        return Load(parcels=vans * 40)

    load.__annotations__["return"] = Load
    return calculator(load)


def test_a_wrong_formula_ends_the_declaration():
    with pytest.raises(DeclarationError) as raised:
        declared("({vans} × 40")
    assert str(raised.value) == (
        "load → parcels has a formula that cannot be read at its end: “({vans} × 40”; put "
        ") or an operator here"
    )


# Beside the function


def test_a_formula_that_the_function_follows_is_no_disagreement():
    assert disagreement(filled(declared("{vans} × 40"))) == ""
    assert disagreement(filled(declared("{vans} × 40"), vans="many")) == ""


def test_a_formula_that_gives_something_else_is_named_with_values_and_inputs():
    assert disagreement(filled(declared("{vans} × 41"))) == (
        "load → parcels: the formula “{vans} × 41” gives 123, and the function returns 120, for "
        "vans = 3, at the start values; use a formula of what the function computes."
    )
    assert "at the inputs vans = “7”;" in disagreement(filled(declared("{vans} × 41"), vans="7"))


def test_a_formula_that_cannot_be_computed_disagrees():
    found = disagreement(filled(declared("120 × {vans} ÷ {vans}"), vans="0"))
    assert "“120 × {vans} ÷ {vans}” cannot be computed (division by zero)" in found


def test_a_whole_result_may_be_rounded_up_or_down():
    for text in ("{vans} × 39.9", "{vans} × 40.3", "{vans} × 40"):
        assert disagreement(filled(declared(text))) == ""
    assert disagreement(filled(declared("{vans} × 39.6")))


@dataclass(frozen=True, kw_only=True)
class Drop:
    """A drop of water."""

    grams: Annotated[float, "Weight in grams", Formula("{litres} × 1,000")]
    rest: Annotated[float, "What is left", Formula("{litres} − {litres} × (1 − 10⁻¹³)")]
    spilt: Annotated[float | Unknown, "Spilt", Formula("{litres} ÷ 2")]


@calculator
def drop(litres: Annotated[float, doc("Litres"), Interval(ge=0, le=1)] = 1e-14) -> Drop:
    """A drop."""
    return Drop(
        grams=litres * 1000 * (2 if litres < 1e-13 else 1),
        rest=litres * 1e-13,
        spilt=Unknown("Nobody saw it."),
    )


def test_small_numbers_are_compared_too_but_not_what_rounding_leaves_of_a_difference():
    assert disagreement(filled(drop)).startswith("drop → grams: the formula")
    assert disagreement(filled(drop, litres="0.7")) == ""


# As shown


@dataclass(frozen=True, kw_only=True)
class Loan:
    """What a loan comes to."""

    factor: Annotated[float, "Factor", Formula("(1 + {rate} ÷ 12)^({years} × 12)")]
    monthly: Annotated[
        USD,
        "Monthly payment",
        Formula("{amount} × {rate} ÷ 12 × {factor} ÷ ({factor} − 1)"),
    ]
    paid: Annotated[USD, "Paid in all", Formula("{monthly} × {years} × 12")]
    interest: Annotated[USD, "Interest", Formula("{paid} − {amount}")]
    share: Annotated[Fraction, "Share of the interest", Formula("{interest} ÷ {paid}")]
    exactly: Annotated[USD, "Paid, to the cent", Decimals(2), Formula("{monthly} × {years} × 12")]
    a_year: Annotated[USD, "A year", Digits(5), Formula("{exactly} ÷ {years}")]
    yen: Annotated[float, "In yen", Unit("JPY"), Formula("{a_year} × {rate} × 155.5")]
    percent: Annotated[Fraction, "Interest", Decimals(1), Formula("{exactly} ÷ {amount} − 1")]
    letters: Annotated[int, Unit("letters"), "Letters", Formula("⌈{years} × 12 ÷ {every}⌉")]
    archive: Annotated[Bytes, "Archive", Formula("{letters} × {paper}")]
    age: Annotated[Days, "Age of the oldest letter", Formula("{years} × 365.2425")]


@calculator
def loan(
    amount: Annotated[float, doc("Amount"), Unit("USD"), Interval(ge=1, le=1e9)] = 300_000,
    rate: Annotated[Fraction, doc("Rate"), Interval(ge=0.0001, le=1), Percent()] = 0.065,
    years: Annotated[int, doc("Years"), Unit("years"), Interval(ge=1, le=50)] = 30,
    every: Annotated[float, doc("Months between letters"), Interval(ge=0.1, le=99)] = 1.7,
    paper: Annotated[int, doc("Bytes of a letter"), Unit("B"), Interval(ge=1, le=10**9)] = 51_337,
) -> Loan:
    """What a loan costs."""
    factor = (1 + rate / 12) ** (years * 12)
    monthly = amount * rate / 12 * factor / (factor - 1)
    paid = monthly * years * 12
    letters = math.ceil(years * 12 / every)
    return Loan(
        factor=factor,
        monthly=monthly,
        paid=paid,
        interest=paid - amount,
        share=(paid - amount) / paid,
        exactly=paid,
        a_year=paid / years,
        yen=paid / years * rate * 155.5,
        percent=paid / amount - 1,
        letters=letters,
        archive=letters * paper,
        age=years * 365.2425,
    )


def line(state: FormState, name: str) -> Derivation:
    found = derive(state.calculator.results[name], state)
    assert found
    return found


def written(state: FormState, name: str) -> str:
    found = line(state, name)
    return found.template.format_map(found.numbers)


def test_a_line_has_as_many_digits_as_it_needs():
    state = filled(loan)
    assert display.quantity(state.result.paid, "USD") == "$683,000"
    assert written(state, "paid") == "$1,896 × 30 years × 12"
    assert written(state, "interest") == "$683,000 − $300,000"
    assert written(state, "exactly") == "$1,896.20407 × 30 years × 12"
    assert written(state, "a_year") == "$682,633.47 ÷ 30 years"
    assert written(state, "age") == "30 years × 365.2425"


def twelve_digits(value: float) -> float:
    return float(f"{value:.12g}")


@given(
    st.floats(1, 1e9).map(twelve_digits),
    st.floats(0.0001, 1).map(twelve_digits),
    st.integers(1, 50),
    st.floats(0.1, 99).map(twelve_digits),
    st.integers(1, 10**9),
)
def test_a_line_checks_and_would_not_with_fewer_digits(
    amount: float, rate: float, years: int, every: float, paper: int
):
    state = filled(
        loan,
        amount=repr(amount),
        rate=f"{rate!r}%",
        years=str(years),
        every=repr(every),
        paper=str(paper),
    )
    assume(state.valid)
    assert disagreement(state) == ""
    for name, row in loan.results.items():
        result = getattr(state.result, name)
        found = line(state, name)
        assert by_hand.checks(found, state, result, row), found
        terms = terms_of(row, state)
        assert terms

        def written(digits: int, terms: Terms = terms) -> dict[str, str]:
            return {
                name: display.quantity(value, term.unit, precision=term.precision, digits=digits)
                for name, (value, term) in terms.items()
            }

        enough = [n for n in range(3, ALL_DIGITS + 1) if written(n) == found.numbers]
        for digits in range(3, min(enough)):
            fewer = written(digits)
            shorter = replace(found, numbers=fewer)
            assert not by_hand.checks(shorter, state, result, row), shorter


@dataclass(frozen=True, kw_only=True)
class Ice:
    """Ice cubes."""

    squared: Annotated[float, Unit("crumbs"), "Squared", Formula("{chill}² + {chill}^3")]
    cubes: Annotated[
        float, Unit("ratio"), "Cubes", Formula("−{chill} ÷ {mass} × √{mass} + 2^{chill}")
    ]


@calculator
def ice(
    chill: Annotated[float, doc("Chill"), Unit("degrees"), Interval(ge=-40, le=40)] = -3.25,
    mass: Annotated[float, doc("Mass"), Unit("crumbs"), Interval(ge=1e-9, le=1e24)] = 8.125e20,
) -> Ice:
    """What ice cubes come to."""
    return Ice(squared=chill**2 + chill**3, cubes=-chill / mass * math.sqrt(mass) + 2**chill)


def test_a_number_that_would_be_misread_is_in_brackets():
    state = filled(ice)
    assert written(state, "squared") == "(−3.25 degrees)² + (−3.25 degrees)^3"
    assert written(state, "cubes") == (
        "−−3.25 degrees ÷ (8.12 × 10²⁰ crumbs) × √(8.12 × 10²⁰ crumbs) + 2^−3.25 degrees"
    )
    assert written(filled(ice, mass="2000.5"), "cubes") == (
        "−−3.25 degrees ÷ 2,000 crumbs × √2,000 crumbs + 2^−3.25 degrees"
    )


@given(st.floats(-40, 40).map(twelve_digits), st.floats(1e-9, 1e24).map(twelve_digits))
def test_a_line_of_any_numbers_is_read_as_it_is_meant(chill: float, mass: float):
    state = filled(ice, chill=repr(chill), mass=repr(mass))
    for name, row in ice.results.items():
        result = getattr(state.result, name)
        assert by_hand.checks(line(state, name), state, result, row)


def test_a_line_that_cannot_check_has_all_digits():
    found = line(filled(drop, litres="0.123456789"), "grams")
    assert found.numbers == {"litres": "0.123"}
    wrong = filled(drop, litres="0.00000000000001")
    assert line(wrong, "grams").numbers == {"litres": "1.00 × 10⁻¹⁴"}
    wrong = filled(drop, litres="0.00000000000001234567890123456789")
    assert line(wrong, "grams").numbers == {"litres": "1.23456789012346 × 10⁻¹⁴"}


def test_a_difference_that_three_digits_make_zero_has_more():
    @dataclass(frozen=True, kw_only=True)
    class Wait:
        rounds: Annotated[float, "Rounds", Formula("1 ÷ ({late} − {early})")]

    def wait(
        early: Annotated[float, doc("Early"), Interval(ge=0, le=99)] = 1.2341,
        late: Annotated[float, doc("Late"), Interval(ge=0, le=99)] = 1.2349,
    ) -> Wait:
        """How long it takes."""
        return Wait(rounds=1 / (late - early))

    wait.__annotations__["return"] = Wait
    assert written(filled(calculator(wait)), "rounds") == "1 ÷ (1.2349 − 1.2341)"


def test_the_page_shows_an_exponent_raised_however_it_is_written():
    state = filled(declared("{vans} ** 2 × 40 ÷ {vans}"))
    shown = tree(results(state, ["parcels"]))
    assert shown.one(data_numbers="").text == "= 32 × 40 ÷ 3"
    assert shown.one(data_numbers="").one("sup").text == "2"
