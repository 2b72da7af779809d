"""Nemotron-H and Nemotron 3: every layer is one norm and one block: Mamba-2 (M), attention (*),
dense feed-forward (-), or mixture of experts (E), in the order of `hybrid_override_pattern` or
`layers_block_type`. There are no gates; the activation is a squared ReLU.

There is one shared expert, whatever `n_shared_experts` says, which is
`moe_shared_expert_intermediate_size` wide. With `moe_latent_size` the input of routed experts is a
latent of that width. Embeddings are never tied. The modules of `num_nextn_predict_layers` are not
in transformers, so they are not counted.
"""

from collections.abc import Callable

from calc.llm.architecture import Architecture
from calc.llm.blocks import Block
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.blocks.mamba import Mamba2
from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.errors import describe
from calc.llm.families import common

MAMBA, ATTENTION, DENSE, EXPERTS = "linear_attention", "full_attention", "mlp", "moe"
LETTERS = {"M": MAMBA, "*": ATTENTION, "-": DENSE, "E": EXPERTS}
OLD_NAMES = {"mamba": MAMBA, "attention": ATTENTION}


def nemotron_h(fields: Fields) -> Architecture:
    d, types = common.hidden_size(fields, 4096), _types(fields)
    blocks = {kind: BLOCKS[kind](fields, d) for kind in dict.fromkeys(types)}
    if fields.path:
        fields.tied(default=False)  # no class around it looks at the key
    else:
        fields.require("tie_word_embeddings", False, "this family has a head of its own")
    layers = common.layer_stack(((blocks[kind],) for kind in types), norms=1)
    fields.ignore(
        *SETTINGS, *(key for kind, keys in ONLY.items() if kind not in types for key in keys)
    )
    ahead = common.multi_token_prediction(fields, None)
    return common.architecture(fields, d, layers, vocab=131_072, multi_token_prediction=ahead)


def _types(fields: Fields) -> list[str]:
    """The kind of each layer."""
    given = fields.sequence("layers_block_type") or fields.sequence("layer_types")
    letters = fields.get("hybrid_override_pattern")
    if given:
        known = (*LETTERS.values(), *OLD_NAMES)
        for kind in given:
            if kind not in known:
                raise fields.error("layers_block_type", f"{describe(kind)} is not one of {known}.")
        types = [OLD_NAMES.get(str(kind), str(kind)) for kind in given]
    elif letters is not None:
        if not isinstance(letters, str) or set(letters) - set(LETTERS) or not letters:
            raise fields.error("hybrid_override_pattern", "it must be a word of M, *, - and E.")
        types = [LETTERS[letter] for letter in letters[: MAX_LAYERS + 1]]
    else:
        types = [MAMBA, EXPERTS, ATTENTION, DENSE]
        fields.assume("layers_block_type", types)
    L = fields.optional_integer("num_hidden_layers", default=None, maximum=MAX_LAYERS)
    if L not in (None, len(types)):
        raise fields.error(
            "num_hidden_layers", f"{L} layers, but {len(types)} kinds; give one kind each."
        )
    return types


def _mamba(fields: Fields, d: int) -> Mamba2:
    return Mamba2(
        num_heads=fields.integer("mamba_num_heads", default=128),
        head_dim=fields.integer("mamba_head_dim", default=64),
        state_size=fields.integer("ssm_state_size", default=128),
        groups=fields.integer("n_groups", "mamba_n_groups", default=8),
        conv_kernel=fields.integer("conv_kernel", "mamba_d_conv", default=4),
        conv_bias=fields.flag("use_conv_bias", "mamba_conv_bias", default=True),
        projection_bias=fields.flag("use_bias", default=False),
    )


def _attention(fields: Fields, d: int) -> Attention:
    fields.require("attention_bias", False, "this family has none")
    fields.require("sliding_window", None, "this family attends to everything")
    heads = common.attention(fields, d, n=32, k=8, h=128)
    fields.require("attention_head_dim", heads.head_dim, "it contradicts head_dim")
    return heads


def _dense(fields: Fields, d: int) -> Dense:
    return Dense(
        ffn_size=fields.integer("intermediate_size", default=21_504),
        gated=False,
        bias=fields.flag("mlp_bias", default=False),
    )


def _experts(fields: Fields, d: int) -> MoE:
    E = fields.integer("n_routed_experts", "num_local_experts", default=8)
    return MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=2, experts=E),
        expert_ffn_size=fields.integer("moe_intermediate_size", default=7688),
        shared_experts=1,
        shared_expert_ffn_size=fields.integer("moe_shared_expert_intermediate_size", default=7688),
        gated=False,
        shared_expert_bias=fields.flag("mlp_bias", default=False),
        latent_size=fields.optional_integer("moe_latent_size", default=None),
    )


BLOCKS: dict[str, Callable[[Fields, int], Block]] = {
    MAMBA: _mamba,
    ATTENTION: _attention,
    DENSE: _dense,
    EXPERTS: _experts,
}

SETTINGS = (
    *("expand", "mamba_expand", "mamba_proj_bias", "moe_shared_expert_overlap"),
    *("mtp_layers_block_type", "mtp_hybrid_override_pattern", "n_shared_experts"),
)
"""Keys that the class never counts by: it has one shared expert, whatever the config says."""

ONLY = {
    MAMBA: (
        *("mamba_num_heads", "mamba_head_dim", "ssm_state_size", "n_groups", "mamba_n_groups"),
        *("conv_kernel", "mamba_d_conv", "use_conv_bias", "mamba_conv_bias", "use_bias"),
    ),
    ATTENTION: (
        *("num_attention_heads", "num_key_value_heads", "head_dim", "attention_head_dim"),
        *("attention_bias", "sliding_window"),
    ),
    DENSE: ("intermediate_size", "mlp_bias"),
    EXPERTS: (
        *("n_routed_experts", "num_local_experts", "num_experts_per_tok", "moe_intermediate_size"),
        *("moe_shared_expert_intermediate_size", "mlp_bias", "moe_latent_size"),
    ),
}
"""Keys of each kind of layer, which change nothing where no layer is of it."""
