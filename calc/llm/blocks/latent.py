"""Multi-head latent attention (DeepSeek-V2 and later), full or sparse."""

from dataclasses import dataclass, replace
from typing import Self

from calc.llm.blocks import Block, Matrix, share
from calc.llm.blocks.saved import Pass, Saved
from calc.llm.masks import FULL, Mask, reach


@dataclass(frozen=True, kw_only=True)
class Indexer:
    """n_i small heads of width h_i that score every earlier position; attention then reads only the
    positions with the best scores.

        I = q n_i h_i + d h_i + 2 h_i + d n_i

    Source: DeepSeek-V3.2-Exp, §1, https://github.com/deepseek-ai/DeepSeek-V3.2-Exp
    """

    num_heads: int
    head_dim: int

    def matmul_weights(self, d: int, q: int) -> int:
        return q * self.num_heads * self.head_dim + d * self.head_dim + d * self.num_heads

    def matrices(self, d: int, q: int) -> tuple[Matrix, ...]:
        shapes = {
            "wq_b": (self.num_heads * self.head_dim, q),
            "wk": (self.head_dim, d),
            "weights_proj": (self.num_heads, d),
        }
        return tuple(
            Matrix(f"self_attn.indexer.{name}", "attention", *shape)
            for name, shape in shapes.items()
        )

    def mixing_flop(self, S: int) -> int:
        """For each causal pair, a product per head and the weighted sum over the heads."""
        return 2 * self.num_heads * (self.head_dim + 1) * FULL.pairs(S)


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
    """Those of sinks or of a norm of the position key."""

    def parameters(self, d: int) -> dict[str, int]:
        q, c, r = self.q_lora_rank or 0, self.kv_lora_rank, self.qk_rope_head_dim
        biases = (q + c + r + d) * self.bias
        indexer_norm = 2 * self.indexer.head_dim if self.indexer else 0
        return {
            "attention": self.matmul_weights(d)["attention"] + biases + self.more_parameters,
            "attention_norms": q + c + indexer_norm,
        }

    def matmul_weights(self, d: int) -> dict[str, int]:
        n, q, c = self.num_attention_heads, self.q_lora_rank, self.kv_lora_rank
        p, r, v = self.qk_nope_head_dim, self.qk_rope_head_dim, self.v_head_dim
        query = d * n * (p + r) if q is None else d * q + q * n * (p + r)
        indexer = self.indexer.matmul_weights(d, q or d) if self.indexer else 0
        own = query + d * (c + r) + c * n * (p + v) + n * v * d + d * self.gate_width
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
            "kv_a_proj_with_mqa": (c + r, d),
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
        indexer_keys = self.indexer.head_dim * indexed if self.indexer else 0
        return (self.kv_lora_rank + self.qk_rope_head_dim) * positions + indexer_keys

    def read_elements(self, T: int) -> int:
        return self._cached(reach(self.mask, T), T)

    def of_rank(self, ranks: int) -> Self:
        """⌈n / T⌉ heads. All heads read the same latent: each rank makes and keeps all of it."""
        n = share(self.num_attention_heads, ranks)
        gate = self.gate_width * n // self.num_attention_heads
        return replace(self, num_attention_heads=n, gate_width=gate)

    def vectors(self, d: int) -> tuple[int, ...]:
        norms = (self.q_lora_rank or 0, self.kv_lora_rank)
        return (*norms, super().vectors(d)[0] - sum(norms))

    def saved(self, d: int, run: Pass) -> Saved:
        """Input, latents with their norms, and queries, keys, values and output of all n heads:

            w d + w (q + c) + norms + w n (2 (p + r) + (p + v) + v) + scores

        Keys and values come from one product, n (p + v) wide, of which values are a part; the keys
        of all heads are made of it and of the position key. A gate adds itself and its product.
        """
        w, n = run.width, (self.num_attention_heads)
        q, c, h = self.q_lora_rank or 0, self.kv_lora_rank, self.qk_nope_head_dim
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
