"""Mamba, Falcon Mamba and Mamba-2: every layer is one norm and one state space, nothing else.

In Mamba the inner width is `intermediate_size` if the config has it, else `expand` times the hidden
size. Falcon Mamba has inner norms without weights. In Mamba-2 the heads must fill the inner width.
"""

from calc.llm.architecture import Architecture
from calc.llm.blocks.mamba import Mamba1, Mamba2
from calc.llm.config_fields import Fields
from calc.llm.families import common


def mamba(fields: Fields) -> Architecture:
    return _mamba1(fields)


def falcon_mamba(fields: Fields) -> Architecture:
    fields.ignore("use_falcon_mambapy", "mixer_rms_eps")
    return _mamba1(fields)


def mamba2(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 64), common.hidden_size(fields, 4096)
    no_layer_types(fields, "layer_types")
    fields.ignore("time_step_rank")
    block = Mamba2(
        num_heads=fields.integer("num_heads", default=128),
        head_dim=fields.integer("head_dim", default=64),
        state_size=fields.integer("state_size", default=128),
        groups=fields.integer("n_groups", default=8),
        conv_kernel=fields.integer("conv_kernel", default=4),
        conv_bias=fields.flag("use_conv_bias", default=True),
        projection_bias=fields.flag("use_bias", default=False),
    )
    check_inner_width(
        fields,
        "num_heads",
        block.num_heads,
        block.head_dim,
        fields.integer("expand", default=2) * d,
    )
    return common.architecture(fields, d, common.layer_stack([(block,)] * L, norms=1), vocab=32_768)


def _mamba1(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 32), common.hidden_size(fields, 768)
    no_layer_types(fields, "layer_types")
    block = Mamba1(
        inner_size=inner_size(fields, d),
        state_size=fields.integer("state_size", default=16),
        dt_rank=dt_rank(fields, "time_step_rank", d),
        conv_kernel=fields.integer("conv_kernel", default=4),
        conv_bias=fields.flag("use_conv_bias", default=True),
        projection_bias=fields.flag("use_bias", default=False),
        inner_norms=False,
    )
    layers = common.layer_stack([(block,)] * L, norms=1)
    return common.architecture(fields, d, layers, vocab=50_280, tied=True)


def inner_size(fields: Fields, d: int) -> int:
    """The inner width, which the class computes and a saved config also has."""
    if fields.has("intermediate_size"):
        fields.ignore("expand")
        return fields.integer("intermediate_size")
    inner = fields.integer("expand", default=2) * d
    fields.assume("intermediate_size", inner)
    return inner


def dt_rank(fields: Fields, name: str, d: int) -> int:
    """The rank of the step size; "auto" means d / 16, rounded up."""
    rank = -(-d // 16)
    if not fields.has(name):
        fields.assume(name, rank)
        return fields.integer(name, default=rank)
    return rank if fields.get(name) == "auto" else fields.integer(name)


def no_layer_types(fields: Fields, *names: str) -> None:
    """ConfigError if the config says the kinds of the layers, which follow from other keys."""
    for name in names:
        fields.require(name, None, "the class of this family has no such key")


def check_inner_width(fields: Fields, name: str, n: int, h: int, U: int) -> None:
    """ConfigError if the heads do not fill the inner width."""
    if n * h != U:
        raise fields.error(
            name,
            f"{n} heads of {h} are {n * h} wide, where the inner width is {U}; they must be equal.",
        )
