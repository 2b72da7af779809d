"""The vision tower of Qwen3.5."""

from dataclasses import dataclass

from calc.llm.fields import LAYERS, Fields


@dataclass(frozen=True, kw_only=True)
class QwenVision:
    """A ViT over space and time with biases, LayerNorms and learned positions, and a two-layer
    merger of neighbouring patches.

    Source: transformers, models/qwen3_5_moe/modeling_qwen3_5_moe.py, Qwen3_5MoeVisionModel
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

    def parameters(self, d: int) -> int:
        """The merger's output is `out_hidden_size`, which must be the text model's width."""
        w, f, o = self.hidden_size, self.ffn_size, self.out_hidden_size
        patch = self.in_channels * self.temporal_patch_size * self.patch_size**2
        embedding = w * patch + w + self.num_position_embeddings * w
        layer = 4 * (w * w + w) + 2 * w * f + f + w + 2 * 2 * w
        m = w * self.spatial_merge_size**2
        merger = 2 * w + m * m + m + m * o + o
        return embedding + self.num_hidden_layers * layer + merger


def read(fields: Fields) -> QwenVision:
    """`vision_config` of a Qwen3.5."""
    return QwenVision(
        hidden_size=fields.count("hidden_size", default=1152),
        num_hidden_layers=fields.count("depth", "num_hidden_layers", default=27, most=LAYERS),
        ffn_size=fields.count("intermediate_size", default=4304),
        in_channels=fields.count("in_channels", default=3),
        patch_size=fields.count("patch_size", default=16),
        temporal_patch_size=fields.count("temporal_patch_size", default=2),
        spatial_merge_size=fields.count("spatial_merge_size", default=2),
        num_position_embeddings=fields.count("num_position_embeddings", default=2304),
        out_hidden_size=fields.count("out_hidden_size", default=3584),
    )
