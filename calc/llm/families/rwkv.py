"""RWKV-4: every layer is a time mix in place of attention and a channel mix with a gate.

Norms are LayerNorms; one more stands before the first layer.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture, Extra
from calc.llm.blocks.recurrent import RwkvChannelMix, RwkvTimeMix
from calc.llm.config_fields import Fields
from calc.llm.families import common


def rwkv(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 32), common.hidden_size(fields, 4096)
    A = fields.integer("attention_hidden_size", default=d, null=d)
    f = fields.integer("intermediate_size", default=4 * d, null=4 * d)
    fields.ignore("context_length", "rescale_every")
    if A != d:
        raise fields.error(
            "attention_hidden_size", f"the class's states are {d} wide, not {A}; use {d}."
        )
    layer = (RwkvTimeMix(width=A, hidden_size=d), RwkvChannelMix(ffn_size=f, hidden_size=d))
    layers = common.layer_stack([layer] * L)
    model = common.architecture(fields, d, layers, vocab=50_277, norm_vectors=2)
    return replace(model, extras=(Extra(component="embedding_norm", parameters=2 * d),))
