"""The vision tower of Pixtral, Mistral Small 3.1 and later, by Mistral's own params.json."""

from dataclasses import dataclass

from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.vision import VisionTower


@dataclass(frozen=True, kw_only=True)
class Pixtral(VisionTower):
    """A gated ViT without biases, with RMSNorms and rotary positions, and an adapter of two linear
    layers. Newer models have a norm before the adapter, and one matrix that merges neighbouring
    patches.

    Source: VisionTransformer, VisionLanguageAdapter and PatchMerger in mistral-inference,
    vision_encoder.py, https://github.com/mistralai/mistral-inference
    """

    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    ffn_size: int
    patch_size: int
    num_channels: int
    adapter_bias: bool
    adapter_norm: bool
    merged_patches: int | None
    """Patches along each side that become one; None without such a matrix."""

    def parameters(self, d: int) -> int:
        w, f = self.hidden_size, self.ffn_size
        nh = self.num_attention_heads * (w // self.num_attention_heads)
        embedding = w * self.num_channels * self.patch_size**2 + w
        layer = 4 * w * nh + 3 * w * f + 2 * w
        adapter = w * d + d * d + 2 * d * self.adapter_bias + w * self.adapter_norm
        merger = w * w * self.merged_patches**2 if self.merged_patches else 0
        return embedding + self.num_hidden_layers * layer + adapter + merger


def read(fields: Fields) -> Pixtral:
    """`vision_encoder` of a params.json."""
    fields.ignore("image_size", "max_image_size", "rope_theta", "image_token_id")
    merges = fields.get("mm_projector_id") == "patch_merge"
    if not merges:
        fields.require("mm_projector_id", "", "no other kind of projector is known here")
        fields.ignore("spatial_merge_size")
    return Pixtral(
        hidden_size=fields.integer("hidden_size"),
        num_hidden_layers=fields.integer("num_hidden_layers", maximum=MAX_LAYERS),
        num_attention_heads=fields.integer("num_attention_heads"),
        ffn_size=fields.integer("intermediate_size"),
        patch_size=fields.integer("patch_size"),
        num_channels=fields.integer("num_channels", default=3),
        adapter_bias=fields.flag("adapter_bias", default=True),
        adapter_norm=fields.flag("add_pre_mm_projector_layer_norm", default=False),
        merged_patches=fields.integer("spatial_merge_size", default=1) if merges else None,
    )
