"""The language model of Llama 3.2 Vision: the layers of `cross_attention_layers` attend to an image
instead of the text, with query and key norms and two gates of one number each.

Text without an image skips these layers with their feed-forward blocks, so they have parameters but
neither FLOP nor cache here. The embedding has 8 rows more than the head.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture, Extra
from calc.llm.blocks.weights import Skipped
from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.families import common
from calc.llm.families.decoder import Decoder

_text = Decoder(
    L=40, d=4096, n=32, k=8, f=14_336, nulls=False, vocab=128_256, names={"head_dim": ()}
)
MORE_ROWS = 8
CROSS = (3, 8, 13, 18, 23, 28, 33, 38)


def mllama_text_model(fields: Fields) -> Architecture:
    model = _text(fields)
    if model.tied_embeddings:
        raise fields.error("tie_word_embeddings", "embedding and head differ; use false.")
    d, L = model.hidden_size, len(model.layers)
    attention, dense = _text.attention(fields, d), _text.dense(fields, d)
    across = replace(attention, norm_parameters=2 * attention.head_dim + 2)
    skipped = Skipped(block=across), Skipped(block=dense)
    given = fields.layer_numbers("cross_attention_layers", MAX_LAYERS)
    fields.assume("cross_attention_layers", CROSS)
    cross = set(CROSS if given is None else given)
    layers = common.layer_stack(skipped if i in cross else (attention, dense) for i in range(L))
    more = Extra(component="input_embedding", parameters=MORE_ROWS * d, lookup=True)
    return replace(model, layers=layers, extras=(more,))
