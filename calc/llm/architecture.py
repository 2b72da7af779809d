"""The shape of a decoder-only language model, and models whose shape is not published."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from calc.llm.blocks import Matrix
from calc.llm.errors import Unpublished
from calc.llm.layer import Layer
from calc.llm.units import Parameters
from calc.llm.vision import VisionTower
from calc.units import Bytes


class Assumed(str):
    """A key that a config leaves to the family's class, with its path: "text_config.head_dim"."""

    __slots__ = ("value",)
    value: object
    """What the class takes for it, and what was counted."""

    def __new__(cls, key: str, value: object) -> "Assumed":
        made = super().__new__(cls, key)
        made.value = value
        return made


@dataclass(frozen=True, kw_only=True)
class MultiTokenPrediction:
    """Modules that predict tokens further ahead. Each is one layer, three norms, and a projection
    of hidden state and embedding together (2d → d).

    Embedding and head are the model's own; checkpoints may store copies.
    Source: DeepSeek-V3, §2.2, https://arxiv.org/abs/2412.19437
    """

    modules: int
    layer: Layer | None
    """None if the content of a module is not known here."""


@dataclass(frozen=True, kw_only=True)
class PerLayerInput:
    """A second, narrow embedding with one row per token and layer (Gemma 3n and 4).

    Each layer gates its row with the hidden state, projects it back to d, and adds it.
    Source: transformers, models/gemma4/modeling_gemma4.py, Gemma4TextModel
    """

    size: int
    """p, the width of a row; `hidden_size_per_layer_input` in config.json."""
    vocab_size: int

    def embedding(self, L: int) -> Parameters:
        """Parameters of the embedding for L layers."""
        return self.vocab_size * L * self.size

    def parameters(self, d: int, L: int) -> Parameters:
        """Projections and one norm of size p. Norms of size d are counted by the layers."""
        return self.matmul_weights(d, L) + self.size

    def matmul_weights(self, d: int, L: int) -> int:
        """The projection of the embedding to all rows; in each layer a gate and a projection."""
        return 3 * L * d * self.size


@dataclass(frozen=True, kw_only=True)
class Extra:
    """Weights outside of the layers beside embedding, final norm and head: a norm after the
    embedding (Bloom), a projection between embedding and layers (OPT-350M).
    """

    component: str
    """Their name in a model's breakdown."""
    parameters: Parameters
    matmul_weights: int = 0
    """Those of them that every token is multiplied with."""
    lookup: bool = False
    """A further input embedding, of which a token only reads single rows."""
    of_head: bool = False
    """Belongs to the head; a base model does not have it."""
    held: tuple[Matrix, ...] = ()
    """The matrices of `matmul_weights`; empty if their shapes are not known here."""
    float32: bool = False
    """Whether a quantised checkpoint keeps them in FP32."""


@dataclass(frozen=True, kw_only=True)
class Stored:
    """How a checkpoint stores its weights: all in one number format, or quantised, which is
    `calc.llm.quantization.Quantised`.
    """

    format: str = "BF16"
    """What readers see: "FP32", "AWQ, 4 bits"."""
    bytes_per_parameter: int = 2
    """Of everything that is not quantised."""
    assumption: str = ""
    """What the config leaves open and what was taken: sentences for readers, or ""."""

    def weights(self, model: "Architecture", N: Parameters) -> Bytes:
        """Bytes of all N parameters. Errors: Unweighed if they cannot be told exactly."""
        return N * self.bytes_per_parameter


@dataclass(frozen=True, kw_only=True)
class Architecture:
    """A decoder-only model: an embedding, layers, and a head."""

    key: str = field(default="", compare=False)
    """A short, stable identifier for forms and permalinks: "scout"."""
    name: str = field(default="", compare=False)
    """The name that readers see: "Llama 4 Scout"."""
    hidden_size: int
    vocab_size: int
    """Rows of the embedding, padding included."""
    embedding_size: int | None = None
    """Width of embedding and head, where it is another than the hidden size (OPT-350M)."""
    layers: tuple[Layer, ...]
    tied_embeddings: bool = False
    """The head is the transposed embedding."""
    norm_vectors: int = 1
    """Vectors of hidden_size in each norm: 1 for a scale (RMSNorm), 2 for scale and shift
    (LayerNorm), 0 for neither (OLMo)."""
    head_cap: bool = False
    """Logits are limited by a tanh (Gemma 2)."""
    float32_norms: bool = False
    """Norms multiply with their scale in FP32 (Gemma, OLMo 2), which keeps more for training."""
    stepped_norms: bool = False
    """LayerNorms are computed step by step in FP32 (Cohere), which keeps more still."""
    position_embeddings: int = 0
    """Number of learned positions (GPT-2); 0 for rotary positions, which have no parameters."""
    head_bias: bool = False
    final_norm: bool = True
    extras: tuple[Extra, ...] = ()
    per_layer_input: PerLayerInput | None = None
    multi_token_prediction: MultiTokenPrediction | None = None
    vision: VisionTower | None = None
    head_rows: int | None = None
    """Outputs of the head, if they are not one for each row of the embedding: the labels of a
    classifier, the vocabulary without padding (Inkling 2), 0 in a model without a head."""
    stored: Stored = field(default=Stored(), compare=False)
    """How the checkpoint stores the weights; in BF16 unless a config says otherwise."""
    assumed: tuple[Assumed, ...] = field(default=(), compare=False)
    """Keys that count and that the config leaves to the family's class, with their values."""
    unread: tuple[str, ...] = field(default=(), compare=False)
    """Keys of the config that nothing here reads and that are not known to change no count."""
    buffers: Bytes = field(default=0, compare=False)
    """Bytes of tensors in a quantised checkpoint that are not parameters: tables of a router."""
    max_context: int | None = field(default=None, compare=False)
    """The most positions by the config, `max_position_embeddings`; None if it does not say."""
    not_counted: tuple[str, ...] = field(default=(), compare=False)
    """Parts of the checkpoint beside the language model that no function here counts: "the audio
    tower"."""

    @cached_property
    def layer_counts(self) -> tuple[tuple[Layer, int], ...]:
        """Each distinct layer object and how often it occurs."""
        by_identity = Counter(map(id, self.layers))
        layers = {id(layer): layer for layer in self.layers}
        return tuple((layers[i], count) for i, count in by_identity.items())

    @cached_property
    def matmul_weights(self) -> dict[str, int]:
        """Weights of all layers that a token is multiplied with, by component.

        A component without weights, such as the attention scores, is included with 0.
        """
        weights: dict[str, int] = {}
        for layer, n in self.layer_counts:
            for component, count in layer.matmul_weights(self.hidden_size, n).items():
                weights[component] = weights.get(component, 0) + count
            for component in layer.mixing_flop(1):
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


def require_architecture(model: Model, result: str) -> Architecture:
    """The model itself, if its shape is published.

    `result` names what needs the shape, for the error: "its KV cache".
    Errors: Unpublished for an announced model.
    """
    if isinstance(model, Announced):
        raise Unpublished(model.name, "Layers, width and vocabulary", result)
    return model
