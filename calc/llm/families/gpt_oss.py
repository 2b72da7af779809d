"""gpt-oss: every second layer slides, beginning with the first; biases everywhere, also on experts
and router; a sink (one learned logit) for each head.

`intermediate_size` is the width of one expert. Heads are 64 wide, not d / n.
"""

from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Key, Mixture

gpt_oss = Decoder(
    L=36,
    d=2880,
    n=64,
    k=8,
    h=64,
    nulls=False,
    vocab=201_088,
    qkv_bias=Key("attention_bias", default=True),
    output_bias=Key("attention_bias", default=True),
    sinks=True,
    float32_norms=True,
    masks=patterns.full_where(lambda i, L: i % 2 == 1, window=128),
    moe=Mixture(
        experts=128,
        required=True,
        k=4,
        f=2880,
        names=("num_local_experts", "num_experts"),
        k_names=("num_experts_per_tok", "experts_per_token"),
        f_names=("intermediate_size",),
        bias=True,
        router_vectors=1,
        limited=True,
    ),
)
