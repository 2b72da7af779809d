"""What serving takes: lines that engines printed first, then properties."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.analysis import engine_logs
from calc.llm import memory, parameters, released, serving
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.latent import Indexer, LatentAttention
from calc.llm.layer import Layer
from calc.llm.masks import Selected
from calc.llm.models import BEHEMOTH, DEEPSEEK_V3, LLAMA_3_1_405B, MAVERICK, SCOUT
from calc.llm.serving import CacheFormat
from calc.units import Unknown
from tests.llm.strategies import architectures

GIB = 2**30
LOADED_WITH_MORE = {
    ("vllm-llama-3.1-8b-3090", "weights"): -0.0021,
    ("vllm-gpt-oss-20b", "weights"): -0.0659,
}
"""Engines load tables of positions, and pad experts for their kernels."""

ranks = st.sampled_from([1, 2, 3, 4, 8, 16])


@pytest.mark.parametrize("check", [*engine_logs.checks()], ids=lambda c: f"{c.row['id']}-{c.about}")
def test_what_engines_print_comes_out_within_the_last_digit(check):
    off = LOADED_WITH_MORE.get((check.row["id"], check.about), 0.0)
    assert check.off == pytest.approx(off, abs=0.0001 if off else 0)


def test_llama_cpp_keeps_1536_cells_of_a_window_of_512():
    """n_swa 512, n_ubatch 1024: 60 MiB in 20 layers of 2 heads of width 256. Source: a log of
    Gemma 4 E4B, https://github.com/qualcomm/GenieX/issues/1346
    """
    cells = serving.window_cells(512, 1024)
    assert cells == 1536
    assert 20 * 2 * 2 * 256 * 2 * cells == 60 * 2**20


def test_vllm_offers_23648_tokens_in_1478_blocks():
    """Source: https://github.com/vllm-project/vllm/issues/10517"""
    rate = 2 * 32 * 8 * 128 * 2
    assert serving.tokens_that_fit(1478 * 16 * rate, rate) == 23_648
    assert serving.tokens_that_fit(1478 * 16 * rate + 15 * rate, rate) == 23_648


def test_the_memory_that_vllm_leaves_for_the_cache():
    """0.90 × 23.58 − 17.06 − 0.35 = 3.81 GiB; 17.06 has the weights in it. Source: as above"""
    engine = int((17.06 + 0.35) * GIB)
    assert serving.room(int(23.58 * GIB), 0.9, engine) / GIB == pytest.approx(3.81, abs=0.005)


def test_deepseek_v3_is_released_in_fp8():
    """Its checkpoint without the module for multi-token prediction: matrices in FP8, FP32 scales,
    the rest in BF16, and the router's correction.
    """
    parts = (669_065_609_216, 163_352_928, 3_921_590_272, 59_392)
    assert memory.weights(released.checkpoint(DEEPSEEK_V3)) == sum(parts)
    assert released.checkpoint(SCOUT) is SCOUT
    assert released.checkpoint(BEHEMOTH) is BEHEMOTH


def test_a_latent_in_fp8_takes_656_bytes_a_token_and_layer():
    """512 + 4 scales of 4 bytes + 64 × 2; an indexer's key 128 + 4. Source: FlashMLA's README"""
    (rank,) = serving.ranks(DEEPSEEK_V3)
    assert serving.bytes_per_token(rank, serving.SCALED_LATENTS) == 61 * 656
    sparse = replace(_latent(DEEPSEEK_V3), indexer=Indexer(num_heads=64, head_dim=128))
    model = replace(DEEPSEEK_V3, layers=(Layer(blocks=(sparse,)),))
    (rank,) = serving.ranks(model)
    assert serving.bytes_per_token(rank, serving.SCALED_LATENTS) == 656 + 132


def _latent(model):
    return next(b for b in model.layers[-1].blocks if isinstance(b, LatentAttention))


def test_heads_are_copied_when_there_are_fewer_than_ranks():
    """Llama 4 has 8 key and value heads: 16 ranks keep twice as much together as 8."""
    eight, sixteen = (serving.ranks(LLAMA_3_1_405B, T)[0] for T in (8, 16))
    assert serving.cache(eight, 1000) == memory.kv_cache(LLAMA_3_1_405B, 1000) // 8
    assert serving.cache(sixteen, 1000) == serving.cache(eight, 1000)
    assert sixteen.weights > eight.weights / 2


