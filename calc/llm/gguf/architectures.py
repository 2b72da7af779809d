"""Which config.json the metadata of a GGUF file amounts to: llama.cpp’s keys → transformers’ keys.

What metadata do not say, the tensors do: rows of the vocabulary, tied embeddings, biases, query and
key norms. What neither says is left to the class, and listed in the model's `assumed`.
Source: the converters and hyperparameters of llama.cpp, https://github.com/ggml-org/llama.cpp
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from calc.llm.config_fields import MAX_LAYERS
from calc.llm.errors import PastedError
from calc.llm.gguf.header import Header, short

USUAL = {
    "hidden_size": "embedding_length",
    "num_hidden_layers": "block_count",
    "num_attention_heads": "attention.head_count",
    "num_key_value_heads": "attention.head_count_kv",
    "head_dim": "attention.key_length",
    "intermediate_size": "feed_forward_length",
    "max_position_embeddings": "context_length",
}
"""Keys of nearly every config.json → keys of metadata, after the architecture's name."""

EXPERTS = {
    "num_experts": "expert_count",
    "num_experts_per_tok": "expert_used_count",
    "moe_intermediate_size": "expert_feed_forward_length",
}
DEEPSEEK = {
    "n_routed_experts": "expert_count",
    "num_experts_per_tok": "expert_used_count",
    "moe_intermediate_size": "expert_feed_forward_length",
    "n_shared_experts": "expert_shared_count",
    "first_k_dense_replace": "leading_dense_block_count",
}
WINDOW = {"sliding_window": "attention.sliding_window"}

BIAS = {"attention_bias": "attn_q.bias"}
QK_NORM = {"use_qk_norm": "attn_q_norm.weight"}


@dataclass(frozen=True, kw_only=True)
class Kind:
    """An architecture of llama.cpp as a type of transformers."""

    model_type: str
    keys: Mapping[str, str] = field(default_factory=dict)
    """Beside the usual ones; an empty key of metadata means that the type has no such key."""
    tensors: Mapping[str, str] = field(default_factory=dict)
    """Options that are true if a layer has the tensor."""
    fixed: Mapping[str, object] = field(default_factory=dict)
    full: bool = False
    """All layers have full attention where the metadata have no window, unlike in the class."""


_NO_HEAD_DIM = {"head_dim": ""}

