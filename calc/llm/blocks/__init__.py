"""The blocks that layers are made of: one file per kind, with all formulas of that kind.

Symbols: d is the hidden size, S the length of a sequence, T the length of a context, all in
tokens but d. Each file defines the other symbols that it uses.
"""

from dataclasses import dataclass
from typing import Self

from calc.llm.blocks.saved import Pass, Saved


@dataclass(frozen=True)
class Matrix:
    """A weight matrix, or several of one shape; it makes `columns` values of a token `rows`."""

    name: str
    """The module within a layer, as most checkpoints name it: "self_attn.q_proj"."""
    component: str
    rows: int
    columns: int
    count: int = 1

    @property
    def weights(self) -> int:
        """Those of all `count` matrices."""
        return self.rows * self.columns * self.count


class Block:
    """What every block says about itself; the blocks are frozen dataclasses.

    Counts are by component: "attention", "router" and so on, the names in a model's breakdown.
    A new kind of block defines `parameters` and `matmul_weights`, and overrides the other methods
    where their default is not true of it.
    """

    def parameters(self, d: int) -> dict[str, int]:
        """Parameters by component."""
        raise NotImplementedError

    def active(self, d: int) -> dict[str, int]:
        """Parameters that one token uses, by component."""
        return self.parameters(d)

    def matmul_weights(self, d: int) -> dict[str, int]:
        """Weights that one token is multiplied with, by component."""
        raise NotImplementedError

    def active_in(self, d: int, layers: int) -> dict[str, int]:
        """`active` of so many equal layers; other than its multiple only where that is rounded."""
        return {component: layers * count for component, count in self.active(d).items()}

    def matmul_weights_in(self, d: int, layers: int) -> dict[str, int]:
        """`matmul_weights` of so many equal layers."""
        return {component: layers * count for component, count in self.matmul_weights(d).items()}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        """The matrices of `all_matmul_weights`; () if their shapes are not known here.

        Where modules may be one matrix or several, these are the several. A model with a block of
        unknown shapes has no bytes as stored if it is quantised; see `calc.llm.quantization`.
        """
        return ()

    def float32_parameters(self, d: int) -> int:
        """How many of `parameters` a quantised checkpoint keeps in FP32."""
        return 0

    def all_matmul_weights(self, d: int) -> dict[str, int]:
        """Weights that any token is multiplied with: of all experts, and each once."""
        return self.matmul_weights(d)

    def mixing_flop(self, S: int) -> dict[str, int]:
        """FLOP that mix the S tokens of a sequence with one another, by component."""
        return {}

    def compared_width(self) -> int:
        """Widths of keys and of values, of all heads together: n (h_qk + h_v)."""
        return 0

    def cache_elements(self, T: int) -> int:
        """Values that the cache keeps for a context of T tokens."""
        return 0

    def cache_elements_unwindowed(self, T: int) -> int:
        """The same in an engine that keeps every position, whatever the mask."""
        return self.cache_elements(T)

    def read_elements(self, T: int) -> int:
        """Values of the cache that the T-th token reads: all of them, unless it selects some."""
        return self.cache_elements(T)

    def spare_inputs(self) -> int:
        """Values of `cache_elements` that serving engines do not keep: the oldest input of each
        channel of a convolution, which the next token no longer needs.
        """
        return 0

    def of_rank(self, ranks: int) -> Self:
        """What one of so many tensor-parallel ranks holds of this block.

        Heads and inner widths are divided, rounded up. What each rank needs whole stays: norms, a
        router, one key head at least, latents. A block that engines do not divide stays whole.
        """
        return self

    def vectors(self, d: int) -> tuple[int, ...]:
        """Sizes of the parameters that are no matrices; as one where they are not known singly."""
        matrices = sum(matrix.weights for matrix in self.matrices(d))
        return (max(0, sum(self.parameters(d).values()) - matrices),)

    reads_norm = True
    """Whether its input is the output of a norm, which it saves for the backward pass."""

    def saved(self, d: int, run: Pass) -> Saved:
        """What it saves of a token for the backward pass, its input included.

        Where a block has no formula of its own: its input, and once to three times the outputs of
        its matrices.
        """
        outputs = sum(matrix.rows * matrix.count for matrix in self.matrices(d))
        return run.input(d) + Saved(run.width * outputs, 3 * run.width * outputs)


def share(whole: int, ranks: int) -> int:
    """The largest of so many shares: ⌈whole / ranks⌉."""
    return -(-whole // ranks)
