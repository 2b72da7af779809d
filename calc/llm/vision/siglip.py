"""The vision tower of Gemma 3: SigLIP and a projector."""

from dataclasses import dataclass

from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.vision import VisionTower


@dataclass(frozen=True, kw_only=True)
class Siglip(VisionTower):
    """A ViT with biases, LayerNorms and learned positions. The projector is a norm and one matrix,
    after average pooling.

    Source: transformers, models/siglip/modeling_siglip.py and models/gemma3/modeling_gemma3.py
    """

    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    ffn_size: int
    image_size: int
    patch_size: int
    num_channels: int
    pooling_head: bool

    def parameters(self, d: int) -> int:
        w, f = self.hidden_size, self.ffn_size
        patches = (self.image_size // self.patch_size) ** 2
        embedding = w * self.num_channels * self.patch_size**2 + w + patches * w
        attention, mlp, norm = 4 * (w * w + w), 2 * w * f + f + w, 2 * w
        layers = self.num_hidden_layers * (attention + mlp + 2 * norm)
        head = self.pooling_head * (w + attention + mlp + norm)
        projector = w * d + w
        return embedding + layers + norm + head + projector


def read(config: Fields) -> Siglip:
    """`vision_config` of a Gemma 3, with the defaults of SiglipVisionConfig."""
    fields = config.nested("vision_config")
    return Siglip(
        hidden_size=fields.integer("hidden_size", default=768),
        num_hidden_layers=fields.integer("num_hidden_layers", default=12, maximum=MAX_LAYERS),
        num_attention_heads=fields.integer("num_attention_heads", default=12),
        ffn_size=fields.integer("intermediate_size", default=3072),
        image_size=fields.integer("image_size", default=224),
        patch_size=fields.integer("patch_size", default=16),
        num_channels=fields.integer("num_channels", default=3),
        pooling_head=fields.flag("vision_use_head", default=True),
    )
