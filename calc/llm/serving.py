"""Memory and speed of a model that answers requests: what each accelerator holds and reads.

Weights are divided over `tensor` ranks and, layer by layer, over `stages` of a pipeline. All ranks
of a stage hold equally much. Vision towers, modules for multi-token prediction and draft models are
left out.

    ranks = serving.ranks(model, tensor=8)
    room = serving.room(80 * 10**9, 0.9, 3 * 10**9)
    serving.longest_context(ranks, room, sequences=1)

Engines pad: experts to what a kernel wants, a vocabulary to whole multiples, a state to a page. So
an engine offers some per cent less than this, or measures another overhead.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from calc.identity import ByIdentity
from calc.llm import memory, parameters, stack, validate
from calc.llm.architecture import Architecture, Model, Stored, require_architecture
from calc.llm.blocks import Block, share
from calc.llm.blocks.feedforward import MoE
from calc.llm.blocks.latent import LatentAttention
from calc.llm.errors import Unweighed
from calc.llm.layer import Layer
from calc.llm.masks import reach
from calc.llm.portable_power import power
from calc.llm.units import Tokens, USDPerGPUHour
from calc.units import USD, Bytes, BytesPerSecond, Fraction, Unknown

LONGEST = 10**15
"""Contexts beyond this are called unlimited."""
REMEMBERED = 32
"""Parts of models that are kept, for the next question about the same model."""
SCALED = 128
"""Values that share an FP32 scale in DeepSeek's FP8 cache."""


@dataclass(frozen=True, kw_only=True)
class CacheFormat:
    """How cached values are stored."""

    bytes_per_value: float = 2
    scaled_latents: bool = False
    """DeepSeek's layout of a latent in FP8: a byte a value, an FP32 scale for each 128 of them, and
    the position key in 16 bits; the indexer's keys likewise. 512 + 16 + 128 = 656 bytes a token and
    layer in DeepSeek-V3, and 128 + 4 with an indexer.
    Source: FlashMLA, README.md, https://github.com/deepseek-ai/FlashMLA"""
    bytes_per_state_value: float = 4
    """Of recurrent states and inputs of convolutions, which engines keep in FP32."""


BF16 = CacheFormat()
FP8 = CacheFormat(bytes_per_value=1)
Q8_0 = CacheFormat(bytes_per_value=34 / 32)
"""32 values of a byte and an FP16 scale. Source: llama.cpp, ggml/src/ggml-common.h"""
Q4_0 = CacheFormat(bytes_per_value=18 / 32)
"""32 values of half a byte and an FP16 scale. Source: as Q8_0"""
SCALED_LATENTS = CacheFormat(bytes_per_value=1, scaled_latents=True)


@dataclass(frozen=True, kw_only=True)
class Rank:
    """What one accelerator holds: its part of the weights, and the layers whose cache it keeps."""

    weights: Bytes
    layers: tuple[tuple[Layer, int], ...]
    """Each kind of layer and how often it occurs, with the rank's share of the heads."""


def of_rank(model: Model, tensor: int, *, by_sequences: bool = False) -> Architecture:
    """The model that one of T tensor-parallel ranks holds, as an architecture of its own.

        ⌈n / T⌉ query heads, ⌈k / T⌉ key and value heads, ⌈f / T⌉ of each width, ⌈V / T⌉ rows

    Norms and routers stay whole. With fewer key and value heads than ranks, ranks hold copies. A
    latent is the same on each rank. Rounding up gives the largest share; engines refuse shares that
    are not equal, see `uneven`. With `by_sequences`, each rank has all of attention and its state,
    for sequences of its own, and only what keeps no cache is divided ("data-parallel attention").
    Errors: Unpublished for an announced model.
    Source: Shoeybi et al. 2019, §3, https://arxiv.org/abs/1909.08053
    """
    model = require_architecture(model, "what one accelerator holds of it")
    return model if tensor == 1 else _of_rank(ByIdentity(model), tensor, by_sequences)


@lru_cache(REMEMBERED)  # a search asks again and again, and what a part remembers is kept with it
def _of_rank(whole: ByIdentity[Architecture], T: int, by_sequences: bool) -> Architecture:
    model = whole.value
    parts = {
        id(layer): replace(
            layer,
            blocks=tuple(
                block if by_sequences and block.cache_elements(1) else block.of_rank(T)
                for block in layer.blocks
            ),
        )
        for layer, _ in model.layer_counts
    }
    narrow = model.per_layer_input
    return replace(
        model,
        vocab_size=share(model.vocab_size, T),
        head_rows=None if model.head_rows is None else share(model.head_rows, T),
        layers=tuple(parts[id(layer)] for layer in model.layers),
        per_layer_input=narrow and replace(narrow, vocab_size=share(narrow.vocab_size, T)),
    )


