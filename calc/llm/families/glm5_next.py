"""The language model of GLM-5.3-Flash: Kimi Delta Attention, and in every fourth layer latent
attention without positions whose indexer selects pools of `index_kpool` positions.

Streams with hyper-connections are mixed around each block as in DeepSeek V4; after the last layer
their mean is taken. Layers that are "shared" in `indexer_types` have no indexer, as in GLM-5.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from calc.llm.blocks import Block
from calc.llm.blocks.delta import KimiDeltaAttention
from calc.llm.blocks.latent import LatentAttention
from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import DEEPSEEK_EXPERTS
from calc.llm.families.deepseek_v4 import hyper_connection
from calc.llm.families.deepseek_v32 import glm_indexers, read_indexer
from calc.llm.families.hybrid import LINEAR, kinds
from calc.llm.families.kimi_linear import nested_or_flat
from calc.llm.families.latent import LatentDecoder
from calc.llm.masks import SelectedBlocks

INDEXED = "indexed_attention"


@dataclass(frozen=True, kw_only=True)
class _Next(LatentDecoder):
    def blocks(self, fields: Fields, d: int, L: int) -> Iterable[tuple[Block, ...]]:
        fields.ignore("hc_eps", "hc_sinkhorn_iters")
        streams = fields.integer("hc_mult", default=4, maximum=1000)
        before, between = (
            hyper_connection(f"{name}_hc", streams, d, matrix=True) for name in ("attn", "ffn")
        )
        return ((before, first, between, second) for first, second in super().blocks(fields, d, L))

    def latent(self, fields: Fields, d: int) -> LatentAttention:
        block = super().latent(fields, d)
        n = block.num_attention_heads
        k = fields.integer("num_key_value_heads", default=self.n, null=n)
        if n != k:
            raise fields.error("num_key_value_heads", f"the class has one per query head; use {n}.")
        return block

    def attentions(self, fields: Fields, d: int, L: int) -> Sequence[Block]:
        pool = fields.integer("index_kpool", default=16)
        top = fields.integer("index_topk", default=2048)
        if top % pool:
            raise fields.error("index_topk", f"it is no multiple of index_kpool, {pool}.")
        shared = replace(
            self.latent(fields, d), mask=SelectedBlocks(size=pool, top=max(1, top // pool))
        )
        indexer = replace(read_indexer(fields, 32), pool=pool)
        own = replace(shared, indexer=indexer)
        linear = self._linear(fields)
        types = kinds(
            fields,
            L,
            (INDEXED, LINEAR, patterns.FULL_ATTENTION),
            lambda: [LINEAR if i % 4 != 3 else INDEXED for i in range(L)],
        )
        return [
            linear if kind == LINEAR else own if indexes else shared
            for kind, indexes in zip(types, glm_indexers(fields, L), strict=True)
        ]

    def _linear(self, fields: Fields) -> KimiDeltaAttention:
        inner = fields.nested("linear_attn_config")
        inner.ignore("gate_lower_bound", "safe_gate")
        fields.ignore("linear_lower_bound")
        return KimiDeltaAttention(
            num_heads=nested_or_flat(inner, "num_heads", fields, "linear_num_heads", 64),
            head_dim=nested_or_flat(inner, "head_dim", fields, "linear_head_dim", 128),
            conv_kernel=nested_or_flat(
                inner, "short_conv_kernel_size", fields, "linear_conv_kernel_dim", 4
            ),
        )


glm5_next_text = _Next(
    L=45,
    d=4096,
    n=64,
    q=1536,
    q_null=False,
    p=256,
    r=0,
    v=256,
    f=12_288,
    vocab=154_880,
    moe=replace(DEEPSEEK_EXPERTS, required=True, experts=288, sparse=patterns.sparse_from(3)),
    refuses=(
        ("qk_rope_head_dim", 0, "the class has no positions here"),
        ("index_kpool_always_select_tail", True, "other selections are not counted"),
    ),
)
