"""Linear attention with the delta rule. The state is one matrix per head, of constant size.

FLOPs are those of the recurrent form. Each element of the state costs 1 FLOP for its decay and
2 FLOP each to read the old value, to write the difference, and to read with the query. Chunked
kernels do other operations for the same result.
"""

from dataclasses import dataclass, replace
from typing import Self

from calc.llm.blocks import Block, Matrix, share
from calc.llm.blocks.saved import Pass, Saved


@dataclass(frozen=True, kw_only=True)
class GatedDeltaNet(Block):
    """n_k key heads of width h_k and n_v value heads of width h_v; K = n_k h_k, U = n_v h_v.

        d (2 K + 2 U + 2 n_v) + c (2 K + U) + 2 n_v + h_v + U d

    c is the number of taps of the convolution.
    Source: Yang et al. 2024, https://arxiv.org/abs/2412.06464; sizes: transformers,
    models/qwen3_next/modeling_qwen3_next.py, Qwen3NextGatedDeltaNet
    """

    num_key_heads: int
    key_head_dim: int
    num_value_heads: int
    value_head_dim: int
    conv_kernel: int
    fused: bool = True
    """Whether queries, keys and values are one matrix (in OLMo Hybrid they are three)."""

    @property
    def _key_width(self) -> int:
        return self.num_key_heads * self.key_head_dim

    @property
    def _value_width(self) -> int:
        return self.num_value_heads * self.value_head_dim

    @property
    def _convolution(self) -> int:
        """Weights of the convolution; the cache keeps as many of its inputs."""
        return self.conv_kernel * (2 * self._key_width + self._value_width)

    @property
    def _state(self) -> int:
        return self.num_value_heads * self.key_head_dim * self.value_head_dim

    def parameters(self, d: int) -> dict[str, int]:
        matrices = self.matmul_weights(d)["linear_attention"]
        step_and_decay, norm = 2 * self.num_value_heads, self.value_head_dim
        return {"linear_attention": matrices + self._convolution + step_and_decay + norm}

    def matmul_weights(self, d: int) -> dict[str, int]:
        K, U, n_v = self._key_width, self._value_width, self.num_value_heads
        return {"linear_attention": d * (2 * K + 2 * U + 2 * n_v) + U * d}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        K, U, n_v = self._key_width, self._value_width, self.num_value_heads
        if self.fused:
            widths = {"in_proj_qkv": 2 * K + U, "in_proj_z": U, "in_proj_b": n_v, "in_proj_a": n_v}
        else:
            names = ("q_proj", "k_proj", "v_proj", "g_proj", "b_proj", "a_proj")
            widths = dict(zip(names, (K, K, U, U, n_v, n_v), strict=True))
        into = (
            Matrix(f"linear_attn.{name}", "linear_attention", width, d)
            for name, width in widths.items()
        )
        output = "out_proj" if self.fused else "o_proj"
        return *into, Matrix(f"linear_attn.{output}", "linear_attention", d, U)

    def mixing_flop(self, S: int) -> dict[str, int]:
        return {"linear_attention_recurrence": (7 * self._state + 2 * self._convolution) * S}

    def cache_elements(self, T: int) -> int:
        """The state and the last inputs of the convolution, the same for any context."""
        return self._state + self._convolution

    def spare_inputs(self) -> int:
        return self._convolution // self.conv_kernel

    def of_rank(self, ranks: int) -> Self:
        return replace(
            self,
            num_key_heads=share(self.num_key_heads, ranks),
            num_value_heads=share(self.num_value_heads, ranks),
        )

    def saved(self, d: int, run: Pass) -> Saved:
        """Input, gates, queries, keys and values before and after the convolution, the inverse of
        each chunk of 64 tokens, and the output before and after its gated norm.

            kernel    w (d + 2 (2 K + U) + 3 U) + 12 n_v + 64 w n_v
            plain     w (2 K + U) for the activation and FP32 copies of everything in the rule and
                      the norm more: 4 (2 n_v h_k + 2 U) + 12 U
            eager     the products of a chunk in FP32: 6 × 4 × 64 n_v, and the states of all chunks

        Source: flash-linear-attention, fla/ops/gated_delta_rule/chunk.py
        """
        K, U, w = self._key_width, self._value_width, run.width
        n = self.num_value_heads
        low = w * (2 * (2 * K + U) + 3 * U) + 12 * n + 64 * w * n
        repeated = 2 * n * self.key_head_dim
        high: float = low + w * (2 * K + U) + 4 * (repeated + 2 * U) + 12 * U
        if run.attention != "fused":
            high += 6 * 4 * 64 * n + 12 * (repeated + 2 * U) + 4 * self._state / 16
        return run.input(d, "in_proj_qkv", "q_proj") + Saved(low, high)