def uneven(model: Model, tensor: int) -> str:
    """What makes no equal shares for so many ranks, as words: "40 query heads"; "" if all do."""
    model = require_architecture(model, "what one accelerator holds of it")
    for layer, _ in model.layer_counts:
        for block in layer.blocks:
            n = getattr(block, "num_attention_heads", 0)
            k = getattr(block, "num_key_value_heads", n)
            if n % tensor:
                return f"{n} query heads"
            if k % tensor and tensor % k:
                return f"{k} key and value heads"
    return ""


def layers_of_stages(layers: int, stages: int) -> list[int]:
    """How many layers each stage has: as equal as possible, and the last stage, which has the head,
    gets none of the rest.

    Source: vLLM, vllm/distributed/utils.py, get_pp_indices, https://github.com/vllm-project/vllm
    """
    each, rest = divmod(layers, stages)
    return [each + (stages - 1 - rest <= i < stages - 1) for i in range(stages)]


def layers_by_stage(model: Architecture, stages: int) -> tuple[tuple[Layer, ...], ...]:
    """The layers of each stage, as `layers_of_stages` counts them."""
    rest = iter(model.layers)
    sizes = layers_of_stages(len(model.layers), stages)
    return tuple(tuple(islice(rest, size)) for size in sizes)


def ranks(
    model: Model,
    tensor: int = 1,
    stages: int = 1,
    bytes_per_parameter: float | None = None,
    *,
    by_sequences: bool = False,
) -> tuple[Rank, ...]:
    """One rank of each stage; stages that hold the same have the same object.

    The first stage has the embedding, the last one the final norm and the head; an embedding that
    is also the head is on both. Without `bytes_per_parameter` the weights are as the checkpoint
    stores them. Exact, but for stages of a quantised model whose layers differ: those share the
    bytes of all layers by their parameters.
    Errors: Unpublished for an announced model; Unweighed as `memory.weights`; ValueError unless
    1 ≤ stages ≤ layers.
    """
    whole = require_architecture(model, "what one accelerator holds of it")
    return _ranks(ByIdentity(whole), tensor, stages, bytes_per_parameter, by_sequences)