def test_each_rank_keeps_the_whole_latent():
    """Unless attention is divided by sequences, then each keeps that of its own only."""
    for T in (1, 8, 16):
        for by_sequences in (False, True):
            (rank,) = serving.ranks(DEEPSEEK_V3, T, by_sequences=by_sequences)
            assert serving.cache(rank, 1000) == 2 * 61 * 576 * 1000


def test_chunked_layers_forget_and_an_engine_that_keeps_all_needs_four_times_as_much():
    (rank,) = serving.ranks(SCOUT, 8)
    assert serving.bytes_per_token(rank) == 2 * 2 * 128 * 12
    assert serving.bytes_per_token(rank, windows=False) == 2 * 2 * 128 * 48
    assert serving.cache(rank, 10_485_760) * 8 == memory.kv_cache(SCOUT, 10_485_760)


def test_scout_reads_its_active_parameters_without_the_embedding_for_a_token():
    read = parameters.active(SCOUT, input_embedding=False)
    assert serving.weights_read(SCOUT) == 2 * read
    assert serving.weights_read(SCOUT, bytes_per_parameter=0.5) == read // 2
    assert serving.weights_read(SCOUT, sequences=1) == 2 * read


def test_a_large_batch_reads_every_expert():
    """All weights but the embedding, of which rows are read."""
    embedding = 2 * MAVERICK.vocab_size * MAVERICK.hidden_size
    read = serving.weights_read(MAVERICK, sequences=10**6)
    assert read == pytest.approx(memory.weights(MAVERICK) - embedding, rel=1e-9)
    assert serving.distinct_experts(128, 1, 64) == pytest.approx(128 * (1 - (127 / 128) ** 64))


def test_deepseek_v3_reads_about_37_gb_of_its_checkpoint():
    """37B active parameters, nearly all of them a byte."""
    read = serving.weights_read(released.checkpoint(DEEPSEEK_V3))
    active = parameters.active(DEEPSEEK_V3, input_embedding=False)
    assert active < read < 1.05 * active


def test_an_indexer_reads_the_positions_that_it_selects_and_all_of_its_keys():
    sparse = replace(
        _latent(DEEPSEEK_V3), mask=Selected(top=2048), indexer=Indexer(num_heads=64, head_dim=128)
    )
    (rank,) = serving.ranks(replace(DEEPSEEK_V3, layers=(Layer(blocks=(sparse,)),)))
    assert serving.cache_read(rank, 100_000) == 2 * (576 * 2048 + 128 * 100_000)
    assert serving.cache(rank, 100_000) == 2 * (576 + 128) * 100_000


def test_states_stay_in_fp32_whatever_the_cache():
    from calc.llm.blocks.delta import GatedDeltaNet

    block = GatedDeltaNet(
        num_key_heads=16, key_head_dim=128, num_value_heads=32, value_head_dim=128, conv_kernel=4
    )
    (rank,) = serving.ranks(replace(SCOUT, layers=(Layer(blocks=(block,)),)))
    for format in (serving.BF16, CacheFormat(bytes_per_value=0.5)):
        assert serving.cache(rank, 5, format) == 2 * 2**20 + 96 * 2**10


def test_stages_get_layers_as_vllm_gives_them():
    """The last stage, which has the head, gets none of the rest."""
    assert serving.layers_of_stages(48, 4) == [12, 12, 12, 12]
    assert serving.layers_of_stages(61, 4) == [15, 15, 16, 15]
    assert serving.layers_of_stages(126, 4) == [31, 32, 32, 31]
    assert serving.layers_of_stages(7, 4) == [2, 2, 2, 1]


@given(st.integers(1, 200), st.data())
def test_stages_have_all_layers(layers, data):
    stages = data.draw(st.integers(1, layers))
    each = serving.layers_of_stages(layers, stages)
    assert len(each) == stages
    assert sum(each) == layers
    assert max(each) - min(each) <= 1


