"""The vision tower of Kimi K2.5: MoonViT."""

from dataclasses import dataclass

from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.vision import VisionTower


@dataclass(frozen=True, kw_only=True)
class MoonVit(VisionTower):
    """A ViT with biases and LayerNorms, a learned grid of positions, and a projector of two linear
    layers with a LayerNorm, which joins neighbouring patches.

    Source: transformers, models/kimi_k25/modeling_kimi_k25.py, Kimi_K25VisionModel and
    Kimi_K25MultimodalProjection
    """

    hidden_size: int
    num_hidden_layers: int
    ffn_size: int
    patch_size: int
    positions: int
    merged: int
    """How many patches are joined."""
    norm_size: int
    """Width of the projector's norm; `projection_hidden_size` in config.json."""

    def parameters(self, d: int) -> int:
        w, f, m = self.hidden_size, self.ffn_size, self.hidden_size * self.merged
        embedding = 3 * w * self.patch_size**2 + w + self.positions * w
        layer = 4 * (w * w + w) + 2 * w * f + f + w + 2 * 2 * w
        projector = 2 * self.norm_size + m * m + m + m * d + d
        return embedding + self.num_hidden_layers * layer + 2 * w + projector


def read(config: Fields) -> MoonVit:
    """`vision_config` of a Kimi K2.5, in the words of transformers or of the released files."""
    fields = config.nested("vision_config")
    fields.ignore("num_attention_heads", "vt_num_attention_heads", "text_hidden_size")
    fields.ignore("pos_emb_time", "init_pos_emb_time", "mm_hidden_size", "projector_ln_eps")
    fields.ignore("merge_type", "pos_emb_type", "mm_projector_type", "video_attn_type")
    fields.ignore("projector_hidden_act")
    w = fields.integer("hidden_size", "vt_hidden_size", default=1152)
    sides = [
        fields.integer(f"pos_emb_{side}", f"init_pos_emb_{side}", default=64)
        for side in ("height", "width")
    ]
    fields.assume("merge_kernel_size", [2, 2])
    kernel = fields.integers("merge_kernel_size", 2) or [2, 2]
    return MoonVit(
        hidden_size=w,
        num_hidden_layers=fields.integer(
            "num_hidden_layers",
            "vt_num_hidden_layers",
            default=27,
            minimum=0,
            maximum=MAX_LAYERS,
        ),
        ffn_size=fields.integer("intermediate_size", "vt_intermediate_size", default=4304),
        patch_size=fields.integer("patch_size", default=14),
        positions=sides[0] * sides[1],
        merged=kernel[0] * kernel[1],
        norm_size=config.integer("projection_hidden_size", default=1152),
    )
