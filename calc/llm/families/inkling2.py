"""Inkling 2 and its looped kind: Inkling's attention with a gate on the output, a sink for each
head that the token makes, and scales of queries and position features; experts in all layers.

The input of each block is a mixture, by a learned query, of the current state and those before each
`n_layers_per_attn_res_block`-th layer. Full layers have three such queries, for queries, keys and
values, and convolutions of keys and values with taps that the token makes. The head has
`unpadded_vocab_size` rows.

In `inkling2_loop_text` the layers from `loop_layer_index_start` up to `loop_layer_index_end` run
`loop_num_passes` times. From the second time on, they get messages of the pass before, by four
queries for each layer, and gates of rank `loop_gate_rank` mix them in.
"""

from dataclasses import dataclass, replace

from calc.llm.architecture import Architecture, Extra
from calc.llm.blocks import Block, Matrix
from calc.llm.blocks.feedforward import MoE
from calc.llm.blocks.weights import Weights
from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.families import common
from calc.llm.families.inkling import (
    HYBRID,
    HYBRID_SLIDING,
    convolutions,
    heads,
    layer_kinds,
    position_bias,
    taps,
)
from calc.llm.families.looped import MAX_LOOPS, looped


@dataclass(frozen=True, kw_only=True)
class _Inkling2:
    """Defaults of a class: L layers, d hidden size, n heads, E experts of width f."""

    L: int
    d: int
    n: int
    E: int
    f: int
    loops: bool = False

    def __call__(self, fields: Fields) -> Architecture:
        fields.ignore("tie_word_embeddings", "log_scaling_alpha", "log_scaling_n_floor")
        fields.ignore("qk_l2_clip_threshold", "rel_l2_clip_threshold")
        fields.ignore("mlp_gate_softcap", "mlp_up_softcap", "route_scale")
        L, d = common.num_layers(fields, self.L), common.hidden_size(fields, self.d)
        every = fields.integer("n_layers_per_attn_res_block", default=6)
        blocks = {kind: self._blocks(fields, d, kind) for kind in (HYBRID, HYBRID_SLIDING)}
        loop = _Loop.read(fields, L, every) if self.loops else None
        layers: list[tuple[Block, ...]] = []
        made: dict[Weights, Weights] = {}
        for i, kind in enumerate(layer_kinds(fields, L)):
            residual = _residual(d, i, every, queries=3 if kind == HYBRID else 1)
            layer = (made.setdefault(residual, residual), *blocks[kind])
            if loop and loop.start <= i < loop.end:
                layer = (*looped(layer, loop.passes), made.setdefault(loop.gates(d), loop.gates(d)))
            layers.append(layer)
        model = common.architecture(fields, d, common.layer_stack(layers), vocab=201_024)
        scored = d * (-(-L // every) + 1)
        query = Matrix("final_input.query", "block_residuals", 1, d)
        final = Extra(
            component="block_residuals", parameters=d, matmul_weights=scored, held=(query,)
        )
        norm = Extra(component="norms", parameters=d)
        rows = fields.integer("unpadded_vocab_size", default=200_058)
        return replace(model, tied_embeddings=False, head_rows=rows, extras=(norm, final))

    def _blocks(self, fields: Fields, d: int, kind: str) -> tuple[Block, ...]:
        plain = heads(fields, kind, n=self.n, k=8, window=1024)
        n, k = plain.num_attention_heads, plain.num_key_value_heads
        scales = n * plain.head_dim + n * fields.integer("d_rel", default=16)
        attention = replace(plain, output_gate=True, head_gate=True, norm_parameters=scales)
        common_blocks = (
            attention,
            position_bias(fields, d, attention),
            convolutions(fields, d, attention),
            self._moe(fields),
        )
        if kind == HYBRID_SLIDING:
            return common_blocks
        made = k * taps(fields)
        held = tuple(
            Matrix(f"self_attn.{x}_proj.sconv.weight_proj", "short_convolutions", made, d)
            for x in "kv"
        )
        return (
            *common_blocks,
            Weights(component="short_convolutions", size=2 * d * made, held=held),
            Weights(component="norms", size=2 * d),
        )

    def _moe(self, fields: Fields) -> MoE:
        E = fields.integer("n_routed_experts", "num_local_experts", default=self.E)
        return MoE(
            routed_experts=E,
            top_k=common.top_k(fields, "num_experts_per_tok", default=8, experts=E),
            expert_ffn_size=fields.integer(
                "moe_intermediate_size", "intermediate_size", default=self.f
            ),
        )


@dataclass(frozen=True, kw_only=True)
class _Loop:
    """Layers that run several times."""

    start: int
    end: int
    """The first layer after them."""
    passes: int
    rank: int
    every: int

    @classmethod
    def read(cls, fields: Fields, L: int, every: int) -> "_Loop":
        older = fields.nested("loop_config")

        def size(name: str, old_name: str, default: int, maximum: int) -> int:
            if older.has(old_name):
                fields.ignore(name)
                return older.integer(old_name, maximum=maximum)
            return fields.integer(name, default=default, maximum=maximum)

        start = size("loop_layer_index_start", "core_start", 6, MAX_LAYERS)
        end = size("loop_layer_index_end", "core_end", 18, MAX_LAYERS)
        if start % every or end % every or not start <= end <= L:
            raise fields.error(
                "loop_layer_index_start",
                f"layers {start} to {end} of {L} are no blocks of {every} layers.",
            )
        return cls(
            start=start,
            end=end,
            passes=size("loop_num_passes", "num_passes", 3, MAX_LOOPS),
            rank=size("loop_gate_rank", "gate_rank", 64, 10**9),
            every=every,
        )

    def gates(self, d: int) -> Weights:
        """Four queries for messages, and four gates of 2 d g + 2 g d, of one layer."""
        messages = 4 * d * ((self.end - self.start) // self.every)
        gates, again = 4 * 4 * d * self.rank, self.passes - 1
        shapes = {
            "down_proj": (self.rank, 2 * d),
            "forget_gate_proj": (d, self.rank),
            "message_gate_proj": (d, self.rank),
        }
        held = tuple(
            Matrix(f"{x}_message_gate.{name}", "message_gates", *shape)
            for x in ("q", "k", "v", "mlp")
            for name, shape in shapes.items()
        )
        return Weights(
            component="message_gates",
            size=gates + 4 * d,
            held=held,
            products=again * (gates + messages),
            mixing=again * 2 * messages,
        )


def _residual(d: int, i: int, every: int, *, queries: int) -> Weights:
    """The queries for the inputs of both blocks of the i-th layer; the first layer's attention has
    none. Each is scored with the states before each block of layers so far and the current one,
    and these are added up.
    """
    first = queries * d * (i > 0)
    products = first * (-(-i // every) + 1) + d * (i // every + 2)
    return Weights(
        component="block_residuals", size=first + d, products=products, mixing=2 * products
    )


inkling2_text = _Inkling2(L=48, d=4608, n=48, E=384, f=2304)
inkling2_loop_text = _Inkling2(L=24, d=2304, n=24, E=128, f=1152, loops=True)
