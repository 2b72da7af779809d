"""The vision tower of Gemma 4. Its audio tower, where there is one, is not counted."""

from dataclasses import dataclass

from calc.llm.fields import LAYERS, Fields


@dataclass(frozen=True, kw_only=True)
class Gemma4Vision:
    """A gated ViT without biases, four norms per layer and shared head norms, a table of
    positions for each axis, and a linear projector behind a norm without weights.

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


def read(fields: Fields) -> Gemma4Vision | None:
    """`vision_config` of a Gemma 4; absent or null is no tower."""
    if not fields.has("vision_config"):
        return None
    fields = fields.inner("vision_config")
    return Gemma4Vision(
        hidden_size=fields.count("hidden_size", default=768),
        num_hidden_layers=fields.count("num_hidden_layers", default=16, most=LAYERS),
        num_attention_heads=fields.count("num_attention_heads", default=12),
        num_key_value_heads=fields.count("num_key_value_heads", default=12),
        head_dim=fields.count("head_dim", default=64),
        ffn_size=fields.count("intermediate_size", default=3072),
        patch_size=fields.count("patch_size", default=16),
        position_embedding_size=fields.count("position_embedding_size", default=10_240),
    )
