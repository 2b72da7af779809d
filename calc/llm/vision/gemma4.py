"""The vision tower of Gemma 4. The audio tower that some of its models have is not counted."""

from dataclasses import dataclass

from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.vision import VisionTower


@dataclass(frozen=True, kw_only=True)
class Gemma4Vision(VisionTower):
    """A gated ViT without biases: four norms per layer, query and key norms that all heads share, a
    table of positions for each axis, and a linear projector after a norm without weights.

    Source: transformers, models/gemma4/modeling_gemma4.py, Gemma4VisionModel
    """

    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    num_key_value_heads: int
    head_dim: int
    ffn_size: int
    patch_size: int
    position_embedding_size: int

    def parameters(self, d: int) -> int:
        w, f, h = self.hidden_size, self.ffn_size, self.head_dim
        embedding = 3 * self.patch_size**2 * w + 2 * self.position_embedding_size * w
        attention = 2 * w * h * (self.num_attention_heads + self.num_key_value_heads) + 2 * h
        layer = attention + 3 * w * f + 4 * w
        return embedding + self.num_hidden_layers * layer + w * d


def read(config: Fields) -> Gemma4Vision | None:
    """`vision_config` of a Gemma 4; None if it has no tower."""
    fields = config.nested("vision_config")
    if not fields.values:
        return None
    return Gemma4Vision(
        hidden_size=fields.integer("hidden_size", default=768),
        num_hidden_layers=fields.integer("num_hidden_layers", default=16, maximum=MAX_LAYERS),
        num_attention_heads=fields.integer("num_attention_heads", default=12),
        num_key_value_heads=fields.integer("num_key_value_heads", default=12),
        head_dim=fields.integer("head_dim", default=64),
        ffn_size=fields.integer("intermediate_size", default=3072),
        patch_size=fields.integer("patch_size", default=16),
        position_embedding_size=fields.integer("position_embedding_size", default=10_240),
    )
