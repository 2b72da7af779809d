"""GPT-1 (`openai-gpt`) and GPT-2, GPT-SW3 among them: learned positions, LayerNorms, no gate, and
biases on everything but the head.

Embeddings are tied. Their keys are n_embd, n_layer, n_head, n_inner (null means 4 d; GPT-1 has no
other) and n_positions. In GPT-1 the last layer's norm is the last one; its class in transformers
has no cache, so that figure is what an engine would keep.
"""

from dataclasses import replace

from calc.llm.families.decoder import Decoder

gpt2 = Decoder(
    L=12,
    d=768,
    n=12,
    vocab=50_257,
    tied=True,
    names={
        "num_hidden_layers": ("n_layer", "num_hidden_layers"),
        "hidden_size": ("n_embd", "hidden_size"),
        "num_attention_heads": ("n_head", "num_attention_heads"),
        "num_key_value_heads": (),
        "head_dim": (),
        "intermediate_size": ("n_inner",),
        "max_position_embeddings": ("n_positions", "max_position_embeddings"),
    },
    divides=True,
    qkv_bias=True,
    output_bias=True,
    gated=False,
    activation_tensors=5,
    mlp_bias=True,
    norm_vectors=2,
    positions=1024,
    refuses=(("add_cross_attention", False, "only decoders are counted here"),),
)

gpt_sw3 = gpt2

openai_gpt = replace(
    gpt2,
    vocab=40_478,
    names={**gpt2.names, "intermediate_size": ()},
    final_norm=False,
    positions=512,
    refuses=(),
    ignores=("afn",),
)
