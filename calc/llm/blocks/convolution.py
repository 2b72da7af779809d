"""Short convolutions in place of attention."""

from dataclasses import dataclass

from calc.llm.blocks import Block, Matrix
from calc.llm.blocks.saved import Pass, Saved


@dataclass(frozen=True, kw_only=True)
class GatedConvolution(Block):
    """A convolution over the last K inputs of each channel, between two gates (LFM2).

        3 d² + K d + d²

    The first matrix makes input and gates. With `bias`, both matrices and the convolution have one.
    Source: LFM2, https://arxiv.org/abs/2511.23404; sizes: transformers,
    models/lfm2/modeling_lfm2.py, Lfm2ShortConv
    """

    kernel: int
    """K; `conv_L_cache` in config.json."""
    hidden_size: int
    """d, as the cache depends on it."""
    bias: bool = False

    def parameters(self, d: int) -> dict[str, int]:
        biases = (3 * d + d + d) * self.bias
        matrices = self.matmul_weights(d)["convolution"]
        return {"convolution": matrices + self.kernel * d + biases}

    def matmul_weights(self, d: int) -> dict[str, int]:
        return {"convolution": 4 * d * d}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        return (
            Matrix("conv.in_proj", "convolution", 3 * d, d),
            Matrix("conv.out_proj", "convolution", d, d),
        )

    def mixing_flop(self, S: int) -> dict[str, int]:
        """2 FLOP for each tap."""
        return {"convolution_taps": 2 * self.kernel * self.hidden_size * S}

    def cache_elements(self, T: int) -> int:
        """The last inputs, the same for any context."""
        return self.kernel * self.hidden_size

    def spare_inputs(self) -> int:
        return self.hidden_size

    def saved(self, d: int, run: Pass) -> Saved:
        """Input, the three outputs of the first matrix, the convolution's input and output, and
        their product with the gate: w (d + 5 d) to w (d + 6 d). Plain code keeps the K − 1
        positions that pad the convolution's output, too.
        """
        w, own, padding = run.width, d, (self.kernel - 1) / run.context
        return run.input(d, "in_proj") + Saved(w * 5 * own, w * own * (6 + padding))
