"""What optimizers keep for each parameter beside the weight and its gradient."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod

from calc.llm import parameters
from calc.llm.architecture import Architecture, Model, require_architecture
from calc.llm.blocks import Block, Matrix
from calc.units import Bytes

type Shape = tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Optimizer:
    """Bytes of a parameter in mixed precision or in one format."""

    name: str
    weights: int
    """Of a weight that the passes use."""
    master: int = 0
    """Of the FP32 copy that the optimizer changes."""
    moments: int = 0
    """Of all averages of the gradient; 0 where they depend on shapes."""


OPTIMIZERS = {
    "adamw_fp32_master": Optimizer(
        name="AdamW, FP32 master weights", weights=2, master=4, moments=8
    ),
    "adamw_fp32": Optimizer(name="AdamW in FP32", weights=4, moments=8),
    "adamw_bf16": Optimizer(name="AdamW in BF16", weights=2, moments=4),
    "adamw_8bit": Optimizer(name="8-bit AdamW", weights=2),
    "adafactor": Optimizer(name="Adafactor", weights=2),
    "muon": Optimizer(name="Muon in BF16", weights=2),
    "muon_fp32_master": Optimizer(name="Muon, FP32 master weights", weights=2, master=4),
    "sgd_momentum": Optimizer(name="SGD with momentum", weights=2, moments=2),
    "sgd": Optimizer(name="SGD", weights=2),
}
"""By the names that `calc.llm.memory.optimizer_states` takes.

Sources: master weights, Micikevicius et al. 2017, §3.1, https://arxiv.org/abs/1710.03740; AdamW,
Loshchilov and Hutter 2017, https://arxiv.org/abs/1711.05101; in 8 bits, Dettmers et al. 2021,
https://arxiv.org/abs/2110.02861; Adafactor, Shazeer and Stern 2018,
https://arxiv.org/abs/1804.04235; Muon, Liu et al. 2025, §2, https://arxiv.org/abs/2502.16982;
torch.optim.SGD, which keeps one buffer in the weights' format, or nothing.
"""

QUANTISED_FROM = 4096
"""Smaller tensors have FP32 states in bitsandbytes, `min_8bit_size`."""


def optimizer(name: str) -> Optimizer:
    """Errors: ValueError that lists the names, for another name."""
    found = OPTIMIZERS.get(name)
    if found is None:
        raise ValueError(f"optimizer is {name!r}; use one of {', '.join(OPTIMIZERS)}")
    return found


def states(model: Model, name: str) -> Bytes:
    """Master weights and averages of all parameters; see `calc.llm.memory.optimizer_states`."""
    kind, N = optimizer(name), parameters.total(model)
    states = (kind.master + kind.moments) * N
    of_tensor = _BY_SHAPE.get(name)
    if of_tensor is None and not name.startswith("muon"):
        return states
    model = require_architecture(model, f"the states of {kind.name}")
    if of_tensor is None:
        return states + _muon(model, kind.master or kind.weights)
    return states + sum(of_tensor(shape) * count for shape, count in tensors(model))


def states_of_matrix(name: str, shape: Shape) -> Bytes:
    """The states of one trained tensor of that shape: of an adapter, say."""
    kind = optimizer(name)
    of_tensor = _BY_SHAPE.get(name)
    by_shape = of_tensor(shape) if of_tensor else 0
    if name.startswith("muon"):
        by_shape = (kind.master or kind.weights) * prod(shape)
    return (kind.master + kind.moments) * prod(shape) + by_shape


def _eight_bit(shape: Shape) -> Bytes:
    """Two codes of a byte for each value, the FP32 maximum of each 256 codes, and two tables of 256
    FP32 values for the tensor; small tensors have two FP32 values for each value.

        2 n + 8 ⌈n / 256⌉ + 2048,  or 8 n below 4096 values

    Source: bitsandbytes, optim/optimizer.py, Optimizer2State
    """
    n = prod(shape)
    return 8 * n if n < QUANTISED_FROM else 2 * n + 8 * -(-n // 256) + 2048


def _adafactor(shape: Shape) -> Bytes:
    """FP32 averages of the rows and of the columns of each matrix, without momentum; of a vector,
    one for each value.

        4 (r + c) for each of the matrices, 4 n for a vector

    Source: transformers, optimization.py, Adafactor. torch.optim.Adafactor keeps the weights'
    format.
    """
    if len(shape) == 1:
        return 4 * shape[0]
    *stacked, rows, columns = shape
    return 4 * prod(stacked) * (rows + columns)


_BY_SHAPE: dict[str, Callable[[Shape], Bytes]] = {
    "adamw_8bit": _eight_bit,
    "adafactor": _adafactor,
}


def _muon(model: Architecture, width: int) -> Bytes:
    """One average for each value of the layers' matrices; two, as in AdamW, for embedding, head and
    vectors.

        w (2 N − N_matrices)
    """
    d = model.hidden_size
    matrices = sum(
        n * matrix.weights
        for layer, n in model.layer_counts
        for block in layer.blocks
        if sum(block.parameters(d).values())
        for matrix in block.matrices(d)
    )
    return width * (2 * parameters.total(model) - matrices)


def tensors(model: Architecture) -> Iterator[tuple[Shape, int]]:
    """The shape of each parameter tensor and how often it occurs.

    Experts are one tensor for all gates and inputs and one for all outputs, as in transformers 5;
    other projections are matrices of their own. Where the vectors of a block are not known one by
    one, they count as one.
    """
    d, V = model.hidden_size, model.vocab_size
    e = model.embedding_size or d
    yield (V, e), 1
    rows = V if model.head_rows is None else model.head_rows
    if rows and (model.head_rows is not None or not model.tied_embeddings):
        yield (rows, e), 1
    if rows and model.head_bias:
        yield (rows,), 1
    if model.position_embeddings:
        yield (model.position_embeddings, d), 1
    if model.per_layer_input:
        p, L = model.per_layer_input.size, len(model.layers)
        yield (model.per_layer_input.vocab_size, L * p), 1
        yield (L * p, d), 1
        yield (p, d), 2 * L
        yield (p,), 1
    for extra in model.extras:
        matrices = sum(matrix.weights for matrix in extra.held)
        yield from ((_shape(matrix), 1) for matrix in extra.held)
        if extra.parameters > matrices:
            yield (extra.parameters - matrices,), 1
    norms = model.final_norm + sum(layer.norms * n for layer, n in model.layer_counts)
    if model.norm_vectors:
        yield (d,), norms * model.norm_vectors
    for layer, n in model.layer_counts:
        for block in layer.blocks:
            for shape in _of_block(block, d):
                yield shape, n


def _of_block(block: Block, d: int) -> Iterator[Shape]:
    held = block.matrices(d) if sum(block.parameters(d).values()) else ()
    experts = [matrix for matrix in held if matrix.count > 1 and ".*." in matrix.name]
    into = [matrix for matrix in experts if not matrix.name.endswith("down_proj")]
    if into:
        first = into[0]
        yield first.count, sum(matrix.rows for matrix in into), first.columns
    yield from (_shape(matrix) for matrix in held if matrix not in into)
    yield from ((size,) for size in block.vectors(d) if size)


def _shape(matrix: Matrix) -> Shape:
    shape = (matrix.rows, matrix.columns)
    return (matrix.count, *shape) if matrix.count > 1 else shape
