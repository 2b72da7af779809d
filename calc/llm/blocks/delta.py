"""Linear attention with the delta rule: a matrix per head is the memory.

FLOPs are those of the recurrence: for each element of the state one for its decay, and two each
to recall the old value, to write the difference, and to read with the query. A chunked kernel
does other sums for the same result.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class GatedDeltaNet:
    """n_k key heads of width h_k, n_v value heads of width h_v; K and U their whole widths.

        d (2 K + 2 U + 2 n_v) + c (2 K + U) + 2 n_v + h_v + U d

    with c the taps of the convolution.
    Source: Yang et al. 2024, https://arxiv.org/abs/2412.06464; sizes: transformers,
    models/qwen3_next/modeling_qwen3_next.py, Qwen3NextGatedDeltaNet
    """

    num_key_heads: int
    key_head_dim: int
    num_value_heads: int
    value_head_dim: int
    conv_kernel: int

    @property
    def _keys(self) -> int:
        return self.num_key_heads * self.key_head_dim

    @property
    def _values(self) -> int:
        return self.num_value_heads * self.value_head_dim

    def parameters(self, d: int) -> dict[str, int]:
        convolution = self.conv_kernel * (2 * self._keys + self._values)
        step_and_decay, norm = 2 * self.num_value_heads, self.value_head_dim
        return {
            "linear_attention": self.matmul(d)["linear_attention"]
            + convolution
            + step_and_decay
            + norm
        }

    active = parameters

    def matmul(self, d: int) -> dict[str, int]:
        K, U, n_v = self._keys, self._values, self.num_value_heads
        return {"linear_attention": d * (2 * K + 2 * U + 2 * n_v) + U * d}

    def interactions(self, S: int) -> dict[str, int]:
        state = self.num_value_heads * self.key_head_dim * self.value_head_dim
        taps = self.conv_kernel * (2 * self._keys + self._values)
        return {"linear_attention_recurrence": (7 * state + 2 * taps) * S}

    def cache(self, T: int) -> int:
        """The state and the inputs of the convolution, whatever the context."""
        state = self.num_value_heads * self.key_head_dim * self.value_head_dim
        return state + self.conv_kernel * (2 * self._keys + self._values)

    cache_unwindowed = cache


@dataclass(frozen=True, kw_only=True)
class KimiDeltaAttention:
    """n heads of width h that forget by channel; decay and output gate are of rank h.

        3 d U + 3 c U + (d h + h U + U + n) + d n + (d h + h U) + h + U d,  U = n h

    Source: Kimi Linear, §3, https://arxiv.org/abs/2510.26692
    """

    num_heads: int
    head_dim: int
    conv_kernel: int

    def parameters(self, d: int) -> dict[str, int]:
        n, h, c = self.num_heads, self.head_dim, self.conv_kernel
        U = n * h
        return {"linear_attention": self.matmul(d)["linear_attention"] + 3 * c * U + U + n + h}

    active = parameters

    def matmul(self, d: int) -> dict[str, int]:
        n, h = self.num_heads, self.head_dim
        U = n * h
        return {"linear_attention": 3 * d * U + 2 * (d * h + h * U) + d * n + U * d}

    def interactions(self, S: int) -> dict[str, int]:
        n, h, c = self.num_heads, self.head_dim, self.conv_kernel
        return {"linear_attention_recurrence": (7 * n * h * h + 2 * c * 3 * n * h) * S}

    def cache(self, T: int) -> int:
        n, h, c = self.num_heads, self.head_dim, self.conv_kernel
        return n * h * h + c * 3 * n * h

    cache_unwindowed = cache
