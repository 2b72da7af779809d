"""Models that see, hear or watch: a language model in an object of its own, and towers.

    llava = Wrapper(text="llama", tied="either")

The language model's type is what its object says, unless the class has one of its own (`fixed`).
`unwrap` reads wrappers that nobody knows, by their structure.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from calc.llm import families
from calc.llm.architecture import Architecture
from calc.llm.config_fields import Fields, Tied
from calc.llm.config_keys import FIGURE, TEXT_CONFIGS
from calc.llm.errors import describe
from calc.llm.vision import VisionTower

type Towers = Callable[[Fields], VisionTower | None]

PARTS = {
    "vision_config": "the vision tower",
    "vision_tower_config": "the vision tower",
    "vit_config": "the vision tower",
    "visual": "the vision tower",
    "audio_config": "the audio tower",
    "speech_config": "the audio tower",
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
    "dit_config": "the action expert",
}
"""Objects of other parts than the language model, with their names."""

SENSES = (
    *("vision_", "image_", "video_", "audio_", "mm_", "img_", "visual_"),
    *("projector_", "multimodal_projector"),
)
"""Beginnings of the keys outside of the language model that are about other parts."""

TOKENS = ("_id", "_index")
"""Ends of the keys there that are about tokens and numbers of layers."""

SEES = ("vision_config",)
HEARS = ("audio_config",)
SEES_AND_HEARS = (*SEES, *HEARS)


@dataclass(frozen=True, kw_only=True)
class Wrapper:
    """A family whose language model is a family of its own."""

    text: str
    """The `model_type` of a language model that names none."""
    fixed: bool = False
    """The class has this language model, whatever `model_type` its object says."""
    keys: tuple[str, ...] = TEXT_CONFIGS
    """Names of the language model's object; the first that is there."""
    tied: Tied = "outside"
    vision: Towers | None = None
    """Reads the tower of a config; None, or its result, if the tower is not counted."""
    parts: tuple[str, ...] = SEES
    """Objects of parts that the class has, whether the config describes them or not."""
    flat: bool = False
    """Whether old configs have the language model's sizes outside, which the class then takes."""
    sizes: Mapping[str, object] = field(default_factory=dict)
    """Sizes of the language model without its object, where those of its type are others."""
    completes: bool = False
    """Whether the class has these sizes for an object that lacks them, too."""
    ignores: tuple[str, ...] = ()

    def __call__(self, fields: Fields) -> Architecture:
        """The language model, with its vision tower. Errors: ConfigError."""
        fields.ignore(*self.ignores, *self.parts)
        fields.ignore(*filter(_is_of_other_parts, fields.values))
        model = self._flat(fields) if self._is_flat(fields) else self._nested(fields)
        if self.vision and not model.vision:
            model = replace(model, vision=self.vision(fields))
        missing = [
            words
            for key, words in PARTS.items()
            if (key in self.parts or fields.has(key))
            and not (key == "vision_config" and model.vision)
        ]
        return replace(model, not_counted=(*model.not_counted, *missing))

    def _is_flat(self, fields: Fields) -> bool:
        return self.flat and not fields.has(*self.keys) and "hidden_size" in fields.values

    def _flat(self, fields: Fields) -> Architecture:
        return families.find(self._known(fields, self.text))(fields)

    def _nested(self, fields: Fields) -> Architecture:
        absent = not fields.has(*self.keys)
        if absent:
            self._check_no_other(fields)
        tied = self.tied
        if absent and tied == "outside, else inside":
            tied = "outside, by default"
        sizes = self.sizes if absent or self.completes else {}
        text = fields.text(*self.keys, tied=tied, sizes=sizes)
        kind = text.get("model_type")
        if self.fixed and kind not in (None, self.text):
            words = f"{self.text} (not {describe(kind)}: the class has no other)"
            text.reading.assumed[f"{text.path}model_type"] = words
        elif kind is None and not absent:
            text.assume("model_type", self.text)
        known = self._known(text, self.text if self.fixed or kind is None else kind)
        return families.find(known)(text)

    def _check_no_other(self, fields: Fields) -> None:
        """ConfigError if an object that the class does not know has a language model's sizes."""
        for key, value in fields.values.items():
            if (
                isinstance(value, Mapping)
                and key not in PARTS
                and {"layers", "vocabulary"} <= {FIGURE.get(name) for name in value}
            ):
                raise fields.error(key, f"the class looks for these sizes in {self.keys[0]}.")

    @staticmethod
    def _known(text: Fields, kind: object) -> str:
        if isinstance(kind, str) and kind in families.TYPES:
            return kind
        reason = families.NOT_COUNTED.get(kind) if isinstance(kind, str) else None
        why = f": {reason}" if reason else ""
        raise text.error(
            "model_type", f"{describe(kind)} is not known here as a language model{why}."
        )


