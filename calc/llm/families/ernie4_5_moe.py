"""ERNIE 4.5 MoE: tied embeddings; `use_bias` is on attention, dense blocks, shared experts, head.

Every `moe_layer_interval`-th layer from `moe_layer_start_index` to `moe_layer_end_index` (−1 is the
last layer) is MoE. The router's correction is a parameter in this family. The modules of
`num_nextn_predict_layers` are not in transformers, so they are not counted.

The language model of ERNIE 4.5 VL has a second set of experts in its MoE layers, for images, which
text skips. `moe_intermediate_size` has the widths of both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from calc.llm.blocks import Block
from calc.llm.blocks.feedforward import MoE
from calc.llm.blocks.weights import Skipped
from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Key, Mixture


def _sparse(fields: Fields, L: int) -> Sequence[bool]:
    first = fields.integer("moe_layer_start_index", default=1, minimum=0)
    last = fields.integer("moe_layer_end_index", default=-1, minimum=-1)
    every = fields.integer("moe_layer_interval", default=1)
    last = L - 1 if last == -1 else last
    return [first <= i <= last and (i + 1) % every == 0 for i in range(L)]


_bias = Key("use_bias", null=False)

_experts = Mixture(
    experts=64,
    required=True,
    k=6,
    f=1536,
    names=("moe_num_experts", "num_experts"),
    k_names=("moe_k", "num_experts_per_tok"),
    shared=2,
    shared_names=("moe_num_shared_experts",),
    shared_bias=_bias,
    router_vectors=1,
    sparse=_sparse,
)

ernie4_5_moe = Decoder(
    L=28,
    d=2560,
    n=20,
    k=4,
    f=12_288,
    nulls=False,
    vocab=103_424,
    tied=True,
    qkv_bias=_bias,
    output_bias=_bias,
    mlp_bias=_bias,
    head_bias=_bias,
    moe=_experts,
    ignores=("moe_norm_min", "moe_use_aux_free", "moe_gate", "moe_capacity"),
    ahead=False,
)


@dataclass(frozen=True, kw_only=True)
class _VL(Decoder):
    """Two sets of experts in each MoE layer, for tokens of text and of images."""

    def blocks(self, fields: Fields, d: int, L: int) -> Iterable[tuple[Block, ...]]:
        widths = fields.integers("moe_intermediate_size", 2) or [1536, 512]
        fields.assume("moe_intermediate_size", widths)
        of_text, of_images = widths
        for attention, block in super().blocks(fields, d, L):
            if isinstance(block, MoE):
                text = replace(block, expert_ffn_size=of_text)
                images = replace(block, expert_ffn_size=of_images, shared_experts=0)
                yield attention, text, Skipped(block=images)
            else:
                yield attention, block


ernie4_5_vl_moe_text = _VL(
    L=28,
    d=2560,
    n=20,
    k=4,
    f=12_288,
    vocab=103_424,
    tied=True,
    qkv_bias=_bias,
    output_bias=_bias,
    mlp_bias=_bias,
    moe=replace(
        _experts,
        f_names=(),
        sparse=lambda fields, L: patterns.moe_by_mlp_layer_types(fields, L, 1),
    ),
    ignores=("moe_norm_min",),
)
