"""The language model of Mistral Large 4: latent attention with a plain query projection, whose
indexer makes its queries of the hidden state, with a LayerNorm.

Every fourth layer has no positions (`no_rope_layers`, 0), and its heads that many dimensions more
without. A layer that names an earlier one in `kv_source_layers` uses that one's latent. Each query
is scaled by its position, with two factors for each head; the frequencies of the rotary positions
have a factor each, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from calc.llm.architecture import Architecture, Extra
from calc.llm.blocks import Block
from calc.llm.config_fields import Fields
from calc.llm.errors import describe
from calc.llm.families import patterns
from calc.llm.families.decoder import DEEPSEEK_EXPERTS
from calc.llm.families.deepseek_v32 import glm_indexers, read_indexer
from calc.llm.families.latent import LatentDecoder
from calc.llm.masks import Selected


@dataclass(frozen=True, kw_only=True)
class _Large(LatentDecoder):
    def __call__(self, fields: Fields) -> Architecture:
        model = super().__call__(fields)
        r = fields.integer("qk_rope_head_dim", default=self.r, minimum=0)
        rope = fields.get("rope_parameters")
        part = rope.get("partial_rotary_factor", 1) if isinstance(rope, dict) else 1
        if part != 1:
            raise fields.error("rope_parameters", f"a part of {describe(part)} is not counted.")
        factors = Extra(component="rotary_positions", parameters=-(-r // 2))
        return replace(model, extras=(factors,))

    def attentions(self, fields: Fields, d: int, L: int) -> Sequence[Block]:
        patterns.layer_types(fields, ["indexed_attention"] * L, ("indexed_attention",))
        plain = self.latent(fields, d)
        n, r = plain.num_attention_heads, plain.qk_rope_head_dim
        plain = replace(
            plain,
            mask=Selected(top=fields.integer("index_topk", default=2048)),
            more_parameters=2 * n,
        )
        indexer = read_indexer(fields, 32)
        # A LayerNorm before the indexer's queries, and its two factors for each of its heads.
        of_indexer = 2 * d + 2 * indexer.num_heads
        made: dict[tuple[bool, bool, bool], Block] = {}
        kinds = list(
            zip(_rotates(fields, L), glm_indexers(fields, L), _reuses(fields, L), strict=True)
        )
        for rotates, indexes, reuses in set(kinds):
            block = replace(plain, reuses_cache=reuses)
            if not rotates:
                width = plain.qk_nope_head_dim + r
                block = replace(block, qk_nope_head_dim=width, qk_rope_head_dim=0)
            if indexes:
                more = block.more_parameters + of_indexer
                block = replace(block, indexer=indexer, more_parameters=more)
            made[rotates, indexes, reuses] = block
        return [made[kind] for kind in kinds]


def _rotates(fields: Fields, L: int) -> list[bool]:
    """Which layers have rotary positions."""
    given = fields.sequence("no_rope_layers")
    if given is None:
        every = fields.integer("no_rope_layer_interval", default=4)
        return [bool((i + 1) % every) for i in range(L)]
    fields.ignore("no_rope_layer_interval")
    if len(given) < L or any(type(x) is not int or x not in (0, 1) for x in given):
        raise fields.error("no_rope_layers", f"it must hold a 0 or a 1 for each of {L} layers.")
    return [x == 1 for x in given[:L]]


def _reuses(fields: Fields, L: int) -> list[bool]:
    """Which layers use the latent of an earlier one."""
    name = "kv_source_layers"
    fields.assume(name, "each its own")
    sources = fields.layer_numbers(name, L)
    if sources is None:
        return [False] * L
    if len(sources) != L:
        raise fields.error(name, f"it has {len(sources)} numbers for {L} layers; give one each.")
    for i, source in enumerate(sources):
        if source > i or sources[source] != source:
            raise fields.error(
                name, f"layer {i} must name itself or an earlier one that names itself."
            )
    return [source != i for i, source in enumerate(sources)]


mistral_large4_text = _Large(
    L=72,
    d=6144,
    n=64,
    q=None,
    p=64,
    f=24_576,
    vocab=204_800,
    moe=replace(
        DEEPSEEK_EXPERTS,
        required=True,
        experts=128,
        k=4,
        f=6144,
        names=("n_routed_experts", "num_local_experts", "num_experts"),
        sparse=lambda fields, L: patterns.moe_by_mlp_layer_types(fields, L, 1),
    ),
    refuses=(("q_lora_rank", None, "this class has no query latent"),),
)
