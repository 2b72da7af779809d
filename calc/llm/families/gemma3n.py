"""Gemma 3n, the text model: Gemma's four norms per layer, a narrow embedding for each layer, and

- AltUp: the residual is `altup_num_inputs` streams, of which one goes through the blocks; each
  layer predicts and corrects the others. Projections make them of the embedding and add them up;
- LAuReL: a shortcut of rank `laurel_rank` beside attention;
- the last `num_kv_shared_layers` layers reuse the cache of an earlier layer of their kind.

`intermediate_size` may be a list with a width for each layer.
"""

from collections.abc import Sequence
from dataclasses import replace

from calc.llm.architecture import Architecture, Extra, PerLayerInput
from calc.llm.blocks import Matrix
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense
from calc.llm.blocks.weights import Weights
from calc.llm.config_fields import MAX_SIZE, Fields
from calc.llm.errors import describe
from calc.llm.families import common, patterns
from calc.llm.masks import FULL, Sliding


def gemma3n_text(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 35), common.hidden_size(fields, 2048)
    fields.ignore("altup_active_idx", "altup_coef_clip", "altup_correct_scale")
    sparsity = fields.sequence("activation_sparsity_pattern")
    if sparsity is not None and len(sparsity) != L:
        raise fields.error("activation_sparsity_pattern", f"it needs {L} numbers, one per layer.")
    N = fields.integer("altup_num_inputs", default=4, maximum=1000)
    streams = _streams(N, d)
    rank = fields.integer("laurel_rank", default=64)
    shortcut = Weights(
        component="shortcuts",
        size=2 * d * rank,
        held=(
            Matrix("laurel.linear_left", "shortcuts", rank, d),
            Matrix("laurel.linear_right", "shortcuts", d, rank),
        ),
    )
    layers = common.layer_stack(
        (
            (streams, attention, shortcut, dense)
            for attention, dense in zip(_attentions(fields, d, L), _dense(fields, L), strict=True)
        ),
        norms=7,
    )
    model = common.architecture(fields, d, layers, vocab=262_400, tied=True)
    per_layer = PerLayerInput(
        size=fields.integer("hidden_size_per_layer_input", default=256),
        vocab_size=fields.integer("vocab_size_per_layer_input", default=262_144),
    )
    projections = 2 * (N - 1) * d * d
    names = ("altup_projections.*", "altup_unembed_projections.*")
    extra = Extra(
        component="streams",
        parameters=projections,
        matmul_weights=projections,
        held=tuple(Matrix(name, "streams", d, d, N - 1) for name in names),
    )
    return replace(model, per_layer_input=per_layer, extras=(extra,))


def _streams(N: int, d: int) -> Weights:
    """AltUp of one layer: a router from the stream d to N, used before and after the blocks;
    coefficients N to N² before and N to N after; and a scale of the result.

        d N + N³ + N² + d

    Source: Baykal et al. 2023, https://arxiv.org/abs/2301.13310; sizes: transformers,
    models/gemma3n/modeling_gemma3n.py, Gemma3nTextAltUp
    """
    coefficients = N * N * N + N * N
    return Weights(
        component="streams",
        size=d * N + coefficients + d,
        held=(
            Matrix("altup.modality_router", "streams", N, d),
            Matrix("altup.prediction_coefs", "streams", N * N, N),
            Matrix("altup.correction_coefs", "streams", N, N),
        ),
        products=2 * d * N + coefficients,
        mixing=2 * N * N * d,
    )


def _attentions(fields: Fields, d: int, L: int) -> list[Attention]:
    """The attention of each layer."""
    n = fields.integer("num_attention_heads", default=8)
    common.whole_head_dim(fields, d, n)
    own = common.biased_attention(fields, d, n=8, k=2, h=256)
    own = replace(own, norm_parameters=2 * own.head_dim)
    kinds = (patterns.SLIDING_ATTENTION, patterns.FULL_ATTENTION)
    pattern = [kinds[(i + 1) % 5 == 0] for i in range(L)]
    fields.assume("layer_types", pattern)
    types = patterns.layer_types(fields, pattern, kinds)
    window = Sliding(window=fields.integer("sliding_window", default=512))
    first_shared = L - shared_layers(fields, types, default=15)
    made = {}
    for kind in kinds:
        block = replace(own, mask=window if kind == patterns.SLIDING_ATTENTION else FULL)
        made[kind, False] = block
        made[kind, True] = replace(block, reuses_cache=True, norm_parameters=own.head_dim)
    return [made[kind, i >= first_shared] for i, kind in enumerate(types)]


def shared_layers(fields: Fields, types: Sequence[str], *, default: int) -> int:
    """How many of the last layers reuse the cache of an earlier layer of their kind."""
    shared = fields.integer("num_kv_shared_layers", default=default, minimum=0)
    own = len(types) - shared
    if own < 1 or set(types[:own]) != set(types):
        raise fields.error(
            "num_kv_shared_layers",
            f"with {shared} of {len(types)} layers, a layer finds none of its kind to share with;"
            " use fewer.",
        )
    return shared


def _dense(fields: Fields, L: int) -> list[Dense]:
    """The feed-forward block of each layer; layers of one width have the same."""
    if not isinstance(fields.get("intermediate_size"), list | tuple):
        return [Dense(ffn_size=fields.integer("intermediate_size", default=16_384))] * L
    widths = fields.sequence("intermediate_size") or ()
    if len(widths) != L:
        raise fields.error("intermediate_size", f"it has {len(widths)} widths for {L} layers.")
    made: dict[int, Dense] = {}
    for f in widths:
        if type(f) is not int or not 1 <= f <= MAX_SIZE:
            raise fields.error("intermediate_size", f"{describe(f)} is not the width of a layer.")
        made[f] = made.get(f) or Dense(ffn_size=f)
    return [made[f] for f in widths if isinstance(f, int)]
