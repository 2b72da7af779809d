"""Which positions a token attends to, and so which positions a cache must keep.

Each mask answers two questions: how many (query, key) pairs it leaves unmasked in a sequence
of S tokens, and how many positions of a context of T tokens a layer still needs.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Full:
    """Causal attention to every earlier position."""

    def pairs(self, S: int) -> int:
        """1 + 2 + … + S."""
        return S * (S + 1) // 2

    def held(self, T: int) -> int:
        return T


@dataclass(frozen=True, kw_only=True)
class Sliding:
    """Causal attention to the last `window` positions, the token itself among them."""

    window: int
    """`sliding_window` in config.json."""

    def pairs(self, S: int) -> int:
        """The triangle of the first W tokens, then W for each of the rest."""
        W = min(S, self.window)
        return W * (W + 1) // 2 + (S - W) * W

    def held(self, T: int) -> int:
        """W: the last W − 1 positions and the token being computed."""
        return min(T, self.window)


@dataclass(frozen=True, kw_only=True)
class Chunked:
    """Causal attention within fixed chunks: position i sees its own chunk only."""

    chunk: int
    """`attention_chunk_size` in config.json; 8192 in Llama 4."""

    def pairs(self, S: int) -> int:
        """A triangle for each whole chunk and one for the rest."""
        C = self.chunk
        whole, r = divmod(S, C)
        return whole * (C * (C + 1) // 2) + r * (r + 1) // 2

    def held(self, T: int) -> int:
        """A whole chunk: the most a cache needs, whatever the place within the chunk."""
        return min(T, self.chunk)


@dataclass(frozen=True, kw_only=True)
class Selected:
    """Causal attention to the `top` earlier positions that an indexer picks.

    Any earlier position may be picked, so the cache keeps all of them.
    """

    top: int
    """`index_topk` in config.json."""

    def pairs(self, S: int) -> int:
        W = min(S, self.top)
        return W * (W + 1) // 2 + (S - W) * W

    def held(self, T: int) -> int:
        return T


type Mask = Full | Sliding | Chunked | Selected

FULL = Full()
"""The mask of an ordinary decoder layer."""
