"""Softmax attention with grouped key and value heads (MHA, GQA, MQA)."""

from dataclasses import dataclass

from calc.llm.masks import FULL, Mask


@dataclass(frozen=True, kw_only=True)
class Attention:
    """n query heads share k key and value heads, all of width h.

        A = d n h + 2 d k h + n h d

    and biases, query and key norms, sinks and gates where a family has them.
    Source: Ainslie et al. 2023, §2.2, https://arxiv.org/abs/2305.13245
    """

    num_attention_heads: int
    num_key_value_heads: int
    head_dim: int
    mask: Mask = FULL
    qkv_bias: bool = False
    output_bias: bool = False
    norm_parameters: int = 0
    """Weights of the query and key norms: 2h if heads share them, (n + k)h over the whole width,
    0 if the norm has none (Llama 4)."""
    sinks: bool = False
    """One learned logit per head beside the scores (gpt-oss)."""
    output_gate: bool = False
    """The query projection is twice as wide; its second half gates the output (Qwen3-Next)."""

    def parameters(self, d: int) -> dict[str, int]:
        n, k, h = self.num_attention_heads, self.num_key_value_heads, self.head_dim
        q = 2 * n * h if self.output_gate else n * h
        A = self.matmul(d)["attention"]
        A += (q + 2 * k * h) * self.qkv_bias + d * self.output_bias + n * self.sinks
        return {"attention": A, "attention_norms": self.norm_parameters}

    active = parameters

    def matmul(self, d: int) -> dict[str, int]:
        n, k, h = self.num_attention_heads, self.num_key_value_heads, self.head_dim
        q = 2 * n * h if self.output_gate else n * h
        return {"attention": d * q + 2 * d * k * h + n * h * d}

    def interactions(self, S: int) -> dict[str, int]:
        """Scores and weighted values: 2 n (h + h) FLOP for each unmasked pair."""
        n, h = self.num_attention_heads, self.head_dim
        return {"attention_scores": 2 * n * (h + h) * self.mask.pairs(S)}

    def cache(self, T: int) -> int:
        """A key and a value for each position that the mask still needs."""
        return 2 * self.num_key_value_heads * self.head_dim * self.mask.held(T)

    def cache_unwindowed(self, T: int) -> int:
        return 2 * self.num_key_value_heads * self.head_dim * T
