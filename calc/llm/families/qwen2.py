"""Dense Qwen 1.5, 2 and 2.5: biases on queries, keys and values, none on the output.

The layers from `max_window_layers` on slide, but only if `use_sliding_window` is true.
"""

from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder

qwen2 = Decoder(
    L=32,
    d=4096,
    n=32,
    f=22_016,
    vocab=151_936,
    qkv_bias=True,
    masks=patterns.late_sliding_masks,
)
