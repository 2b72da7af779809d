"""The vision tower of InternVL."""

from dataclasses import dataclass

from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.vision import VisionTower


@dataclass(frozen=True, kw_only=True)
class InternVision(VisionTower):
    """A ViT with a scale for the output of each block. The projector joins neighbouring patches: a
    LayerNorm and two linear layers.

    Source: transformers, models/internvl/modeling_internvl.py, InternVLVisionModel and
    InternVLMultiModalProjector
    """

    hidden_size: int
    num_hidden_layers: int
    ffn_size: int
    patches: int
    patch: int
    """Pixels of a patch, times the channels."""
    attention_bias: bool
    qk_norm: bool
    norm_vectors: int
    mask_token: bool
    positions: bool
    final_norm: bool
    merge: int

    def parameters(self, d: int) -> int:
        w, f = self.hidden_size, self.ffn_size
        embedding = w * self.patch + w + w + self.mask_token * w
        embedding += self.positions * (self.patches + 1) * w
        attention = 4 * w * w + w + 3 * w * self.attention_bias + 2 * w * self.qk_norm
        layer = attention + 2 * w * f + f + w + 2 * self.norm_vectors * w + 2 * w
        m = w * self.merge**2
        projector = 2 * m + m * d + d + d * d + d
        return embedding + self.num_hidden_layers * layer + self.final_norm * 2 * w + projector


def read(config: Fields) -> InternVision:
    """`vision_config` of an InternVL."""
    fields = config.nested("vision_config")
    fields.ignore("num_attention_heads", "layer_scale_init_value", "projection_dropout")
    height, width = _pair(fields, "image_size", 448)
    y, x = _pair(fields, "patch_size", 14)
    kind = fields.get("norm_type")
    fields.assume("norm_type", "layer_norm")
    if kind not in (None, "layer_norm", "rms_norm"):
        raise fields.error("norm_type", 'it must be "layer_norm" or "rms_norm".')
    return InternVision(
        hidden_size=fields.integer("hidden_size", default=1024),
        num_hidden_layers=fields.integer("num_hidden_layers", default=24, maximum=MAX_LAYERS),
        ffn_size=fields.integer("intermediate_size", default=4096),
        patches=(height // y) * (width // x),
        patch=fields.integer("num_channels", default=3) * y * x,
        attention_bias=fields.flag("attention_bias", default=False),
        qk_norm=fields.flag("use_qk_norm", default=False),
        norm_vectors=1 if kind == "rms_norm" else 2,
        mask_token=fields.flag("use_mask_token", default=False),
        positions=fields.flag("use_absolute_position_embeddings", default=True),
        final_norm=not fields.flag("use_mean_pooling", default=True),
        merge=int(1 / config.number("downsample_ratio", default=0.5)),
    )


def _pair(fields: Fields, name: str, default: int) -> tuple[int, int]:
    """Height and width, which may be one number."""
    if isinstance(fields.get(name), list | tuple):
        height, width = fields.integers(name, 2) or (default, default)
        return height, width
    both = fields.integer(name, default=default)
    return both, both
