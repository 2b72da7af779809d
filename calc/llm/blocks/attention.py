"""Softmax attention with grouped key and value heads (MHA, GQA, MQA)."""

from dataclasses import dataclass, replace
from typing import Self

from calc.llm.blocks import Block, Matrix, share
from calc.llm.blocks.saved import Pass, Saved
from calc.llm.masks import FULL, Compressed, Mask, Sliding, reach


@dataclass(frozen=True, kw_only=True)
class Attention(Block):
    """n query heads share k key and value heads; every head is h wide.

        A = d n h + 2 d k h + n h d

    Biases, query and key norms, sinks and gates are added where a family has them.
    Source: Ainslie et al. 2023, §2.2, https://arxiv.org/abs/2305.13245
    """

    num_attention_heads: int
    num_key_value_heads: int
    head_dim: int
    value_head_dim: int | None = None
    """Width of a head's values, where it is another than that of its keys (MiMo)."""
    mask: Mask = FULL
    qkv_bias: bool = False
    output_bias: bool = False
    norm_parameters: int = 0
    """Weights of the query and key norms: 2h if all heads share them, (n + k)h if each norm spans
    all heads, 0 if the norms have no weights (Llama 4)."""
    sinks: bool = False
    """One learned logit per head beside the scores (gpt-oss)."""
    output_gate: bool = False
    """The query projection is twice as wide; its second half gates the output (Qwen3-Next)."""
    gate_bias: bool = True
    """Whether the gate has a bias if the queries have one."""
    head_gate: bool = False
    """One gate for each head, from a matrix of their own without a bias (Laguna)."""
    values_are_keys: bool = False
    """Values come from the key projection (Gemma 4); keys and values are both cached."""
    unweighted_norms: bool = False
    """Query and key norms without weights (Llama 4)."""
    one_projection: bool = False
    """Queries, keys and values are one product, all of which plain code keeps for the values, while
    it makes new queries and keys of it (Phi-3, GPT-NeoX)."""
    output_twice: bool = False
    """Plain code keeps the output twice: it joins channels with and without positions, and so
    copies it (Phi); or a norm follows (BitNet)."""
    own_positions: bool = False
    """Plain code repeats cosines and sines in each layer (GLM)."""
    score_cap: bool = False
    """Scores are limited by a tanh (Gemma 2, Grok-1)."""
    reuses_cache: bool = False
    """Keys and values are those of an earlier layer (Gemma 4): none are projected or cached."""

    @property
    def query_key_width(self) -> int:
        """Width of all queries and keys together, (n + k) h."""
        return (self.num_attention_heads + self.num_key_value_heads) * self.head_dim

    @property
    def _value_width(self) -> int:
        return self.head_dim if self.value_head_dim is None else self.value_head_dim

    @property
    def _projected_width(self) -> int:
        """Width of queries, gates, keys and values together."""
        n, k, h = self.num_attention_heads, self.num_key_value_heads, self.head_dim
        v = 0 if self.values_are_keys else self._value_width
        keys_and_values = 0 if self.reuses_cache else k * (h + v)
        return n * h * (1 + self.output_gate) + keys_and_values

    @property
    def _biased_width(self) -> int:
        gate = self.num_attention_heads * self.head_dim * self.output_gate
        return self._projected_width - gate * (not self.gate_bias)

    def parameters(self, d: int) -> dict[str, int]:
        biases = self._biased_width * self.qkv_bias + d * self.output_bias
        sinks = self.num_attention_heads * self.sinks
        A = self.matmul_weights(d)["attention"] + biases + sinks
        return {"attention": A, "attention_norms": self.norm_parameters}

    def matmul_weights(self, d: int) -> dict[str, int]:
        n = self.num_attention_heads
        gates = n * self.head_gate
        return {"attention": d * (self._projected_width + gates) + n * self._value_width * d}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        n, k, h = self.num_attention_heads, self._own_kv_heads, self.head_dim
        value = h if self.value_head_dim is None else self.value_head_dim
        widths = {"q": n * h, "gate": n * value * self.output_gate, "g": n * self.head_gate}
        widths |= {"k": k * h, "v": 0 if self.values_are_keys else k * value}
        into = [
            Matrix(f"self_attn.{name}_proj", "attention", width, d)
            for name, width in widths.items()
            if width
        ]
        return *into, Matrix("self_attn.o_proj", "attention", d, n * value)

    @property
    def _own_kv_heads(self) -> int:
        return 0 if self.reuses_cache else self.num_key_value_heads

    def mixing_flop(self, S: int) -> dict[str, int]:
        """Scores and weighted values: 2 n (h + h) FLOP for each unmasked pair."""
        return {"attention_scores": 2 * self.compared_width() * self.mask.pairs(S)}

    def compared_width(self) -> int:
        return self.num_attention_heads * (self.head_dim + self._value_width)

    def cache_elements(self, T: int) -> int:
        """A key and a value for each position that the mask still needs."""
        return self._cached_per_position * self.mask.cached_positions(T)

    def cache_elements_unwindowed(self, T: int) -> int:
        return self._cached_per_position * T

    def read_elements(self, T: int) -> int:
        selected = replace(self, mask=Sliding(window=reach(self.mask, T)))
        return selected.cache_elements(T)

    def of_rank(self, ranks: int) -> Self:
        """⌈n / T⌉ query heads and ⌈k / T⌉ key and value heads: with more ranks than these, they
        are copied, in weights and cache.
        """
        part = replace(
            self,
            num_attention_heads=share(self.num_attention_heads, ranks),
            num_key_value_heads=share(self.num_key_value_heads, ranks),
        )
        over_all_heads = self.norm_parameters == self.query_key_width
        return replace(part, norm_parameters=part.query_key_width) if over_all_heads else part

    @property
    def _cached_per_position(self) -> int:
        width = self.head_dim + self._value_width
        return 0 if self.reuses_cache else self.num_key_value_heads * width

    def vectors(self, d: int) -> tuple[int, ...]:
        n, k, h = self.num_attention_heads, self.num_key_value_heads, self.head_dim
        biases = [
            m.rows * self.qkv_bias for m in Attention.matrices(self, d) if "o_proj" not in m.name
        ]
        one = self.norm_parameters - k * h if self._whole_norm else self.norm_parameters // 2
        known = (*biases, d * self.output_bias, one, self.norm_parameters - one, n * self.sinks)
        rest = super().vectors(d)[0] - sum(known)
        return (*known, rest) if rest >= 0 else super().vectors(d)

    @property
    def _whole_norm(self) -> bool:
        """Whether query and key norms span all heads."""
        return self.norm_parameters >= self.query_key_width

    def saved(self, d: int, run: Pass) -> Saved:
        """Input, queries, keys and values after their norms and positions, and output:

            w d + w (n h + k h + k v + n v) + scores

        Query and key norms add their own, a gate on the output itself and its product. In plain
        code, `one_projection` adds w (n h + k h), `output_twice` w n v, `own_positions` 8 h.
        """
        w, h, v = run.width, self.head_dim, self._value_width
        n, k = (self.num_attention_heads), (self.num_key_value_heads)
        own = 0 if self.reuses_cache else k
        core = w * (n * h + own * (h + v) + n * v) + 2 * w * n * v * self.output_gate
        low = high = core
        if self.norm_parameters or self.unweighted_norms:
            groups = 2 if self._whole_norm else n + own
            fused, plain = run.norm((n + own) * h, groups)
            low, high = low + fused, high + plain
        high += w * (n * h + k * h) * self.one_projection + 8 * h * self.own_positions
        high += w * n * v * self.output_twice
        longer = run.context + 1  # plain code makes a mask for a window as long as the context, too
        windowed = self.mask.pairs(longer) < FULL.pairs(longer)
        return (
            run.input(d, "q_proj", "k_proj", "v_proj")
            + Saved(low, high)
            + run.scores(n, k, h, v, cap=self.score_cap, masked=windowed, sinks=self.sinks)
            + run.mask(d)
        )


