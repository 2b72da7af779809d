"""Bytes of a quantised checkpoint: matrices in their number formats, the rest in 16 bits.

Which matrices are quantised says the config's `quantization_config`; `calc.llm.config_quantization`
reads it.
"""

from dataclasses import dataclass, field

from calc.llm.architecture import Architecture, Stored
from calc.llm.blocks import Matrix
from calc.llm.blocks.feedforward import MoE
from calc.llm.errors import Unweighed
from calc.llm.module_names import (
    ALL_OF_INDEXER,
    NO_MODULES,
    ROUTER_CORRECTION,
    Module,
    Patterns,
    modules,
)
from calc.llm.units import Parameters
from calc.units import Bytes


@dataclass(frozen=True, kw_only=True)
class NumberFormat:
    """How one matrix of r rows and c columns is stored.

    bits r c / 8 + blocks (scale + zero_bits / 8) + per_input c + per_matrix,
    blocks = ⌈r / block rows⌉ ⌈c / block columns⌉
    """

    bits: int
    rows: int | None = None
    """Rows of the block of weights that share a scale; None for all."""
    columns: int | None = None
    scale: int = 0
    """Bytes of a scale."""
    zero_bits: int = 0
    """Of the zero point of each block."""
    per_input: int = 0
    """Bytes for each column."""
    per_matrix: int = 0
    uneven: bool = False
    """Whether the last block of a row may be smaller than the others."""
    flat: bool = False
    """Blocks run on from row to row (bitsandbytes)."""
    nested: bool = False
    """Scales are stored in 8 bits, with an FP32 scale for each 256 of them (bitsandbytes)."""

    def bytes(self, matrix: Matrix) -> int:
        """Of one of the `count` matrices. Errors: ValueError with the reason."""
        r, c = matrix.rows, matrix.columns
        n, width = (r * c, self.columns or r * c) if self.flat else (c, self.columns or c)
        if n % width and not self.uneven:
            raise ValueError(f"the {c:,} inputs of {matrix.name} make no whole groups of {width}")
        if r * c * self.bits % 8:
            raise ValueError(f"the weights of {matrix.name} make no whole bytes")
        blocks = -(-n // width) * (1 if self.flat else -(-r // (self.rows or r)))
        zeros = -(-blocks * self.zero_bits // 8)
        scales = blocks + 4 * -(-blocks // 256) if self.nested else blocks * self.scale
        return r * c * self.bits // 8 + scales + zeros + self.per_input * c + self.per_matrix


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """A format and the matrices that have it."""

    format: NumberFormat | None
    """None for matrices that stay as they are."""
    targets: Patterns | None = None
    """None for all."""


@dataclass(frozen=True, kw_only=True)
class Quantised(Stored):
    """Of the matrices in the layers, those that `kept` does not name have the format of the first
    scheme that names them. Routers, and gates of one weight per channel, always stay as they are.
    """

    model_type: str
    method: str
    schemes: tuple[Scheme, ...]
    kept: Patterns = field(default_factory=Patterns)
    kept_key: str = ""
    """The config's key with the names of what is kept."""
    head: bool = False
    """Whether the head is quantised like the layers."""
    embedding: bool = False
    """Whether the embedding is, too; then also the head if it is the same matrix."""
    experts_only: bool = False
    whole_experts: bool = True
    """Whether the method quantises experts that a checkpoint holds as one tensor."""
    layers_only: bool = False
    """Whether the method leaves all matrices outside of the layers as they are, but the head."""

    def weights(self, model: Architecture, N: Parameters) -> Bytes:
        """Errors: Unweighed if the bytes cannot be told exactly."""
        name, d = model.name or "this model", model.hidden_size
        if any(extra.matmul_weights and not extra.held for extra in model.extras):
            raise Unweighed(name, "the shapes of its matrices outside of the layers are not known.")
        tally = _Tally(self, name)
        tally.float32 = sum(extra.parameters for extra in model.extras if extra.float32)
        indices: dict[int, list[int]] = {}
        for i, layer in enumerate(model.layers):
            indices.setdefault(id(layer), []).append(i)
        named = {i for p in self._patterns() for i in p.layers}
        each = any(p.numbered for p in self._patterns())
        for layer, _ in model.layer_counts:
            numbers = indices[id(layer)]
            found: list[Module] = []
            for block in layer.blocks:
                of_block = modules(block, d, self.model_type)
                if of_block is None:
                    kind = type(block).__name__
                    raise Unweighed(name, f"the shapes of its {kind} matrices are not known.")
                found += of_block
                tally.float32 += len(numbers) * block.float32_parameters(d)
                if isinstance(block, MoE) and self.model_type in ROUTER_CORRECTION:
                    tally.bytes += 4 * block.routed_experts * len(numbers)
            if model.per_layer_input:
                p = model.per_layer_input.size
                found.append(_module("per_layer_input_gate", p, d))
                found.append(_module("per_layer_projection", d, p))
            alone = numbers if each else [i for i in numbers if i in named]
            for i in alone:
                tally.add(i, found, 1)
            if len(alone) < len(numbers):
                tally.add(
                    next(i for i in numbers if i not in named), found, len(numbers) - len(alone)
                )
        self._add_outside(model, tally)
        self._check_names(name, tally.named, len(model.layers))
        others = N - tally.quantised - tally.float32
        return tally.bytes + model.buffers + 4 * tally.float32 + others * self.bytes_per_parameter

    def _add_outside(self, model: Architecture, tally: "_Tally") -> None:
        """The head, if it is a matrix of its own, and what else is outside of the layers."""
        d, rows = model.hidden_size, model.head_rows
        outside = []
        if self.head and rows is None and not model.tied_embeddings:
            names = ("lm_head", "embed_out", "output")
            outside.append(Module(names, Matrix("lm_head", "lm_head", model.vocab_size, d)))
        if self.embedding:
            self._check_embedding(model)
            names = ("embed_tokens", "wte", "embeddings")
            width = model.embedding_size or d
            outside.append(Module(names, Matrix("embed_tokens", "embed", model.vocab_size, width)))
        if model.per_layer_input:
            width = len(model.layers) * model.per_layer_input.size
            outside.append(_module("per_layer_model_projection", width, d))
        for extra in model.extras:
            outside += [Module((matrix.name,), matrix) for matrix in extra.held]
        if self.layers_only:
            outside = [module for module in outside if module.matrix.component == "lm_head"]
        tally.add(None, outside, 1)

    def _check_embedding(self, model: Architecture) -> None:
        """MLX quantises what is a linear module in its own code, which differs for routers."""
        name = model.name or "this model"
        if any(isinstance(block, MoE) for layer, _ in model.layer_counts for block in layer.blocks):
            raise Unweighed(name, "which of its routers MLX quantises is not known.")
        if model.position_embeddings or model.per_layer_input or model.extras:
            raise Unweighed(name, "which of its embeddings MLX quantises is not known.")

    def _patterns(self) -> list[Patterns]:
        return [self.kept, *(s.targets for s in self.schemes if s.targets)]

    def _check_names(self, name: str, found: set[str], L: int) -> None:
        """Unweighed if a pattern is too involved, or names what is not known here."""
        for patterns in self._patterns():
            for text in patterns.unclear:
                raise Unweighed(name, f"its pattern {_short(text)} is too involved to be followed.")
            unknown = patterns.not_found(found, L)
            if unknown is not None:
                key = self.kept_key if patterns is self.kept else "its targets"
                raise Unweighed(
                    name, f"{key} names {_short(unknown)}, which is not a matrix known here."
                )


class _Tally:
    """Bytes and number of the quantised weights so far."""

    def __init__(self, stored: Quantised, name: str) -> None:
        self.stored, self.name = stored, name
        self.bytes = 0
        self.float32 = 0
        self.quantised = 0
        self.named: set[str] = set()

    def add(self, layer: int | None, found: list[Module], times: int) -> None:
        """The modules of `times` layers like this one."""
        stored = self.stored
        for module in found:
            matrix = module.matrix
            kept = stored.kept.chosen(layer, module, self.named)
            if _stays(matrix, stored.model_type) or (
                stored.experts_only and matrix.component != "routed_experts"
            ):
                continue
            left = (matrix.count - kept) * times
            scheme = next((s for s in stored.schemes if self._has(s, layer, module)), None)
            if not left or scheme is None or scheme.format is None:
                continue
            if matrix.count > 1 and ".*." not in module.names[0] and not stored.whole_experts:
                raise Unweighed(
                    self.name,
                    f"its experts are one tensor, and {stored.method} is for single matrices.",
                )
            try:
                self.bytes += left * scheme.format.bytes(matrix)
            except ValueError as error:
                raise Unweighed(self.name, f"{error}.") from None
            self.quantised += left * matrix.rows * matrix.columns

    def _has(self, scheme: Scheme, layer: int | None, module: Module) -> bool:
        if scheme.targets is None:
            return True
        return scheme.targets.chosen(layer, module, self.named) == module.matrix.count


def _stays(matrix: Matrix, model_type: str) -> bool:
    """Whether no checkpoint has this matrix quantised."""
    small = (
        *(
            "mlp.shared_expert_gate",
            "self_attn.indexer.weights_proj",
            "self_attn.compressor.kv_proj",
        ),
        *("self_attn.compressor.gate_proj", "self_attn.compressor.indexer.kv_proj"),
        *("self_attn.compressor.indexer.gate_proj", "self_attn.compressor.indexer.scorer"),
    )
    if model_type in ALL_OF_INDEXER and matrix.name == small[1]:
        return False
    return matrix.component in ("router", "hyper_connections") or matrix.name.startswith(
        (*small, *NO_MODULES.get(model_type, ()))
    )


def _module(name: str, rows: int, columns: int) -> Module:
    return Module((name,), Matrix(name, "per_layer_input", rows, columns))


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:57] + "...")


@dataclass(frozen=True, kw_only=True)
class NotWeighed(Stored):
    """A checkpoint in a format that is not known here."""

    reason: str

    def weights(self, model: Architecture, N: Parameters) -> Bytes:
        """Errors: Unweighed, always."""
        raise Unweighed(model.name or "this model", self.reason)
