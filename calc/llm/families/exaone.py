"""EXAONE of LG: 3 is a Llama (`exaone`). In 4, dense and MoE, all heads share the query and key
norms, and all but every `sliding_window_pattern`-th layer slide. That key may be letters, too: L
for a layer that slides and G for one that does not, over and over; the last layer never slides
then. If it or the window is null, none slides.

In `exaone_moe` the layers that are dense stand in `mlp_layer_types`, else they are the first
`first_k_dense_replace`.
"""

from collections.abc import Sequence
from dataclasses import replace

from calc.llm.config_fields import Fields
from calc.llm.errors import describe
from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Mixture
from calc.llm.families.llama import llama
from calc.llm.masks import FULL, Mask, Sliding

exaone = replace(
    llama,
    k=8,
    f=14_336,
    vocab=102_400,
    names={"num_hidden_layers": ("num_hidden_layers", "num_layers")},
)

_PATTERN = "sliding_window_pattern"


def _masks(fields: Fields, L: int) -> list[Mask]:
    """The mask of each layer."""
    null = any(fields.values.get(key, 0) is None for key in ("sliding_window", _PATTERN))
    if null and not fields.has("layer_types"):
        fields.ignore("sliding_window", _PATTERN)
        return [FULL] * L
    letters = fields.values.get(_PATTERN)
    if not isinstance(letters, str) or fields.has("layer_types"):
        return patterns.one_full_in(4, _PATTERN, window=4096)(fields, L)
    fields.ignore(_PATTERN)
    if not letters or set(letters) - {"L", "G"}:
        raise fields.error(
            _PATTERN, f"{describe(letters)} is neither a number nor letters L and G."
        )
    window = Sliding(window=fields.integer("sliding_window", default=4096))
    return [window if letters[i % len(letters)] == "L" and i < L - 1 else FULL for i in range(L)]


exaone4 = Decoder(
    L=32,
    d=4096,
    n=32,
    k=32,
    f=16_384,
    vocab=102_400,
    qk_norm="head",
    masks=_masks,
)


def _sparse(fields: Fields, L: int) -> Sequence[bool]:
    return patterns.moe_by_mlp_layer_types(fields, L, 1)


exaone_moe = replace(
    exaone4,
    moe=Mixture(
        experts=64,
        k=8,
        f=1024,
        names=("num_experts",),
        shared=1,
        shared_names=("num_shared_experts",),
        sparse=_sparse,
    ),
    ignores=("first_k_dense_replace",),
)
