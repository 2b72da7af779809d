"""The shape of a decoder-only language model, and the same model with another shape."""

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from calc.llm import stack
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.errors import Unpublished
from calc.llm.shape import MoEShape, check_experts, check_places, check_size
from calc.llm.stack import Block, Layer
from calc.llm.units import Parameters

if TYPE_CHECKING:
    from calc.llm.vision.gemma4 import Gemma4Vision
    from calc.llm.vision.glm4v import Glm4Vision
    from calc.llm.vision.llama4 import Llama4Vision
    from calc.llm.vision.qwen3 import QwenVision
    from calc.llm.vision.siglip import Siglip

type Vision = Llama4Vision | Siglip | Gemma4Vision | QwenVision | Glm4Vision


@dataclass(frozen=True, kw_only=True)
class MultiTokenPrediction:
    """Modules that predict tokens further ahead: a layer each, three norms, and a projection of
    hidden state and embedding together (2d → d).

    Embedding and head are the model's own; checkpoints may store copies.
    Source: DeepSeek-V3, §2.2, https://arxiv.org/abs/2412.19437
    """

    modules: int
    layer: Layer | None
    """None if what a module holds is not known here."""


@dataclass(frozen=True, kw_only=True)
class PerLayerInput:
    """A second, narrow embedding with a row for each layer (Gemma 3n and 4).

    Each layer gates its row with the hidden state and adds it, projected back.
    Source: transformers, models/gemma4/modeling_gemma4.py, Gemma4TextModel
    """

    size: int
    """p, `hidden_size_per_layer_input`."""
    vocab_size: int

    def embedding(self, L: int) -> Parameters:
        return self.vocab_size * L * self.size

    def parameters(self, d: int, L: int) -> Parameters:
        """Projections and one norm of size p; the norms of size d are the layers' own."""
        return self.matmul(d, L) + self.size

    def matmul(self, d: int, L: int) -> int:
        """Of the embedding to all rows, and in each layer a gate and a projection."""
        return 3 * L * d * self.size


@dataclass(frozen=True, kw_only=True)
class Architecture:
    """Layers between an embedding and a head."""

    key: str = field(default="", compare=False)
    """Short and stable, for forms and permalinks: "scout"."""
    name: str = field(default="", compare=False)
    """For people: "Llama 4 Scout"."""
    hidden_size: int
    vocab_size: int
    """Rows of the embedding, padding included."""
    layers: tuple[Layer, ...]
    tied_embeddings: bool = False
    """The head is the embedding, transposed."""
    norm_vectors: int = 1
    """Vectors of hidden_size in each norm: 1 scale (RMSNorm), 2 scale and shift (LayerNorm),
    0 neither (OLMo)."""
    position_embeddings: int = 0
    """Learned positions (GPT-2); 0 for rotary ones, which have no parameters."""
    head_bias: bool = False
    per_layer_input: PerLayerInput | None = None
    multi_token_prediction: MultiTokenPrediction | None = None
    vision: Vision | None = None

    @cached_property
    def layer_kinds(self) -> tuple[tuple[Layer, int], ...]:
        """Each distinct layer and how many there are of it."""
        by_identity = Counter(map(id, self.layers))
        layers = {id(layer): layer for layer in self.layers}
        return tuple((layers[i], count) for i, count in by_identity.items())

    @cached_property
    def matmul(self) -> dict[str, int]:
        """Weights of all layers that a token is multiplied with, by component; 0 of a component
        in which tokens meet only one another.
        """
        weights: dict[str, int] = {}
        for layer, n in self.layer_kinds:
            for component, count in layer.matmul(self.hidden_size).items():
                weights[component] = weights.get(component, 0) + n * count
            for component in layer.interactions(1):
                weights.setdefault(component, 0)
        return weights


@dataclass(frozen=True, kw_only=True)
class Announced:
    """A model of which some figures are published, but not its shape."""

    key: str
    name: str
    total_parameters: Parameters
    active_parameters: Parameters
    routed_experts: int


type Model = Architecture | Announced


def shaped(model: Model, result: str) -> Architecture:
    """The model, if its shape is published; `result` is what needs it: "its KV cache"."""
    if isinstance(model, Announced):
        raise Unpublished(model.name, "Layers, width and vocabulary", result)
    return model


def moe_shape(model: Model) -> MoEShape:
    """The model's own values of what `reshape` changes."""
    model = shaped(model, "another shape")
    moe, dense = stack.first_moe(model.layers), stack.first_dense(model.layers)
    return MoEShape(
        routed_experts=moe.routed_experts if moe else 0,
        shared_experts=moe.shared_experts if moe else 0,
        top_k=moe.top_k if moe else 0,
        expert_ffn_size=moe.expert_ffn_size if moe else dense.ffn_size if dense else 0,
        moe_every=stack.step(model.layers),
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
    """The model with these values and otherwise its own; None keeps a value.

    Heads and their width stay. More layers repeat the model's pattern; leading dense layers stay
    dense. Routed experts given to a dense model replace all its feed-forward blocks.
    """
    model = shaped(model, "another shape")
    was = moe_shape(model)
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
    shape = replace(was, **given)
    if shape == was:
        return model
    lead, layers = stack.leading(model.layers), model.layers
    check_experts(shape, was, model.name or "the model")
    check_places(shape, was, lead=lead)
    if shape.num_hidden_layers != was.num_hidden_layers:
        layers = stack.resized(layers, shape.num_hidden_layers)
    layers = stack.each_block(layers, lambda block: _block(block, shape, was))
    if shape.moe_every != was.moe_every:
        layers = stack.interleaved(layers, shape.moe_every, lead)
    ahead = model.multi_token_prediction
    if ahead and ahead.layer:
        (layer,) = stack.each_block((ahead.layer,), lambda block: _block(block, shape, was))
        ahead = replace(ahead, layer=layer)
    return replace(
        model,
        layers=layers,
        hidden_size=shape.hidden_size,
        multi_token_prediction=ahead,
    )


def _block(block: Block, shape: MoEShape, was: MoEShape) -> Block:
    """A block with what differs between the two shapes changed."""
    names = ("routed_experts", "shared_experts", "top_k", "expert_ffn_size")
    now = {n: getattr(shape, n) for n in names if getattr(shape, n) != getattr(was, n)}
    if not now:
        return block
    if isinstance(block, MoE):
        return replace(block, **now)
    if isinstance(block, Dense) and not was.routed_experts and not was.shared_experts:
        width = now.get("expert_ffn_size", block.ffn_size)
        if not shape.routed_experts:
            return replace(block, ffn_size=width)
        return MoE(
            routed_experts=shape.routed_experts,
            shared_experts=shape.shared_experts,
            top_k=shape.top_k,
            expert_ffn_size=width,
            gated=block.gated,
            expert_bias=block.bias,
            shared_expert_bias=block.bias,
        )
    return block
