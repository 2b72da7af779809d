"""How released checkpoints of the models in `calc.llm.models` store their weights."""

from dataclasses import replace

from calc.llm.architecture import Announced, Model
from calc.llm.models import DEEPSEEK_V3
from calc.llm.quantization import NumberFormat, Quantised, Scheme

_FP8_BLOCKS = Quantised(
    format="FP8, blocks of 128 × 128",
    model_type="deepseek_v3",
    method="fp8",
    schemes=(Scheme(format=NumberFormat(bits=8, rows=128, columns=128, scale=4, uneven=True)),),
)
"""Embedding, head, norms and routers stay in BF16; each block of a matrix has an FP32 scale.
Source: deepseek-ai/DeepSeek-V3, README_WEIGHTS.md, https://github.com/deepseek-ai/DeepSeek-V3
"""


def checkpoint(model: Model) -> Model:
    """The model as its checkpoint stores it: in BF16, but for DeepSeek-V3, which is FP8."""
    if isinstance(model, Announced) or model.key != DEEPSEEK_V3.key:
        return model
    return replace(model, stored=_FP8_BLOCKS)
