"""DiffLlama: heads in pairs, of which one's map of scores is subtracted from the other's."""

from calc.llm.blocks.attention import Attention, DifferentialAttention
from calc.llm.config_fields import Fields
from calc.llm.families.decoder import Decoder, Key


class DiffLlama(Decoder):
    """A family with differential attention."""

    def attention(self, fields: Fields, d: int) -> Attention:
        block = super().attention(fields, d)
        k = block.num_key_value_heads
        if k % 2:
            raise fields.error("num_key_value_heads", f"{k} cannot be paired; use an even number.")
        return DifferentialAttention(**vars(block))


diffllama = DiffLlama(
    L=16,
    d=2048,
    n=32,
    f=8192,
    vocab=32_000,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    ignores=("lambda_std_dev",),
)
