"""Dense Qwen 1.5, 2 and 2.5: biases on queries, keys and values, none on the output.

The text models of Qwen2-VL, Qwen2.5-VL and Qwen2.5-Omni are the same with other defaults.
The layers from `max_window_layers` on slide, but only if `use_sliding_window` is true.
"""

from dataclasses import replace
from functools import partial

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

qwen2_vl_text = replace(
    qwen2,
    L=80,
    d=8192,
    n=64,
    k=8,
    f=29_568,
    vocab=152_064,
    masks=partial(patterns.late_sliding_masks, first=80),
)
qwen2_5_vl_text = qwen2_vl_text
qwen2_5_omni_text = replace(qwen2, L=28, d=3584, n=28, k=4, f=18_944, vocab=152_064)
