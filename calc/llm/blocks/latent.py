"""Multi-head latent attention (DeepSeek-V2 and later), full or sparse."""

from dataclasses import dataclass

from calc.llm.masks import FULL, Mask


@dataclass(frozen=True, kw_only=True)
class Indexer:
    """Small heads that score every earlier position, so that attention reads the best only.

        I = q n_i h_i + d h_i + 2 h_i + d n_i

    Source: DeepSeek-V3.2-Exp, §1, https://github.com/deepseek-ai/DeepSeek-V3.2-Exp
    """

    num_heads: int
    head_dim: int

    def matmul(self, d: int, q: int) -> int:
        return q * self.num_heads * self.head_dim + d * self.head_dim + d * self.num_heads

    def interactions(self, S: int) -> int:
        """A product per head and position, and the heads' weighted sum, over all causal pairs."""
        return 2 * self.num_heads * (self.head_dim + 1) * FULL.pairs(S)


@dataclass(frozen=True, kw_only=True)
class LatentAttention:
    """Keys and values come from one latent of c dimensions; r dimensions carry the position.

        A = d q + q n (p + r) + d (c + r) + c n (p + v) + n v d

    with a norm on each latent. Without a query latent the first two terms are d n (p + r).
    Source: DeepSeek-V2, §2.1, https://arxiv.org/abs/2405.04434
    """

    num_attention_heads: int
    q_lora_rank: int | None
    """Width of the query latent, or None for a plain query projection (V2-Lite, Moonlight)."""
    kv_lora_rank: int
    qk_nope_head_dim: int
    qk_rope_head_dim: int
    v_head_dim: int
    bias: bool = False
    """On the two down-projections and the output projection."""
    mask: Mask = FULL
    indexer: Indexer | None = None

    def parameters(self, d: int) -> dict[str, int]:
        q, c, r = self.q_lora_rank or 0, self.kv_lora_rank, self.qk_rope_head_dim
        biases = (q + c + r + d) * self.bias
        indexer_norm = 2 * self.indexer.head_dim if self.indexer else 0
        return {
            "attention": self.matmul(d)["attention"] + biases,
            "attention_norms": q + c + indexer_norm,
        }

    active = parameters

    def matmul(self, d: int) -> dict[str, int]:
        n, q, c = self.num_attention_heads, self.q_lora_rank, self.kv_lora_rank
        p, r, v = self.qk_nope_head_dim, self.qk_rope_head_dim, self.v_head_dim
        query = d * n * (p + r) if q is None else d * q + q * n * (p + r)
        indexer = self.indexer.matmul(d, q or d) if self.indexer else 0
        return {"attention": query + d * (c + r) + c * n * (p + v) + n * v * d + indexer}

    def interactions(self, S: int) -> dict[str, int]:
        """In the form used in training: keys and values expanded to all heads."""
        n, v = self.num_attention_heads, self.v_head_dim
        h_qk = self.qk_nope_head_dim + self.qk_rope_head_dim
        indexer = self.indexer.interactions(S) if self.indexer else 0
        return {"attention_scores": 2 * n * (h_qk + v) * self.mask.pairs(S) + indexer}

    def cache(self, T: int) -> int:
        """The latent and the position key: c + r for each position, whatever the heads."""
        indexer_keys = self.indexer.head_dim * T if self.indexer else 0
        return (self.kv_lora_rank + self.qk_rope_head_dim) * self.mask.held(T) + indexer_keys

    def cache_unwindowed(self, T: int) -> int:
        indexer_keys = self.indexer.head_dim * T if self.indexer else 0
        return (self.kv_lora_rank + self.qk_rope_head_dim) * T + indexer_keys
