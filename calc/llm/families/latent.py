"""Families with latent attention (DeepSeek-V2 and later), as data."""

from collections.abc import Sequence
from dataclasses import dataclass

from calc.llm.blocks import Block
from calc.llm.blocks.latent import LatentAttention
from calc.llm.config_fields import Fields
from calc.llm.families import common
from calc.llm.families.decoder import Decoder


@dataclass(frozen=True, kw_only=True)
class LatentDecoder(Decoder):
    """A `Decoder` whose attention is latent.

    Symbols: q and c widths of the query and key-value latents (a q of None: no query latent), p and
    r head dimensions without and with position, v width of the values (None: d / n). The number of
    key and value heads and `head_dim` have no influence on sizes. `attention_bias` is on the two
    down-projections and the output projection.
    """

    q: int | None = 1536
    q_null: bool = True
    """Whether `q_lora_rank` may be null, which is a plain query projection."""
    c: int = 512
    p: int = 128
    r: int = 64
    v: int | None = 128
    never_null: tuple[str, ...] = ()
    """Keys that the class refuses to be null, although they have no influence."""

    def latent(self, fields: Fields, d: int) -> LatentAttention:
        """The attention block."""
        n_name = self.spellings("num_attention_heads")
        n = fields.integer(*n_name, default=self.n)
        if self.divides:
            common.whole_head_dim(fields, d, n, n_name[0])
        fields.ignore("num_key_value_heads", "head_dim", "qk_head_dim")
        for key in self.never_null:
            if fields.values.get(key, 0) is None:
                raise fields.error(key, "it is null; it must be a number.")
        q = fields.optional_integer("q_lora_rank", default=self.q)
        if q is None and not self.q_null:
            raise fields.error("q_lora_rank", "it is null; it must be a number.")
        null = d // n if self.v is None else None
        return LatentAttention(
            num_attention_heads=n,
            q_lora_rank=q,
            kv_lora_rank=fields.integer("kv_lora_rank", default=self.c),
            qk_nope_head_dim=fields.integer("qk_nope_head_dim", default=self.p, minimum=0),
            qk_rope_head_dim=fields.integer(
                *self.spellings("qk_rope_head_dim"), default=self.r, minimum=0
            ),
            v_head_dim=fields.integer("v_head_dim", default=self.v or null, null=null),
            bias=fields.flag("attention_bias", default=False),
        )

    def attentions(self, fields: Fields, d: int, L: int) -> Sequence[Block]:
        return [self.latent(fields, d)] * L