@given(architectures(), st.data())
def test_the_stages_together_hold_all_weights_and_the_whole_cache(model, data):
    """And one copy of an embedding that is also the head."""
    stages = data.draw(st.integers(2, 4))
    if stages > len(model.layers):
        return
    parts = serving.ranks(model, 1, stages, 2)
    twice = model.tied_embeddings and model.head_rows is None
    copy = 2 * model.vocab_size * (model.embedding_size or model.hidden_size) * twice
    assert sum(rank.weights for rank in parts) == memory.weights(model, 2) + copy
    (whole,) = serving.ranks(model, 1, 1, 2)
    assert sum(serving.cache(rank, 77) for rank in parts) == serving.cache(whole, 77)


@given(architectures(), ranks)
def test_ranks_together_hold_at_least_all(model, T):
    """More, where heads are copied, shares rounded up, or latents whole."""
    for by_sequences in (False, True):
        part = serving.of_rank(model, T, by_sequences=by_sequences)
        assert parameters.total(part) * T >= parameters.total(model)
        assert parameters.total(part) <= parameters.total(model)
        (one,), (all_,) = serving.ranks(part, 1, 1, 2), serving.ranks(model, 1, 1, 2)
        assert serving.cache(one, 50) * T >= serving.cache(all_, 50)


@given(architectures(), st.integers(1, 100))
def test_no_more_is_read_than_kept(model, context):
    (rank,) = serving.ranks(model)
    assert serving.cache_read(rank, context) <= serving.cache(rank, context)
    assert serving.weights_read(model) <= serving.weights_read(model, sequences=9) <= rank.weights


@given(architectures(), ranks, st.integers(1, 9), st.integers(1, 40), st.integers(1, 10**6))
def test_limits_are_the_last_that_fit(model, T, sequences, block, free):
    parts = serving.ranks(model, T)
    room = parts[0].weights + free

    def fits(context, count):
        return all(r.weights + count * serving.cache(r, context) <= room for r in parts)

    longest = serving.longest_context(parts, room, sequences, block_size=block)
    if not isinstance(longest, Unknown):
        assert longest % block == 0
        assert longest == 0 or fits(longest, sequences)
        assert not fits(longest + block, sequences) or longest == 0
    most = serving.most_sequences(parts, room, block, block_size=block)
    if not isinstance(most, Unknown):
        assert fits(block, most)
        assert not fits(block, most + 1)


def test_nothing_fits_where_the_weights_do_not():
    parts = serving.ranks(SCOUT, 1)
    assert serving.longest_context(parts, 80 * 10**9) == 0
    assert serving.most_sequences(parts, 80 * 10**9, 1000) == 0


def test_heads_that_make_no_equal_shares_are_named():
    """VLLM refuses 40 heads over 16 ranks."""
    assert serving.uneven(SCOUT, 16) == "40 query heads"
    assert serving.uneven(SCOUT, 8) == serving.uneven(DEEPSEEK_V3, 128) == ""
    three = Attention(num_attention_heads=24, num_key_value_heads=3, head_dim=8)
    assert serving.uneven(replace(SCOUT, layers=(Layer(blocks=(three,)),)), 4) == (
        "3 key and value heads"
    )


def test_a_batch_shares_the_weights_and_each_sequence_reads_its_cache():
    one = serving.tokens_per_second(1, 1e12, 10**10, 10**9)
    assert one == pytest.approx(1e12 / 1.1e10)
    ten = serving.tokens_per_second(10, 1e12, 10**10, 10 * 10**9)
    assert ten == pytest.approx(10 * 1e12 / 2e10)
    assert serving.usd_per_million_tokens(1000.0, 8, 2.0) == pytest.approx(16 / 3.6)


def test_stages_speed_up_the_cache_only():
    """Each of p batches reads the weights of all layers."""
    assert serving.tokens_per_second(4, 1e12, 10**10, 10**10, busy_stages=2) == pytest.approx(
        4 * 1e12 / 1.5e10
    )


@pytest.mark.parametrize("stages", [0, 49])
def test_a_stage_has_one_layer_at_least(stages):
    with pytest.raises(ValueError, match=f"48 layers make 1 to 48 stages, not {stages}"):
        serving.ranks(SCOUT, 1, stages)
