"""Models that see, hear or read video: a language model in an object of its own, and towers.

    llava = Wrapper(text="llama", tied=False, not_counted={"vision_config": "the vision tower"})

The language model's type is what its object says. A wrapper whose type is not known here is read
like the others, if its language model is known.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from calc.llm import families
from calc.llm.architecture import Architecture
from calc.llm.config_fields import Fields
from calc.llm.config_keys import TEXT_CONFIGS
from calc.llm.errors import describe
from calc.llm.vision import VisionTower

type Towers = Callable[[Fields], VisionTower | None]


@dataclass(frozen=True, kw_only=True)
class Wrapper:
    """A family whose language model is a family of its own."""

    text: str | None = None
    """The `model_type` of a language model that names none; None if it must."""
    texts: tuple[str, ...] = ()
    """The types that a language model may have; any, if empty."""
    keys: tuple[str, ...] = TEXT_CONFIGS
    """Names of the language model's object; the first that is there."""
    tied: bool | None = False
    """What an absent `tie_word_embeddings` on the top level means, where these classes read it;
    None if the language model's own counts (Llama 4)."""
    vision: Towers | None = None
    """Reads the object `vision_config`."""
    not_counted: Mapping[str, str] = field(default_factory=dict)
    """Objects of parts that no function here counts: "audio_config" → "the audio tower"."""

    def __call__(self, fields: Fields) -> Architecture:
        """The language model, with its vision tower. Errors: ConfigError."""
        text = fields.text(*self.keys, tied=self.tied)
        kind = text.get("model_type") or self.text
        known = self.texts or families.TYPES
        if not isinstance(kind, str) or kind not in known:
            examples = " or ".join(self.texts[:3]) or "one that is"
            raise text.error(
                "model_type",
                f"{describe(kind)} is not known here as a language model; {examples} would do.",
            )
        model = families.find(kind)(text)
        if self.vision and not model.vision:
            model = replace(model, vision=self.vision(fields.nested("vision_config")))
        present = tuple(words for key, words in self.not_counted.items() if fields.has(key))
        return replace(model, not_counted=(*model.not_counted, *present))
