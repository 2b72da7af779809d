"""dots3.note: DeepSeek's latent attention, with a gate for each head and a norm of the position key.

Layers that are "indexed_attention" have V3.2's indexer. Those that slide have sizes of their own,
in `per_layer_config` or, in released configs, in keys that begin with `swa_`. Shared experts may
have another width than routed ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from calc.llm.blocks import Block
from calc.llm.blocks.latent import LatentAttention
from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import Mixture
from calc.llm.families.deepseek_v32 import read_indexer
from calc.llm.families.latent import LatentDecoder
from calc.llm.masks import Mask, Selected, Sliding

INDEXED = "indexed_attention"


@dataclass(frozen=True, kw_only=True)
class _Dots(LatentDecoder):
    def attentions(self, fields: Fields, d: int, L: int) -> Sequence[Block]:
        kinds = _kinds(fields, L)
        own, sliding = _gated(self.latent(fields, d)), self._sliding(fields, d)
        window = fields.optional_integer("sliding_window", default=None)
        if window is None:
            window = fields.integer("sliding_window_size", default=512)
        fields.ignore("sliding_window_size")
        masks: dict[str, Mask] = {
            INDEXED: Selected(top=fields.integer("index_topk", default=2048)),
            patterns.SLIDING_ATTENTION: Sliding(window=window),
        }
        indexer = read_indexer(fields, 64)
        made: dict[LatentAttention, LatentAttention] = {}
        blocks = []
        for i, kind in enumerate(kinds):
            block = self._of_layer(fields, i, own) if sliding is None else own
            if sliding is not None and kind == patterns.SLIDING_ATTENTION:
                block = sliding
            block = replace(
                block,
                mask=masks.get(kind, block.mask),
                indexer=indexer if kind == INDEXED else None,
            )
            blocks.append(made.setdefault(block, block))
        return blocks

    def _sliding(self, fields: Fields, d: int) -> LatentAttention | None:
        """The attention of layers that slide, by keys of their own; None if `per_layer_config` has
        the sizes of each layer.
        """
        sizes = {
            "num_attention_heads": 64,
            "q_lora_rank": 1024,
            "kv_lora_rank": 1024,
            "qk_nope_head_dim": 192,
            "v_head_dim": 128,
        }
        if fields.has("per_layer_config"):
            fields.ignore(*(f"swa_{name}" for name in (*sizes, "head_dim", "qk_rope_head_dim")))
            fields.ignore("swa_num_key_value_heads")
            return None
        given = {name: fields.integer(f"swa_{name}", default=size) for name, size in sizes.items()}
        width = fields.integer("swa_head_dim", default=256)
        position = width - given["qk_nope_head_dim"]
        given["qk_rope_head_dim"] = fields.integer("swa_qk_rope_head_dim", default=position)
        fields.ignore("swa_num_key_value_heads")
        return _gated(LatentAttention(**given))
