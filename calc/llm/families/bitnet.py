"""BitNet: norms also before the output projection of the attention and over the inner width of the
feed-forward block. Its weights have three values when stored, but are counted one by one.
"""

from dataclasses import replace

from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families.decoder import Decoder, Key


class BitNet(Decoder):
    """A family with norms in its blocks, before their last matrices."""

    def attention(self, fields: Fields, d: int) -> Attention:
        return replace(super().attention(fields, d), output_twice=True)

    def dense(self, fields: Fields, d: int) -> Dense:
        dense = super().dense(fields, d)
        return replace(dense, more_parameters=dense.ffn_size, inner_norm=True)


bitnet = BitNet(
    L=30,
    d=2560,
    n=20,
    k=5,
    f=6912,
    vocab=128_256,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    norms=3,
)
