"""Qwen 3 MoE and Qwen 3 Coder: no shared expert; `moe_intermediate_size` is the width of one
expert, `intermediate_size` the width of a dense block.

Heads are d / n wide if `head_dim` is absent, unlike in dense Qwen 3; they share one query norm and
one key norm. The text models of Qwen3-VL and Qwen3-Omni are the same with other defaults. In
Mellum of JetBrains, `layer_types` and `mlp_layer_types` say which layers slide and which are dense;
by default all have full attention and all are MoE.
"""

from dataclasses import replace

from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Key, Mixture

qwen3_moe = Decoder(
    nulls=False,
    L=24,
    d=2048,
    n=32,
    k=4,
    f=6144,
    vocab=151_936,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    qk_norm="head",
    masks=patterns.uniform_masks_if_used(4096),
    moe=Mixture(
        experts=128,
        k=8,
        f=768,
        names=("num_local_experts", "num_experts"),
        sparse=patterns.moe_by_sparse_step,
    ),
    refuses=(("shared_expert_intermediate_size", 0, "this family has no shared expert"),),
)

qwen3_vl_moe_text = replace(
    qwen3_moe,
    n=16,
    k=16,
    f=5632,
    masks=None,
    ignores=("use_sliding_window", "max_window_layers"),
    refuses=(("sliding_window", None, "the class would cache a window and attend to all"),),
    moe=Mixture(experts=60, k=4, f=1408, sparse=patterns.moe_by_sparse_step),
)
qwen3_omni_moe_text = replace(
    qwen3_moe, L=28, n=28, f=18_944, vocab=3584, masks=patterns.uniform_masks(None)
)

mellum = replace(
    qwen3_moe,
    L=28,
    d=2304,
    h=128,
    f=7168,
    vocab=98_304,
    masks=patterns.full_where(lambda i, L: True, window=1024),
    moe=Mixture(
        experts=64,
        k=8,
        f=896,
        names=("num_local_experts", "num_experts"),
        sparse=patterns.sparse_from(0),
    ),
    refuses=(),
    ignores=("mtp_layer_types", "mtp_mlp_layer_types"),
    ahead=False,
)
