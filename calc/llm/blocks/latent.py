"""Multi-head latent attention (DeepSeek-V2 and later), full or sparse."""

from dataclasses import dataclass, replace
from typing import Self

from calc.llm.blocks import Block, Matrix, share
from calc.llm.blocks.saved import Pass, Saved
from calc.llm.masks import FULL, Compressed, Mask, reach


@dataclass(frozen=True, kw_only=True)
class Indexer:
    """n_i small heads of width h_i that score every earlier position; attention then reads only the
    positions with the best scores.

        I = q n_i h_i + d h_i + 2 h_i + d n_i

    With pools of P positions it scores their weighted means, whose weights come from a matrix and
    from the place in the pool: d h_i + P h_i more (GLM-5.3).
    Source: DeepSeek-V3.2-Exp, §1, https://github.com/deepseek-ai/DeepSeek-V3.2-Exp; pools:
    transformers, models/glm5_next/modeling_glm5_next.py, Glm5NextTextIndexer
    """

    num_heads: int
    head_dim: int
    pool: int | None = None
    """Positions that are scored together; None where each is scored alone."""

    def matmul_weights(self, d: int, q: int) -> int:
        return sum(matrix.weights for matrix in self.matrices(d, q))

    def matrices(self, d: int, q: int) -> tuple[Matrix, ...]:
        shapes = {
            "wq_b": (self.num_heads * self.head_dim, q),
            "wk": (self.head_dim, d),
            "weights_proj": (self.num_heads, d),
            **({"index_kpool_compress_gate": (self.head_dim, d)} if self.pool else {}),
        }
        return tuple(
            Matrix(f"self_attn.indexer.{name}", "attention", *shape)
            for name, shape in shapes.items()
        )

    @property
    def vectors(self) -> int:
        """Parameters of the norm of the keys, and those for the places in a pool."""
        return (2 + (self.pool or 0)) * self.head_dim

    @property
    def cached_width(self) -> int:
        """Values for each position: a key; with pools also its weights, and whether it counts."""
        return 2 * self.head_dim + 1 if self.pool else self.head_dim

    def mixing_flop(self, S: int) -> int:
        """For each causal pair, a product per head and the weighted sum over the heads."""
        scored = Compressed(rate=self.pool) if self.pool else FULL
        return 2 * self.num_heads * (self.head_dim + 1) * scored.pairs(S)


