"""Attention to a window and to compressed entries of everything before (DeepSeek-V4)."""

from dataclasses import dataclass, replace
from typing import Self

from calc.llm.blocks import Block, Matrix, share
from calc.llm.blocks.saved import Pass, Saved
from calc.llm.masks import Compressed, Sliding, reach


@dataclass(frozen=True, kw_only=True)
class Compressor:
    """Makes one entry of width w of every m tokens: a weighted sum of the tokens' entries, with a
    bias for each place in the m tokens.

        2 d s w + m s w + w

    s is 1, or 2 if entries overlap: each token then adds to its own entry and to the next.
    """

    rate: int
    """m"""
    width: int
    overlaps: bool

    @property
    def _series(self) -> int:
        return (2 if self.overlaps else 1) * self.width

    def parameters(self, d: int) -> int:
        return self.matmul_weights(d) + self.bias + self.width

    def matmul_weights(self, d: int) -> int:
        """Two projections, of entries and of their weights in the sum."""
        return 2 * d * self._series

    @property
    def bias(self) -> int:
        return self.rate * self._series

    def matrices(self, d: int, name: str) -> tuple[Matrix, ...]:
        return tuple(
            Matrix(f"{name}.{own}_proj", "attention", self._series, d) for own in ("kv", "gate")
        )

    def cache_elements(self, T: int) -> int:
        """The entries, the tokens of the entry that is not yet full, and what the last full one
        adds to the next.
        """
        entries, waiting = divmod(T, self.rate)
        carried = 2 * self.rate * self.width if self.overlaps and entries else 0
        return entries * self.width + waiting * 2 * self._series + carried


@dataclass(frozen=True, kw_only=True)
class CompressedIndexer:
    """n_i small heads of width h_i that score compressed entries of their own, and so select those
    that attention reads. The queries come from the query latent.

        compressor + q n_i h_i + d n_i
    """

    num_heads: int
    head_dim: int
    compressor: Compressor

    def parameters(self, d: int, q: int) -> int:
        return self.matmul_weights(d, q) + self.compressor.parameters(d) - self._compression(d)

    def matmul_weights(self, d: int, q: int) -> int:
        n, h = self.num_heads, self.head_dim
        return self._compression(d) + q * n * h + d * n

    def matrices(self, d: int, q: int) -> tuple[Matrix, ...]:
        n, name = self.num_heads, "self_attn.compressor.indexer"
        return (
            *self.compressor.matrices(d, name),
            Matrix(f"{name}.q_b_proj", "attention", n * self.head_dim, q),
            Matrix(f"{name}.scorer.weights_proj", "attention", n, d),
        )

    def _compression(self, d: int) -> int:
        return self.compressor.matmul_weights(d)

    def mixing_flop(self, S: int) -> int:
        """For each entry that is full, a product per head and the weighted sum over the heads."""
        pairs = Compressed(rate=self.compressor.rate).pairs(S)
        return 2 * self.num_heads * (self.head_dim + 1) * pairs


