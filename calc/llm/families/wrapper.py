"""Models that see, hear or watch: a language model in an object of its own, and towers.

    llava = Wrapper(text="llama", tied="either")

The language model's type is what its object says.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from calc.llm import families
from calc.llm.architecture import Architecture
from calc.llm.config_fields import Fields, Tied
from calc.llm.config_keys import TEXT_CONFIGS
from calc.llm.errors import describe
from calc.llm.vision import VisionTower

type Towers = Callable[[Fields], VisionTower | None]

PARTS = {
    "vision_config": "the vision tower",
    "audio_config": "the audio tower",
    "encoder_config": "the encoder",
    "projector_config": "the projector",
    "adaptor_config": "the adaptor",
    "adapter_config": "the adapter",
    "perceiver_config": "the resampler",
    "qformer_config": "the Q-Former",
    "high_res_vision_config": "the tower for high resolution",
    "vq_config": "the image tokenizer",
    "talker_config": "the talker",
    "token2wav_config": "the speech decoder",
    "code2wav_config": "the speech decoder",
    "word_timestamp_config": "the module for time stamps",
    "semantic_tokenizer_encoder_config": "the semantic tokenizer",
    "acoustic_tokenizer_encoder_config": "the acoustic tokenizer",
}
"""Objects of other parts than the language model, with their names."""

SENSES = (
    *("vision_", "image_", "video_", "audio_", "mm_", "projector_", "multimodal_projector"),
    *("img_", "visual_", "spatial_", "downsample_", "adapter_", "alignment_", "scale_factor"),
    *("max_value_projector_", "has_lora", "window_size", "_pad_token", "patch_size", "projection_"),
    *(
        "position_id_per_seconds",
        "seconds_per_chunk",
        "user_token_id",
        "insert_layer_id",
        "newline",
    ),
    *(
        "merge_kernel_size",
        "merged_hidden",
        "num_channels",
        "merger_times",
        "drop_vision",
        "slice_",
        "timestamp_token_id",
        "token_",
    ),
)
"""Beginnings of the keys outside of the language model that are about other parts."""


@dataclass(frozen=True, kw_only=True)
class Wrapper:
    """A family whose language model is a family of its own."""

    text: str | None = None
    """The `model_type` of a language model that names none; None if it must."""
    texts: tuple[str, ...] = ()
    """The types that a language model may have; any, if empty."""
    keys: tuple[str, ...] = TEXT_CONFIGS
    """Names of the language model's object; the first that is there."""
    tied: Tied = "outside"
    vision: Towers | None = None
    """Reads the object `vision_config`; None if the tower is not counted."""
    parts: tuple[str, ...] = ("vision_config",)
    """Objects of parts that the class has, whether the config describes them or not."""
    complete: bool = False
    """Whether the class has a language model of its own if the config describes none."""
    flat: bool = False
    """Whether old configs have the language model's sizes outside, which the class then takes."""
    ignores: tuple[str, ...] = ()

    def __call__(self, fields: Fields) -> Architecture:
        """The language model, with its vision tower. Errors: ConfigError."""
        fields.ignore(*self.ignores, *self.parts)
        fields.ignore(*(key for key in fields.values if key.startswith(SENSES) or key in PARTS))
        model = self._flat(fields) if self._is_flat(fields) else self._nested(fields)
        if self.vision and not model.vision:
            model = replace(model, vision=self.vision(fields.nested("vision_config")))
        missing = [
            words
            for key, words in PARTS.items()
            if (key in self.parts or fields.has(key))
            and not (key == "vision_config" and self.vision)
        ]
        return replace(model, not_counted=(*model.not_counted, *missing))

    def _is_flat(self, fields: Fields) -> bool:
        return self.flat and not fields.has(*self.keys) and "hidden_size" in fields.values

    def _flat(self, fields: Fields) -> Architecture:
        return families.find(self.text or "")(fields)

    def _nested(self, fields: Fields) -> Architecture:
        if not self.complete and not fields.has(*self.keys):
            raise fields.error(
                self.keys[0], "it is missing, and has the sizes of the language model; it would do."
            )
        text = fields.text(*self.keys, tied=self.tied)
        kind = text.get("model_type") or self.text
        known = self.texts or families.TYPES
        if not isinstance(kind, str) or kind not in known:
            examples = " or ".join(self.texts[:3]) or "one that is"
            raise text.error(
                "model_type",
                f"{describe(kind)} is not known here as a language model; {examples} would do.",
            )
        return families.find(kind)(text)
