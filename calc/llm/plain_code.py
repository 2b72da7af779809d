"""What the classes of transformers keep for the backward pass beyond the usual, by type of model.

It changes no count of parameters, operations or cached values; only the upper bounds of
`calc.llm.activations`. A type without an entry is written as Llama is.
Source: transformers 5.24, models/*/modeling_*.py, measured by `tests.verify.saved_activations`
"""

from dataclasses import replace

from calc.llm import stack
from calc.llm.architecture import Architecture
from calc.llm.blocks import Block
from calc.llm.blocks.attention import Attention


def _types(names: str) -> frozenset[str]:
    return frozenset(names.split())


FLOAT32_SCALES = _types(
    "afmoe beam ernie4_5_moe ernie4_5_vl_moe flex_olmo flint gemma3n gemma4 helium hy_v3 inkling"
    " inkling2 lara_mini minimax_m3_vl muse_glimmer muse_spark olmo_hybrid qwen3_5 qwen3_5_moe"
    " qwen3_next qwen4_exp recurrent_gemma"
)
"""RMSNorms multiply with their scale in FP32."""

STEPPED_NORMS = _types("cohere cohere2 cohere2_moe cohere_compass")
"""LayerNorms compute mean and variance step by step in FP32."""

JOINED_HEADS = _types(
    "bamba codegen glm glm4 glm4_moe glm4v glm4v_moe glm_ocr gpt_neox gptj laguna mimo_v2_flash"
    " minimax_m2 minimax_m3_vl nemotron persimmon phi phi3 phi4_multimodal qwen3_5 qwen3_5_moe"
    " qwen3_next recurrent_gemma stablelm zaya"
)
"""Queries and keys are put together of channels that are rotated and channels that are not."""

OWN_POSITIONS = _types(
    "ernie4_5 ernie4_5_moe ernie4_5_vl_moe glm glm4 glm4v glm4v_moe glm_ocr helium"
)
"""Each layer repeats cosines and sines for itself."""


def apply(model: Architecture, model_type: object) -> Architecture:
    """The model with what its class keeps."""
    name = str(model_type).removesuffix("_text")
    if name in FLOAT32_SCALES:
        model = replace(model, float32_norms=True)
    if name in STEPPED_NORMS:
        model = replace(model, stepped_norms=True)
    joined, own = name in JOINED_HEADS, name in OWN_POSITIONS
    if not joined and not own:
        return model

    def kept(block: Block) -> Block:
        if not isinstance(block, Attention):
            return block
        return replace(block, output_twice=joined, own_positions=own)

    return replace(model, layers=stack.map_blocks(model.layers, kept))