@dataclass(frozen=True, kw_only=True)
class CompressedAttention(Block):
    """n query heads of width h on one key head, which is the value too. They see the last W tokens
    and, with a compressor, entries for everything before.

        A = d q + q n h + d h + n h o + g o d + compressor + indexer

    q is the width of the query latent. The output is projected in g groups of heads to o each, and
    these together to d. Query latent and key have a norm, each head a sink.
    Source: transformers, models/deepseek_v4/modeling_deepseek_v4.py, DeepseekV4Attention
    """

    num_attention_heads: int
    head_dim: int
    q_lora_rank: int
    o_groups: int
    o_lora_rank: int
    window: int
    compressor: Compressor | None = None
    indexer: CompressedIndexer | None = None
    top: int | None = None
    """How many entries the indexer selects; None without an indexer."""

    def parameters(self, d: int) -> dict[str, int]:
        q, h = self.q_lora_rank, self.head_dim
        attention = self._own_weights(d) + self.num_attention_heads
        attention += self.compressor.parameters(d) if self.compressor else 0
        attention += self.indexer.parameters(d, q) if self.indexer else 0
        return {"attention": attention, "attention_norms": q + h}

    def matmul_weights(self, d: int) -> dict[str, int]:
        attention = self._own_weights(d)
        attention += self.compressor.matmul_weights(d) if self.compressor else 0
        attention += self.indexer.matmul_weights(d, self.q_lora_rank) if self.indexer else 0
        return {"attention": attention}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        n, h, q = self.num_attention_heads, self.head_dim, self.q_lora_rank
        g, o = self.o_groups, self.o_lora_rank
        shapes = {
            "q_a_proj": (q, d),
            "q_b_proj": (n * h, q),
            "kv_proj": (h, d),
            "o_a_proj": (g * o, n * h // g),
            "o_b_proj": (d, g * o),
        }
        compressor = self.compressor and self.compressor.matrices(d, "self_attn.compressor")
        return (
            *(Matrix(f"self_attn.{name}", "attention", *shape) for name, shape in shapes.items()),
            *(compressor or ()),
            *(self.indexer.matrices(d, q) if self.indexer else ()),
        )

    def float32_parameters(self, d: int) -> int:
        """Sinks, and the biases of the compressors."""
        compressors = [self.compressor, self.indexer and self.indexer.compressor]
        return self.num_attention_heads + sum(c.bias for c in compressors if c)

    def _own_weights(self, d: int) -> int:
        n, h, q = self.num_attention_heads, self.head_dim, self.q_lora_rank
        g, o = self.o_groups, self.o_lora_rank
        return d * q + q * n * h + d * h + n * h * o + g * o * d

    def mixing_flop(self, S: int) -> dict[str, int]:
        pairs = Sliding(window=self.window).pairs(S)
        if self.compressor:
            pairs += Compressed(rate=self.compressor.rate, top=self.top).pairs(S)
        indexer = self.indexer.mixing_flop(S) if self.indexer else 0
        return {"attention_scores": 2 * self.compared_width() * pairs + indexer}

    def compared_width(self) -> int:
        return self.num_attention_heads * 2 * self.head_dim

    def cache_elements(self, T: int) -> int:
        """One vector for each position of the window, which is key and value, and the state of
        the compressors. Without a compressor the class keeps the vector twice.
        """
        return self._cached(Sliding(window=self.window).cached_positions(T), T)

    def cache_elements_unwindowed(self, T: int) -> int:
        return self._cached(T, T)

    def _cached(self, positions: int, T: int) -> int:
        compressors = [self.compressor, self.indexer and self.indexer.compressor]
        copies = 1 if self.compressor else 2
        window = copies * self.head_dim * positions
        return window + sum(c.cache_elements(T) for c in compressors if c)

    def read_elements(self, T: int) -> int:
        """With an indexer only the entries that it selects, and all of its own."""
        if self.indexer is None or self.compressor is None:
            return self.cache_elements(T)
        entries = reach(Compressed(rate=self.compressor.rate, top=self.top), T)
        window = self.head_dim * Sliding(window=self.window).cached_positions(T)
        own = self.indexer.compressor
        return window + entries * self.compressor.width + T // own.rate * own.width

    def of_rank(self, ranks: int) -> Self:
        """Heads and output groups are divided; the one key head and the entries are not."""
        groups = share(self.o_groups, ranks)
        heads = share(self.num_attention_heads, ranks)
        return replace(self, num_attention_heads=share(heads, groups) * groups, o_groups=groups)

    def saved(self, d: int, run: Pass) -> Saved:
        """Input, query latent and key with their norms, queries, output and its projection in
        groups, and of the compressors their series and entries:

            w (d + q + h) + norms + w (2 n h + g o) + 2 series w + h w / m

        The upper bound has the window's keys and the entries gathered for each head, too.
        """
        w, h, q = run.width, self.head_dim, self.q_lora_rank
        n, groups = (self.num_attention_heads), (self.o_groups)
        fused, plain = (sum(bounds) for bounds in zip(run.norm(q), run.norm(h), strict=True))
        compressors = [c for c in (self.compressor, self.indexer and self.indexer.compressor) if c]
        series = sum(w * c.matmul_weights(1) + w * c.width / c.rate for c in compressors)
        own = w * (2 * n * h + groups * self.o_lora_rank)
        return (
            run.input(d, "q_a_proj", "kv_proj")
            + Saved(own, own, w * (q + h) + fused + series, w * (q + h) + plain + 2 * series)
            + run.scores(n, 1, h, h, masked=True)
        )
