"""The vision towers of Qwen2-VL and Qwen2.5-VL."""

from dataclasses import dataclass

from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.vision import VisionTower


@dataclass(frozen=True, kw_only=True)
class Qwen2Vision(VisionTower):
    """A ViT over space and time with biases but on the patches, rotary positions, and a merger of
    neighbouring patches that has two linear layers.

    Qwen2-VL has LayerNorms and no gates, Qwen2.5-VL has RMSNorms and gates.
    Source: transformers, models/qwen2_vl/modeling_qwen2_vl.py,
    Qwen2VisionTransformerPretrainedModel, and models/qwen2_5_vl/modeling_qwen2_5_vl.py,
    Qwen2_5_VisionTransformerPretrainedModel
    """

    hidden_size: int
    num_hidden_layers: int
    ffn_size: int
    gated: bool
    norm_vectors: int
    in_channels: int
    patch_size: int
    temporal_patch_size: int
    spatial_merge_size: int
    out_hidden_size: int

    def parameters(self, d: int) -> int:
        """The output is `out_hidden_size` wide, which has to be the text model's hidden size."""
        w, f, o = self.hidden_size, self.ffn_size, self.out_hidden_size
        embedding = w * self.in_channels * self.temporal_patch_size * self.patch_size**2
        norm = self.norm_vectors * w
        mlp = (2 + self.gated) * w * f + (1 + self.gated) * f + w
        layer = 4 * (w * w + w) + mlp + 2 * norm
        m = w * self.spatial_merge_size**2
        merger = norm + m * m + m + m * o + o
        return embedding + self.num_hidden_layers * layer + merger


def read(config: Fields) -> Qwen2Vision:
    """`vision_config` of a Qwen2-VL."""
    fields = config.nested("vision_config")
    w = fields.integer("embed_dim", default=1280)
    return _read(
        fields,
        w,
        ffn_size=w * fields.integer("mlp_ratio", default=4),
        out=fields.integer("hidden_size", default=3584),
        gated=False,
    )


def read_2_5(config: Fields) -> Qwen2Vision:
    """`vision_config` of a Qwen2.5-VL."""
    fields = config.nested("vision_config")
    return _read(
        fields,
        fields.integer("hidden_size", default=3584),
        ffn_size=fields.integer("intermediate_size", default=3420),
        out=fields.integer("out_hidden_size", default=3584),
        gated=True,
    )


def _read(fields: Fields, w: int, *, ffn_size: int, out: int, gated: bool) -> Qwen2Vision:
    fields.ignore("num_heads", "num_attention_heads", "window_size", "tokens_per_second")
    fields.ignore("fullatt_block_indexes")
    return Qwen2Vision(
        hidden_size=w,
        num_hidden_layers=fields.integer(
            "depth", "num_hidden_layers", default=32, maximum=MAX_LAYERS
        ),
        ffn_size=ffn_size,
        gated=gated,
        norm_vectors=1 if gated else 2,
        in_channels=fields.integer("in_channels", default=3),
        patch_size=fields.integer("patch_size", default=14),
        temporal_patch_size=fields.integer("temporal_patch_size", default=2),
        spatial_merge_size=fields.integer("spatial_merge_size", default=2),
        out_hidden_size=out,
    )
