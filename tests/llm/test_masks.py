"""The closed forms equal a count of a mask element by element."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.llm.masks import Chunked, Full, Mask, Selected, Sliding

S = st.integers(0, 60)
width = st.integers(1, 40)


def counted(S: int, attends: Callable[[int, int], bool]) -> int:
    return sum(attends(i, j) for i in range(S) for j in range(i + 1))


@given(S)
def test_a_full_mask_has_the_pairs_of_a_triangle(S):
    assert Full().pairs(S) == counted(S, lambda i, j: True)


@given(S, width)
def test_a_sliding_mask_has_the_pairs_within_the_window(S, W):
    assert Sliding(window=W).pairs(S) == counted(S, lambda i, j: i - j < W)


@given(S, width)
def test_a_chunked_mask_has_the_pairs_within_the_same_chunk(S, C):
    assert Chunked(chunk=C).pairs(S) == counted(S, lambda i, j: i // C == j // C)


@given(S, width)
def test_a_selected_mask_has_at_most_top_pairs_per_token(S, top):
    assert Selected(top=top).pairs(S) == sum(min(i + 1, top) for i in range(S))


@pytest.mark.parametrize("mask", [Full(), Sliding(window=7), Chunked(chunk=7), Selected(top=7)])
@given(T=S)
def test_the_cache_has_all_positions_that_the_last_token_attends_to(mask: Mask, T: int):
    """The last token has at most as many pairs as there are cached positions."""
    last = mask.pairs(T + 1) - mask.pairs(T)
    assert last <= mask.cached_positions(T + 1) <= T + 1