KINDS = {
    "arcee": Kind(model_type="arcee", tensors=BIAS | {"mlp_bias": "ffn_up.bias"}),
    "cohere2": Kind(model_type="cohere2", keys=WINDOW),
    "command-r": Kind(model_type="cohere", keys=_NO_HEAD_DIM, tensors=BIAS | QK_NORM),
    "deepseek2": Kind(model_type="deepseek_v3", keys=DEEPSEEK | _NO_HEAD_DIM),
    "dots1": Kind(model_type="dots1", keys=DEEPSEEK),
    "ernie4_5": Kind(model_type="ernie4_5"),
    "exaone4": Kind(model_type="exaone4", keys=WINDOW, full=True),
    "gemma": Kind(model_type="gemma"),
    "gemma2": Kind(model_type="gemma2", keys=WINDOW),
    "gemma3": Kind(model_type="gemma3_text", keys=WINDOW),
    "glm4": Kind(model_type="glm4", tensors=BIAS),
    "glm4moe": Kind(
        model_type="glm4_moe",
        keys=DEEPSEEK | {"num_nextn_predict_layers": "nextn_predict_layers"},
        tensors=BIAS | QK_NORM,
    ),
    "gpt-oss": Kind(
        model_type="gpt_oss",
        keys=WINDOW
        | {
            "num_local_experts": "expert_count",
            "num_experts_per_tok": "expert_used_count",
            "intermediate_size": "expert_feed_forward_length",
        },
        tensors=BIAS,
    ),
    "granite": Kind(model_type="granite", keys=_NO_HEAD_DIM, tensors=BIAS),
    "granitemoe": Kind(
        model_type="granitemoe",
        keys=_NO_HEAD_DIM
        | {"num_local_experts": "expert_count", "num_experts_per_tok": "expert_used_count"},
        tensors=BIAS,
    ),
    "hunyuan-dense": Kind(model_type="hunyuan_v1_dense", tensors=BIAS),
    "llama": Kind(model_type="llama", tensors=BIAS | {"mlp_bias": "ffn_up.bias"}),
    "llama4": Kind(
        model_type="llama4_text",
        keys={
            "num_local_experts": "expert_count",
            "num_experts_per_tok": "expert_used_count",
            "intermediate_size": "expert_feed_forward_length",
            "intermediate_size_mlp": "feed_forward_length",
            "interleave_moe_layer_step": "interleave_moe_layer_step",
        },
    ),
    "mistral3": Kind(model_type="ministral3", fixed={"sliding_window": None}),
    "mixtral": Kind(
        model_type="mixtral",
        keys={"num_local_experts": "expert_count", "num_experts_per_tok": "expert_used_count"},
        fixed={"sliding_window": None},
    ),
    "minimax-m2": Kind(
        model_type="minimax_m2",
        keys={
            "num_local_experts": "expert_count",
            "num_experts_per_tok": "expert_used_count",
            "intermediate_size": "expert_feed_forward_length",
        },
    ),
    "nemotron": Kind(model_type="nemotron", tensors=BIAS | {"mlp_bias": "ffn_up.bias"}),
    "olmo": Kind(model_type="olmo", keys=_NO_HEAD_DIM, tensors=BIAS),
    "olmo2": Kind(model_type="olmo2", keys=_NO_HEAD_DIM, tensors=BIAS),
    "olmoe": Kind(
        model_type="olmoe",
        keys=_NO_HEAD_DIM
        | {"num_experts": "expert_count", "num_experts_per_tok": "expert_used_count"},
        tensors=BIAS,
    ),
    "phi2": Kind(model_type="phi", keys=_NO_HEAD_DIM),
    "phi3": Kind(model_type="phi3", keys=_NO_HEAD_DIM | WINDOW),
    "phimoe": Kind(
        model_type="phimoe",
        keys=_NO_HEAD_DIM
        | {"num_local_experts": "expert_count", "num_experts_per_tok": "expert_used_count"},
        tensors=BIAS | {"lm_head_bias": "output.bias"},
    ),
    "qwen2": Kind(model_type="qwen2", keys=_NO_HEAD_DIM),
    "qwen2moe": Kind(
        model_type="qwen2_moe",
        keys=EXPERTS
        | _NO_HEAD_DIM
        | {"shared_expert_intermediate_size": "expert_shared_feed_forward_length"},
        tensors={"qkv_bias": "attn_q.bias"},
    ),
    "qwen2vl": Kind(model_type="qwen2", keys=_NO_HEAD_DIM),
    "qwen3": Kind(model_type="qwen3", tensors=BIAS),
    "qwen3moe": Kind(model_type="qwen3_moe", keys=EXPERTS, tensors=BIAS),
    "qwen3vl": Kind(model_type="qwen3", tensors=BIAS),
    "qwen3vlmoe": Kind(model_type="qwen3_moe", keys=EXPERTS, tensors=BIAS),
    "seed_oss": Kind(
        model_type="seed_oss",
        tensors=BIAS | {"attention_out_bias": "attn_output.bias", "mlp_bias": "ffn_up.bias"},
    ),
    "smollm3": Kind(model_type="smollm3", keys=_NO_HEAD_DIM, tensors=BIAS),
    "stablelm": Kind(
        model_type="stablelm",
        keys=_NO_HEAD_DIM,
        tensors={"use_qkv_bias": "attn_q.bias", "qk_layernorm": "attn_q_norm.weight"},
    ),
    "starcoder2": Kind(
        model_type="starcoder2", keys=_NO_HEAD_DIM, tensors={"use_bias": "attn_q.bias"}
    ),
}
"""By `general.architecture`, but mixtral, which is llama with experts."""

NO_MODELS = {
    "clip": "the tower for images or sounds that goes with a language model",
    "imatrix": "the activations that a quantisation was fitted to",
    "diffusion": "a diffusion model",
}
"""Architectures of files that hold something else."""


class NoConfigError(PastedError):
    """The metadata amount to no config.json that is known here."""


def config(header: Header) -> dict[str, object]:
    """The config.json of the model in a file. Errors: NoConfigError with the reason."""
    name = header.metadata.get("general.architecture")
    if not isinstance(name, str):
        raise NoConfigError("its metadata do not name an architecture")
    kind_of_file = header.metadata.get("general.type")
    if kind_of_file == "adapter":
        raise NoConfigError("it is an adapter, not a whole model")
    if name in NO_MODELS:
        raise NoConfigError(f"it holds {NO_MODELS[name]}")
    facts = _Facts(header, name)
    if name == "llama" and facts.get("expert_count"):
        kind = KINDS["mixtral"]
    elif name in KINDS:
        kind = KINDS[name]
    else:
        raise NoConfigError(f"the architecture {short(name)} is not known here")
    found = _usual(kind, facts)
    if name == "deepseek2":
        found |= _latent(facts)
    return found


