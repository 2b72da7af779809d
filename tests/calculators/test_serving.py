"""What it takes to serve the analysed models."""

import json

import pytest

from calc.calculators.serving import serving
from calc.form.errors import InputError
from calc.llm import memory
from calc.llm.models import DEEPSEEK_V3, MAVERICK, SCOUT
from calc.units import Unknown

LLAMA_8B = {
    "model_type": "llama",
    "hidden_size": 4096,
    "num_hidden_layers": 32,
    "num_attention_heads": 32,
    "num_key_value_heads": 8,
    "intermediate_size": 14336,
    "vocab_size": 128256,
    "tie_word_embeddings": False,
}


def test_ten_million_tokens_of_scout_fit_on_eight_h200_and_not_on_eight_h100():
    on_h200, on_h100 = (
        serving(context=10_485_760, accelerator=chip) for chip in ("h200-sxm", "h100-sxm")
    )
    assert on_h200.fits
    assert not on_h100.fits
    assert on_h200.weights == memory.weights(SCOUT)
    assert on_h200.cache == memory.kv_cache(SCOUT, 10_485_760)
    assert on_h100.per_accelerator == on_h200.per_accelerator
    assert on_h100.fewest == 16
    assert on_h100.longest_context < 10_485_760 < on_h200.longest_context


def test_the_longest_context_is_the_last_that_fits():
    found = serving(sequences=4)
    assert serving(sequences=4, context=found.longest_context).fits
    assert not serving(sequences=4, context=found.longest_context + 1).fits


def test_the_most_sequences_are_the_last_that_fit():
    found = serving(model="maverick", context=131_072)
    most = found.most_sequences
    assert serving(model="maverick", context=131_072, sequences=most).fits
    assert not serving(model="maverick", context=131_072, sequences=most + 1).fits


def test_weights_in_another_precision_are_the_parameters_times_its_bytes():
    assert serving(model="maverick", weights_precision="fp8").weights == memory.weights(MAVERICK, 1)
    assert serving(model="deepseek-v3", weights_precision="bf16").weights == 2 * 671_026_404_352
    released = serving(model="deepseek-v3")
    assert released.weights == 673_150_611_808
    assert released.cache == memory.kv_cache(DEEPSEEK_V3, 131_072)


def test_attention_by_sequences_divides_the_latents():
    """Eight ranks keep 64 sequences each by heads, 8 by sequences."""
    heads, sequences = (
        serving(model="deepseek-v3", context=8192, sequences=64, attention=by)
        for by in ("heads", "sequences")
    )
    assert heads.cache_of_one == 8 * sequences.cache_of_one == heads.cache
    assert sequences.weights_of_one > heads.weights_of_one
    assert sequences.most_sequences > 4 * heads.most_sequences


def test_a_pasted_config_is_served_in_place_of_the_model():
    found = serving(config=json.dumps(LLAMA_8B), context=20_000, accelerators=1)
    assert found.weights == 16_060_522_496
    assert found.cache == 20_000 * 131_072
    quantised = LLAMA_8B | {
        "quantization_config": {"quant_method": "awq", "bits": 4, "group_size": 128}
    }
    assert serving(config=json.dumps(quantised)).weights < found.weights / 2


def test_a_config_that_is_none_is_refused_at_its_field():
    with pytest.raises(InputError, match="config"):
        serving(config="{}")


def test_a_list_of_tensors_is_refused_as_it_says_nothing_of_a_cache():
    tensors = {"w": {"dtype": "BF16", "shape": [2, 3], "data_offsets": [0, 12]}}
    with pytest.raises(InputError, match="does not say what a model does with them"):
        serving(config=json.dumps(tensors))


def test_an_accelerator_of_ones_own_has_the_memory_that_is_typed():
    own = serving(accelerator="own", memory=10**12, bandwidth=1e12, accelerators=1)
    assert own.room == 10**12 * 0.9 - 3 * 10**9
    assert own.fits
    assert own.tokens_per_second_bound == 1e12 / (own.weights_read + own.cache_read)


def test_behemoth_cannot_be_served_as_its_layers_are_not_published():
    found = serving(model="behemoth", context=1000)
    assert isinstance(found.weights, Unknown)
    assert isinstance(found.fits, Unknown)
    assert "not published" in found.fits.reason


def test_what_engines_do_with_odd_ranks_is_said():
    assert "engines refuse 40 query heads" in str(serving(accelerators=16, tensor=16).split)
    assert serving(accelerators=1).split == "not at all"
    assert "4 accelerators stay idle" in str(serving(accelerators=20).split)
    assert "2 stages" in str(serving(accelerators=20).split)
