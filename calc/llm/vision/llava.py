"""The vision towers of LLaVA and of Mistral Small 3: CLIP or Pixtral, and a projector."""

from dataclasses import dataclass

from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.vision import VisionTower


@dataclass(frozen=True, kw_only=True)
class Vit:
    """The layers and the patches of a tower.

    CLIP has biases but on the patches, LayerNorms also before and after the layers, a position for
    each patch and one more vector, of the class. Pixtral has neither biases nor positions, gates,
    RMSNorms, none after the layers.
    Source: transformers, models/clip/modeling_clip.py, CLIPVisionModel, and
    models/pixtral/modeling_pixtral.py, PixtralVisionModel
    """

    pixtral: bool
    hidden_size: int
    num_hidden_layers: int
    ffn_size: int
    image_size: int
    patch_size: int
    num_channels: int

    def parameters(self) -> int:
        w, f = self.hidden_size, self.ffn_size
        embedding = w * self.num_channels * self.patch_size**2
        if self.pixtral:
            return embedding + w + self.num_hidden_layers * (4 * w * w + 3 * w * f + 2 * w)
        positions = (self.image_size // self.patch_size) ** 2 + 1
        layer = 4 * (w * w + w) + 2 * w * f + f + w + 2 * 2 * w
        return embedding + w + positions * w + self.num_hidden_layers * layer + 2 * 2 * w


@dataclass(frozen=True, kw_only=True)
class Llava(VisionTower):
    """A tower and two linear layers, the first from the features of `feature_layers` layers.

    Mistral's projector has an RMSNorm and joins neighbouring patches first.
    Source: transformers, models/llava/modeling_llava.py, LlavaMultiModalProjector, and
    models/mistral3/modeling_mistral3.py, Mistral3MultiModalProjector
    """

    vit: Vit
    feature_layers: int
    bias: bool
    merge: int | None = None
    """How many patches are joined on each side; None in LLaVA, where none are."""
    newline: bool = False
    """A vector of width d for the end of a line of patches (LLaVA-NeXT)."""

    def parameters(self, d: int) -> int:
        w = self.vit.hidden_size
        merger = 0 if self.merge is None else w + w * w * self.merge**2
        into = self.feature_layers * w * d + d * self.bias
        return self.vit.parameters() + merger + into + d * d + d * self.bias + d * self.newline


def read(config: Fields) -> Llava | None:
    """`vision_config` of a LLaVA; None for towers that are not counted here."""
    return _read(config, bias=True)


def read_next(config: Fields) -> Llava | None:
    """`vision_config` of a LLaVA-NeXT."""
    return _read(config, bias=True, newline=True)


def read_mistral3(config: Fields) -> Llava | None:
    """`vision_config` of a Mistral Small 3."""
    merge = config.integer("spatial_merge_size", default=2)
    return _read(config, bias=False, merge=merge)


def _read(
    config: Fields, *, bias: bool, merge: int | None = None, newline: bool = False
) -> Llava | None:
    given = config.get("vision_config")
    kind = given.get("model_type") if isinstance(given, dict) else None
    if kind not in ("clip_vision_model", "pixtral"):
        return None
    vit = _vit(config.nested("vision_config"), pixtral=kind == "pixtral")
    layers = config.get("vision_feature_layer")
    count = len(layers) if isinstance(layers, list | tuple) else 1
    return Llava(
        vit=vit,
        feature_layers=count,
        bias=config.flag("multimodal_projector_bias", default=bias),
        merge=merge,
        newline=newline,
    )


def _vit(fields: Fields, *, pixtral: bool) -> Vit:
    fields.ignore("num_attention_heads", "projection_dim", "head_dim", "vocab_size")
    return Vit(
        pixtral=pixtral,
        hidden_size=fields.integer("hidden_size", default=1024 if pixtral else 768),
        num_hidden_layers=fields.integer(
            "num_hidden_layers", default=24 if pixtral else 12, maximum=MAX_LAYERS
        ),
        ffn_size=fields.integer("intermediate_size", default=4096 if pixtral else 3072),
        image_size=fields.integer("image_size", default=1024 if pixtral else 224),
        patch_size=fields.integer("patch_size", default=16 if pixtral else 32),
        num_channels=fields.integer("num_channels", default=3),
    )