INSIDE = ("thinker_config", "vlm_config")
"""Objects of wrappers that hold a wrapper, with the language model one level below."""

NO_PARTS = (
    *("quantization_config", "compression_config", "generation_config", "auto_map"),
    *("id2label", "label2id", "rope_scaling", "rope_parameters", "task_specific_params"),
)
"""Objects that describe no part of a model."""


def unwrap(fields: Fields, model_type: str) -> Architecture | None:
    """The language model in a config of an unknown type; None if it holds none.

    One object must have a name that language models have, and in it a `model_type` that is known
    here. `assumed` says what was done. Errors: ConfigError if there are two such objects, or if the
    type of the one is not known either.
    """
    encodes = fields.get("is_encoder_decoder") is True
    found = [] if encodes else list(_language_models(fields.values))
    if not found:
        return None
    unknown = f"{describe(model_type)} is not known here"
    if len(found) > 1:
        raise fields.error(
            "model_type",
            f"{unknown}, and its language model may be in {' or '.join(map('.'.join, found))}; use"
            " one of them, as a config.json of its own.",
        )
    *within, key = found[0]
    outer = fields.nested(within[0]) if within else fields
    text = outer.text(key, tied="where it is")
    kind = text.get("model_type")
    if not isinstance(kind, str) or kind not in families.TYPES:
        what = "it is missing" if kind is None else f"{describe(kind)} is not known here, either"
        raise text.error(
            "model_type",
            f"{what}; without it, the language model of {describe(model_type)}, which"
            " is not known here, cannot be counted.",
        )
    fields.reading.assumed["model_type"] = (
        f"{kind}, the language model in {outer.path}{key}, with a head: {unknown}"
    )
    model = families.find(kind)(text)
    names = []
    for level in (fields, outer):
        level.ignore(*filter(_is_of_other_parts, level.values))
        for name in _objects(level.values):
            if name not in NO_PARTS and not text.path.startswith(f"{level.path}{name}."):
                level.ignore(name)
                names.append(PARTS.get(name, f"what {name} describes"))
    return replace(model, not_counted=tuple(dict.fromkeys((*model.not_counted, *names))))


def _language_models(values: Mapping[str, object], *within: str) -> Iterator[tuple[str, ...]]:
    """The paths of objects that may be the language model: by their name or their type, or by both
    inside of one that is a wrapper of its own.
    """
    for key, inner in _objects(values).items():
        kind = inner.get("model_type")
        known = isinstance(kind, str) and kind in families.TYPES
        wraps = any(name in TEXT_CONFIGS for name in _objects(inner))
        if key in TEXT_CONFIGS and wraps and not known and not within:
            yield from _language_models(inner, key)
        elif key in TEXT_CONFIGS or (known and key not in PARTS):
            yield *within, key


def _is_of_other_parts(key: str) -> bool:
    return key in PARTS or key.startswith(SENSES) or key.endswith(TOKENS)


def _objects(values: Mapping[str, object]) -> dict[str, Mapping[str, object]]:
    """The keys that hold an object."""
    return {key: value for key, value in values.items() if isinstance(value, Mapping)}
