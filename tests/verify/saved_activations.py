"""Measures what models of transformers save of a micro-batch for the backward pass.

    VENV/bin/python tests/verify/saved_activations.py

in an environment with PyTorch and transformers, on a CPU. Nothing of this project is imported. Each
storage that autograd keeps is counted once; parameters, buffers and the loss are not. The models
are small, in BF16, with their own classes' code: the upper bounds of `calc.llm.activations` are to
hold it. The answers are written to `saved_activations.jsonl` in `calc/analysis/data/`.

Not here: state spaces and delta rules, whose classes have no kernels on a CPU and keep every step,
and keys wider than values, for which PyTorch has no fused attention on a CPU.
"""

import json
import os
import warnings
from pathlib import Path
from typing import Any

os.environ.update(TRANSFORMERS_VERBOSITY="error", HF_HUB_OFFLINE="1", OMP_NUM_THREADS="1")
warnings.filterwarnings("ignore")

FILE = Path(__file__).parents[2] / "calc" / "analysis" / "data" / "saved_activations.jsonl"
BATCH, CONTEXT = 2, 128
USUAL: dict[str, Any] = {
    "hidden_size": 256,
    "num_hidden_layers": 2,
    "num_attention_heads": 8,
    "num_key_value_heads": 2,
    "intermediate_size": 704,
    "vocab_size": 1000,
    "max_position_embeddings": 4096,
    "tie_word_embeddings": False,
}
NARROW = {"head_dim": 32, "pad_token_id": 0}
NO_WINDOW = {"sliding_window": None}
FULL = {"layer_types": ["full_attention"] * 2}
MODELS: dict[str, dict[str, Any]] = {
    "llama": {},
    "qwen2": {},
    "qwen3": NARROW,
    "granite": {},
    "smollm3": {"pad_token_id": 0},
    "seed_oss": {"head_dim": 32, "attention_dropout": 0.0, "residual_dropout": 0.0},
    "hunyuan_v1_dense": {"head_dim": 32},
    "phi3": NO_WINDOW | {"pad_token_id": 0},
    "gemma": {"head_dim": 32},
    "gemma3_text": {"head_dim": 32} | FULL,
    "olmo": {},
    "olmo2": {},
    "olmo3": FULL,
    "cohere": {},
    "stablelm": {},
    "phi": {},
    "gpt_neox": {"num_key_value_heads": None},
    "glm": NARROW,
    "glm4": NARROW,
    "helium": {"head_dim": 32},
    "ernie4_5": {"head_dim": 32},
    "nemotron": {},
    "persimmon": {},
    "starcoder2": {},
    "arcee": {},
    "apertus": {},
    "bitnet": {},
    "diffllama": {},
    "doge": {},
    "lfm2": {"layer_types": ["conv", "full_attention"]},
    "mixtral": NO_WINDOW | {"num_local_experts": 8},
    "olmoe": {"num_experts": 8, "num_experts_per_tok": 2},
    "phimoe": NO_WINDOW | {"num_local_experts": 8},
    "qwen3_moe": NARROW
    | {"num_experts": 8, "num_experts_per_tok": 2, "moe_intermediate_size": 128},
    "glm4_moe": NARROW
    | {
        "n_routed_experts": 8,
        "num_experts_per_tok": 2,
        "moe_intermediate_size": 128,
        "first_k_dense_replace": 1,
    },
}
"""What the config of each type has beside or in place of `USUAL`."""


def main() -> None:
    lines = []
    for model_type, own in MODELS.items():
        config = {"model_type": model_type, **USUAL, **own}
        row = {"config": config, "micro_batch": BATCH, "context": CONTEXT}
        lines.append(json.dumps(row | versions() | {"saved": saved(config)}) + "\n")
    FILE.write_text("".join(lines), encoding="utf-8")


def versions() -> dict[str, str]:
    import torch
    import transformers

    return {"torch": torch.__version__, "transformers": transformers.__version__}


def saved(config: dict[str, Any]) -> int:
    """Bytes of all storages that one forward pass leaves for the backward pass."""
    import torch
    from transformers import AutoConfig, AutoModelForCausalLM

    torch.manual_seed(0)
    model = AutoModelForCausalLM.from_config(
        AutoConfig.for_model(**config), dtype=torch.bfloat16, attn_implementation="sdpa"
    )
    if any("experts" in key for key in config):
        model.set_experts_implementation("grouped_mm")
    model.train()
    own = {t.untyped_storage().data_ptr() for t in (*model.parameters(), *model.buffers())}
    kept: dict[int, Any] = {}

    def pack(tensor: Any) -> Any:
        storage = tensor.untyped_storage()
        if storage.data_ptr() not in own:
            kept[storage.data_ptr()] = storage  # which keeps the address from being used again
        return tensor

    tokens = torch.randint(1, config["vocab_size"], (BATCH, CONTEXT))
    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        logits = model(input_ids=tokens, use_cache=False).logits
    assert logits.requires_grad
    return sum(storage.nbytes() for storage in kept.values())


if __name__ == "__main__":
    main()