@dataclass(frozen=True, kw_only=True)
class KimiDeltaAttention(Block):
    """n heads of width h with a decay per channel; U = n h, c taps. Decay and output gate are
    projections of rank h, or of full rank (Ling 3), then d U each.

        3 d U + 3 c U + (d h + h U + U + n) + d n + (d h + h U) + h + U d

    Source: Kimi Linear, §3, https://arxiv.org/abs/2510.26692
    """

    num_heads: int
    head_dim: int
    conv_kernel: int
    low_rank_gates: bool = True

    def parameters(self, d: int) -> dict[str, int]:
        n, h, c = self.num_heads, self.head_dim, self.conv_kernel
        U = n * h
        matrices = self.matmul_weights(d)["linear_attention"]
        return {"linear_attention": matrices + 3 * c * U + U + n + h}

    def matmul_weights(self, d: int) -> dict[str, int]:
        n, h = self.num_heads, self.head_dim
        U = n * h
        gate = d * h + h * U if self.low_rank_gates else d * U
        return {"linear_attention": 3 * d * U + 2 * gate + d * n + U * d}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        n, h = self.num_heads, self.head_dim
        wide = ("q_proj", "k_proj", "v_proj")
        if self.low_rank_gates:
            gates = dict.fromkeys(("f_a_proj", "g_a_proj"), (h, d))
            gates |= dict.fromkeys(("f_b_proj", "g_b_proj"), (n * h, h))
        else:
            gates = dict.fromkeys(("f_proj", "g_proj"), (n * h, d))
        shapes = {
            **dict.fromkeys(wide, (n * h, d)),
            **gates,
            "b_proj": (n, d),
            "o_proj": (d, n * h),
        }
        return tuple(
            Matrix(f"self_attn.{name}", "linear_attention", *shape)
            for name, shape in shapes.items()
        )

    def mixing_flop(self, S: int) -> dict[str, int]:
        n, h, c = self.num_heads, self.head_dim, self.conv_kernel
        return {"linear_attention_recurrence": (7 * n * h * h + 2 * c * 3 * n * h) * S}

    def cache_elements(self, T: int) -> int:
        """The state and the last inputs of the convolution, the same for any context."""
        n, h, c = self.num_heads, self.head_dim, self.conv_kernel
        return n * h * h + c * 3 * n * h

    def spare_inputs(self) -> int:
        return 3 * self.num_heads * self.head_dim

    def of_rank(self, ranks: int) -> Self:
        return replace(self, num_heads=share(self.num_heads, ranks))

    def saved(self, d: int, run: Pass) -> Saved:
        """As `GatedDeltaNet` with U = n h for queries, keys, values, decays and gates:

        kernel    w (d + 6 U + 4 U) + 4 U + 64 w n to 3 U w + 28 U more
        eager     the products of a chunk in FP32: 6 × 4 × 64 n, and the states of all chunks
        """
        n, h, w = self.num_heads, self.head_dim, run.width
        U = n * h
        low = w * 10 * U + 4 * U + 4 * n + 64 * w * n + 2 * w * h * self.low_rank_gates
        high: float = low + 3 * w * U + 28 * U
        if run.attention != "fused":
            high += 6 * 4 * 64 * n + 48 * U + 4 * U * h / 16
        return run.input(d, "q_proj", "k_proj", "v_proj") + Saved(low, high)
