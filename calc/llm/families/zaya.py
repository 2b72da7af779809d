"""ZAYA: attention whose queries and keys are convolved, with values of which one half is that of
the token before; and experts whose router is a network of `router_hidden_size`, which takes the
router's state of the layer before. Both blocks scale their output and the residual.

The router may choose no expert. The class computes the first one then, with a weight of 0, and the
active parameters are those of a token that has one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from calc.llm.architecture import Architecture, Extra
from calc.llm.blocks import Block, Matrix
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import MoE
from calc.llm.blocks.weights import Weights
from calc.llm.config_fields import Fields
from calc.llm.families.decoder import Decoder, Key, Mixture
from calc.llm.masks import Sliding

HYBRID, HYBRID_SLIDING = "hybrid", "hybrid_sliding"


@dataclass(frozen=True, kw_only=True)
class _Experts(MoE):
    """Experts with a router of four matrices: d r + 2 r² + r (E + 1)."""

    router_size: int
    """r"""

    def matmul_weights(self, d: int) -> dict[str, int]:
        r, choices = self.router_size, self.routed_experts + 1
        return {**super().matmul_weights(d), "router": d * r + 2 * r * r + r * choices}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        r, choices = self.router_size, self.routed_experts + 1
        shapes = {
            "down_proj": (r, d),
            "router_mlp.fc1": (r, r),
            "router_mlp.fc2": (r, r),
            "router_mlp.out_proj": (choices, r),
        }
        router = (Matrix(f"mlp.gate.{name}", "router", *shape) for name, shape in shapes.items())
        others = (matrix for matrix in super().matrices(d) if matrix.component != "router")
        return *router, *others


class _Attention(Attention):
    """Half of the values comes from the token before, by a matrix of their own."""

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        width = self.num_key_value_heads * self.head_dim
        halves = {"current": width - width // 2, "delayed": width // 2}
        others = (matrix for matrix in super().matrices(d) if matrix.name != "self_attn.v_proj")
        values = (
            Matrix(f"self_attn.v_proj_{name}", "attention", rows, d)
            for name, rows in halves.items()
        )
        return *others, *values


@dataclass(frozen=True, kw_only=True)
class _Zaya(Decoder):
    def __call__(self, fields: Fields) -> Architecture:
        model = super().__call__(fields)
        scale_and_bias = 2 * model.hidden_size
        E = next(b.routed_experts for b in model.layers[0].blocks if isinstance(b, MoE))
        return replace(
            model,
            extras=(Extra(component="scales", parameters=scale_and_bias),),
            buffers=4 * (E + 1) * len(model.layers),
        )

    def blocks(self, fields: Fields, d: int, L: int) -> Iterable[tuple[Block, ...]]:
        block = self.attention(fields, d)
        attention = _Attention(**vars(block) | {"norm_parameters": block.num_key_value_heads})
        made: dict[str, Attention] = {HYBRID: attention}
        window = fields.optional_integer("sliding_window", default=None)
        if window is not None:
            made[HYBRID_SLIDING] = replace(attention, mask=Sliding(window=window))
        fields.assume("layer_types", [HYBRID] * L)
        kinds = fields.choices("layer_types", (HYBRID, HYBRID_SLIDING), L) or [HYBRID] * L
        if not set(kinds) <= set(made):
            raise fields.error("sliding_window", "it is missing, but layers slide.")
        convolution, scales = _convolution(fields, attention), _scales(d)
        first, later = self._routers(fields)
        for i, (kind, moe) in enumerate(zip(kinds, self.feedforwards(fields, d, L), strict=True)):
            yield made[kind], convolution, moe, later if i else first, scales

    def feedforwards(self, fields: Fields, d: int, L: int) -> list[Block]:
        r = fields.integer("router_hidden_size", default=256)
        (moe, *_) = super().feedforwards(fields, d, L)
        return [_Experts(**vars(moe), router_size=r)] * L

    def _routers(self, fields: Fields) -> tuple[Weights, Weights]:
        """Biases, a norm, and in all layers but the first a scale of the state."""
        r = fields.integer("router_hidden_size", default=256)
        return Weights(component="router", size=4 * r), Weights(component="router", size=5 * r)


def _scales(d: int) -> Weights:
    """Scale and bias of output and residual, of both blocks."""
    return Weights(component="scales", size=2 * 4 * d)


def _convolution(fields: Fields, attention: Attention) -> Weights:
    """Two convolutions over the C channels of queries and keys, of t and u taps: one by channel,
    and one that mixes the h channels of a head.

        C (t + 1) + C (h u + 1)

    The cache keeps their last inputs, and half of the values of the token before.
    Source: Figliolia et al. 2025, https://arxiv.org/abs/2510.04476; sizes: transformers,
    models/zaya/modeling_zaya.py, ZayaCCAProjection
    """
    C, h = attention.query_key_width, attention.head_dim
    t, u = (fields.integer(name, default=2, maximum=1000) for name in ("cca_time0", "cca_time1"))
    if t + u == 2:
        raise fields.error("cca_time0", "without taps, the class's cache grows; use 2.")
    taps = C * (t + h * u)
    return Weights(
        component="convolution",
        size=taps + 2 * C,
        mixing=2 * taps,
        state=(t + u - 2) * C + attention.num_key_value_heads * h // 2,
    )


zaya = _Zaya(
    L=40,
    d=2048,
    n=8,
    k=2,
    h=128,
    nulls=False,
    vocab=262_272,
    tied=True,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    moe=Mixture(experts=16, k=1, f=2048, names=("num_experts",)),
    head_bias=Key("lm_head_bias"),
    refuses=(("num_experts_per_tok", 1, "the class refuses it"),),
)
