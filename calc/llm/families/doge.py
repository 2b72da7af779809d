"""Doge: each layer scales its two residual connections with a vector; attention reads the
`keep_window_size` positions with the best scores, and no others. With `is_moe` there are, beside the
dense block, thousands of experts of one row each.
"""

from calc.llm.blocks.attention import Attention, DynamicMaskAttention
from calc.llm.config_fields import Fields
from calc.llm.families.decoder import Decoder
from calc.llm.masks import Selected


class Doge(Decoder):
    """A family that selects positions, and may have experts beside a dense block."""

    def attention(self, fields: Fields, d: int) -> Attention:
        keep = fields.integer("keep_window_size", default=2048)
        window = fields.optional_integer("sliding_window", default=None)
        mask = Selected(top=keep, window=window)
        return DynamicMaskAttention(**vars(super().attention(fields, d)) | {"mask": mask})
