"""SigLIP with Gemma 3's projector."""

from dataclasses import dataclass

from calc.llm.fields import LAYERS, Fields


@dataclass(frozen=True, kw_only=True)
class Siglip:
    """A ViT with biases and LayerNorms and learned positions; Gemma's projector is a norm and one
    matrix after pooling.

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


def read(fields: Fields) -> Siglip:
    """`vision_config` of a Gemma 3, with the defaults of SiglipVisionConfig."""
    return Siglip(
        hidden_size=fields.count("hidden_size", default=768),
        num_hidden_layers=fields.count("num_hidden_layers", default=12, most=LAYERS),
        num_attention_heads=fields.count("num_attention_heads", default=12),
        ffn_size=fields.count("intermediate_size", default=3072),
        image_size=fields.count("image_size", default=224),
        patch_size=fields.count("patch_size", default=16),
        num_channels=fields.count("num_channels", default=3),
        pooling_head=fields.flag("vision_use_head", default=True),
    )
