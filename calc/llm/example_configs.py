"""Examples of config.json files to start from.

Keys that change no result (dropout, token ids, rotary scales, …) are left out. Sources: the models'
repositories on the Hugging Face Hub; for OLMoE and Qwen3-Next the classes in transformers 5.23.0.
`tests/llm/test_example_configs.py` compares the counts with real implementations.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ExampleConfig:
    """A config.json and the name of its model."""

    key: str
    name: str
    config: str
    """The JSON text."""


EXAMPLE_CONFIGS: tuple[ExampleConfig, ...] = (
    ExampleConfig(
        key="llama-4-scout",
        name="Llama 4 Scout",
        config="""{
  "model_type": "llama4",
  "text_config": {
    "attention_chunk_size": 8192,
    "head_dim": 128,
    "hidden_size": 5120,
    "interleave_moe_layer_step": 1,
    "intermediate_size": 8192,
    "intermediate_size_mlp": 16384,
    "max_position_embeddings": 10485760,
    "model_type": "llama4_text",
    "num_attention_heads": 40,
    "num_experts_per_tok": 1,
    "num_hidden_layers": 48,
    "num_key_value_heads": 8,
    "num_local_experts": 16,
    "vocab_size": 202048
  },
  "vision_config": {
    "model_type": "llama4_vision_model",
    "hidden_size": 1408,
    "image_size": 336,
    "intermediate_size": 5632,
    "num_attention_heads": 16,
    "num_channels": 3,
    "num_hidden_layers": 34,
    "patch_size": 14,
    "projector_input_dim": 4096,
    "projector_output_dim": 4096,
    "vision_output_dim": 4096
  }
}""",
    ),
    ExampleConfig(
        key="llama-4-maverick",
        name="Llama 4 Maverick",
        config="""{
  "attention_chunk_size": 8192,
  "head_dim": 128,
  "hidden_size": 5120,
  "interleave_moe_layer_step": 2,
  "intermediate_size": 8192,
  "intermediate_size_mlp": 16384,
  "max_position_embeddings": 1048576,
  "model_type": "llama4_text",
  "num_attention_heads": 40,
  "num_experts_per_tok": 1,
  "num_hidden_layers": 48,
  "num_key_value_heads": 8,
  "num_local_experts": 128,
  "vocab_size": 202048
}""",
    ),
    ExampleConfig(
        key="deepseek-v3",
        name="DeepSeek-V3",
        config="""{
  "hidden_size": 7168,
  "intermediate_size": 18432,
  "kv_lora_rank": 512,
  "max_position_embeddings": 163840,
  "model_type": "deepseek_v3",
  "moe_intermediate_size": 2048,
  "n_routed_experts": 256,
  "n_shared_experts": 1,
  "num_attention_heads": 128,
  "num_experts_per_tok": 8,
  "num_hidden_layers": 61,
  "num_key_value_heads": 128,
  "num_nextn_predict_layers": 1,
  "q_lora_rank": 1536,
  "tie_word_embeddings": false,
  "vocab_size": 129280
}""",
    ),
    ExampleConfig(
        key="deepseek-v3.2",
        name="DeepSeek-V3.2",
        config="""{
  "hidden_size": 7168,
  "intermediate_size": 18432,
  "kv_lora_rank": 512,
  "max_position_embeddings": 163840,
  "model_type": "deepseek_v32",
  "moe_intermediate_size": 2048,
  "n_routed_experts": 256,
  "n_shared_experts": 1,
  "num_attention_heads": 128,
  "num_experts_per_tok": 8,
  "num_hidden_layers": 61,
  "num_key_value_heads": 128,
  "num_nextn_predict_layers": 1,
  "q_lora_rank": 1536,
  "tie_word_embeddings": false,
  "vocab_size": 129280
}""",
    ),
    ExampleConfig(
        key="kimi-k2",
        name="Kimi K2",
        config="""{
  "first_k_dense_replace": 1,
  "hidden_size": 7168,
  "intermediate_size": 18432,
  "kv_lora_rank": 512,
  "max_position_embeddings": 131072,
  "model_type": "deepseek_v3",
  "moe_intermediate_size": 2048,
  "n_routed_experts": 384,
  "n_shared_experts": 1,
  "num_attention_heads": 64,
  "num_experts_per_tok": 8,
  "num_hidden_layers": 61,
  "num_key_value_heads": 64,
  "q_lora_rank": 1536,
  "tie_word_embeddings": false,
  "vocab_size": 163840
}""",
    ),
    ExampleConfig(
        key="qwen3-235b",
        name="Qwen3 235B A22B",
        config="""{
  "head_dim": 128,
  "hidden_size": 4096,
  "intermediate_size": 12288,
  "max_position_embeddings": 40960,
  "model_type": "qwen3_moe",
  "moe_intermediate_size": 1536,
  "num_attention_heads": 64,
  "num_experts": 128,
  "num_experts_per_tok": 8,
  "num_hidden_layers": 94,
  "num_key_value_heads": 4,
  "sliding_window": null,
  "tie_word_embeddings": false,
  "vocab_size": 151936
}""",
    ),
    ExampleConfig(
        key="qwen3-next",
        name="Qwen3-Next 80B A3B",
        config="""{
  "vocab_size": 151936,
  "hidden_size": 2048,
  "intermediate_size": 5632,
  "num_hidden_layers": 48,
  "num_attention_heads": 16,
  "num_key_value_heads": 2,
  "max_position_embeddings": 32768,
  "tie_word_embeddings": false,
  "head_dim": 256,
  "moe_intermediate_size": 512,
  "num_experts_per_tok": 10,
  "num_experts": 512,
  "model_type": "qwen3_next"
}""",
    ),
    ExampleConfig(
        key="gpt-oss-120b",
        name="gpt-oss-120b",
        config="""{
  "head_dim": 64,
  "hidden_size": 2880,
  "intermediate_size": 2880,
  "max_position_embeddings": 131072,
  "model_type": "gpt_oss",
  "num_attention_heads": 64,
  "num_experts_per_tok": 4,
  "num_hidden_layers": 36,
  "num_key_value_heads": 8,
  "num_local_experts": 128,
  "sliding_window": 128,
  "tie_word_embeddings": false,
  "vocab_size": 201088
}""",
    ),
    ExampleConfig(
        key="glm-4.5-air",
        name="GLM-4.5-Air",
        config="""{
  "model_type": "glm4_moe",
  "attention_bias": true,
  "head_dim": 128,
  "hidden_size": 4096,
  "intermediate_size": 10944,
  "max_position_embeddings": 131072,
  "moe_intermediate_size": 1408,
  "n_routed_experts": 128,
  "n_shared_experts": 1,
  "num_attention_heads": 96,
  "num_experts_per_tok": 8,
  "num_hidden_layers": 46,
  "num_key_value_heads": 8,
  "num_nextn_predict_layers": 1,
  "tie_word_embeddings": false,
  "vocab_size": 151552
}""",
    ),
    ExampleConfig(
        key="mixtral-8x7b",
        name="Mixtral 8x7B",
        config="""{
  "hidden_size": 4096,
  "intermediate_size": 14336,
  "max_position_embeddings": 32768,
  "model_type": "mixtral",
  "num_attention_heads": 32,
  "num_experts_per_tok": 2,
  "num_hidden_layers": 32,
  "num_key_value_heads": 8,
  "num_local_experts": 8,
  "sliding_window": null,
  "tie_word_embeddings": false,
  "vocab_size": 32000
}""",
    ),
    ExampleConfig(
        key="mixtral-8x22b",
        name="Mixtral 8x22B",
        config="""{
  "hidden_size": 6144,
  "intermediate_size": 16384,
  "max_position_embeddings": 65536,
  "model_type": "mixtral",
  "num_attention_heads": 48,
  "num_experts_per_tok": 2,
  "num_hidden_layers": 56,
  "num_key_value_heads": 8,
  "num_local_experts": 8,
  "sliding_window": null,
  "tie_word_embeddings": false,
  "vocab_size": 32000
}""",
    ),
    ExampleConfig(
        key="olmoe",
        name="OLMoE 1B 7B",
        config="""{
  "vocab_size": 50304,
  "hidden_size": 2048,
  "intermediate_size": 1024,
  "num_hidden_layers": 16,
  "num_attention_heads": 16,
  "num_key_value_heads": 16,
  "max_position_embeddings": 4096,
  "tie_word_embeddings": false,
  "num_experts_per_tok": 8,
  "num_experts": 64,
  "model_type": "olmoe"
}""",
    ),
    ExampleConfig(
        key="llama-3.1-405b",
        name="Llama 3.1 405B",
        config="""{
  "model_type": "llama",
  "hidden_size": 16384,
  "num_hidden_layers": 126,
  "num_attention_heads": 128,
  "num_key_value_heads": 8,
  "intermediate_size": 53248,
  "vocab_size": 128256,
  "max_position_embeddings": 131072,
  "tie_word_embeddings": false
}""",
    ),
    ExampleConfig(
        key="gemma-2-27b",
        name="Gemma 2 27B",
        config="""{
  "model_type": "gemma2",
  "hidden_size": 4608,
  "num_hidden_layers": 46,
  "num_attention_heads": 32,
  "num_key_value_heads": 16,
  "intermediate_size": 36864,
  "vocab_size": 256000,
  "max_position_embeddings": 8192,
  "tie_word_embeddings": true,
  "head_dim": 128,
  "sliding_window": 4096
}""",
    ),
)
"""In the order in which a form offers them."""
