"""What DeepSeek states about V3 and DeepSeekMoE-16B."""

from calc.llm.published.figure import BILLION, TRILLION, Figure, Figures
from calc.units import Unknown

_TABLE_1 = "Table 1, training costs at $2 per H800-hour"


def _v3(value: float | str | Unknown, stated: str, where: str) -> Figure:
    return Figure(value=value, stated=stated, source="DSV3", where=where)


def _moe16(value: float | str | Unknown, stated: str, where: str) -> Figure:
    return Figure(value=value, stated=stated, source="DSMOE", where=where)


def _isca(value: float, stated: str, where: str) -> Figure:
    return Figure(value=value, stated=stated, source="DSISCA", where=where)


DEEPSEEK_V3: Figures = {
    "released": Figure(
        value="2024-12-26",
        stated="first commits of the repository",
        source="DSV3REPO",
        where="git log",
    ),
    "total": _v3(671 * BILLION, "671B total parameters", "abstract"),
    "active": _v3(37 * BILLION, "37B activated for each token", "abstract"),
    "active_weights": Figure(
        value=36.7 * BILLION,
        stated="36.7B (including 0.9B for Embedding and 0.9B for the output Head)",
        source="DSV3REPO",
        where="README_WEIGHTS.md",
    ),
    "routed_experts": _v3(256, "1 shared expert and 256 routed experts", "§4.2"),
    "shared_experts": _v3(1, "1 shared expert and 256 routed experts", "§4.2"),
    "top_k": _v3(8, "8 experts will be activated for each token", "§4.2"),
    "layers": _v3(61, "We set the number of Transformer layers to 61", "§4.2"),
    "moe_layers": _v3(58, "all FFNs except for the first three layers with MoE layers", "§4.2"),
    "context": _v3(128 * 1024, "128K", "§4.3"),
    "training_context": _v3(4 * 1024, "4K", "§4.2"),
    "extension_context": _v3(32 * 1024, "4K → 32K → 128K", "§4.3"),
    "extension_tokens": _v3(
        126 * BILLION,
        "1,000 steps each, at 32K with a batch size of 1920 and at 128K with 480",
        "§4.3; the product is ours, 62.9B tokens for each of the two phases",
    ),
    "tokens": _v3(14.8 * TRILLION, "14.8 trillion diverse and high-quality tokens", "abstract"),
    "precision": _v3("FP8", "FP8 mixed precision training", "§3.3"),
    "accelerator": _v3("h800-sxm", "H800", "§1"),
    "accelerators": _v3(2048, "our cluster with 2048 H800 GPUs", "§1"),
    "gpu_hours": _v3(2_664_000, "2664K", f"{_TABLE_1}, pre-training"),
    "gpu_hours_context_extension": _v3(119_000, "119K", f"{_TABLE_1}, context extension"),
    "gpu_hours_post_training": _v3(5_000, "5K", f"{_TABLE_1}, post-training"),
    "gpu_hours_in_all": _v3(2_788_000, "2788K", f"{_TABLE_1}, total"),
    "gpu_hours_per_trillion_tokens": _v3(180_000, "only 180K H800 GPU hours", "§1"),
    "days_per_trillion_tokens": _v3(3.7, "3.7 days on our cluster", "§1"),
    "usd_per_gpu_hour": _v3(2.0, "$2 per GPU hour", f"{_TABLE_1}, an assumption"),
    "cost": _v3(5.328e6, "$5.328M", f"{_TABLE_1}, pre-training"),
    "cost_in_all": _v3(5.576e6, "$5.576M", f"{_TABLE_1}, total; without prior research"),
    "flops_per_token": _isca(250e9, "250 GFLOPS/Token", "Table 2, sequence length 4096"),
    "flops_per_gpu": _isca(385e12, "385 TFLOPS (causal)", "Table 4"),
    "flops_per_gpu_noncausal": _isca(432e12, "432 TFLOPS (non-causal)", "Table 4"),
    "mfu": _isca(0.3894, "38.94% (causal)", "Table 4, of the BF16 peak"),
    "mfu_noncausal": _isca(0.4373, "43.73% (non-causal)", "Table 4, of the BF16 peak"),
    "tokens_per_day": _isca(272.80e9, "272.80 B tokens/day", "Table 4, on 2048 GPUs"),
    "kv_cache_per_token": _isca(70_272, "70.272 KB", "Table 1, BF16"),
    "co2": Figure(
        value=Unknown("DeepSeek has not published the emissions of V3."),
        stated="not published",
        source="DSV3",
        where="whole report",
    ),
}

DEEPSEEKMOE_16B: Figures = {
    "total": _moe16(16.4 * BILLION, "approximately 16.4B total parameters", "§5.1.2"),
    "active": _moe16(2.8 * BILLION, "activated parameters around 2.8B", "§5.1.2"),
    "routed_experts": _moe16(64, "2 shared experts and 64 routed experts", "§5.1.2"),
    "shared_experts": _moe16(2, "2 shared experts and 64 routed experts", "§5.1.2"),
    "top_k": _moe16(6, "6 out of 64 routed experts", "§5.1.2"),
    "layers": _moe16(28, "we set the number of Transformer layers to 28", "§5.1.2"),
    "moe_layers": _moe16(27, "all FFNs except for the first layer with MoE layers", "§5.1.2"),
    "training_context": _moe16(4 * 1024, "4K", "§5.1.2"),
    "tokens": _moe16(2 * TRILLION, "2T tokens", "§5.1.1"),
    "accelerator": _moe16(
        Unknown("DeepSeek trained it on A100 and H800 clusters and does not split them."),
        "clusters equipped with NVIDIA A100 or H800 GPUs",
        "§4.1.2",
    ),
    "gpu_hours": _moe16(
        Unknown("DeepSeek has not published the GPU-hours of DeepSeekMoE 16B."),
        "not published",
        "whole paper",
    ),
    "flops_per_token": _moe16(
        74.4e12 / 4096, "FLOPs per 4K Tokens 74.4T", "table on p. 17; divided by 4,096"
    ),
}
