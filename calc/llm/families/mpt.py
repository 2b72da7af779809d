"""MPT: norms without a shift, no gate, no biases, as many key and value heads as query heads.

Its class knows positions as biases of the scores only (ALiBi), and no query and key norms, single
key head, or width of the dense blocks but 4 d; other values of these keys are refused.
"""

from calc.llm.architecture import Architecture
from calc.llm.config_fields import Fields
from calc.llm.families.decoder import Decoder

_mpt = Decoder(
    L=24,
    d=2048,
    n=16,
    vocab=50_368,
    tied=True,
    names={
        "num_hidden_layers": ("n_layers", "num_hidden_layers"),
        "hidden_size": ("d_model", "hidden_size"),
        "num_attention_heads": ("n_heads", "num_attention_heads"),
        "num_key_value_heads": (),
        "head_dim": (),
        "intermediate_size": (),
    },
    gated=False,
    refuses=(
        ("expansion_ratio", 4, "the class's dense blocks are 4 d wide"),
        ("no_bias", True, "the class has no biases"),
    ),
    ignores=("learned_pos_emb", "embedding_fraction", "norm_type", "init_device"),
)


def mpt(fields: Fields) -> Architecture:
    inner = fields.nested("attn_config")
    inner.require(
        "attn_type", "multihead_attention", "the class has a key head for each query head"
    )
    inner.require("qk_ln", False, "the class has no query and key norms")
    inner.require("alibi", True, "the class has no learned positions")
    inner.ignore(
        "attn_pdrop",
        "attn_impl",
        "softmax_scale",
        "prefix_lm",
        "attn_uses_sequence_id",
        "alibi_bias_max",
    )
    return _mpt(fields)
