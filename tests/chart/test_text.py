"""How wide words are guessed to be, and how they break."""

from hypothesis import given
from hypothesis import strategies as st

from calc.chart import text

HELVETICA = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556,) * 10,
    *(278, 278, 584, 584, 584, 556, 1015),
    *(667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778),
    *(722, 667, 611, 722, 667, 944, 667, 667, 611),
    *(278, 278, 278, 469, 556, 333),
    *(556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556),
    *(333, 500, 278, 556, 500, 722, 500, 500, 500),
    *(334, 260, 334, 584),
)
"""Widths of the letters from space to tilde, in thousandths of an em.
Source: Adobe Font Metrics of Helvetica, which Arial and Liberation Sans share"""


def test_no_letter_is_wider_than_estimated():
    for code, width in enumerate(HELVETICA, start=32):
        assert text.width(chr(code)) >= width / 1000 * text.SIZE, chr(code)


def test_the_estimate_is_less_than_15_percent_too_wide():
    name = "Robusta beans, 128 experts"
    real = sum(HELVETICA[ord(letter) - 32] for letter in name) / 1000 * text.SIZE
    assert text.width(name) < 1.15 * real


def test_long_names_are_broken_into_lines_and_then_shortened():
    assert text.wrap("Arabica beans", 200, 2) == ("Arabica beans",)
    assert text.wrap("A model with a long name", 90, 2) == ("A model with", "a long name")
    assert text.wrap("A model with a name without end", 90, 2)[1].endswith("…")
    assert text.wrap("", 90, 2) == ()


@given(st.text(max_size=80), st.floats(20, 300), st.integers(1, 3))
def test_lines_stay_within_their_room(words, room, most):
    lines = text.wrap(words, room, most)
    assert len(lines) <= most
    assert text.widest(lines) <= room
