"""Texts for the long fields of these calculators: the answers to all of them are verified.

Each family of models as its own configuration class has it, JSON texts with every kind of value,
other descriptions of models, and texts that are none.
"""

import json
from typing import Any

from calc.llm.families import TYPES

EVERY_VALUE = {
    "model_type": "llama",
    "values": [True, False, None, -1, 0.02, 1e-06, 10**20, float("inf"), -float("inf")],
    "nan": float("nan"),
    "texts": ["", 'é\n\t"', "\U0001f999"],
    "nested": {"a": [{}, [], [[1]]]},
}
"""Every kind of value in a JSON text, and those that Python adds to JSON: some published
configurations contain Infinity."""

LATENT: dict[str, Any] = {
    "dim": 64,
    "n_layers": 2,
    "n_heads": 4,
    "n_kv_heads": 4,
    "head_dim": 16,
    "hidden_dim": 96,
    "vocab_size": 128,
    "q_lora_rank": 32,
    "kv_lora_rank": 16,
    "v_head_dim": 16,
    "qk_nope_head_dim": 8,
    "qk_rope_head_dim": 16,
    "moe": {"num_experts": 8, "num_experts_per_tok": 2, "expert_hidden_dim": 32},
    "vision_encoder": {
        "hidden_size": 8,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "patch_size": 2,
        "intermediate_size": 16,
        "mm_projector_id": "patch_merge",
    },
}
LLAMA_4: dict[str, Any] = {
    "dim": 64,
    "n_layers": 4,
    "n_heads": 4,
    "vocab_size": 128,
    "multiple_of": 32,
    "ffn_dim_multiplier": 1.2,
    "ffn_exp": 4.0,
    "attention_chunk_size": 8,
    "nope_layer_interval": 4,
    "moe_args": {"num_experts": 4, "interleave_moe_layer_step": 2},
    "vision_args": {
        "image_size": {"height": 28, "width": 28},
        "patch_size": {"height": 14, "width": 14},
        "dim": 32,
        "n_layers": 1,
        "n_heads": 2,
        "output_dim": 64,
    },
}
MAMBA = {"model_type": "mamba", "dim": 64, "n_layers": 2, "vocab_size": 100, "n_groups": 2}
PARAMS = (
    LATENT,
    LLAMA_4,
    MAMBA,
    {**LATENT, "kv_lora_rank": None, "qk_nope_head_dim": None, "sliding_window": [None, 8]},
    {"dim": 64, "n_layers": 2, "n_heads": 4, "vocab_size": -1},
)
"""params.json files of Mistral and Meta: every kind of layer and tower, and what is refused."""

LISTS: tuple[dict[str, Any], ...] = (
    {
        "__metadata__": {"format": "pt"},
        "layers.0.w": {"dtype": "BF16", "shape": [4, 2], "data_offsets": [0, 16]},
        "layers.1.w": {"dtype": "BF16", "shape": [2, 2], "data_offsets": [16, 24]},
        "attn.masked_bias": {"dtype": "F32", "shape": [], "data_offsets": [24, 28]},
    },
    {"w": {"dtype": "F4", "shape": [4], "data_offsets": [0, 2]}},
    {"w": {"dtype": "F4", "shape": [3], "data_offsets": [0, 2]}},
    {"metadata": {"total_size": 28}, "weight_map": {"layers.0.w": "a", "layers.1.w": "b"}},
    {"weight_map": {}},
)
"""Lists of tensors, right and wrong: headers of safetensors files, and indexes."""


def _gguf(architecture: str, **metadata: object) -> dict[str, Any]:
    """The header of a GGUF file with one layer."""
    matrices = {
        "attn_q": [64, 64],
        "attn_output": [64, 64],
        "attn_k": [64, 32],
        "attn_v": [64, 32],
        "ffn_gate": [64, 96],
        "ffn_up": [64, 96],
        "ffn_down": [96, 64],
        "attn_norm": [64],
        "ffn_norm": [64],
    }
    tensors = {f"blk.0.{name}.weight": dims for name, dims in matrices.items()}
    tensors |= {"token_embd.weight": [64, 128], "output_norm.weight": [64]}
    figures = {"block_count": 1, "embedding_length": 64, "feed_forward_length": 96}
    figures |= {"attention.head_count": 4, "attention.head_count_kv": 2}
    return {
        "gguf": {
            "version": 3,
            "byte_order": "little",
            "data_offset": 1024,
            "size": 10**9,
            "metadata": {
                "general.architecture": architecture,
                **{f"{architecture}.{key}": value for key, value in figures.items()},
                "tokenizer.ggml.tokens": {"of": "string", "length": 128},
                **metadata,
            },
            "tensors": [
                [name, "Q8_0" if dims[1:] else "F32", dims] for name, dims in tensors.items()
            ],
        }
    }


GGUF: tuple[dict[str, Any], ...] = (
    _gguf("llama"),
    _gguf("qwen2"),
    _gguf("bert"),
    _gguf("llama", **{"split.count": 2}),
    _gguf("llama", **{"llama.attention.head_count_kv": [2, 3]}),
    _gguf("llama", **{"general.alignment": 3}),
    {"gguf": {"metadata": {}}},
)
"""Headers of GGUF files: a model that is known, others, parts of one, and wrong ones."""

CONFIGS = (
    *(json.dumps({"model_type": family}) for family in TYPES),
    json.dumps(EVERY_VALUE, indent=2),
    json.dumps(EVERY_VALUE, ensure_ascii=False),
    '{"model_type": "llama", "vocab_size": []}',
    *map(json.dumps, PARAMS),
    *map(json.dumps, LISTS),
    *map(json.dumps, GGUF),
)

TEXTS = {"config": CONFIGS}
"""By the parameter's name."""
