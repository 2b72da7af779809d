"""The same model with other experts, layers or widths."""

from dataclasses import replace

from calc.llm import stack
from calc.llm.architecture import Architecture, Model, require_architecture
from calc.llm.blocks import Block
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.moe_shape import MoEShape, check_experts, check_moe_layers, check_size


def moe_shape(model: Model) -> MoEShape:
    """The model's own values of the figures that `reshape` changes.

    Errors: Unpublished for an announced model.
    """
    model = require_architecture(model, "another shape")
    moe, dense = stack.first_moe(model.layers), stack.first_dense(model.layers)
    return MoEShape(
        routed_experts=moe.routed_experts if moe else 0,
        shared_experts=moe.shared_experts if moe else 0,
        top_k=moe.top_k if moe else 0,
        expert_ffn_size=moe.expert_ffn_size if moe else dense.ffn_size if dense else 0,
        moe_every=stack.moe_every(model.layers),
        num_hidden_layers=len(model.layers),
        hidden_size=model.hidden_size,
    )


def reshape(
    model: Model,
    *,
    routed_experts: int | None = None,
    shared_experts: int | None = None,
    top_k: int | None = None,
    expert_ffn_size: int | None = None,
    moe_every: int | None = None,
    num_hidden_layers: int | None = None,
    hidden_size: int | None = None,
) -> Architecture:
    """The model with these values; None keeps the model's own value.

    Heads keep their number and width. Further layers repeat the model's pattern, and leading
    dense layers stay dense. A dense model that is given routed experts has them in place of all
    its feed-forward blocks.
    Errors: ShapeError for a shape that no model can have, Unpublished for an announced model.
    """
    model = require_architecture(model, "another shape")
    old = moe_shape(model)
    asked = {
        "routed_experts": routed_experts,
        "shared_experts": shared_experts,
        "top_k": top_k,
        "expert_ffn_size": expert_ffn_size,
        "moe_every": moe_every,
        "num_hidden_layers": num_hidden_layers,
        "hidden_size": hidden_size,
    }
    given = {name: value for name, value in asked.items() if value is not None}
    for name, value in given.items():
        check_size(name, value)
    new = replace(old, **given)
    if new == old:
        return model
    lead, layers = stack.leading_dense(model.layers), model.layers
    check_experts(new, old, model.name or "the model")
    check_moe_layers(new, old, lead=lead)
    if new.num_hidden_layers != old.num_hidden_layers:
        layers = stack.resized(layers, new.num_hidden_layers)
    layers = stack.map_blocks(layers, lambda block: _reshaped_block(block, new, old))
    if new.moe_every != old.moe_every:
        layers = stack.interleave_moe(layers, new.moe_every, lead)
    ahead = model.multi_token_prediction
    if ahead and ahead.layer:
        (layer,) = stack.map_blocks((ahead.layer,), lambda block: _reshaped_block(block, new, old))
        ahead = replace(ahead, layer=layer)
    return replace(
        model,
        layers=layers,
        hidden_size=new.hidden_size,
        multi_token_prediction=ahead,
    )


def _reshaped_block(block: Block, new: MoEShape, old: MoEShape) -> Block:
    """The block with the figures in which the two shapes differ."""
    names = ("routed_experts", "shared_experts", "top_k", "expert_ffn_size")
    changed = {n: getattr(new, n) for n in names if getattr(new, n) != getattr(old, n)}
    if not changed:
        return block
    if isinstance(block, MoE):
        return replace(block, **changed)
    if isinstance(block, Dense) and not old.routed_experts and not old.shared_experts:
        width = changed.get("expert_ffn_size", block.ffn_size)
        if not new.routed_experts:
            return replace(block, ffn_size=width)
        return MoE(
            routed_experts=new.routed_experts,
            shared_experts=new.shared_experts,
            top_k=new.top_k,
            expert_ffn_size=width,
            gated=block.gated,
            expert_bias=block.bias,
            shared_expert_bias=block.bias,
        )
    return block