@dataclass(frozen=True, kw_only=True)
class LatentAttention(Block):
    """Attention whose keys and values come from one latent of width c; the position is in r
    further dimensions.

        A = d q + q n (p + r) + d (c + r) + c n (p + v) + n v d

    q is the width of the query latent; a head has p dimensions without position and values of
    width v. Each latent has a norm. Without a query latent the first two terms are d n (p + r).
    Source: DeepSeek-V2, §2.1, https://arxiv.org/abs/2405.04434
    """

    num_attention_heads: int
    q_lora_rank: int | None
    """Width of the query latent; None for a plain query projection (V2-Lite, Moonlight)."""
    kv_lora_rank: int
    qk_nope_head_dim: int
    qk_rope_head_dim: int
    v_head_dim: int
    bias: bool = False
    """On the two down-projections and the output projection."""
    mask: Mask = FULL
    indexer: Indexer | None = None
    gate_width: int = 0
    """Width of a gate on the output, from a matrix of its own: n v for one gate per channel, n for
    one per head, 0 for none."""
    more_parameters: int = 0
    """Those of sinks, of a norm of the position key, or of factors by position."""
    reuses_cache: bool = False
    """The latent is that of an earlier layer: none is made or cached (Mistral Large 4)."""

    @property
    def _latent_widths(self) -> tuple[int, int]:
        """Widths of the latent and of the position key that this layer makes."""
        if self.reuses_cache:
            return 0, 0
        return self.kv_lora_rank, self.qk_rope_head_dim

    def parameters(self, d: int) -> dict[str, int]:
        q, (c, r) = self.q_lora_rank or 0, self._latent_widths
        biases = (q + c + r + d) * self.bias
        in_indexer = self.indexer.vectors if self.indexer else 0
        return {
            "attention": self.matmul_weights(d)["attention"] + biases + self.more_parameters,
            "attention_norms": q + c + in_indexer,
        }

    def matmul_weights(self, d: int) -> dict[str, int]:
        n, q, c = self.num_attention_heads, self.q_lora_rank, self.kv_lora_rank
        p, r, v = self.qk_nope_head_dim, self.qk_rope_head_dim, self.v_head_dim
        query = d * n * (p + r) if q is None else d * q + q * n * (p + r)
        indexer = self.indexer.matmul_weights(d, q or d) if self.indexer else 0
        latent = d * sum(self._latent_widths)
        own = query + latent + c * n * (p + v) + n * v * d + d * self.gate_width
        return {"attention": own + indexer}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        n, q, c = self.num_attention_heads, self.q_lora_rank, self.kv_lora_rank
        p, r, v = self.qk_nope_head_dim, self.qk_rope_head_dim, self.v_head_dim
        shapes = {
            **(
                {"q_proj": (n * (p + r), d)}
                if q is None
                else {"q_a_proj": (q, d), "q_b_proj": (n * (p + r), q)}
            ),
            **({} if self.reuses_cache else {"kv_a_proj_with_mqa": (c + r, d)}),
            "kv_b_proj": (n * (p + v), c),
            "o_proj": (d, n * v),
            **({"gate_proj": (self.gate_width, d)} if self.gate_width else {}),
        }
        indexer = self.indexer.matrices(d, q or d) if self.indexer else ()
        own = (Matrix(f"self_attn.{name}", "attention", *shape) for name, shape in shapes.items())
        return *own, *indexer

    def mixing_flop(self, S: int) -> dict[str, int]:
        """In the form used in training, with keys and values expanded to all heads."""
        indexer = self.indexer.mixing_flop(S) if self.indexer else 0
        return {"attention_scores": 2 * self.compared_width() * self.mask.pairs(S) + indexer}

    def compared_width(self) -> int:
        h_qk = self.qk_nope_head_dim + self.qk_rope_head_dim
        return self.num_attention_heads * (h_qk + self.v_head_dim)

    def cache_elements(self, T: int) -> int:
        """The latent and the position key, c + r for each position, and the indexer's keys."""
        return self._cached(self.mask.cached_positions(T), T)

    def cache_elements_unwindowed(self, T: int) -> int:
        return self._cached(T, T)

    def _cached(self, positions: int, indexed: int) -> int:
        return sum(self._latent_widths) * positions + self._indexed(indexed)

    def _indexed(self, positions: int) -> int:
        return self.indexer.cached_width * positions if self.indexer else 0

    def read_elements(self, T: int) -> int:
        """Also the latents of an earlier layer that it uses."""
        latent = self.kv_lora_rank + self.qk_rope_head_dim
        return latent * reach(self.mask, T) + self._indexed(T)

    def of_rank(self, ranks: int) -> Self:
        """⌈n / T⌉ heads. All heads read the same latent: each rank makes and keeps all of it."""
        n = share(self.num_attention_heads, ranks)
        gate = self.gate_width * n // self.num_attention_heads
        return replace(self, num_attention_heads=n, gate_width=gate)

    def vectors(self, d: int) -> tuple[int, ...]:
        norms = (self.q_lora_rank or 0, self._latent_widths[0])
        return (*norms, super().vectors(d)[0] - sum(norms))

    def saved(self, d: int, run: Pass) -> Saved:
        """Input, latents with their norms, and queries, keys, values and output of all n heads:

            w d + w (q + c) + norms + w n (2 (p + r) + (p + v) + v) + scores

        Keys and values come from one product, n (p + v) wide, of which values are a part; the keys
        of all heads are made of it and of the position key. A gate adds itself and its product.
        """
        w, n = run.width, (self.num_attention_heads)
        q, c, h = self.q_lora_rank or 0, self._latent_widths[0], self.qk_nope_head_dim
        h, v, gate = h + self.qk_rope_head_dim, self.v_head_dim, (self.gate_width)
        heads = w * n * (2 * h + self.qk_nope_head_dim + v + v) + 2 * w * gate
        whole = w * (q + c)
        if self.indexer:
            whole += w * (self.indexer.num_heads * (self.indexer.head_dim + 1))
            whole += w * self.indexer.head_dim
        norms = [run.norm(size) for size in (q, c) if size]
        return (
            run.input(d, "q_proj", "q_a_proj", "kv_a_proj_with_mqa")
            + Saved(
                heads, heads, whole + sum(f for f, _ in norms), whole + sum(p for _, p in norms)
            )
            + run.scores(n, n, h, v)
            + run.mask(d)
        )


@dataclass(frozen=True, kw_only=True)
class GatedLatentAttention(LatentAttention):
    """Latent attention with a gate on its output, n v wide.

    Queries and gate come from the query latent before and after its norm, 2 q wide together:
    2 q n (p + r + v) in place of q n (p + r).
    Source: transformers, models/axk2/modeling_axk2.py, AXK2Attention
    """

    def matmul_weights(self, d: int) -> dict[str, int]:
        n, q, v = self.num_attention_heads, self.q_lora_rank or d, self.v_head_dim
        h = self.qk_nope_head_dim + self.qk_rope_head_dim
        plain = super().matmul_weights(d)["attention"]
        return {"attention": plain + 2 * q * n * (h + v) - q * n * h}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        n, q, v = self.num_attention_heads, self.q_lora_rank or d, self.v_head_dim
        width = n * (self.qk_nope_head_dim + self.qk_rope_head_dim + v)
        both = Matrix("self_attn.q_gate_proj", "attention", width, 2 * q)
        others = (matrix for matrix in super().matrices(d) if "q_b_proj" not in matrix.name)
        return both, *others
