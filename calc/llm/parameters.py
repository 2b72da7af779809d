"""Parameters of a model, and those that one token uses."""

from functools import lru_cache

from calc.identity import ByIdentity
from calc.llm.architecture import Announced, Architecture, Model, require_architecture
from calc.llm.errors import Uncounted, Unpublished
from calc.llm.units import Parameters


def total(model: Model) -> Parameters:
    """All parameters of the text model, tied matrices once.

        N = V d (1 + untied) + Σ layers + final norm

    V is the vocabulary size, d the hidden size; `untied` is 1 if the head is a matrix of its own,
    else 0. Vision towers and multi-token-prediction modules have functions of their own. Buffers
    (DeepSeek's router bias) are not parameters.
    """
    if isinstance(model, Announced):
        return model.total_parameters
    return _total(ByIdentity(model))


@lru_cache(8)  # draws of a range mostly ask about one model
def _total(of: ByIdentity[Model]) -> Parameters:
    return sum(breakdown(of.value).values())


def active(model: Model, *, input_embedding: bool = True) -> Parameters:
    """Parameters that one token uses: top_k of the routed experts, and everything else.

        N_active = N − N_routed + N_routed top_k / E

    Makers differ in whether they count input embeddings (of tokens, positions and layers), of
    which a token only reads single rows. `input_embedding=False` leaves them out, except for an
    embedding that is also the head.
    Errors: Unpublished for an announced model without its input embedding.
    """
    if isinstance(model, Announced):
        if not input_embedding:
            raise Unpublished(model.name, "Vocabulary and width", "what the embedding holds")
        return model.active_parameters
    return _active(ByIdentity(model), input_embedding=input_embedding)


@lru_cache(8)
def _active(of: ByIdentity[Architecture], *, input_embedding: bool) -> Parameters:
    model = of.value
    parts = active_breakdown(model)
    if not input_embedding:
        lookups = [extra.component for extra in model.extras if extra.lookup]
        read_only = ["position_embedding", "per_layer_embedding", *lookups]
        is_head = model.tied_embeddings and model.head_rows is None
        for component in read_only if is_head else ["input_embedding", *read_only]:
            parts.pop(component, None)
    return sum(parts.values())


def breakdown(model: Model) -> dict[str, Parameters]:
    """The parts of the total by component. Errors: Unpublished for an announced model."""
    model = require_architecture(model, "the breakdown of its parameters")
    d = model.hidden_size
    return _all_parts(model, [(layer.parameters(d), n) for layer, n in model.layer_counts])


def active_breakdown(model: Model) -> dict[str, Parameters]:
    """The parts of the active parameters by component. Errors: as `breakdown`."""
    model = require_architecture(model, "the breakdown of its active parameters")
    d = model.hidden_size
    return _all_parts(model, [(layer.active(d, n), 1) for layer, n in model.layer_counts])


def _all_parts(
    model: Architecture, layers: list[tuple[dict[str, Parameters], int]]
) -> dict[str, Parameters]:
    """Embeddings, the blocks of all layers, norms, and head; components without parameters are
    left out.
    """
    d, V, L = model.hidden_size, model.vocab_size, len(model.layers)
    norms = model.final_norm + sum(layer.norms * n for layer, n in model.layer_counts)
    e = model.embedding_size or d
    parts = {"input_embedding": V * e, "position_embedding": model.position_embeddings * d}
    if model.per_layer_input:
        parts["per_layer_embedding"] = model.per_layer_input.embedding(L)
        parts["per_layer_input"] = model.per_layer_input.parameters(d, L)
    for blocks, n in layers:
        for component, count in blocks.items():
            parts[component] = parts.get(component, 0) + n * count
    for extra in model.extras:
        parts[extra.component] = parts.get(extra.component, 0) + extra.parameters
    parts["norms"] = parts.get("norms", 0) + norms * model.norm_vectors * d
    rows = V if model.head_rows is None else model.head_rows
    own_matrix = model.head_rows is not None or not model.tied_embeddings
    parts["lm_head"] = rows * e * own_matrix + rows * model.head_bias
    return {component: count for component, count in parts.items() if count}


def vision(model: Model) -> Parameters:
    """Parameters of the vision tower and its projector; 0 if the model has none."""
    model = require_architecture(model, "the size of its vision tower")
    return model.vision.parameters(model.hidden_size) if model.vision else 0


def multi_token_prediction(model: Model, *, copies: bool = False) -> Parameters:
    """Parameters of the modules that predict tokens further ahead; 0 if the model has none.

        modules × (a layer + 2 d² + three norms)

    `copies` adds the copies of embedding and head that a checkpoint stores with each module.
    Errors: Uncounted if the content of the modules is not known here.
    Source: DeepSeek-V3, README_WEIGHTS.md, https://github.com/deepseek-ai/DeepSeek-V3
    """
    model = require_architecture(model, "the size of its multi-token-prediction modules")
    if not model.multi_token_prediction:
        return 0
    d, V, layer = model.hidden_size, model.vocab_size, model.multi_token_prediction.layer
    if layer is None:
        raise Uncounted(model.name or "this model", "the multi-token-prediction modules")
    norms = (layer.norms + 3) * model.norm_vectors * d
    module = sum(layer.parameters(d).values()) + norms + 2 * d * d + copies * 2 * V * d
    return model.multi_token_prediction.modules * module
