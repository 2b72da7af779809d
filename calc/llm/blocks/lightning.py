"""Linear attention with a fixed decay: no convolution, no delta rule, a state of constant size."""

from dataclasses import dataclass, replace
from typing import Self

from calc.llm.blocks import Block, Matrix, share
from calc.llm.blocks.saved import Pass, Saved


@dataclass(frozen=True, kw_only=True)
class LightningAttention(Block):
    """n heads of width h, each with a state of h × h that decays by a constant; U = n h.

        3 d U + d U + U + U d

    The third term but one is a gate, the one after it a norm over all heads. FLOPs are those of the
    recurrent form: each element of the state costs 1 FLOP for its decay, 2 to add the new input,
    and 2 to read it.
    Source: MiniMax-01, §2.2, https://arxiv.org/abs/2501.08313; sizes: transformers,
    models/minimax/modeling_minimax.py, MiniMaxLightningAttention
    """

    num_heads: int
    head_dim: int

    def parameters(self, d: int) -> dict[str, int]:
        norm = self.num_heads * self.head_dim
        return {"linear_attention": self.matmul_weights(d)["linear_attention"] + norm}

    def matmul_weights(self, d: int) -> dict[str, int]:
        return {"linear_attention": 5 * d * self.num_heads * self.head_dim}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        U = self.num_heads * self.head_dim
        shapes = {"qkv_proj": (3 * U, d), "output_gate": (U, d), "out_proj": (d, U)}
        return tuple(
            Matrix(f"self_attn.{name}", "linear_attention", *shape)
            for name, shape in shapes.items()
        )

    def mixing_flop(self, S: int) -> dict[str, int]:
        return {"linear_attention_recurrence": 5 * self._state * S}

    def cache_elements(self, T: int) -> int:
        """The state, the same for any context."""
        return self._state

    def of_rank(self, ranks: int) -> Self:
        return replace(self, num_heads=share(self.num_heads, ranks))

    @property
    def _state(self) -> int:
        return self.num_heads * self.head_dim * self.head_dim

    def saved(self, d: int, run: Pass) -> Saved:
        """Input; queries, keys and values, before and after their activation; gate, output, and its
        norm: w (d + 3 U) + w (4 U) to w (d + 3 U + 8 U) + 4 U, and states of U h for each chunk of
        256 tokens. Code without a kernel saves the products of a chunk, 256 n values, too.
        """
        n, w = self.num_heads, run.width
        U = n * self.head_dim
        states = 4 * U * self.head_dim / 256
        high = w * 11 * U + 4 * U + 4 + 2 * states
        if run.attention != "fused":
            high += 3 * w * 256 * n
        return run.input(d, "qkv_proj") + Saved(w * 7 * U + 4, high)
