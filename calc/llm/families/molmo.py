"""The language model of Molmo 2: a Qwen 3 whose embedding has `additional_vocab_size` rows that the
head lacks. `qk_norm_type` says whether all heads share a norm ("qwen3") or one norm spans all of
them ("olmo").
"""

from dataclasses import replace

from calc.llm.architecture import Architecture, Extra
from calc.llm.config_fields import Fields
from calc.llm.families.decoder import Decoder, Key

_text = Decoder(
    L=36,
    d=4096,
    n=32,
    k=8,
    h=128,
    f=12_288,
    nulls=False,
    vocab=151_936,
    qkv_bias=Key("attention_bias", also=("qkv_bias",)),
    ignores=("norm_after", "rope_scaling_layers", "layer_norm_eps"),
)
KINDS = {"qwen3": "head", "olmo": "whole"}


def molmo2_text(fields: Fields) -> Architecture:
    kind = fields.get("qk_norm_type")
    fields.assume("qk_norm_type", "qwen3")
    if kind not in (None, *KINDS):
        raise fields.error("qk_norm_type", 'it must be "qwen3" or "olmo".')
    model = replace(_text, qk_norm="whole" if kind == "olmo" else "head")(fields)
    rows = fields.integer("additional_vocab_size", default=128, minimum=0)
    more = Extra(component="input_embedding", parameters=rows * model.hidden_size, lookup=True)
    return replace(model, extras=(more,))
