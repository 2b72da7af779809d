"""Dense Qwen 3: heads are 128 wide, not d / n, and share one query norm and one key norm."""

from dataclasses import replace

from calc.llm.families.decoder import Key
from calc.llm.families.qwen2 import qwen2

qwen3 = replace(
    qwen2,
    h=128,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    qk_norm="head",
)

qwen3_vl_text = replace(qwen3, masks=None)
