"""Recurrent blocks: RG-LRU (Griffin), RWKV-4 and mLSTM (xLSTM), whose state has a constant size.

FLOPs are those of the recurrent form, as for the state-space blocks: each element of the state
costs 1 FLOP for its decay, 2 to add the new input, and 2 to read it, unless a block says otherwise.
"""

from dataclasses import dataclass, replace
from typing import Self

from calc.llm.blocks import Block, Matrix, share
from calc.llm.blocks.saved import Pass, Saved


@dataclass(frozen=True, kw_only=True)
class RgLru(Block):
    """A gated linear recurrence over W channels, between a convolution with K taps and a gate.

        3 d W + 2 W + d + (K + 1) W + 2 (W² / n + W) + W

    The recurrence has an input gate and a decay gate, each a matrix of n blocks on the diagonal.
    Source: De et al. 2024, §2.4, https://arxiv.org/abs/2402.19427; sizes: transformers,
    models/recurrent_gemma/modeling_recurrent_gemma.py, RecurrentGemmaRecurrentBlock
    """

    width: int
    """W; `lru_width` in config.json."""
    num_heads: int
    """n, which divides W."""
    conv_kernel: int

    def parameters(self, d: int) -> dict[str, int]:
        W = self.width
        projection_biases, convolution = 2 * W + d, W * (self.conv_kernel + 1)
        gate_biases_and_decay = 3 * W
        matrices = self.matmul_weights(d)["recurrence"]
        return {"recurrence": matrices + projection_biases + convolution + gate_biases_and_decay}

    def matmul_weights(self, d: int) -> dict[str, int]:
        W = self.width
        return {"recurrence": 3 * d * W + 2 * W * (W // self.num_heads)}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        W, n = self.width, self.num_heads
        diagonal = [
            Matrix(f"temporal_block.rg_lru.{name}_gate_weight", "recurrence", W // n, W // n, n)
            for name in ("input", "recurrent")
        ]
        return (
            Matrix("temporal_block.linear_x", "recurrence", W, d),
            Matrix("temporal_block.linear_y", "recurrence", W, d),
            Matrix("temporal_block.linear_out", "recurrence", d, W),
            *diagonal,
        )

    def mixing_flop(self, S: int) -> dict[str, int]:
        """An element is read as it is: 1 for its decay, 2 to add the input, which is scaled."""
        return {"recurrence_state": (3 + 2 * self.conv_kernel) * self.width * S}

    def cache_elements(self, T: int) -> int:
        """The state and the last K − 1 inputs of the convolution, the same for any context."""
        return self.width * self.conv_kernel

    def of_rank(self, ranks: int) -> Self:
        heads = share(self.num_heads, ranks)
        return replace(self, num_heads=heads, width=self.width // self.num_heads * heads)

    def saved(self, d: int, run: Pass) -> Saved:
        """Input, both branches, the convolution's output, gates, decay and states in FP32, output
        and product: w (d + 5 W) + 8 W to w (d + 9 W) + 32 W.
        """
        W, w = self.width, run.width
        return run.input(d, "linear_x", "linear_y") + Saved(w * 5 * W + 8 * W, w * 9 * W + 32 * W)


@dataclass(frozen=True, kw_only=True)
class RwkvTimeMix(Block):
    """RWKV-4 in place of attention: an average of the values over A channels, weighted by keys
    that decay, with a bonus for the current token.

        4 d A + 2 A + 3 d

    Inputs of key, value and receptance are mixed with the token before, by 3 d weights.
    Source: Peng et al. 2023, §3, https://arxiv.org/abs/2305.13048; sizes: transformers,
    models/rwkv/modeling_rwkv.py, RwkvSelfAttention
    """

    width: int
    """A; `attention_hidden_size` in config.json."""
    hidden_size: int
    """d, as the cache depends on it."""

    def parameters(self, d: int) -> dict[str, int]:
        decay_and_bonus = 2 * self.width
        return {"recurrence": self.matmul_weights(d)["recurrence"] + decay_and_bonus + 3 * d}

    def matmul_weights(self, d: int) -> dict[str, int]:
        return {"recurrence": 4 * d * self.width}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        into = ("key", "value", "receptance")
        return (
            *(Matrix(f"attention.{name}", "recurrence", self.width, d) for name in into),
            Matrix("attention.output", "recurrence", d, self.width),
        )

    def mixing_flop(self, S: int) -> dict[str, int]:
        """Numerator and denominator of the average, 5 for each, and 1 for their quotient."""
        return {"recurrence_state": 11 * self.width * S}

    def cache_elements(self, T: int) -> int:
        """Numerator, denominator and the largest exponent of the average, and the token before."""
        return 3 * self.width + self.hidden_size

    def saved(self, d: int, run: Pass) -> Saved:
        """Mixed inputs of key, value and receptance, their products, the average and its gate:

        kernel    w (4 d + 5 A) to w (10 d + 6 A) + 8 A
        eager     numerator, denominator and exponents of each step in FP32: 48 A more
        """
        A, w = self.width, run.width
        high = w * 6 * A + 8 * A + (48 * A if run.attention != "fused" else 0)
        mixed = Saved(whole_low=3 * w * d, whole_high=9 * w * d)
        return run.input(d, "key", "value", "receptance") + mixed + Saved(w * 5 * A, high)


@dataclass(frozen=True, kw_only=True)
class RwkvChannelMix(Block):
    """RWKV's feed-forward block: a squared ReLU, f wide, and a gate from a matrix of its own.

        2 d f + d² + 2 d

    Source: as `RwkvTimeMix`; RwkvFeedForward
    """

    ffn_size: int
    hidden_size: int
    """d, as the cache depends on it."""

    def parameters(self, d: int) -> dict[str, int]:
        return {"dense_ffn": self.matmul_weights(d)["dense_ffn"] + 2 * d}

    def matmul_weights(self, d: int) -> dict[str, int]:
        return {"dense_ffn": 2 * d * self.ffn_size + d * d}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        shapes = {"key": (self.ffn_size, d), "receptance": (d, d), "value": (d, self.ffn_size)}
        return tuple(
            Matrix(f"feed_forward.{name}", "dense_ffn", *shape) for name, shape in shapes.items()
        )

    def cache_elements(self, T: int) -> int:
        """The token before."""
        return self.hidden_size

    def saved(self, d: int, run: Pass) -> Saved:
        """Both mixed inputs, the receptance, key and its square, and the product with the gate:
        w (5 d + 2 f) to w (9 d + 3 f).
        """
        f, w = self.ffn_size, run.width
        return (
            run.input(d, "key", "receptance")
            + Saved(whole_low=4 * w * d, whole_high=8 * w * d)
            + Saved(2 * w * f, 3 * w * f)
        )


@dataclass(frozen=True, kw_only=True)
class MatrixLstm(Block):
    """mLSTM: n heads, whose state is a matrix of h_q × h_v and a vector of h_q to normalise by.
    Q = n h_q, U = n h_v.

        2 d Q + 2 d U + 2 (d n + n) + U + U d

    Each head has an input gate and a forget gate, which have biases; a gate as wide as the values
    and a norm over them follow. `bias` adds one to every other matrix and to the norm.
    Source: Beck et al. 2025, §2, https://arxiv.org/abs/2503.13427; sizes: transformers,
    models/xlstm/modeling_xlstm.py, xLSTMLayer
    """

    num_heads: int
    query_key_width: int
    """Q"""
    value_width: int
    """U"""
    bias: bool = False

    def parameters(self, d: int) -> dict[str, int]:
        Q, U = self.query_key_width, self.value_width
        biases = (2 * Q + 2 * U + U + d) * self.bias
        gate_biases_and_norm = 2 * self.num_heads + U
        return {"recurrence": self.matmul_weights(d)["recurrence"] + gate_biases_and_norm + biases}

    def matmul_weights(self, d: int) -> dict[str, int]:
        Q, U = self.query_key_width, self.value_width
        return {"recurrence": 2 * d * Q + 2 * d * U + 2 * d * self.num_heads + U * d}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        Q, U, n = self.query_key_width, self.value_width, self.num_heads
        widths = {"q": Q, "k": Q, "v": U, "ogate_preact": U, "igate_preact": n, "fgate_preact": n}
        return (
            *(Matrix(f"mlstm_layer.{name}", "recurrence", w, d) for name, w in widths.items()),
            Matrix("mlstm_layer.out_proj", "recurrence", d, U),
        )

    def mixing_flop(self, S: int) -> dict[str, int]:
        return {"recurrence_state": 5 * (self._matrices + self.query_key_width) * S}

    def cache_elements(self, T: int) -> int:
        """Matrix, vector, and the largest exponent of each head, the same for any context."""
        return self._matrices + self.query_key_width + self.num_heads

    def of_rank(self, ranks: int) -> Self:
        n, heads = self.num_heads, share(self.num_heads, ranks)
        return replace(
            self,
            num_heads=heads,
            query_key_width=self.query_key_width // n * heads,
            value_width=self.value_width // n * heads,
        )

    @property
    def _matrices(self) -> int:
        return self.query_key_width * self.value_width // self.num_heads

    def saved(self, d: int, run: Pass) -> Saved:
        """Input, queries, keys, values, gates, output and its norm:

        kernel    w (d + 2 Q + 4 U) + 16 n, and the state of each chunk of 64 tokens in FP32
        plain     FP32 copies of queries, keys, values and of the norm more: 8 Q + 24 U
        eager     the products of a chunk in FP32, 5 × 4 × 64 n, too
        """
        n, w = self.num_heads, run.width
        Q, U = self.query_key_width, self.value_width
        states = 4 * self._matrices / 64
        low = w * (2 * Q + 4 * U) + 16 * n + states
        high = low + 8 * Q + 24 * U + states
        if run.attention != "fused":
            high += 5 * 4 * 64 * n
        return run.input(d, "q", "k", "v") + Saved(low, high)
