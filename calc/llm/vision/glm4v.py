"""The vision tower of GLM-4.1V, 4.5V and 4.6V."""

from dataclasses import dataclass

from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.vision import VisionTower


@dataclass(frozen=True, kw_only=True)
class Glm4Vision(VisionTower):
    """A gated ViT over space and time with RMSNorms and learned positions, a convolution that
    merges neighbouring patches, and a gated feed-forward merger.

    Source: transformers, models/glm4v_moe/modeling_glm4v_moe.py, Glm4vMoeVisionModel
    """

    hidden_size: int
    num_hidden_layers: int
    attention_bias: bool
    in_channels: int
    image_size: int
    patch_size: int
    temporal_patch_size: int
    spatial_merge_size: int
    out_hidden_size: int
    """Width of the feed-forward blocks, and of the tower's output."""
    merger_size: int

    def parameters(self, d: int) -> int:
        """The output is `out_hidden_size` wide, which has to be the text model's hidden size."""
        w, o = self.hidden_size, self.out_hidden_size
        patch = self.in_channels * self.temporal_patch_size * self.patch_size**2
        positions = (self.image_size // self.patch_size) ** 2
        layer = 4 * w * w + 3 * w * self.attention_bias + 3 * w * o + 2 * w
        downsampling = w * o * self.spatial_merge_size**2 + o
        merger = o * o + 2 * o + 3 * o * self.merger_size
        return (
            w * patch
            + w
            + positions * w
            + self.num_hidden_layers * layer
            + 2 * w
            + downsampling
            + merger
        )


def read_if_own(config: Fields) -> Glm4Vision | None:
    """`vision_config` of a wrapper that may have another tower; None if it has."""
    given = config.get("vision_config")
    kind = given.get("model_type") if isinstance(given, dict) else None
    return read(config) if kind in (None, "glm4v_vision", "glm4v_moe_vision") else None


def read(config: Fields) -> Glm4Vision:
    """`vision_config` of a GLM-4.5V."""
    fields = config.nested("vision_config")
    fields.ignore("num_heads", "num_attention_heads")
    return Glm4Vision(
        hidden_size=fields.integer("hidden_size", default=1536),
        num_hidden_layers=fields.integer(
            "depth", "num_hidden_layers", default=24, maximum=MAX_LAYERS
        ),
        attention_bias=fields.flag("attention_bias", default=False),
        in_channels=fields.integer("in_channels", default=3),
        image_size=fields.integer("image_size", default=336),
        patch_size=fields.integer("patch_size", default=14),
        temporal_patch_size=fields.integer("temporal_patch_size", default=2),
        spatial_merge_size=fields.integer("spatial_merge_size", default=2),
        out_hidden_size=fields.integer("out_hidden_size", default=4096),
        merger_size=fields.integer("intermediate_size", default=13_696),
    )
