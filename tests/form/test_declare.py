"""The requirements for a signature, and the form that it becomes."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Annotated, Any, Literal

import pytest
from annotated_types import Interval, Len, MultipleOf, Unit, doc

from calc.form.declare import calculator
from calc.form.errors import DeclarationError, InputError
from calc.form.fields import Choice, Switch
from calc.form.markers import Formula, Labels, Note, Percent, Preset, Scale, Soft, of
from calc.form.number_field import Number
from calc.units import Bytes, Unknown
from tests.form.sample import ATTIC, CORNER, MARKET, bill


def test_a_parameter_becomes_the_field_that_its_annotation_asks_for():
    kinds = {name: type(field) for name, field in bill.fields.items()}
    assert kinds == {
        "shop": Choice,
        "pieces": Number,
        "price": Number,
        "tax": Number,
        "width": Number,
        "paper": Choice,
        "gift": Switch,
    }


def test_a_number_field_has_what_the_markers_say():
    pieces, tax, width = (bill.fields[name] for name in ("pieces", "tax", "width"))
    assert isinstance(pieces, Number)
    assert isinstance(tax, Number)
    assert isinstance(width, Number)
    assert (pieces.label, pieces.unit, pieces.low, pieces.high) == ("Pieces", "pieces", 0, 10**12)
    assert (pieces.slider.low, pieces.slider.high, pieces.slider.log) == (1, 1000, True)
    assert (tax.percent, tax.unit, tax.integer) == (True, "1", False)
    assert (width.multiple, width.slider.step) == (64, 64)


def test_a_choice_has_its_options_in_order():
    shop, paper = bill.fields["shop"], bill.fields["paper"]
    assert isinstance(shop, Choice)
    assert isinstance(paper, Choice)
    assert [(o.key, o.label, o.value) for o in shop.options] == [
        ("corner", "Corner & Sons", CORNER),
        ("market", "Market", MARKET),
        ("attic", "Attic", ATTIC),
    ]
    assert [(o.key, o.label) for o in paper.options] == [("thin", "Thin"), ("thick", "thick")]


def test_the_dataclass_becomes_the_table():
    rows = {name: (row.label, row.unit, row.uses) for name, row in bill.results.items()}
    assert rows == {
        "net": ("Net price", "USD", ("pieces", "price")),
        "gross": ("Price, with tax (VAT)", "USD", ("net", "tax")),
        "words": ("Words on the bill", "", ()),
    }


def test_the_docstring_becomes_the_title():
    assert bill.title == "What a purchase comes to"
    assert (bill.name, bill.__doc__) == ("bill", "What a purchase comes to.")


def test_a_call_computes():
    assert bill(CORNER, 10).net == 20
    assert bill(shop="market", pieces=10.0, gift=True).words == 260


def test_a_preset_provides_values():
    assert bill(shop=MARKET).net == 60
    assert bill(shop=MARKET, price=3).net == 120
    assert bill(shop=ATTIC).net == Unknown("Nobody has priced the attic.")


def test_a_call_refuses_what_the_form_refuses():
    with pytest.raises(InputError, match=r"^pieces: -1 is too small; enter at least 0\.$"):
        bill(pieces=-1)
    with pytest.raises(TypeError, match="bill has no parameter piece; it has shop, pieces, "):
        bill(piece=1)
    with pytest.raises(TypeError, match="bill takes 7 arguments, not 8"):
        bill(*range(8))
    with pytest.raises(TypeError, match="bill is given shop twice"):
        bill(CORNER, shop=CORNER)


@dataclass(frozen=True, kw_only=True)
class Out:
    """A result."""

    r: Annotated[Bytes, "R"]


Count = Annotated[int, doc("N"), Interval(ge=1, le=8)]


def undocumented(n: Count = 1) -> Out:
    return Out(r=n)


def bare(n: Count) -> Out:
    """What it computes."""
    return Out(r=n)


def keyword(*, n: Count = 1) -> Out:
    """What it computes."""
    return Out(r=n)


def starred(*n: int) -> Out:
    """What it computes."""
    return Out(r=n[0])


def plain(n: int = 1) -> Out:
    """What it computes."""
    return Out(r=n)


def nothing(n: Count = 1) -> None:
    """What it computes."""


def follower(n: Count = of("shop", lambda shop: shop)) -> Out:  # noqa: B008
    """What it computes."""
    return Out(r=n)


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (undocumented, "undocumented needs a docstring: its first line is the title"),
        (bare, "bare(n) needs a default: pages are built with it"),
        (keyword, "keyword has keyword-only or starred parameters; use plain ones"),
        (starred, "starred has keyword-only or starred parameters; use plain ones"),
        (plain, "plain(n) needs an annotation: Annotated[TYPE, …]"),
        (nothing, "nothing must return a dataclass: its fields are the table"),
        (follower, "follower(n) follows shop, which is not above it"),
    ],
)
def test_a_function_that_cannot_be_a_form_gets_a_reason(
    function: Callable[..., Any], sentence: str
):
    with pytest.raises(DeclarationError) as raised:
        calculator(function)
    assert str(raised.value) == sentence


def declared(annotation: Any, default: Any, name: str = "n") -> None:
    """Declare a calculator with one parameter of that annotation."""
    scope: dict[str, Any] = {"annotation": annotation, "default": default, "Out": Out}
    exec(f'def f({name}: annotation = default) -> Out:\n    "Say so."', scope)
    calculator(scope["f"])


HALVES = Interval(ge=0.5, le=8)
KEYED = SimpleNamespace(key="a", name="A")


@pytest.mark.parametrize(
    ("annotation", "default", "sentence"),
    [
        (Annotated[int, Interval(ge=1, le=8)], 1, 'needs a label: Annotated[…, doc("Label")]'),
        (Annotated[int, doc("N")], 1, "needs both bounds: Interval(ge=…, le=…)"),
        (Annotated[int, doc("N"), Interval(ge=1)], 1, "needs both bounds"),
        (Annotated[int, doc("N"), Interval(gt=1, le=8)], 2, "needs both bounds"),
        (Annotated[int, doc("N"), Interval(ge=1, le=8, lt=9)], 2, "needs both bounds"),
        (Annotated[int, doc("N"), HALVES], 1, "ends at 0.5, which is not one of its values"),
        (Annotated[Count, Soft(0, 4)], 1, "has a Soft span outside its Interval"),
        (Annotated[Count, Soft(4, 4)], 4, "has a Soft span outside its Interval"),
        (Annotated[Count, MultipleOf(8)], 8, "ends at 1, which is not one of its values"),
        (
            Annotated[int, doc("N"), Interval(ge=0, le=8), Scale("log")],
            1,
            "is on a log scale, so Soft(low, …) must be above 0",
        ),
        (Annotated[Count, Len(1)], 1, "has a marker that means nothing here: Len("),
        (Annotated[Count, "N"], 1, "has a marker that means nothing here: 'N'"),
        (Annotated[bool, doc("N"), Percent()], True, "has a marker that means nothing here"),
        (Annotated[Count, Labels(a="A")], 1, "has a marker that means nothing here"),
        (Annotated[Literal["a"], doc("N"), Unit("B")], "a", "has a marker that means nothing"),
        (Annotated[Literal["a", "A"], doc("N")], "a", "needs different keys to choose from"),
        (Annotated[Literal[1], doc("N")], 1, "offers 1; only texts can be chosen"),
        (Annotated[Literal["a"], doc("N"), Labels(b="B")], "a", "labels b, which is not a member"),
        (Annotated[object, doc("N"), Preset()], 1, "needs different keys to choose from"),
        (Annotated[object, doc("N"), Preset(KEYED)], 3, "starts from a wrong value: An int cannot"),
        (
            Annotated[object, doc("N"), Preset(KEYED)],
            SimpleNamespace(key="b", name="B"),
            "starts from a wrong value: A SimpleNamespace is not offered; choose a.",
        ),
        (
            Annotated[bytes, doc("N")],
            b"",
            "is of type <class 'bytes'>; use int, float, bool, str, ",
        ),
        (Annotated[int | float, doc("N"), Interval(ge=0, le=1)], 1, "is of type int | float; use"),
        (Count, 9, "starts from a wrong value: 9 is too large; enter at most 8."),
        (Count, True, "starts from a wrong value: True is not a number"),
        (Annotated[Count, Note("N")], "x", "starts from a wrong value: “x” is not a number"),
    ],
)
def test_an_annotation_that_cannot_be_a_field_gets_a_reason(
    annotation: Any, default: Any, sentence: str
):
    with pytest.raises(DeclarationError) as raised:
        declared(annotation, default)
    assert str(raised.value).startswith("f(n) ")
    assert sentence in str(raised.value)


@pytest.mark.parametrize("name", ["name", "id", "preset", "show", "title", "results"])
def test_names_that_fences_and_forms_need_are_refused_for_parameters(name: str):
    with pytest.raises(DeclarationError, match="has a name that fences or forms need; use another"):
        declared(Count, 1, name)


@pytest.mark.parametrize(
    ("annotation", "sentence"),
    [
        (int, 'f → r needs one label: Annotated[…, "Label"]'),
        (Annotated[int, "A", "B"], 'f → r needs one label: Annotated[…, "Label"]'),
        (
            Annotated[int, "R", Formula("{m} × 2")],
            "f → r has a formula with m, which is not a number above it",
        ),
        (
            Annotated[int, "R", Formula("{r} × 2")],
            "f → r has a formula with r, which is not a number above it",
        ),
        (
            Annotated[int, "R", Formula("{on} × 2")],
            "f → r has a formula with on, which is not a number above it",
        ),
        (
            Annotated[int, "R", Formula("{n × 2")],
            "f → r has a formula that cannot be read at “{n × 2”: “{n × 2”; put a number, a term",
        ),
        (
            Annotated[int, "R", Formula("{n} (on) 2")],
            "f → r has a formula that cannot be read at “(on) 2”: “{n} (on) 2”; put an operator",
        ),
    ],
)
def test_a_result_that_cannot_be_a_row_gets_a_reason(annotation: Any, sentence: str):
    result: Any = dataclass(type("Result", (), {"__annotations__": {"r": annotation}}))
    scope: dict[str, Any] = {
        "Count": Count,
        "On": Annotated[bool, doc("On")],
        "Result": result,
    }
    exec('def f(n: Count = 1, on: On = True) -> Result:\n    "Say so."', scope)
    with pytest.raises(DeclarationError) as raised:
        calculator(scope["f"])
    assert sentence in str(raised.value)


def test_a_result_named_like_a_parameter_is_refused():
    def echoing(r: Count = 1) -> Out:
        """What it computes."""
        return Out(r=r)

    with pytest.raises(DeclarationError, match="r is named like a parameter; use another name"):
        calculator(echoing)


def test_a_unit_is_found_in_a_union():
    @dataclass(frozen=True, kw_only=True)
    class Size:
        r: Annotated[Annotated[int, Unit("pieces")] | Unknown, "R"]

    def sized(n: Count = 1) -> Size:
        """What it computes."""
        return Size(r=n)

    assert calculator(sized).results["r"].unit == "pieces"


def test_a_function_must_return_the_dataclass_that_it_declares():
    @dataclass(frozen=True, kw_only=True)
    class Size:
        r: Annotated[int, "R"]

    def lying(n: Count = 1) -> Size:
        """What it computes."""
        return n  # type: ignore[return-value]

    with pytest.raises(DeclarationError, match="lying returned a int, not the dataclass"):
        calculator(lying)()
