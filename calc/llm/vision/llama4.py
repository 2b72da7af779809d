"""The vision tower of Llama 4."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from calc.llm.vision import VisionTower

if TYPE_CHECKING:
    from calc.llm.config_fields import Fields


@dataclass(frozen=True, kw_only=True)
class Llama4Vision(VisionTower):
    """A ViT with biases and LayerNorms, a pixel-shuffle adapter, and a linear projector.

    Source: transformers, models/llama4/modeling_llama4.py, Llama4VisionModel
    """

    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    ffn_size: int
    image_size: int
    patch_size: int
    num_channels: int
    projector_input_dim: int
    projector_output_dim: int
    vision_output_dim: int

    def parameters(self, d: int) -> int:
        w, f = self.hidden_size, self.ffn_size
        patches = (self.image_size // self.patch_size) ** 2
        embedding = w * self.num_channels * self.patch_size**2 + w + (patches + 1) * w
        nh = self.num_attention_heads * (w // self.num_attention_heads)
        layer = 3 * (w * nh + nh) + (nh * w + w) + (2 * w * f + f + w) + 2 * 2 * w
        adapter = f * self.projector_input_dim + self.projector_output_dim**2
        return (
            embedding
            + self.num_hidden_layers * layer
            + 2 * 2 * w
            + adapter
            + self.vision_output_dim * d
        )


def read(config: "Fields") -> Llama4Vision:
    """`vision_config` of a Llama 4."""
    from calc.llm.config_fields import MAX_LAYERS  # models that nobody pasted do not need it

    fields = config.nested("vision_config")
    fields.ignore(
        *("multi_modal_projector_bias", "pixel_shuffle_ratio", "projector_dropout"),
        "vision_feature_select_strategy",
    )
    return Llama4Vision(
        hidden_size=fields.integer("hidden_size", default=768),
        num_attention_heads=fields.integer("num_attention_heads", default=16),
        num_hidden_layers=fields.integer("num_hidden_layers", default=34, maximum=MAX_LAYERS),
        ffn_size=fields.integer("intermediate_size", default=5632),
        image_size=fields.integer("image_size", default=448),
        patch_size=fields.integer("patch_size", default=14),
        num_channels=fields.integer("num_channels", default=3),
        projector_input_dim=fields.integer("projector_input_dim", default=4096),
        projector_output_dim=fields.integer("projector_output_dim", default=4096),
        vision_output_dim=fields.integer("vision_output_dim", default=7680),
    )
