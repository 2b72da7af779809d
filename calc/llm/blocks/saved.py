"""What a block saves in the forward pass for the backward pass, as bounds in bytes.

What is saved depends on the code. The upper bound of each formula is what the plain PyTorch code of
the transformers library saves, measured on its models; the lower bound is that of fused kernels,
which save the input of a norm or of a gate and compute the rest again.
Sources: Korthikanti et al. 2022, §4, https://arxiv.org/abs/2205.05198; transformers 5.24
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Saved:
    """Bytes per token of one rank's share of a block: what is between its divided matrices, and
    what tensor-parallel ranks all have whole, unless they divide it by position.
    """

    low: float = 0
    high: float = 0
    whole_low: float = 0
    whole_high: float = 0

    def __add__(self, other: "Saved") -> "Saved":
        return Saved(
            self.low + other.low,
            self.high + other.high,
            self.whole_low + other.whole_low,
            self.whole_high + other.whole_high,
        )


@dataclass(frozen=True, kw_only=True)
class Pass:
    """How a micro-batch goes through the layers, as seen from one rank."""

    context: int
    """s, tokens that a token may attend to: those of one sequence."""
    attention: str = "fused"
    """Whether scores are saved: "fused" (never stored), "eager", or "recomputed"."""
    width: int = 2
    """w, bytes of a value."""
    dropout: bool = False
    """After attention, after the feed-forward block, and on stored scores."""
    layer_norm: bool = False
    """LayerNorm, not RMSNorm."""
    float32_layer_norm: bool = False
    """LayerNorm of a copy in FP32 (OLMo 1)."""
    stepped_norm: bool = False
    """It is computed in steps: mean, variance, scale (Cohere)."""
    float32_scale: bool = False
    """RMSNorm multiplies with its scale before it goes back to w bytes (Gemma, OLMo 2)."""
    adapters: frozenset[str] | None = None
    """Last names of the matrices with adapters, all others being frozen; None: all are trained."""

    def trains(self, *names: str) -> bool:
        """Whether one of these matrices is trained, so that its input is saved."""
        return self.adapters is None or not self.adapters.isdisjoint(names)

    def input(self, d: int, *names: str) -> Saved:
        """The input of these matrices, which a norm made: w d."""
        size = self.width * d * self.trains(*names)
        return Saved(whole_low=size, whole_high=size)

    def norm(self, size: int, statistics: int = 1) -> tuple[int, int]:
        """A norm over `size` values in so many groups.

            RMSNorm      fused w x + 4 g, plain (4 + w) x + 4 g
            LayerNorm    w x + 4 g to w x + 8 g; of an FP32 copy to 4 x + 8 g, in steps 12 x + 8 g

        Plain code saves an FP32 copy of the input, and the normalised values if it trains a scale.
        """
        w, x, g = self.width, size, statistics
        if self.stepped_norm:
            return w * x + 4 * g, (8 + 4 * (self.adapters is None)) * x + 8 * g
        if self.float32_layer_norm:
            return w * x + 4 * g, 4 * x + 8 * g
        if self.layer_norm:
            return w * x + 4 * g, w * x + 8 * g
        copies = 4 + (4 if self.float32_scale else w) * (self.adapters is None)
        return w * x + 4 * g, copies * x + 4 * g

    def activation(self, size: int, gated: bool, *, tensors: int = 3) -> Saved:
        """The values between the matrices of a feed-forward block, `size` wide.

            gated       fused 3 w f, plain 4 w f: gate, up, activated gate, product
            not gated   fused 2 w f, plain as many as `tensors` says

        The last of them is the input of the second matrix.
        """
        low, high = (3, 4) if gated else (2, tensors)
        frozen = not self.trains("down_proj")
        return Saved(self.width * size * (low - frozen), self.width * size * (high - frozen))

    def mask(self, d: int) -> Saved:
        """The mask of a dropout over d: 1 byte each, or w."""
        return Saved(whole_low=d, whole_high=self.width * d) if self.dropout else Saved()

    def scores(
        self,
        n: int,
        k: int,
        key: int,
        value: int,
        *,
        cap: bool = False,
        masked: bool = False,
        sinks: bool = False,
    ) -> Saved:
        """What softmax attention of n heads on this rank saves beside its inputs and output.

            fused     4 n, the logarithms of the sums
            eager     a fused softmax w n s; plain (4 + w) n s, and keys and values once per head,
                      w (n − k)(h_k + h_v); with a cap on the scores w n s more, with sinks 4 n s
                      less, as their softmax is not in FP32
            window    plain code for fused attention also gets a mask: w s, and keys and values as
                      in eager attention

        A dropout adds a mask and its output.
        """
        w, s = self.width, self.context
        if self.attention == "recomputed":
            return Saved()
        repeated = w * (n - k) * (key + value)
        if self.attention == "fused":
            return Saved(4 * n, 4 * n + (repeated + w * s) * masked)
        softmax = 4 if w == 4 else 4 + w
        if sinks:
            softmax, repeated = w, repeated + (w + 8) * n
        low, high = w * n * s, (softmax + w * cap) * n * s + repeated
        if self.dropout:
            low, high = low + (1 + w) * n * s, high + 2 * w * n * s
        return Saved(low, high)
