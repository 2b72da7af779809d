"""The language models of Kosmos-2 and Kosmos-2.5: XGLM with more LayerNorms, one within each
feed-forward block and in Kosmos-2 one within each attention. Kosmos-2.5 has an embedding for the
two kinds of segments, images and text.
"""

from dataclasses import dataclass, replace

from calc.llm.architecture import Architecture, Extra
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families.decoder import Decoder
from calc.llm.families.opt import xglm


@dataclass(frozen=True, kw_only=True)
class _Kosmos(Decoder):
    inner_norm: bool = True
    """A LayerNorm between the heads and the output projection."""

    def attention(self, fields: Fields, d: int) -> Attention:
        return replace(super().attention(fields, d), norm_parameters=2 * d * self.inner_norm)

    def dense(self, fields: Fields, d: int) -> Dense:
        dense = super().dense(fields, d)
        return replace(dense, more_parameters=2 * dense.ffn_size)


kosmos_2_text_model = _Kosmos(
    **vars(xglm)
    | {
        "d": 2048,
        "n": 32,
        "f": 8192,
        "vocab": 65_037,
        "nulls": False,
        "names": {
            **xglm.names,
            "num_hidden_layers": ("layers", "num_hidden_layers"),
            "hidden_size": ("embed_dim", "hidden_size"),
        },
    }
)

_2_5 = replace(
    kosmos_2_text_model, d=1536, n=16, f=6144, vocab=108_481, inner_norm=False, refuses=()
)


def kosmos_2_5_text_model(fields: Fields) -> Architecture:
    fields.ignore("add_cross_attention")
    model = _2_5(fields)
    kinds = Extra(component="input_embedding", parameters=2 * model.hidden_size, lookup=True)
    return replace(model, extras=(kinds,))
