"""State-space blocks, whose state has a constant size where attention has a growing cache.

FLOPs are those of the recurrent form. Each element of the state costs 1 FLOP for its decay, 2 to
add the new input, and 2 to read it. Chunked kernels do other operations for the same result.
"""

from dataclasses import dataclass, replace
from typing import Self

from calc.llm.blocks import Block, Matrix, share
from calc.llm.blocks.saved import Pass, Saved


@dataclass(frozen=True, kw_only=True)
class Mamba1(Block):
    """A selective state space over D channels with s states each, as in Jamba.

        2 d D + K D + D (R + 2 s) + R D + D + D s + D + D d

    K is the number of taps of the convolution, R the rank of the step size. Biases, and three
    norms of R + 2 s weights together, are added where a family has them.
    Source: Gu and Dao 2023, https://arxiv.org/abs/2312.00752;
    norms: Lieber et al. 2024, §5, https://arxiv.org/abs/2403.19887
    """

    inner_size: int
    """D, `mamba_expand` times the hidden size."""
    state_size: int
    dt_rank: int
    conv_kernel: int
    conv_bias: bool = True
    projection_bias: bool = False
    inner_norms: bool = True

    def parameters(self, d: int) -> dict[str, int]:
        D, s, R = self.inner_size, self.state_size, self.dt_rank
        convolution = D * self.conv_kernel + D * self.conv_bias
        biases = D + (2 * D + d) * self.projection_bias
        decay_and_skip = D * s + D
        norms = (R + 2 * s) * self.inner_norms
        total = (
            self.matmul_weights(d)["state_space"] + convolution + biases + decay_and_skip + norms
        )
        return {"state_space": total}

    def matmul_weights(self, d: int) -> dict[str, int]:
        D, s, R = self.inner_size, self.state_size, self.dt_rank
        return {"state_space": 2 * d * D + D * (R + 2 * s) + R * D + D * d}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        D, s, R = self.inner_size, self.state_size, self.dt_rank
        return (
            Matrix("mamba.in_proj", "state_space", 2 * D, d),
            Matrix("mamba.x_proj", "state_space", R + 2 * s, D),
            Matrix("mamba.dt_proj", "state_space", D, R),
            Matrix("mamba.out_proj", "state_space", d, D),
        )

    def mixing_flop(self, S: int) -> dict[str, int]:
        D, s = self.inner_size, self.state_size
        return {"state_space_recurrence": (5 * D * s + 2 * D * self.conv_kernel) * S}

    def cache_elements(self, T: int) -> int:
        """The state and the last inputs of the convolution, the same for any context."""
        return self.inner_size * (self.state_size + self.conv_kernel)

    def spare_inputs(self) -> int:
        return self.inner_size

    def of_rank(self, ranks: int) -> Self:
        return replace(self, inner_size=share(self.inner_size, ranks))

    def saved(self, d: int, run: Pass) -> Saved:
        """Input; x and gate, the maps of step, input and output; and the output before the gate.

            kernel    w (d + 4 D + R + 2 s) to w (d + 11 D + 2 (R + 2 s)), and a state of 4 D s for
                      each chunk of 2048 tokens
            eager     four FP32 tensors as large as the state for each token: 16 D s more

        The kernel's lower bound computes convolution and step size again.
        Source: mamba_ssm, ops/selective_scan_interface.py, MambaInnerFn
        """
        D, s, w = self.inner_size, self.state_size, run.width
        maps, states = self.dt_rank + 2 * s, 4 * D * s
        steps = states / 2048 if run.attention == "fused" else 4 * states
        return run.input(d, "in_proj") + Saved(
            w * (4 * D + maps) + states / 2048, w * (11 * D + 2 * maps) + steps
        )


@dataclass(frozen=True, kw_only=True)
class Mamba2(Block):
    """A state space of n heads of width h with s states; U = n h. The heads of each of G groups
    share input and output maps; the convolution has K taps.

        d (2 U + 2 G s + n) + (K + 1)(U + 2 G s) + 3 n + U + U d

    Source: Dao and Gu 2024, §7, https://arxiv.org/abs/2405.21060
    """

    num_heads: int
    head_dim: int
    state_size: int
    groups: int
    conv_kernel: int
    conv_bias: bool = True
    projection_bias: bool = False
    output_bias: bool | None = None
    """Bias of the output projection; None if it has one where the input projection has."""
    gated_norm: bool = True
    """Whether a norm follows the gate (in Falcon-H1 it is optional)."""

    @property
    def _width(self) -> int:
        return self.num_heads * self.head_dim

    @property
    def _convolved_width(self) -> int:
        return self._width + 2 * self.groups * self.state_size

    def parameters(self, d: int) -> dict[str, int]:
        n, U, convolved = self.num_heads, self._width, self._convolved_width
        convolution = convolved * (self.conv_kernel + self.conv_bias)
        output_bias = self.projection_bias if self.output_bias is None else self.output_bias
        biases = (U + convolved + n) * self.projection_bias + d * output_bias
        step_decay_and_skip, norm = 3 * n, U * self.gated_norm
        total = (
            self.matmul_weights(d)["state_space"]
            + convolution
            + biases
            + step_decay_and_skip
            + norm
        )
        return {"state_space": total}

    def matmul_weights(self, d: int) -> dict[str, int]:
        U = self._width
        return {"state_space": d * (U + self._convolved_width + self.num_heads) + U * d}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        U = self._width
        return (
            Matrix("mamba.in_proj", "state_space", U + self._convolved_width + self.num_heads, d),
            Matrix("mamba.out_proj", "state_space", d, U),
        )

    def mixing_flop(self, S: int) -> dict[str, int]:
        state, taps = self._width * self.state_size, self._convolved_width * self.conv_kernel
        return {"state_space_recurrence": (5 * state + 2 * taps) * S}

    def cache_elements(self, T: int) -> int:
        return self._width * self.state_size + self._convolved_width * self.conv_kernel

    def spare_inputs(self) -> int:
        return self._convolved_width

    def of_rank(self, ranks: int) -> Self:
        return replace(
            self, num_heads=share(self.num_heads, ranks), groups=share(self.groups, ranks)
        )

    def saved(self, d: int, run: Pass) -> Saved:
        """Input, output of the first matrix, output before and after gate and norm; plain code also
        saves the convolution's input, output and its activation, and FP32 copies in the norm.

            kernel    w (d + (2 U + 2 G s + n) + 2 U) to w (d + …  + 3 (U + 2 G s) + 3 U) + 8 U,
                      and FP32 states of U s for each chunk of 256 tokens
            eager     the masked products of a chunk, up to 4 × 256 n more

        Source: mamba_ssm, ops/triton/ssd_combined.py, MambaSplitConv1dScanCombinedFn
        """
        U, w = self._width, run.width
        n, maps = self.num_heads, (2 * self.groups * self.state_size)
        states = 4 * U * self.state_size / 256
        low = w * (2 * U + maps + n + 2 * U) + states
        high = low + w * (3 * (U + maps) + U) + 8 * U
        if run.attention != "fused":
            high += 4 * 256 * n + 2 * states
        return run.input(d, "in_proj") + Saved(low, high)
