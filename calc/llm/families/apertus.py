"""Apertus: like Llama, but without a gate; all heads share the query and key norms, and the
activation xIELU has two parameters in each layer.

The text model of Apertus 1.5 may have fewer outputs than entries of its vocabulary
(`output_vocab_size`), as it does not generate images.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families.decoder import Decoder, Key
from calc.llm.families.llama import llama


class Apertus(Decoder):
    """A family whose activation may have parameters."""

    def dense(self, fields: Fields, d: int) -> Dense:
        fields.assume("hidden_act", "xielu")
        if fields.get("hidden_act") == "prelu":
            raise fields.error("hidden_act", "the parameters of prelu are not counted here.")
        learned = not fields.has("hidden_act") or fields.get("hidden_act") == "xielu"
        return replace(super().dense(fields, d), more_parameters=2 * learned)


apertus = Apertus(
    L=llama.L,
    d=llama.d,
    n=llama.n,
    f=14_336,
    vocab=131_072,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    qk_norm="head",
    gated=False,
    activation_tensors=6,
)


def apertus1p5_text(fields: Fields) -> Architecture:
    model = replace(apertus, vocab=266_752)(fields)
    rows = fields.optional_integer("output_vocab_size", default=None, maximum=model.vocab_size)
    if rows in (None, model.vocab_size):
        return model
    if model.tied_embeddings:
        raise fields.error("output_vocab_size", "tied embeddings have as many outputs as inputs.")
    return replace(model, head_rows=rows)