class _Facts:
    """What a header says, by the keys of one architecture."""

    def __init__(self, header: Header, name: str) -> None:
        self.metadata, self.name = header.metadata, name
        self.shapes = {tensor.name: tensor.dims for tensor in header.tensors}
        self.in_layers = {one.split(".", 2)[-1] for one in self.shapes if one.startswith("blk.")}

    def get(self, key: str) -> int | None:
        """A number of the metadata; of a list, the one that all layers have."""
        found = self.metadata.get(f"{self.name}.{key}")
        if isinstance(found, list) and found:
            if any(one != found[0] for one in found):
                raise NoConfigError(f"{short(self.name)}.{key} differs from layer to layer")
            found = found[0]
        if found is None or (type(found) is int and found >= 0):
            return found
        raise NoConfigError(f"{short(self.name)}.{key} is not a whole number")

    def must(self, key: str) -> int:
        found = self.get(key)
        if not found:
            raise NoConfigError(f"its metadata do not have {short(self.name)}.{key}")
        return found


def _usual(kind: Kind, facts: _Facts) -> dict[str, object]:
    """The config of a kind by its keys."""
    d, n = facts.must("embedding_length"), facts.must("attention.head_count")
    embedding = facts.shapes.get("token_embd.weight", ())
    if len(embedding) != 2:
        raise NoConfigError("it has no tensor token_embd.weight with the vocabulary")
    width = facts.get("attention.key_length")
    values = facts.get("attention.value_length")
    found: dict[str, object] = {
        "model_type": kind.model_type,
        "vocab_size": embedding[1],
        "tie_word_embeddings": "output.weight" not in facts.shapes,
    }
    for key, place in {**USUAL, **kind.keys}.items():
        value = facts.get(place) if place else None
        if value is not None:
            found[key] = value
    found["num_key_value_heads"] = facts.get("attention.head_count_kv") or n
    ahead = facts.get("nextn_predict_layers") or 0
    found["num_hidden_layers"] = facts.must("block_count") - ahead
    if kind is not KINDS["deepseek2"]:
        h = width or d // n
        if values not in (None, h):
            raise NoConfigError("its keys and values have different widths")
        if kind.keys.get("head_dim") == "":
            if h * n != d:
                raise NoConfigError(f"{n} heads of {h} are not as wide as the model")
        else:
            found["head_dim"] = h
    if "sliding_window" in found:
        found |= _windows(facts, found)
    found |= {key: name in facts.in_layers for key, name in kind.tensors.items()}
    if kind.full and "sliding_window" not in found:
        L = facts.must("block_count") - ahead
        found |= {"sliding_window": None, "layer_types": ["full_attention"] * min(L, MAX_LAYERS)}
    return {**found, **kind.fixed}


def _windows(facts: _Facts, found: Mapping[str, object]) -> dict[str, object]:
    """The window, null for none, and which layers have it if the metadata say so."""
    if not found["sliding_window"]:
        return {"sliding_window": None}
    slides = facts.metadata.get(f"{facts.name}.attention.sliding_window_pattern")
    if not isinstance(slides, list) or len(slides) != found["num_hidden_layers"]:
        return {}
    return {
        "layer_types": ["sliding_attention" if one else "full_attention" for one in slides],
    }


def _latent(facts: _Facts) -> dict[str, object]:
    """Of latent attention. Where keys are kept compressed, `key_length` is the width of what is
    kept, and `key_length_mla` that of a head.
    """
    rope = facts.must("rope.dimension_count")
    key = facts.get("attention.key_length_mla") or facts.must("attention.key_length")
    value = facts.get("attention.value_length_mla") or facts.must("attention.value_length")
    sigmoid = facts.get("expert_gating_func") == 2 or "exp_probs_b.bias" in facts.in_layers
    return {
        "model_type": "deepseek_v3" if sigmoid else "deepseek_v2",
        "num_key_value_heads": facts.must("attention.head_count"),
        "q_lora_rank": facts.get("attention.q_lora_rank") or None,
        "kv_lora_rank": facts.must("attention.kv_lora_rank"),
        "qk_rope_head_dim": rope,
        "qk_nope_head_dim": key - rope,
        "v_head_dim": value,
    }