@dataclass(frozen=True, kw_only=True)
class DifferentialAttention(Attention):
    """Attention whose heads work in pairs, with the difference of their two maps of scores.

    Each map is multiplied with the values of both heads of a pair, which are 2 h wide together.
    Four vectors of width h say how much of the second map is subtracted.
    Source: Ye et al. 2024, https://arxiv.org/abs/2410.05258; sizes: transformers,
    models/diffllama/modeling_diffllama.py, DiffLlamaAttention
    """

    def parameters(self, d: int) -> dict[str, int]:
        parts = super().parameters(d)
        parts["attention"] += 4 * self.head_dim
        return parts

    def compared_width(self) -> int:
        """A head weighs values of twice its width: n (h + 2 h)."""
        return self.num_attention_heads * 3 * self.head_dim

    def saved(self, d: int, run: Pass) -> Saved:
        """Plain code attends twice, with half of the values each time, and joins the outputs:

        w (4 n h + k h) + 4 n h + 7 n  more, with a norm in FP32 over each pair
        """
        w, n, k, h = run.width, self.num_attention_heads, self.num_key_value_heads, self.head_dim
        return super().saved(d, run) + Saved(0, w * (4 * n * h + k * h) + 4 * n * h + 7 * n)


@dataclass(frozen=True, kw_only=True)
class DynamicMaskAttention(Attention):
    """Attention that chooses the positions of each key and value head by a score of their values.

    The scores come from all values of a position by a matrix of k h × k, with a bias if the queries
    have one, and a scale for each head.
    Source: Shi et al. 2025, https://arxiv.org/abs/2508.02124; sizes: transformers,
    models/doge/modeling_doge.py, DogeAttention
    """

    def parameters(self, d: int) -> dict[str, int]:
        parts = super().parameters(d)
        parts["attention"] += self.num_key_value_heads * (1 + self.qkv_bias)
        return parts

    def matmul_weights(self, d: int) -> dict[str, int]:
        k, h = self.num_key_value_heads, self.head_dim
        return {"attention": super().matmul_weights(d)["attention"] + k * h * k}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        k, h = self.num_key_value_heads, self.head_dim
        return *super().matrices(d), Matrix("self_attn.dt_proj", "attention", k, k * h)

    def saved(self, d: int, run: Pass) -> Saved:
        """Plain code has a mask of its own for each head in FP32, keys and values once per head,
        and residuals with scales: 4 n s + s + 2 w n h + 4 k h + 4 w d more.
        """
        n, k, h, s = self.num_attention_heads, self.num_key_value_heads, self.head_dim, run.context
        w = run.width
        more = 4 * n * s + s + 2 * w * n * h + 4 * k * h
        return super().saved(d, run) + Saved(0, more, 0, 4 * w * d)


