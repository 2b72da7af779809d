"""Hypothesis strategies for random models, for properties that hold for all models."""

from dataclasses import replace

from hypothesis import strategies as st

from calc.llm import stack
from calc.llm.architecture import Architecture, PerLayerInput
from calc.llm.blocks import Block
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.compressed import CompressedAttention, CompressedIndexer, Compressor
from calc.llm.blocks.convolution import GatedConvolution
from calc.llm.blocks.delta import GatedDeltaNet, KimiDeltaAttention
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.blocks.latent import Indexer, LatentAttention
from calc.llm.blocks.lightning import LightningAttention
from calc.llm.blocks.mamba import Mamba1, Mamba2
from calc.llm.blocks.recurrent import MatrixLstm, RgLru, RwkvChannelMix, RwkvTimeMix
from calc.llm.blocks.weights import Again, Skipped, Weights
from calc.llm.layer import Layer
from calc.llm.masks import (
    FULL,
    Chunked,
    Compressed,
    Mask,
    NearBlocks,
    Selected,
    SelectedBlocks,
    Sliding,
)

sizes = st.integers(1, 64)
small_sizes = st.integers(1, 8)
flags = st.booleans()


def masks() -> st.SearchStrategy[Mask]:
    return st.one_of(
        st.just(FULL),
        st.builds(Sliding, window=sizes),
        st.builds(Chunked, chunk=sizes),
        st.builds(Selected, top=sizes),
        st.builds(Compressed, rate=small_sizes, top=st.one_of(st.none(), sizes)),
        st.builds(SelectedBlocks, size=small_sizes, top=sizes),
        st.builds(NearBlocks, size=small_sizes, top=sizes),
    )


@st.composite
def attentions(draw: st.DrawFn) -> Attention:
    k, h = draw(small_sizes), draw(sizes)
    n = k * draw(small_sizes)
    return Attention(
        num_attention_heads=n,
        num_key_value_heads=k,
        head_dim=h,
        mask=draw(masks()),
        qkv_bias=draw(flags),
        output_bias=draw(flags),
        norm_parameters=draw(st.sampled_from([0, 2 * h, (n + k) * h])),
        sinks=draw(flags),
        output_gate=draw(flags),
        values_are_keys=draw(flags),
        reuses_cache=draw(flags),
    )


@st.composite
def latent_attentions(draw: st.DrawFn) -> LatentAttention:
    q = draw(st.one_of(st.none(), sizes))
    indexer = draw(st.one_of(st.none(), st.builds(Indexer, num_heads=small_sizes, head_dim=sizes)))
    return LatentAttention(
        num_attention_heads=draw(small_sizes),
        q_lora_rank=q,
        kv_lora_rank=draw(sizes),
        qk_nope_head_dim=draw(sizes),
        qk_rope_head_dim=draw(sizes),
        v_head_dim=draw(sizes),
        bias=draw(flags),
        mask=draw(masks()),
        indexer=indexer if q is not None else None,
    )


@st.composite
def compressed_attentions(draw: st.DrawFn) -> CompressedAttention:
    compressors = st.builds(Compressor, rate=small_sizes, width=sizes, overlaps=flags)
    compressor = draw(st.one_of(st.none(), compressors))
    indexers = st.builds(
        CompressedIndexer, num_heads=small_sizes, head_dim=sizes, compressor=st.just(compressor)
    )
    indexer = draw(st.one_of(st.none(), indexers)) if compressor else None
    groups = draw(small_sizes)
    return CompressedAttention(
        num_attention_heads=groups * draw(small_sizes),
        head_dim=draw(sizes),
        q_lora_rank=draw(sizes),
        o_groups=groups,
        o_lora_rank=draw(sizes),
        window=draw(sizes),
        compressor=compressor,
        indexer=indexer,
        top=draw(sizes) if indexer else None,
    )


@st.composite
def rg_lrus(draw: st.DrawFn) -> RgLru:
    n = draw(small_sizes)
    return RgLru(width=n * draw(small_sizes), num_heads=n, conv_kernel=draw(small_sizes))


@st.composite
def matrix_lstms(draw: st.DrawFn) -> MatrixLstm:
    n = draw(small_sizes)
    return MatrixLstm(
        num_heads=n,
        query_key_width=n * draw(small_sizes),
        value_width=n * draw(small_sizes),
        bias=draw(flags),
    )


