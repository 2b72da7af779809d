"""Phi-3, 3.5 and 4: like Llama, but with one matrix for queries, keys and values, and one for gate
and up. If there is a window, all layers have it.

Phi-4-multimodal (`phi4_multimodal`) has the sizes of its language model outside of any object, and
towers for images and sounds.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder

phi3 = Decoder(
    L=32,
    d=3072,
    n=32,
    f=8192,
    vocab=32_064,
    masks=patterns.uniform_masks(None),
    one_projection=True,
)


def phi4_multimodal(fields: Fields) -> Architecture:
    fields.ignore("vision_config", "audio_config")
    model = replace(phi3, k=8, vocab=200_064)(fields)
    return replace(model, not_counted=("the vision tower", "the audio tower"))
