"""State-space blocks: a state of fixed size instead of a cache that grows.

FLOPs are those of the recurrence: for each element of the state one for its decay, two to add
the new input, two to read it out. A chunked kernel does other sums for the same result.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Mamba1:
    """A selective state space over D channels with s states each, as in Jamba.

        2 d D + K D + D (R + 2 s) + R D + D + D s + D + D d

    and biases, and three norms of R + 2 s where a family has them.
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
        whole = self.matmul(d)["state_space"] + convolution + biases + decay_and_skip + norms
        return {"state_space": whole}

    active = parameters

    def matmul(self, d: int) -> dict[str, int]:
        D, s, R = self.inner_size, self.state_size, self.dt_rank
        return {"state_space": 2 * d * D + D * (R + 2 * s) + R * D + D * d}

    def interactions(self, S: int) -> dict[str, int]:
        D, s = self.inner_size, self.state_size
        return {"state_space_recurrence": (5 * D * s + 2 * D * self.conv_kernel) * S}

    def cache(self, T: int) -> int:
        """The state and the inputs of the last K steps, whatever the context."""
        return self.inner_size * (self.state_size + self.conv_kernel)

    cache_unwindowed = cache


@dataclass(frozen=True, kw_only=True)
class Mamba2:
    """A state space of n heads of width h; G groups share the input and output maps.

        d (2 U + 2 G s + n) + (K + 1)(U + 2 G s) + 3 n + U + U d,  U = n h

    Source: Dao and Gu 2024, §7, https://arxiv.org/abs/2405.21060
    """

    num_heads: int
    head_dim: int
    state_size: int
    groups: int
    conv_kernel: int
    conv_bias: bool = True
    projection_bias: bool = False

    @property
    def _inner(self) -> int:
        return self.num_heads * self.head_dim

    @property
    def _convolved(self) -> int:
        return self._inner + 2 * self.groups * self.state_size

    def parameters(self, d: int) -> dict[str, int]:
        n, U, convolved = self.num_heads, self._inner, self._convolved
        convolution = convolved * (self.conv_kernel + self.conv_bias)
        biases = (U + convolved + n + d) * self.projection_bias
        step_decay_and_skip, norm = 3 * n, U
        whole = self.matmul(d)["state_space"] + convolution + biases + step_decay_and_skip + norm
        return {"state_space": whole}

    active = parameters

    def matmul(self, d: int) -> dict[str, int]:
        U = self._inner
        return {"state_space": d * (U + self._convolved + self.num_heads) + U * d}

    def interactions(self, S: int) -> dict[str, int]:
        state, taps = self._inner * self.state_size, self._convolved * self.conv_kernel
        return {"state_space_recurrence": (5 * state + 2 * taps) * S}

    def cache(self, T: int) -> int:
        return self._inner * self.state_size + self._convolved * self.conv_kernel

    cache_unwindowed = cache
