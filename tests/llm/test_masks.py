"""The closed forms count what a mask drawn element by element shows."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.llm.masks import Chunked, Full, Mask, Selected, Sliding

S = st.integers(0, 60)
width = st.integers(1, 40)


def drawn(S: int, sees: Callable[[int, int], bool]) -> int:
    return sum(sees(i, j) for i in range(S) for j in range(i + 1))


@given(S)
def test_a_full_mask_leaves_the_triangle(S):
    assert Full().pairs(S) == drawn(S, lambda i, j: True)


@given(S, width)
def test_a_sliding_mask_leaves_the_last_positions(S, W):
    assert Sliding(window=W).pairs(S) == drawn(S, lambda i, j: i - j < W)


@given(S, width)
def test_a_chunked_mask_leaves_the_positions_of_the_same_chunk(S, C):
    assert Chunked(chunk=C).pairs(S) == drawn(S, lambda i, j: i // C == j // C)


@given(S, width)
def test_an_indexer_leaves_its_pick_wherever_it_lies(S, top):
    assert Selected(top=top).pairs(S) == sum(min(i + 1, top) for i in range(S))


@pytest.mark.parametrize("mask", [Full(), Sliding(window=7), Chunked(chunk=7), Selected(top=7)])
@given(T=S)
def test_no_mask_sees_a_position_that_its_cache_has_dropped(mask: Mask, T: int):
    """The pairs of the last token alone are at most the positions held for it."""
    last = mask.pairs(T + 1) - mask.pairs(T)
    assert last <= mask.cached_positions(T + 1) <= T + 1
