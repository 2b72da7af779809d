"""Low-rank adapters: LoRA, and QLoRA with frozen weights in four bits."""

from dataclasses import dataclass

from calc.llm import optimizers, parameters
from calc.llm.activations import last_name
from calc.llm.architecture import Architecture, Model, require_architecture
from calc.llm.blocks import Matrix
from calc.llm.units import Parameters
from calc.units import Bytes

ATTENTION = frozenset({"q_proj", "k_proj", "v_proj", "o_proj"})
ALL_LINEAR = ATTENTION | {"gate_proj", "up_proj", "down_proj"}


@dataclass(frozen=True, kw_only=True)
class Adapters:
    """Two matrices of rank r beside each matrix of the layers that is named; all else is frozen.

    Source: Hu et al. 2021, §4.1, https://arxiv.org/abs/2106.09685
    """

    rank: int
    targets: frozenset[str] = ALL_LINEAR
    """Last names of matrices, as in peft's `target_modules`."""


def count(model: Model, adapters: Adapters) -> Parameters:
    """Trained parameters: Σ r (in + out) over the matrices that are named, each expert's too."""
    return sum(
        n * adapters.rank * (matrix.rows + matrix.columns) for matrix, n in adapted(model, adapters)
    )


def optimizer_states(model: Model, adapters: Adapters, optimizer: str) -> Bytes:
    """States of the adapters; see `calc.llm.memory.optimizer_states`."""
    r = adapters.rank
    return sum(
        n * optimizers.states_of_matrix(optimizer, shape)
        for matrix, n in adapted(model, adapters)
        for shape in ((r, matrix.columns), (matrix.rows, r))
    )


def adapted(model: Model, adapters: Adapters) -> list[tuple[Matrix, int]]:
    """Each matrix that has an adapter, and how often it occurs."""
    model = require_architecture(model, "the size of its adapters")
    return [
        (matrix, n * matrix.count)
        for matrix, n in matrices(model)
        if last_name(matrix.name) in adapters.targets
    ]


def matrices(model: Architecture) -> list[tuple[Matrix, int]]:
    """Each matrix of the layers, and how often it occurs."""
    d = model.hidden_size
    return [
        (matrix, n)
        for layer, n in model.layer_counts
        for block in layer.blocks
        if sum(block.parameters(d).values())
        for matrix in block.matrices(d)
    ]


def nf4_weights(model: Model, *, double_quantisation: bool = True) -> Bytes:
    """Frozen weights as QLoRA keeps them: the matrices of the layers in four bits with a scale for
    each block of 64, everything else in BF16.

        N_4 (1/2 + 4/64) + 2 (N − N_4)
        N_4 (1/2 + 1/64) + 4 N_4 / (64 × 256) + 2 (N − N_4)   with scales quantised in turn

    Routers stay in BF16. Tables of a few bytes for each matrix are left out.
    Source: Dettmers et al. 2023, §3, https://arxiv.org/abs/2305.14314
    """
    model = require_architecture(model, "its weights in four bits")
    whole, scales, second = 0, 0, 0
    for matrix, n in matrices(model):
        if matrix.component == "router":
            continue
        blocks = -(-matrix.rows * matrix.columns // 64)
        whole += n * matrix.weights
        scales += n * matrix.count * blocks
        second += n * matrix.count * -(-blocks // 256)
    codes = -(-whole // 2)
    rest = 2 * (parameters.total(model) - whole)
    return codes + rest + (scales + 4 * second if double_quantisation else 4 * scales)
