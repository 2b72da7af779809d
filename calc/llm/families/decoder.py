"""Families whose layers are attention and a feed-forward block, as data.

    granite = Decoder(L=32, d=4096, n=32, f=11_008, vocab=32_000, qkv_bias=Key("attention_bias"))

reads a config.json with these defaults. A family that differs from another in a few values is
`replace(other, ...)`. What does not fit is a function, which may still use the parts of a
`Decoder`: `spec.attention(fields, d)`, `spec.dense(fields, d)`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from calc.llm.architecture import Architecture
from calc.llm.blocks import Block
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.families import common, patterns
from calc.llm.layer import Layer
from calc.llm.masks import FULL, Mask


@dataclass(frozen=True)
class Key:
    """An option that a key of the config sets, and what an absent key means."""

    name: str
    default: bool = False
    null: bool | None = None
    also: tuple[str, ...] = ()
    """Other spellings of the key."""

    def read(self, fields: Fields) -> bool:
        return fields.flag(self.name, *self.also, default=self.default, null=self.null)


type Option = bool | Key
"""Something that a family has, has not, or has if a key says so."""


def on(option: Option, fields: Fields) -> bool:
    """Whether the option is chosen."""
    return option.read(fields) if isinstance(option, Key) else option


@dataclass(frozen=True, kw_only=True)
class Mixture:
    """The experts of a family: defaults and spellings of their keys."""

    experts: int | None
    """None if the class has no default; a config without the key then has no experts."""
    required: bool = False
    """MoE layers, which `sparse` names, must have experts; their keys are then required."""
    k: int | None
    f: int
    names: tuple[str, ...] = ("num_experts", "num_local_experts")
    k_names: tuple[str, ...] = ("num_experts_per_tok",)
    f_names: tuple[str, ...] = ("moe_intermediate_size",)
    """Empty if a family reads the width itself."""
    shared: int | None = 0
    """Default of the number of shared experts, if `shared_names` names its key; else the number."""
    shared_names: tuple[str, ...] = ()
    shared_f: int | None = None
    """Default of the width of one shared expert; None if it is that of a routed one."""
    shared_f_names: tuple[str, ...] = ()
    shared_gate: bool = False
    bias: Option = False
    """On the experts, and on the shared ones."""
    shared_bias: Option = False
    """On the shared experts only."""
    gated: bool = True
    router_vectors: int = 0
    """Parameter vectors of the router with a value for each expert."""
    float32_router: bool = False
    limited: bool = False
    sparse: Callable[[Fields, int], Sequence[bool]] | None = None
    """Which of the layers are MoE; None if all are."""

    def read(self, fields: Fields) -> MoE | None:
        """The experts of the config; None if it has none."""
        E = fields.optional_integer(*self.names, default=self.experts, minimum=0)
        if not E:
            fields.ignore(*self.k_names, *self.f_names, *self.shared_names, *self.shared_f_names)
            return None
        shared = self.shared
        if self.shared_names and self.required:
            shared = fields.integer(*self.shared_names, default=shared, minimum=0)
        elif self.shared_names:
            shared = fields.optional_integer(*self.shared_names, default=shared, minimum=0)
        shared_f = self.shared_f
        if self.shared_f_names:
            shared_f = fields.integer(*self.shared_f_names, default=shared_f, minimum=0)
        bias = on(self.bias, fields)
        return MoE(
            routed_experts=E,
            top_k=common.top_k(fields, *self.k_names, default=self.k, experts=E),
            expert_ffn_size=fields.integer(*self.f_names, default=self.f)
            if self.f_names
            else self.f,
            shared_experts=0 if shared_f == 0 else shared or 0,
            shared_expert_ffn_size=shared_f,
            shared_expert_gate=self.shared_gate,
            expert_bias=bias,
            shared_expert_bias=bias or on(self.shared_bias, fields),
            gated=self.gated,
            router_vectors=self.router_vectors,
            float32_router=self.float32_router,
            limited=self.limited,
        )

    def layers(self, fields: Fields, L: int) -> Sequence[bool]:
        """Which of the layers are MoE."""
        return [True] * L if self.sparse is None else self.sparse(fields, L)


DEEPSEEK_EXPERTS = Mixture(
    experts=256,
    k=8,
    f=2048,
    names=("n_routed_experts", "num_local_experts"),
    shared=1,
    shared_names=("n_shared_experts",),
    float32_router=True,
)
"""Those of DeepSeek-V3, whose names of keys many families have."""


@dataclass(frozen=True, kw_only=True)
class Decoder:
    """A family: the defaults of its class, and what its layers have.

    Symbols: L layers, d hidden size, n query heads, k key and value heads (None: as many as query
    heads), h head width (None: d / n), f feed-forward width (None: 4 d).
    """

    L: int
    d: int
    n: int
    k: int | None = None
    h: int | None = None
    f: int | None = None
    vocab: int
    tied: bool = False
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Spellings that this family has in place of the usual ones: "hidden_size" →
    ("n_embd", "hidden_size")."""
    nulls: bool = True
    """The class allows null for the key and value heads and for the head width."""
    divides: bool = False
    """The class refuses a hidden size that the heads do not divide, also if heads have a width of
    their own."""
    qkv_bias: Option = False
    output_bias: Option = False
    qk_norm: Literal["head", "whole"] | None = None
    """Query and key norms: one of each for all heads, or over the width of all heads."""
    qk_norm_if: Option = True
    qk_norm_vectors: int = 1
    """2 if these norms have a shift, too."""
    sinks: bool = False
    output_gate: bool = False
    gate_bias: bool = True
    gated: bool = True
    activation_tensors: int = 2
    one_projection: bool = False
    float32_norms: bool = False
    mlp_bias: Option = False
    norms: int = 2
    norm_vectors: int = 1
    final_norm: bool = True
    masks: Callable[[Fields, int], Sequence[Mask]] | None = None
    """The mask of each layer; None if all attend to everything."""
    moe: Mixture | None = None
    positions: int | None = None
    """Default of the number of learned positions; None if there are none."""
    more_positions: int = 0
    """Rows of their table beside those that the key says (OPT has 2)."""
    head_bias: Option = False
    requires: tuple[str, ...] = ()
    """Keys without which the class cannot be built, although its config may leave them out."""
    refuses: tuple[tuple[str, object, str], ...] = ()
    """Keys of which one value only is counted: key, value, reason."""
    ignores: tuple[str, ...] = ()
    """Keys that change no count in this family, although they may in others."""
    ahead: bool = True
    """Whether a module for multi-token prediction has a layer like the last one; else its content
    is not known here."""

    def __call__(self, fields: Fields) -> Architecture:
        """The architecture of a config of this family. Errors: ConfigError."""
        L = fields.integer(*self.spellings("num_hidden_layers"), default=self.L, maximum=MAX_LAYERS)
        d = fields.integer(*self.spellings("hidden_size"), default=self.d)
        fields.ignore(*self.ignores)
        for key in self.requires:
            if not fields.has(*self.spellings(key)):
                raise fields.error(key, "this family's class needs it; add a number.")
        for key, value, reason in self.refuses:
            fields.require(key, value, reason)
        layers = common.layer_stack(self.blocks(fields, d, L), norms=self.norms)
        model = common.architecture(
            fields,
            d,
            layers,
            vocab=self.vocab,
            vocab_names=self.spellings("vocab_size"),
            tied=self.tied,
            norm_vectors=self.norm_vectors,
            head_bias=on(self.head_bias, fields),
            multi_token_prediction=common.multi_token_prediction(fields, self._ahead(layers)),
        )
        if not self.final_norm or self.float32_norms:
            model = replace(model, final_norm=self.final_norm, float32_norms=self.float32_norms)
        if self.positions is None:
            return model
        rows = fields.integer(*self.spellings("max_position_embeddings"), default=self.positions)
        return replace(model, position_embeddings=rows + self.more_positions)

    def blocks(self, fields: Fields, d: int, L: int) -> Iterable[tuple[Block, ...]]:
        """The blocks of each layer: attention and a feed-forward block."""
        return zip(self.attentions(fields, d, L), self.feedforwards(fields, d, L), strict=True)

    def spellings(self, figure: str) -> tuple[str, ...]:
        """The names of the key that has this figure."""
        return self.names.get(figure, (figure,))

    def attention(self, fields: Fields, d: int) -> Attention:
        """The attention block without a mask."""
        n_name = self.spellings("num_attention_heads")
        n = fields.integer(*n_name, default=self.n)
        kv = self.spellings("num_key_value_heads")
        k = fields.integer(*kv, default=self.k or n, null=n if self.nulls else None) if kv else n
        width = self.spellings("head_dim")
        given = fields.has(*width) if width else False
        if self.divides:
            common.whole_head_dim(fields, d, n, n_name[0])
        elif not given and self.h is None and d < n:
            raise fields.error(n_name[0], f"{n} heads share {d}; use at most {d}.")
        h = self.h or d // n
        if width:
            h = fields.integer(*width, default=h, null=d // n if self.nulls else None)
        if n % k:
            raise fields.error(
                (kv or n_name)[0],
                f"{k} cannot share {n} query heads evenly; use a divisor of {n}.",
            )
        normed = self.qk_norm is not None and on(self.qk_norm_if, fields)
        norm = ((n + k) * h if self.qk_norm == "whole" else 2 * h) * normed * self.qk_norm_vectors
        return Attention(
            num_attention_heads=n,
            num_key_value_heads=k,
            head_dim=h,
            qkv_bias=on(self.qkv_bias, fields),
            output_bias=on(self.output_bias, fields),
            norm_parameters=norm,
            sinks=self.sinks,
            output_gate=self.output_gate,
            gate_bias=self.gate_bias,
            one_projection=self.one_projection,
        )

    def attentions(self, fields: Fields, d: int, L: int) -> Sequence[Block]:
        """The attention of each layer."""
        block = self.attention(fields, d)
        masks = [FULL] * L if self.masks is None else self.masks(fields, L)
        return patterns.with_masks(block, masks)

    def dense(self, fields: Fields, d: int) -> Dense:
        """The dense feed-forward block."""
        names, null = self.spellings("intermediate_size"), 4 * d if self.f is None else None
        default = self.f or 4 * d
        return Dense(
            ffn_size=fields.integer(*names, default=default, null=null) if names else default,
            gated=self.gated,
            bias=on(self.mlp_bias, fields),
            activation_tensors=self.activation_tensors,
        )

    def feedforwards(self, fields: Fields, d: int, L: int) -> Sequence[Block]:
        """The feed-forward block of each layer."""
        moe = self.moe.read(fields) if self.moe else None
        wanted = self.moe and (moe or self.moe.required)
        sparse = self.moe.layers(fields, L) if self.moe and wanted else [False] * L
        if self.moe and not moe and any(sparse):
            raise fields.error(self.moe.names[0], "it has no default; add a number.")
        if self.moe and moe and all(sparse):
            # The class has the key all the same, unless the experts' width is there.
            experts = self.moe.f_names if self.moe else ()
            fields.ignore(*(set(self.spellings("intermediate_size")) - set(experts)))
            return [moe] * L
        dense = self.dense(fields, d)
        return [moe if moe and is_moe else dense for is_moe in sparse]

    def _ahead(self, layers: tuple[Layer, ...]) -> Layer | None:
        """The layer of a module for multi-token prediction: one like the last."""
        return layers[-1] if self.ahead else None
