"""Mistral's params.json: Mistral, Ministral, Mixtral, Pixtral, Mistral Large 3 and Small 4, and
Codestral Mamba.

An absent `sliding_window` means none, unlike in a config.json. With `moe`, every feed-forward block
is experts; in older files, whose `moe` has two keys, they are `hidden_dim` wide.
Source: TransformerArgs, MambaArgs and their modules in mistral-inference,
https://github.com/mistralai/mistral-inference; keys that it does not have: vllm,
vllm/transformers_utils/configs/mistral.py, https://github.com/vllm-project/vllm
"""

from collections.abc import Sequence

from calc.llm.architecture import Architecture
from calc.llm.blocks import Block
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.blocks.latent import LatentAttention
from calc.llm.blocks.mamba import Mamba2
from calc.llm.config_fields import MAX_LAYERS, MAX_SIZE, Fields
from calc.llm.errors import describe
from calc.llm.families import common, patterns
from calc.llm.masks import FULL, Mask, Sliding
from calc.llm.params_json import stored
from calc.llm.vision import VisionTower

WINDOWS = ("sliding_window", "_sliding_window")

ONLY = frozenset(
    [
        *("hidden_dim", "moe", *WINDOWS, "vision_encoder", "multimodal", "tied_embeddings"),
        *("q_lora_rank", "kv_lora_rank", "qk_nope_head_dim", "qk_rope_head_dim", "v_head_dim"),
        *("yarn", "llama_4_scaling", "lora", "use_biases", "causal", "quantization"),
    ]
)
"""Keys that Mistral's files have and Meta's have not."""

NEWER = ("expert_hidden_dim", "num_shared_experts", "first_k_dense_replace", "route_every_n")
"""Keys of `moe` that mistral-inference does not read."""


def transformer(fields: Fields) -> Architecture:
    """The architecture of a Mistral with attention. Errors: ConfigError."""
    L = fields.integer("n_layers", maximum=MAX_LAYERS)
    d = fields.integer("dim")
    fields.require("lora", None, "its weights are beside those of the model")
    fields.require("use_biases", False, "biases are not counted")
    fields.require("causal", True, "no other attention is counted")
    fields.require("ada_rms_norm_t_cond", False, "norms with weights of their own are not counted")
    fields.ignore("model_type", "max_batch_size", "yarn", "ada_rms_norm_t_cond_dim")
    layers = common.layer_stack(
        zip(_attentions(fields, L), _feedforwards(fields, L), strict=True),
    )
    return Architecture(
        hidden_size=d,
        vocab_size=fields.integer("vocab_size"),
        layers=layers,
        tied_embeddings=fields.flag("tied_embeddings", default=False),
        vision=_tower(fields) if fields.has("vision_encoder") else None,
        stored=stored.read(fields, "quantization", "quantization_config"),
        not_counted=_others(fields),
    )


def _attentions(fields: Fields, L: int) -> Sequence[Block]:
    n, h = fields.integer("n_heads"), fields.integer("head_dim")
    if fields.has("kv_lora_rank", "qk_nope_head_dim"):
        return [_latent(fields, n)] * L
    k = fields.integer("n_kv_heads")
    common.check_heads(fields, "n_kv_heads", n, k)
    attention = Attention(num_attention_heads=n, num_key_value_heads=k, head_dim=h)
    return patterns.with_masks(attention, _masks(fields, L))


def _latent(fields: Fields, n: int) -> LatentAttention:
    fields.ignore("n_kv_heads")
    for key in WINDOWS:
        fields.require(key, None, "latent attention has no window")
    return LatentAttention(
        num_attention_heads=n,
        q_lora_rank=fields.optional_integer("q_lora_rank", default=None),
        kv_lora_rank=fields.integer("kv_lora_rank"),
        qk_nope_head_dim=fields.integer("qk_nope_head_dim"),
        qk_rope_head_dim=fields.integer("qk_rope_head_dim"),
        v_head_dim=fields.integer("v_head_dim"),
    )


