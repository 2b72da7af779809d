"""The vision towers of Qwen3.5 and Qwen3-VL."""

from dataclasses import dataclass, replace

from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.vision import VisionTower

DEEP = (8, 16, 24)
"""The layers of Qwen3-VL that have a merger of their own, by default."""


@dataclass(frozen=True, kw_only=True)
class Qwen35Vision(VisionTower):
    """A ViT over space and time with biases, LayerNorms and learned positions, and a merger of
    neighbouring patches that has two linear layers.

    In Qwen3-VL some layers have a merger of their own (`deepstack_visual_indexes`), whose norm
    comes after the patches are joined.
    Source: transformers, models/qwen3_5_moe/modeling_qwen3_5_moe.py, Qwen3_5MoeVisionModel, and
    models/qwen3_vl/modeling_qwen3_vl.py, Qwen3VLVisionModel
    """

    hidden_size: int
    num_hidden_layers: int
    ffn_size: int
    in_channels: int
    patch_size: int
    temporal_patch_size: int
    spatial_merge_size: int
    num_position_embeddings: int
    out_hidden_size: int
    deep_mergers: int = 0

    def parameters(self, d: int) -> int:
        """The output is `out_hidden_size` wide, which has to be the text model's hidden size."""
        w, f, o = self.hidden_size, self.ffn_size, self.out_hidden_size
        patch = self.in_channels * self.temporal_patch_size * self.patch_size**2
        embedding = w * patch + w + self.num_position_embeddings * w
        layer = 4 * (w * w + w) + 2 * w * f + f + w + 2 * 2 * w
        m = w * self.spatial_merge_size**2
        joined = m * m + m + m * o + o
        mergers = 2 * w + joined + self.deep_mergers * (2 * m + joined)
        return embedding + self.num_hidden_layers * layer + mergers


def read(config: Fields) -> Qwen35Vision:
    """`vision_config` of a Qwen3.5."""
    fields = config.nested("vision_config")
    fields.ignore("num_heads", "num_attention_heads")
    return Qwen35Vision(
        hidden_size=fields.integer("hidden_size", default=1152),
        num_hidden_layers=fields.integer(
            "depth", "num_hidden_layers", default=27, maximum=MAX_LAYERS
        ),
        ffn_size=fields.integer("intermediate_size", default=4304),
        in_channels=fields.integer("in_channels", default=3),
        patch_size=fields.integer("patch_size", default=16),
        temporal_patch_size=fields.integer("temporal_patch_size", default=2),
        spatial_merge_size=fields.integer("spatial_merge_size", default=2),
        num_position_embeddings=fields.integer("num_position_embeddings", default=2304),
        out_hidden_size=fields.integer("out_hidden_size", default=3584),
    )


def read_qwen3_vl(config: Fields) -> Qwen35Vision:
    """`vision_config` of a Qwen3-VL."""
    tower = read(config)
    fields = config.nested("vision_config")
    deep = fields.sequence("deepstack_visual_indexes")
    fields.assume("deepstack_visual_indexes", DEEP)
    return replace(tower, deep_mergers=len(DEEP if deep is None else deep))