@dataclass(frozen=True, kw_only=True)
class BlockSparseAttention(Attention):
    """Attention to blocks of positions that an indexer of n_i heads of width h_i selects.

        I = d n_i h_i + d h_i + 2 h_i

    The indexer has one key for all its heads, which is cached, and two norms.
    Source: transformers, models/minimax_m3_vl/modeling_minimax_m3_vl.py, MiniMaxM3VLIndexer
    """

    indexer_heads: int
    indexer_head_dim: int
    indexer_rate: int = 1
    """Positions whose keys are averaged into one before they are scored (Qwen4)."""

    def parameters(self, d: int) -> dict[str, int]:
        parts = super().parameters(d)
        parts["attention_norms"] += 2 * self.indexer_head_dim
        return parts

    def matmul_weights(self, d: int) -> dict[str, int]:
        indexer = d * (self.indexer_heads + 1) * self.indexer_head_dim
        return {"attention": super().matmul_weights(d)["attention"] + indexer}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        h = self.indexer_head_dim
        return (
            *super().matrices(d),
            Matrix("self_attn.indexer.q_proj", "attention", self.indexer_heads * h, d),
            Matrix("self_attn.indexer.k_proj", "attention", h, d),
        )

    def mixing_flop(self, S: int) -> dict[str, int]:
        pairs = Compressed(rate=self.indexer_rate).pairs(S)
        scored = 2 * self.indexer_heads * self.indexer_head_dim * pairs
        return {"attention_scores": super().mixing_flop(S)["attention_scores"] + scored}

    def cache_elements(self, T: int) -> int:
        return super().cache_elements(T) + self.indexer_head_dim * T

    def cache_elements_unwindowed(self, T: int) -> int:
        return super().cache_elements_unwindowed(T) + self.indexer_head_dim * T
