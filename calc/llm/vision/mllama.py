"""The vision tower of Llama 3.2 Vision."""

from dataclasses import dataclass

from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.vision import VisionTower

RATIOS = 8
"""Shapes of several tiles that a picture may have, by default."""


@dataclass(frozen=True, kw_only=True)
class MllamaVision(VisionTower):
    """A ViT on tiles, without biases in its attention; then layers over all tiles, with two gates
    of one number each; embeddings of positions and of the tiles' shapes; and one linear layer.

    Source: transformers, models/mllama/modeling_mllama.py, MllamaVisionModel
    """

    hidden_size: int
    num_hidden_layers: int
    num_global_layers: int
    ffn_size: int
    num_channels: int
    image_size: int
    patch_size: int
    tiles: int
    ratios: int
    output_size: int
    """`vision_output_dim` in config.json."""

    def parameters(self, d: int) -> int:
        w, f = self.hidden_size, self.ffn_size
        patches = (self.image_size // self.patch_size) ** 2 + 1
        shapes = (self.ratios + 1) * self.tiles * w
        embedding = w * self.num_channels * self.patch_size**2 + w
        positions = 1 + patches * w + patches * shapes + 2 * (shapes + 1)
        layer = 4 * w * w + 2 * w * f + f + w + 2 * 2 * w
        layers = (self.num_hidden_layers + self.num_global_layers) * layer
        gates = 2 * self.num_global_layers
        return embedding + positions + layers + gates + 2 * 2 * w + self.output_size * d + d


def read(config: Fields) -> MllamaVision:
    """`vision_config` of a Llama 3.2 Vision."""
    fields = config.nested("vision_config")
    fields.ignore("attention_heads", "num_attention_heads", "intermediate_layers_indices")
    ratios = fields.sequence("supported_aspect_ratios")
    fields.assume("supported_aspect_ratios", f"{RATIOS} of them")
    return MllamaVision(
        hidden_size=fields.integer("hidden_size", default=1280),
        num_hidden_layers=fields.integer(
            "num_hidden_layers", default=32, minimum=0, maximum=MAX_LAYERS
        ),
        num_global_layers=fields.integer(
            "num_global_layers", default=8, minimum=0, maximum=MAX_LAYERS
        ),
        ffn_size=fields.integer("intermediate_size", default=5120),
        num_channels=fields.integer("num_channels", default=3),
        image_size=fields.integer("image_size", default=448),
        patch_size=fields.integer("patch_size", default=14),
        tiles=fields.integer("max_num_tiles", default=4),
        ratios=RATIOS if ratios is None else len(ratios),
        output_size=fields.integer("vision_output_dim", default=7680),
    )