def _masks(fields: Fields, L: int) -> Sequence[Mask]:
    """One window for all layers, or a list of windows that repeats; null is full attention."""
    given = [key for key in WINDOWS if fields.has(key)]
    if len(given) > 1:
        raise fields.error(given[1], f"{given[0]} is also there; keep one of the two.")
    key = given[0] if given else WINDOWS[0]
    if not isinstance(fields.get(key), list | tuple):
        window = fields.optional_integer(key, default=None)
        return [FULL if window is None else Sliding(window=window)] * L
    pattern = fields.sequence(key) or ()
    if not pattern or L % len(pattern):
        raise fields.error(
            key, f"{len(pattern)} windows do not fill {L} layers evenly; use a divisor."
        )
    masks: list[Mask] = []
    for one in pattern:
        if one is None:
            masks.append(FULL)
        elif isinstance(one, int) and not isinstance(one, bool) and 0 < one <= MAX_SIZE:
            masks.append(Sliding(window=one))
        else:
            raise fields.error(key, f"{describe(one)} is not a window; use a whole number.")
    return masks * (L // len(masks))


def _feedforwards(fields: Fields, L: int) -> list[Block]:
    if not fields.has("moe"):
        return [Dense(ffn_size=fields.integer("hidden_dim"))] * L
    moe = fields.nested("moe")
    moe.ignore("routed_scale", "num_expert_groups", "num_expert_groups_per_tok", "renorm_strategy")
    moe.ignore("use_load_balancing_bias", "expert_parallel", "expert_model_parallel")
    moe.require("route_every_n", 1, "all layers after the dense ones are counted as experts")
    newer = any(key in moe.values for key in NEWER)
    lead = moe.integer("first_k_dense_replace", default=0, minimum=0) if newer else 0
    E = moe.integer("num_experts")
    if newer:
        width = moe.integer("expert_hidden_dim")
        shared = moe.integer("num_shared_experts", default=0, minimum=0)
    else:
        width, shared = fields.integer("hidden_dim"), 0
    experts = MoE(
        routed_experts=E,
        top_k=common.top_k(moe, "num_experts_per_tok", default=None, experts=E),
        expert_ffn_size=width,
        shared_experts=shared,
    )
    fields.ignore("hidden_dim")
    if not lead:
        return [experts] * L
    dense = Dense(ffn_size=fields.integer("hidden_dim"))
    return [dense if i < lead else experts for i in range(L)]


def _tower(fields: Fields) -> VisionTower:
    from calc.llm.vision.pixtral import read

    return read(fields.nested("vision_encoder"))


def _others(fields: Fields) -> tuple[str, ...]:
    """Parts that no function here counts."""
    if not fields.has("multimodal"):
        return ()
    parts = fields.nested("multimodal")
    names = {
        "whisper_model_args": "the audio encoder and its adapter",
        "vision_encoder_args": "the vision encoder and its adapter",
    }
    return tuple(words for key, words in names.items() if parts.has(key))


def mamba(fields: Fields) -> Architecture:
    """Codestral Mamba: Mamba-2 with the sizes of mamba_ssm's class, which the file does not say.

    Source: Mamba2 in mamba_ssm, modules/mamba2.py, https://github.com/state-spaces/mamba
    """
    fields.ignore("model_type", "n_heads", "n_kv_heads", "residual_in_fp32", "fused_add_norm")
    L = fields.integer("n_layers", maximum=MAX_LAYERS)
    d = fields.integer("dim")
    multiple = fields.integer("pad_vocab_size_multiple", default=8)
    expand, h, states, taps = 2, 64, 128, 4
    if expand * d % h:
        raise fields.error("dim", f"heads of {h} do not fill {expand} × {d}; use a multiple.")
    block = Mamba2(
        num_heads=expand * d // h,
        head_dim=h,
        state_size=states,
        groups=fields.integer("n_groups"),
        conv_kernel=taps,
    )
    return Architecture(
        hidden_size=d,
        vocab_size=-(-fields.integer("vocab_size") // multiple) * multiple,
        layers=common.layer_stack([(block,)] * L, norms=1),
        norm_vectors=1 if fields.flag("rms_norm", default=True) else 2,
        tied_embeddings=fields.flag("tie_embeddings", default=True),
        stored=stored.read(fields),
    )