token_mixers: st.SearchStrategy[Block] = st.one_of(
    attentions(),
    latent_attentions(),
    compressed_attentions(),
    rg_lrus(),
    matrix_lstms(),
    st.builds(RwkvTimeMix, width=sizes, hidden_size=sizes),
    st.builds(RwkvChannelMix, ffn_size=sizes, hidden_size=sizes),
    st.builds(LightningAttention, num_heads=small_sizes, head_dim=sizes),
    st.builds(GatedConvolution, kernel=small_sizes, hidden_size=sizes, bias=flags),
    st.builds(
        Weights,
        component=st.sampled_from(["attention", "adapters"]),
        size=sizes,
        products=sizes,
        mixing=sizes,
        state=sizes,
    ),
    st.builds(Again, block=attentions()),
    st.builds(Skipped, block=attentions()),
    st.builds(
        Mamba1,
        inner_size=sizes,
        state_size=sizes,
        dt_rank=sizes,
        conv_kernel=small_sizes,
        conv_bias=flags,
        projection_bias=flags,
        inner_norms=flags,
    ),
    st.builds(
        Mamba2,
        num_heads=small_sizes,
        head_dim=sizes,
        state_size=sizes,
        groups=small_sizes,
        conv_kernel=small_sizes,
        conv_bias=flags,
        projection_bias=flags,
    ),
    st.builds(
        GatedDeltaNet,
        num_key_heads=small_sizes,
        key_head_dim=sizes,
        num_value_heads=small_sizes,
        value_head_dim=sizes,
        conv_kernel=small_sizes,
    ),
    st.builds(KimiDeltaAttention, num_heads=small_sizes, head_dim=sizes, conv_kernel=small_sizes),
)

denses = st.builds(Dense, ffn_size=sizes, gated=flags, bias=flags)


@st.composite
def moes(draw: st.DrawFn, *, zero_experts: bool = True) -> MoE:
    E = draw(st.integers(1, 16))
    return MoE(
        routed_experts=E,
        top_k=draw(st.integers(1, E)),
        expert_ffn_size=draw(sizes),
        shared_experts=draw(st.integers(0, 3)),
        shared_expert_ffn_size=draw(st.one_of(st.none(), sizes)),
        gated=draw(flags),
        expert_bias=draw(flags),
        shared_expert_bias=draw(flags),
        shared_expert_gate=draw(flags),
        router_vectors=draw(st.integers(0, 2)),
        router_channel_scale=draw(flags),
        zero_experts=draw(st.integers(0, 4)) if zero_experts else 0,
        latent_size=draw(st.one_of(st.none(), sizes)),
    )


@st.composite
def layers(draw: st.DrawFn) -> Layer:
    """Layers of one, two or three blocks."""
    blocks = draw(
        st.one_of(
            st.tuples(token_mixers, denses),
            st.tuples(token_mixers, moes()),
            st.tuples(token_mixers),
            st.tuples(moes()),
            st.tuples(token_mixers, denses, moes()),
        )
    )
    return Layer(blocks=blocks, norms=draw(st.integers(0, 4)))


@st.composite
def architectures(draw: st.DrawFn) -> Architecture:
    kinds = draw(st.lists(layers(), min_size=1, max_size=3))
    return Architecture(
        hidden_size=draw(sizes),
        vocab_size=draw(st.integers(1, 1000)),
        layers=tuple(draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=8))),
        tied_embeddings=draw(flags),
        norm_vectors=draw(st.integers(0, 2)),
        position_embeddings=draw(st.integers(0, 100)),
        head_bias=draw(flags),
        per_layer_input=draw(
            st.one_of(st.none(), st.builds(PerLayerInput, size=small_sizes, vocab_size=sizes))
        ),
    )


@st.composite
def mixtures(draw: st.DrawFn) -> Architecture:
    """Models with attention and one feed-forward block per layer: some dense layers, then a pattern
    in which every n-th layer is MoE.
    """
    attention, dense = draw(attentions()), draw(denses)
    moe = draw(moes(zero_experts=False))
    every, lead = draw(st.integers(1, 3)), draw(st.integers(0, 3))
    pattern = [Layer(blocks=(attention, dense))] * (every - 1) + [Layer(blocks=(attention, moe))]
    return Architecture(
        hidden_size=draw(sizes),
        vocab_size=draw(st.integers(1, 1000)),
        layers=(
            *[Layer(blocks=(attention, dense))] * lead,
            *pattern * draw(st.integers(2, 4)),
        ),
        tied_embeddings=draw(flags),
    )


def masked(model: Architecture, mask: Mask) -> Architecture:
    """The model with this mask in all attention blocks."""
    return replace(model, layers=stack.map_blocks(model.layers, lambda b: _with_mask(b, mask)))


def between_tokens(model: Architecture) -> Architecture:
    """The model with windows that are one position shorter.

    The cache of transformers is measured between two tokens, when the oldest position of the
    window is already dropped. `memory.kv_cache` counts the moment at which a token attends to the
    full window.
    """
    return replace(model, layers=stack.map_blocks(model.layers, _with_shorter_window))


def _with_mask(block: Block, mask: Mask) -> Block:
    if isinstance(block, Attention | LatentAttention):
        return replace(block, mask=mask)
    return block


def _with_shorter_window(block: Block) -> Block:
    match block:
        case Again(block=inner) | Skipped(block=inner):
            return replace(block, block=_with_shorter_window(inner))
        case (
            Attention(mask=Sliding(window=W) as mask)
            | LatentAttention(mask=Sliding(window=W) as mask)
        ):
            return replace(block, mask=replace(mask, window=W - 1))
        case Attention(mask=Selected(window=int(W)) as selected):
            return replace(block, mask=replace(selected, window=W - 1))
        case Attention(mask=Chunked(chunk=C)):
            return replace(block, mask=Chunked(chunk=C - 1))
    return block
