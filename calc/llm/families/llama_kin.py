"""Families that differ from Llama in a few values.

HyperCLOVA X has two more norms in a layer (`use_post_norm`), Jais 2 LayerNorms and no gate,
InternLM 3 one key for all biases, in two spellings, NanoChat norms without weights and no gate,
Nemotron 3 and 4 (`nemotron`) LayerNorms and no gate, Persimmon LayerNorms, also on queries and
keys, and biases everywhere.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.config_fields import Fields
from calc.llm.families.decoder import Decoder, Key, on
from calc.llm.families.llama import llama


def hyperclovax(fields: Fields) -> Architecture:
    norms = 4 if fields.flag("use_post_norm", default=True) else 2
    return replace(llama, norms=norms)(fields)


iquestcoder = replace(
    llama,
    L=80,
    d=5120,
    n=40,
    k=8,
    h=128,
    f=27_648,
    vocab=76_800,
    refuses=(
        ("clip_qkv", None, "the class refuses it"),
        ("use_sliding_window", False, "the class refuses it"),
    ),
)

_internlm3 = replace(
    llama,
    L=48,
    k=2,
    h=128,
    f=10_240,
    vocab=128_512,
    qkv_bias=Key("attention_bias", also=("qkv_bias",)),
    output_bias=Key("attention_bias", also=("qkv_bias",)),
    mlp_bias=Key("mlp_bias", also=("bias",)),
)


def internlm3(fields: Fields) -> Architecture:
    if on(_internlm3.qkv_bias, fields) != on(_internlm3.mlp_bias, fields):
        name = "bias" if fields.has("bias") else "mlp_bias"
        raise fields.error(name, "it is not what qkv_bias is, which the class refuses.")
    return _internlm3(fields)


jais2 = Decoder(
    L=32,
    d=3328,
    n=26,
    f=26_624,
    vocab=150_272,
    divides=True,
    qkv_bias=Key("attention_bias", default=True),
    output_bias=Key("attention_bias", default=True),
    gated=False,
    mlp_bias=Key("mlp_bias", default=True),
    norm_vectors=2,
)

nanochat = replace(
    llama,
    L=12,
    d=768,
    n=6,
    f=8192,
    vocab=50_304,
    divides=False,
    mlp_bias=False,
    gated=False,
    norm_vectors=0,
)

nemotron = replace(
    llama,
    d=6144,
    n=48,
    f=24_576,
    vocab=256_000,
    divides=False,
    requires=("num_key_value_heads",),
    gated=False,
    norm_vectors=2,
)

persimmon = Decoder(
    L=36,
    d=4096,
    n=64,
    f=16_384,
    vocab=262_144,
    names={"num_key_value_heads": (), "head_dim": ()},
    divides=True,
    qkv_bias=True,
    output_bias=True,
    qk_norm="head",
    qk_norm_if=Key("qk_layernorm", default=True),
    qk_norm_vectors=2,
    gated=False,
    mlp_bias=True,
    norm_vectors=2,
)
