"""Ranges as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc import site, words
from calc.form import registry
from calc.form.number_field import Number
from calc.form.range import Range
from calc.form.ranges import text
from calc.site import Site
from tests.form import strategies
from tests.form.sample import bill


def field(name: str) -> Number:
    found = bill.fields[name]
    assert isinstance(found, Number)
    return found


def written(name: str, typed: str) -> str:
    """The canonical text."""
    return field(name).text(field(name).understand(typed))


def error(name: str, typed: str) -> str:
    with pytest.raises(ValueError) as raised:
        field(name).understand(typed)
    return str(raised.value)


@pytest.mark.parametrize(
    ("name", "typed", "canonical"),
    [
        ("tax", "20% to 45%", "20% to 45%"),
        ("tax", "20 to 45%", "20% to 45%"),
        ("tax", "from 20 % To 45 percent", "20% to 45%"),
        ("tax", "20%..45%", "20%..45%"),
        ("tax", " 20 … 45 ", "20%..45%"),
        ("tax", "0% to 45%", "0% to 45%"),
        ("price", "$2 to $4", "2 to 4"),
        ("price", "$2 to 4", "2 to 4"),
        ("price", ".5...1e3", "0.5..1,000"),
        ("pieces", "1k to 2M", "1,000 to 2,000,000"),
        ("pieces", "1M to 2000000", "1M to 2M"),
        ("pieces", "10 to 40 pieces", "10 to 40"),
        ("pieces", "0..40", "0..40"),
        ("width", "64 to 640", "64 to 640"),
    ],
)
def test_a_range_has_a_canonical_text(name: str, typed: str, canonical: str):
    assert written(name, typed) == canonical
    assert written(name, canonical) == canonical


def test_words_are_intervals_and_dots_are_bounds():
    assert field("tax").understand("20% to 45%") == Range(low=0.2, high=0.45, kind="interval")
    assert field("tax").understand("20%..45%") == Range(low=0.2, high=0.45, kind="bounds")


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("tax", "45% to 20%", "The lower end comes first; enter 20% to 45%."),
        ("tax", "45%..20%", "The lower end comes first; enter 20%..45%."),
        ("tax", "20% to", "A range has two ends; enter one like 0%..30%."),
        ("tax", "to 45%", "A range has two ends; enter one like 0%..30%."),
        ("price", "..", "A range has two ends; enter one like 0..10."),
        ("pieces", " to ", "A range has two ends; enter one like 1 to 1,000."),
        ("pieces", "20..", "A range has two ends; enter one like 1 to 1,000."),
        ("tax", "20% to 20.0%", "Both ends are 20%; enter 20% alone"),
        ("tax", "1% to 2% to 3%", "A range has two ends, not more; enter one like 0%..30%."),
        ("tax", "1%..2% to 3%", "A range has two ends, not more; enter one like 0%..30%."),
        ("tax", "1–2% to 3%", "A range has two ends, not more; enter one like 0%..30%."),
        (
            "tax",
            "20–45%",
            "A dash can be read in two ways; enter 20% to 45% for a 90% interval, 20%..45% for"
            " bounds.",
        ),
        (
            "price",
            "2 - $4",
            "A dash can be read in two ways; enter 2 to 4 for a 90% interval, 2..4 for bounds.",
        ),
        (
            "pieces",
            "20 to 40M",
            "“20” can be read in two ways; enter 20 to 40,000,000 or 20M to 40M.",
        ),
        (
            "pieces",
            "0 to 40",
            "A 90% interval begins above 0 here; enter 0..40, which has bounds only.",
        ),
        ("pieces", "20M ± 5M", "If “20M ± 5M” is a range, enter 15M to 25M for a 90% interval"),
        ("pieces", "20 +/- 5 M", "enter 15M to 25M for a 90% interval, 15M..25M for bounds."),
        ("pieces", "20M ± 25%", "enter 15M to 25M for a 90% interval, 15M..25M for bounds."),
        ("tax", "40 ± 5 %", "enter 35% to 45% for a 90% interval, 35%..45% for bounds."),
        ("price", "$5 give or take $1", "enter 4 to 6 for a 90% interval, 4..6 for bounds."),
        ("pieces", "5 ± 6", "“5 ± 6” is more than a number"),
        ("pieces", "between 20 and 40", "enter 20 to 40 for a 90% interval, 20..40 for bounds."),
        ("pieces", "[20, 40]", "enter 20 to 40 for a 90% interval, 20..40 for bounds."),
        ("pieces", "20M → 40M", "enter 20M to 40M for a 90% interval, 20M..40M for bounds."),
        ("pieces", "40M or 20M", "enter 20M to 40M for a 90% interval, 20M..40M for bounds."),
        ("pieces", "20M~40M", "enter 20M to 40M for a 90% interval, 20M..40M for bounds."),
        ("tax", "20% to 4T", "4,000,000,000,000% is too large; enter at most 100%."),
        ("tax", "20% to 120%", "120% is too large; enter at most 100%."),
        ("price", "2 to 4 elephants", "“elephants” is neither k, M, B, T"),
        ("price", "two to 4", "“two” is not a number; enter a number from 0 to 1M."),
        ("width", "64 to 100", "100 is not a multiple of 64; enter 64 or 128."),
        ("pieces", "1.5 to 4", "1.5 is not a whole number; enter 1 or 2."),
        ("pieces", "2024-02-29", "“2024-02-29” is not a number"),
        ("pieces", "1" * 200 + " to 4", "a number has at most"),
    ],
)
def test_what_is_no_range_has_a_sentence(name: str, typed: str, sentence: str):
    assert sentence.casefold() in error(name, typed).casefold()


def test_a_magnitude_is_shared_where_only_that_is_possible():
    """20 tokens are below what the field allows."""
    corpus = registry.find("training_run").fields["tokens"]
    assert corpus.text(corpus.understand("20 to 40T")) == "20T to 40T"


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("20 bis 45 %", "20 % bis 45 %"),
        ("von 20 % bis 45,5 %", "20 % bis 45,5 %"),
        ("20 % to 45 %", "20 % bis 45 %"),
        ("20 %..45 %", "20 %..45 %"),
    ],
)
def test_german_has_its_own_word(typed: str, canonical: str):
    before = site.current()
    site.use(Site(language="de"))
    try:
        assert written("tax", typed) == canonical
        assert "kommt zuerst; 20 % bis 45 % ist" in error("tax", "45 % bis 20 %")
        long = Range(low=1.0, high=2e12, kind="interval")
        assert text.read(field("pieces"), "1 bis 2.000.000") == Range(
            low=1, high=2_000_000, kind="interval"
        )
        assert text.write(field("pieces"), long).endswith("bis 2.000.000.000.000")
    finally:
        site.use(before)


@st.composite
def ranges(draw: st.DrawFn) -> tuple[Number, Range]:
    one = draw(strategies.numbers())
    ends = st.integers(one.low, one.high) if one.integer else st.floats(one.low, one.high)  # type: ignore[arg-type]
    low, high = sorted(one.nearest(draw(ends)) for _ in range(2))
    if low == high:
        low, high = one.low, one.high
    kind = "interval" if low > 0 and draw(st.booleans()) else "bounds"
    return one, Range(low=low, high=high, kind=kind)  # type: ignore[arg-type]


@given(ranges())
def test_a_canonical_text_is_read_as_the_same_range(drawn: tuple[Number, Range]):
    one, range_ = drawn
    assert one.understand(one.text(range_)) == range_
    assert one.check(one.middle(range_)) == one.middle(range_)


@given(st.sampled_from([*bill.fields]), st.text("0123456789.–-…%$MTo bis,e"))
def test_any_text_is_read_or_has_a_sentence(name: str, typed: str):
    one = bill.fields[name]
    sentence = ""
    try:
        value = one.understand(typed)
    except ValueError as wrong:
        sentence = str(wrong)
    assert sentence.endswith(".") if sentence else one.understand(one.text(value)) == value


def test_the_words_of_each_language_are_marks():
    for each in (words.of("en"), words.of("de")):
        assert {f" {word} " for word in each.range_words} <= set(each.range_marks)