@lru_cache(REMEMBERED)  # they depend on neither the context nor the memory
def _ranks(
    of: ByIdentity[Architecture],
    tensor: int,
    stages: int,
    bytes_per_parameter: float | None,
    by_sequences: bool,
) -> tuple[Rank, ...]:
    undivided = of.value
    model = of_rank(undivided, tensor, by_sequences=by_sequences)
    L = len(model.layers)
    if not 1 <= stages <= L:
        raise ValueError(f"{L} layers make 1 to {L} stages, not {stages}")
    whole = _weights(undivided, model, bytes_per_parameter)
    if stages == 1:
        return (Rank(weights=whole, layers=model.layer_counts),)
    d, N = model.hidden_size, parameters.total(model)
    narrow = 3 * d * model.per_layer_input.size if model.per_layer_input else 0
    of_layers = {
        id(layer): sum(layer.parameters(d).values()) + layer.norms * model.norm_vectors * d + narrow
        for layer, _ in model.layer_counts
    }
    N_layers = sum(of_layers[id(layer)] for layer in model.layers)
    output = (
        parameters.breakdown(model).get("lm_head", 0) + model.final_norm * model.norm_vectors * d
    )
    copied = model.vocab_size * (model.embedding_size or d)
    plain = bytes_per_parameter or type(model.stored) is Stored
    b = bytes_per_parameter or model.stored.bytes_per_parameter
    ends = {0: N - N_layers - output, stages - 1: output}
    if model.tied_embeddings and model.head_rows is None:
        ends[stages - 1] += copied
    found = []
    kinds: dict[object, Rank] = {}
    for i, part in enumerate(layers_by_stage(model, stages)):
        own = sum(of_layers[id(layer)] for layer in part)
        if plain:
            held = (own + ends.get(i, 0)) * b
        else:
            outside = model.stored.bytes_per_parameter
            in_layers = whole - outside * (N - N_layers)
            held = share(in_layers * own, N_layers) + outside * ends.get(i, 0)
        layers = replace(model, layers=part).layer_counts
        kind = (held, *((id(layer), count) for layer, count in layers))
        if kind not in kinds:
            kinds[kind] = Rank(weights=-int(-held // 1), layers=layers)
        found.append(kinds[kind])
    return tuple(found)


def _weights(model: Architecture, part: Architecture, b: float | None) -> Bytes:
    """`memory.weights` of a rank's part of the model; by its parameters where a part of a quantised
    matrix makes no whole groups, which engines refuse or pad.
    """
    try:
        return memory.weights(part, b)
    except Unweighed:
        all_ranks = memory.weights(model, b)
        return share(all_ranks * parameters.total(part), parameters.total(model))


def room(memory_of_one: Bytes, share_used: Fraction, overhead: Bytes) -> Bytes:
    """Bytes of one accelerator for weights and cache.

        m u − o

    u is the share that the engine may use, o what it needs besides: activations of the largest
    batch, graphs, libraries and buffers for communication. Engines measure o when they start.
    Source: vLLM, gpu_memory_utilization, https://docs.vllm.ai/en/latest/models/engine_args.html
    """
    return int(memory_of_one * validate.fraction("share_used", share_used)) - overhead


def cache(
    rank: Rank, context: Tokens, format: CacheFormat = BF16, *, windows: bool = True
) -> Bytes:
    """The cache of one sequence on a rank.

        attention          2 ⌈k / T⌉ h min(S, window) b
        latent attention   (c + r) S b, the same on each rank
        state              its values × 4, the same for any context

    With `windows` false an engine keeps every position of every layer. Engines keep one input of a
    convolution less than transformers.
    """
    return _bytes(rank.layers, lambda block: _kept(block, context, format, windows=windows))


def cache_read(rank: Rank, context: Tokens, format: CacheFormat = BF16) -> Bytes:
    """What a rank reads of the cache of one sequence for its next token: all of it, or of layers
    with an indexer the positions that it selects, and its keys.
    """
    return _bytes(rank.layers, lambda block: _read(block, context, format))


def _bytes(layers: Iterable[tuple[Layer, int]], of_block: Callable[[Block], float]) -> Bytes:
    exact = sum(n * of_block(block) for layer, n in layers for block in layer.blocks)
    return -int(-exact // 1)


def _kept(block: Block, S: Tokens, format: CacheFormat, *, windows: bool) -> float:
    if format.scaled_latents and isinstance(block, LatentAttention):
        return _scaled(block, block.mask.cached_positions(S) if windows else S, S)
    values = block.cache_elements(S) if windows else block.cache_elements_unwindowed(S)
    state = block.cache_elements(0)
    growing = (values - state) * format.bytes_per_value
    return growing + (state - block.spare_inputs()) * format.bytes_per_state_value


def _read(block: Block, S: Tokens, format: CacheFormat) -> float:
    if format.scaled_latents and isinstance(block, LatentAttention):
        return _scaled(block, reach(block.mask, S), S)
    state = block.cache_elements(0)
    growing = (block.read_elements(S) - state) * format.bytes_per_value
    return growing + (state - block.spare_inputs()) * format.bytes_per_state_value


def _scaled(block: LatentAttention, positions: int, indexed: int) -> int:
    c, r = block.kv_lora_rank, block.qk_rope_head_dim
    key = block.indexer.head_dim if block.indexer else 0
    return (c + 4 * share(c, SCALED) + 2 * r) * positions + (key + 4 * share(key, SCALED)) * indexed


def bytes_per_token(rank: Rank, format: CacheFormat = BF16, *, windows: bool = True) -> float:
    """What a further token of a long context adds on a rank: Σ 2 ⌈k / T⌉ h b over the layers that
    keep every position.
    """
    far = 2**40
    more = cache(rank, 2 * far, format, windows=windows) - cache(rank, far, format, windows=windows)
    return more / far


def tokens_that_fit(free: Bytes, bytes_per_token: float, block_size: int = 16) -> Tokens:
    """Tokens that an engine with blocks offers, of all sequences together.

        ⌊free ÷ (bytes per token × block size)⌋ × block size

    For layers that all grow with the context. Engines print this as the size of their cache, and
    divided by a context as the concurrency.
    """
    return int(free // (bytes_per_token * block_size)) * block_size


def window_cells(window: int, micro_batch: int, padding: int = 256) -> int:
    """Positions that llama.cpp keeps of a sliding window: ⌈(W + micro-batch) / 256⌉ × 256.

    Source: llama.cpp, src/llama-kv-cache-iswa.cpp, https://github.com/ggml-org/llama.cpp
    """
    return share(window + micro_batch, padding) * padding


def longest_context(
    ranks: Iterable[Rank],
    room: Bytes,
    sequences: int = 1,
    format: CacheFormat = BF16,
    *,
    block_size: int = 16,
    windows: bool = True,
) -> Tokens | Unknown:
    """The longest context, in whole blocks, at which so many sequences fit on every rank; 0 if not
    even one block does. Unknown where memory sets no limit.
    """
    parts = tuple(ranks)

    def fits(blocks: int) -> bool:
        S = blocks * block_size
        return all(
            rank.weights + sequences * cache(rank, S, format, windows=windows) <= room
            for rank in parts
        )

    if not fits(0) or not fits(1):
        return 0
    low, high = 1, 2
    while fits(high):
        low, high = high, 2 * high
        if low * block_size > LONGEST:
            return Unknown("Its cache does not grow with the context, so memory sets no limit.")
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low * block_size


def most_sequences(
    ranks: Iterable[Rank],
    room: Bytes,
    context: Tokens,
    format: CacheFormat = BF16,
    *,
    block_size: int = 16,
    windows: bool = True,
) -> int | Unknown:
    """How many sequences of a context fit on every rank, each in whole blocks.

        min ⌊(room − weights) ÷ cache of one sequence⌋

    Unknown for a model without a cache.
    """
    S, counts = share(context, block_size) * block_size, []
    for rank in ranks:
        if rank.weights > room:
            return 0
        one = cache(rank, S, format, windows=windows)
        if one:
            counts.append((room - rank.weights) // one)
    return min(counts) if counts else Unknown("It keeps no cache, so memory sets no limit.")


def weights_read(
    model: Model,
    tensor: int = 1,
    sequences: int | None = None,
    bytes_per_parameter: float | None = None,
    *,
    by_sequences: bool = False,
) -> Bytes:
    """Weights that a rank of `tensor` reads for a step in which each sequence gets one token: all
    active ones, once, whatever the number of sequences. Of the input embedding only rows are read.

    Without `sequences`, every token chooses the same k experts: the least that may be read. With it
    the router spreads tokens evenly, and of E experts it reads E (1 − (1 − k / E)^B) on average.
    Errors: as `ranks`.
    """
    undivided = require_architecture(model, "what one accelerator reads of it")
    part = of_rank(undivided, tensor, by_sequences=by_sequences)
    whole, N = _weights(undivided, part, bytes_per_parameter), parameters.total(part)
    plain = bytes_per_parameter or type(part.stored) is Stored
    idle = N - parameters.active(part)
    b_expert = whole / N if plain else _bytes_per_expert_parameter(part, whole)
    lookup = parameters.active(part) - parameters.active(part, input_embedding=False)
    read = whole - idle * b_expert - lookup * (whole / N if plain else 2)
    if sequences is not None:
        for layer, n in part.layer_counts:
            for block in layer.blocks:
                if isinstance(block, MoE) and block.top_k < block.routed_experts:
                    read += n * _also_read(block, part.hidden_size, sequences) * b_expert
    return -int(-read // 1)


def _also_read(block: MoE, d: int, B: int) -> float:
    """Parameters of experts beyond the first k that B tokens read, if all are equally likely."""
    E, k = block.routed_experts, block.top_k
    idle = block.parameters(d)["routed_experts"] - block.active(d)["routed_experts"]
    return idle * (distinct_experts(E, k, B) - k) / (E - k)


def distinct_experts(E: int, k: int, B: int) -> float:
    """Experts that B tokens choose, k each of E, on average if all are equally likely.

    E (1 − (1 − k / E)^B)
    """
    return E * (1 - power(1 - k / E, B)) if k < E else E


def _bytes_per_expert_parameter(model: Architecture, whole: Bytes) -> float:
    """In a quantised checkpoint: from what it would hold with one expert less in each MoE layer."""

    def fewer(block: Block) -> Block:
        if not isinstance(block, MoE) or block.routed_experts <= block.top_k:
            return block
        return replace(block, routed_experts=block.routed_experts - 1)

    smaller = replace(model, layers=stack.map_blocks(model.layers, fewer))
    routers = _router(model) - _router(smaller)
    removed = parameters.total(model) - parameters.total(smaller) - routers
    try:
        left = memory.weights(smaller)
    except Unweighed:
        return whole / parameters.total(model)
    return (whole - left - 2 * routers) / removed if removed else 0.0


def _router(model: Architecture) -> int:
    return parameters.breakdown(model).get("router", 0)


def tokens_per_second(
    sequences: int,
    bandwidth: BytesPerSecond,
    weights_read: Bytes,
    cache_read: Bytes,
    busy_stages: int = 1,
) -> float:
    """An upper bound of the tokens per second of all sequences together, as bandwidth allows.

        B w / (R + C / p)

    w is the bandwidth of one accelerator, R what a tensor-parallel rank reads of the weights of all
    layers, C of the cache of its sequences in all layers. A step reads the weights once for the
    whole batch. p stages of a pipeline are at work at once, on as many batches, each of which reads
    the weights of all layers: so p is the stages, or the sequences if these are fewer. Arithmetic,
    communication and waiting are left out, which only make it slower; drafts of several tokens
    (speculative decoding) may pass it.
    """
    return sequences * bandwidth / (weights_read + cache_read / busy_stages)


def usd_per_million_tokens(
    tokens_per_second: float, accelerators: int, usd_per_gpu_hour: USDPerGPUHour
) -> USD:
    """The rent n p / (3600 t) × 10⁶: a lower bound if the speed is an upper one.

    Reading prompts is left out.
    """
    return accelerators * usd_per_gpu_hour / (3600 * tokens_per_second) * 1e6
