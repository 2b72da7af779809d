"""Attention masks: the positions that a token attends to, and those that a cache must keep.

Every mask is a frozen dataclass with two methods. `pairs(S)` is the number of unmasked
(query, key) pairs in a sequence of S tokens; `cached_positions(T)` is the number of positions of a
context of T tokens that later tokens may still attend to.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Full:
    """Causal attention to every earlier position."""

    def pairs(self, S: int) -> int:
        """1 + 2 + … + S."""
        return S * (S + 1) // 2

    def cached_positions(self, T: int) -> int:
        return T


@dataclass(frozen=True, kw_only=True)
class Sliding:
    """Causal attention to the last `window` positions, the token itself among them."""

    window: int
    """`sliding_window` in config.json."""
    forgets: bool = True
    """False if the cache keeps every position, although most are out of reach (GPT-Neo)."""

    def pairs(self, S: int) -> int:
        """A triangle for the first W tokens, then W pairs for each further token."""
        W = min(S, self.window)
        return W * (W + 1) // 2 + (S - W) * W

    def cached_positions(self, T: int) -> int:
        """At most W: the last W − 1 positions and the token being computed."""
        return min(T, self.window) if self.forgets else T


@dataclass(frozen=True, kw_only=True)
class Chunked:
    """Causal attention within chunks of a fixed size."""

    chunk: int
    """`attention_chunk_size` in config.json; 8192 in Llama 4."""

    def pairs(self, S: int) -> int:
        """A triangle for each full chunk and one for the rest."""
        C = self.chunk
        whole, r = divmod(S, C)
        return whole * (C * (C + 1) // 2) + r * (r + 1) // 2

    def cached_positions(self, T: int) -> int:
        """At most one chunk, which the cache needs at the chunk's last position."""
        return min(T, self.chunk)


@dataclass(frozen=True, kw_only=True)
class Selected:
    """Causal attention to the `top` positions that an indexer selects (DeepSeek-V3.2).

    Any position may be selected later, so the cache keeps all of them, or all of a window.
    """

    top: int
    """`index_topk` in config.json."""
    window: int | None = None
    """Positions to select from: the last ones; None for all (Doge has both limits)."""

    def pairs(self, S: int) -> int:
        W = min(S, self.top, S if self.window is None else self.window)
        return W * (W + 1) // 2 + (S - W) * W

    def cached_positions(self, T: int) -> int:
        return T if self.window is None else min(T, self.window)


@dataclass(frozen=True, kw_only=True)
class Compressed:
    """Attention to entries that stand for `rate` positions each, from their last one on; to all
    or to the best `top` of them (DeepSeek-V4).
    """

    rate: int
    top: int | None = None
    """`index_topk` in config.json."""

    def pairs(self, S: int) -> int:
        """The t-th token sees min(top, ⌊t / rate⌋) entries."""
        m, k = self.rate, S // self.rate
        if self.top is not None:
            k = min(k, self.top)
        return m * (k * (k - 1) // 2) + k * (S - k * m + 1)

    def cached_positions(self, T: int) -> int:
        """One for each entry that is full."""
        return T // self.rate


@dataclass(frozen=True, kw_only=True)
class SelectedBlocks:
    """Causal attention to the `top` blocks of `size` positions that an indexer selects, and to the
    positions after the last full block (Qwen4).

    Any position may be selected later, so the cache keeps all of them.
    """

    size: int
    top: int

    def pairs(self, S: int) -> int:
        """Blocks as in `Compressed`, and for the t-th token t mod size further positions."""
        m = self.size
        whole, r = divmod(S, m)
        tails = whole * (m * (m - 1) // 2) + r * (r + 1) // 2
        return m * Compressed(rate=m, top=self.top).pairs(S) + tails

    def cached_positions(self, T: int) -> int:
        return T


@dataclass(frozen=True, kw_only=True)
class NearBlocks:
    """Causal attention to the `top` blocks of `size` positions that an indexer selects, the token's
    own block always among them (MiniMax-M3).

    Any position may be selected later, so the cache keeps all of them.
    """

    size: int
    top: int

    def pairs(self, S: int) -> int:
        """In the j-th block, min(top − 1, j) whole blocks and a triangle."""
        k, (whole, r) = self.top - 1, divmod(S, self.size)
        m = min(whole, k)
        blocks = self.size * (m * (m - 1) // 2 + (whole - m) * k) + r * min(whole, k)
        return self.size * blocks + Chunked(chunk=self.size).pairs(S)

    def cached_positions(self, T: int) -> int:
        return T


type Mask = Full | Sliding | Chunked | Selected | Compressed | SelectedBlocks | NearBlocks

FULL = Full()
"""The mask of an ordinary layer."""


def reach(mask: Mask, T: int) -> int:
    """Cached positions or entries that the T-th token reads; at the end of a chunk, all of it.

    With an indexer those that it selects: what the T-th token adds to the pairs.
    """
    cached = mask.cached_positions(T)
    if T and not isinstance(mask, Full | Sliding | Chunked):
        return min(cached, mask.pairs(T) - mask.pairs(T - 1))
    return cached
