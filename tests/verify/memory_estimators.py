"""Asks other estimators of training memory about models that were measured; writes the answers.

    VENV/bin/python tests/verify/memory_estimators.py MEGATRON.py

in an environment with transformers, accelerate and deepspeed. MEGATRON.py is Megatron-LM's
megatron/training/theoretical_memory_usage.py. Nothing of this project is imported. The measured
rows are those of `training_memory.jsonl`; the answers go to `memory_estimators.json` beside it.
"""

import ast
import json
import math
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

DATA = Path(__file__).parents[2] / "calc" / "analysis" / "data"
MEGATRON_COMMIT = "d98e8a64ddf34856e74b24714e3bedb2f5a39553"
ROWS = (
    "Llama-3.2-1B-b1-s2048-bf16-adamw_fp32_master-none-sdpa",
    "Llama-3.1-8B-b1-s4096-bf16-adamw_fp32_master-none-sdpa",
    "Mistral-7B-v0.1-b1-s2048-bf16-adamw_fp32_master-none-sdpa",
    "Qwen2.5-7B-b1-s4096-bf16-adamw_fp32_master-none-sdpa",
    "Qwen3-1.7B-b2-s4096-bf16-adamw_fp32_master-none-sdpa",
    "Gemma-2-2b-b1-s2048-bf16-adamw_fp32_master-none-flash",
    "OLMo-2-0325-32B-b1-s4096-bf16-adamw_fp32_master-none-sdpa",
    "Mixtral-8x7B-v0.1-b1-s4096-bf16-adamw_fp32_master-none-sdpa-grouped_mm",
    "Qwen3-30B-A3B-b1-s4096-bf16-adamw_fp32_master-none-sdpa-grouped_mm",
    "DeepSeek-V3-b1-s4096-bf16-adamw_fp32_master-none-flash-grouped_mm",
)
RANKS = 8


def main(megatron_file: Path) -> None:
    import accelerate
    import deepspeed
    import transformers

    measured = {
        row["id"]: row
        for row in map(json.loads, (DATA / "training_memory.jsonl").read_text().splitlines())
    }
    megatron = _functions(megatron_file)
    found = {
        "versions": {
            "accelerate": accelerate.__version__,
            "deepspeed": deepspeed.__version__,
            "Megatron-LM": MEGATRON_COMMIT,
            "transformers": transformers.__version__,
        },
        "ranks": RANKS,
        "rows": [_asked(measured[name], megatron) for name in ROWS],
    }
    (DATA / "memory_estimators.json").write_text(json.dumps(found, indent=1) + "\n")


def _asked(row: dict[str, Any], megatron: dict[str, Any]) -> dict[str, Any]:
    """The answers about one row, in bytes."""
    import torch
    from accelerate import init_empty_weights
    from accelerate.commands.estimate import estimate_training_usage
    from accelerate.utils import calculate_maximum_sizes
    from deepspeed.runtime.zero.stage3 import estimate_zero3_model_states_mem_needs
    from deepspeed.runtime.zero.stage_1_and_2 import estimate_zero2_model_states_mem_needs
    from transformers import AutoConfig, AutoModelForCausalLM

    config = AutoConfig.for_model(**row["hf_config"])
    with init_empty_weights(include_buffers=True):
        model = AutoModelForCausalLM.from_config(config, dtype=torch.float32)
    model.tie_weights()
    size, _ = calculate_maximum_sizes(model)
    N = sum({id(p): p.numel() for p in model.parameters()}.values())
    largest = max(
        sum(p.numel() for p in module.parameters(recurse=False)) for module in model.modules()
    )
    ranks: dict[str, Any] = {"num_gpus_per_node": RANKS, "num_nodes": 1, "cpu_offload": False}
    args = _arguments(config, row)
    return {
        "id": row["id"],
        "accelerate": max(estimate_training_usage(size, "bfloat16").values()),
        "deepspeed_zero_2": estimate_zero2_model_states_mem_needs(N, **ranks)[1],
        "deepspeed_zero_3": estimate_zero3_model_states_mem_needs(
            N, largest, cpu_offload_params=False, **ranks
        )[1],
        "megatron_states": megatron["compute_weight_and_optimizer_memory"](args),
        "megatron_activations": megatron["compute_activation_memory"](args, None),
    }


def _functions(file: Path) -> dict[str, Any]:
    """The file's functions, without what it imports from the rest of Megatron-LM."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom)]
    names: dict[str, Any] = {"math": math}
    exec(compile(tree, str(file), "exec"), names)
    return names


def _arguments(config: Any, row: dict[str, Any]) -> SimpleNamespace:
    """Megatron-LM's arguments for the model of a config."""

    def get(*names: str, default: Any = None) -> Any:
        values = (getattr(config, name, None) for name in names)
        return next((value for value in values if value is not None), default)

    n, d, L = config.num_attention_heads, config.hidden_size, config.num_hidden_layers
    latent = get("kv_lora_rank")
    experts = get("num_local_experts", "num_experts", "n_routed_experts")
    width = get("moe_intermediate_size", default=config.intermediate_size)
    dense = get("first_k_dense_replace", default=0)
    shared = get("n_shared_experts", default=0)
    return SimpleNamespace(
        hidden_size=d,
        num_layers=L,
        num_attention_heads=n,
        kv_channels=get("head_dim", default=d // n),
        group_query_attention=latent is None,
        num_query_groups=config.num_key_value_heads,
        num_experts=experts,
        moe_layer_freq=[0] * dense + [1] * (L - dense),
        moe_ffn_hidden_size=width,
        moe_shared_expert_intermediate_size=shared * width if shared else None,
        moe_latent_size=None,
        moe_router_topk=get("num_experts_per_tok"),
        add_bias_linear=False,
        expert_model_parallel_size=1,
        expert_tensor_parallel_size=1,
        world_size=1,
        ffn_hidden_size=config.intermediate_size,
        swiglu=True,
        normalization="RMSNorm",
        multi_latent_attention=latent is not None,
        q_lora_rank=get("q_lora_rank"),
        kv_lora_rank=latent,
        qk_head_dim=get("qk_nope_head_dim"),
        qk_pos_emb_head_dim=get("qk_rope_head_dim"),
        v_head_dim=get("v_head_dim"),
        mtp_num_layers=None,
        padded_vocab_size=config.vocab_size,
        untie_embeddings_and_output_weights=not config.tie_word_embeddings,
        pipeline_model_parallel_size=1,
        tensor_model_parallel_size=1,
        virtual_pipeline_model_parallel_size=None,
        data_parallel_size=1,
        use_distributed_optimizer=False,
        seq_length=row["context"],
        micro_batch_size=row["micro_batch"],
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
