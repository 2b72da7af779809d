"""A context that is longer than the model was made for is computed, and the result says so."""

import json

import pytest

from calc.calculators.any_model import any_model
from calc.calculators.kv_cache import kv_cache
from calc.calculators.long_context import long_context
from calc.calculators.serving import serving
from calc.calculators.shared import context_limit
from calc.calculators.training_memory import training_memory
from calc.calculators.training_run import training_run
from calc.llm import config, models, params_json
from calc.llm.models import BEHEMOTH
from tests.llm import measured

LLAMA_8B = {
    "model_type": "llama",
    "hidden_size": 4096,
    "num_hidden_layers": 32,
    "num_attention_heads": 32,
    "num_key_value_heads": 8,
    "intermediate_size": 14336,
    "vocab_size": 128256,
    "max_position_embeddings": 131072,
}
PASTED = json.dumps(LLAMA_8B)
BEYOND = "beyond the model’s maximum of 131,072 tokens"


@pytest.mark.parametrize("model", [model.key for model in models.MODELS])
def test_what_forms_start_from_is_not_beyond_the_model(model):
    if model != BEHEMOTH.key:
        assert kv_cache(model=model).beyond == ""
    assert long_context(model=model).beyond == ""
    assert training_run(model=model).beyond == ""


@pytest.mark.parametrize("calculator", [any_model, serving, training_memory])
def test_a_pasted_models_maximum_is_that_of_its_config(calculator):
    assert "beyond" not in str(calculator(config=PASTED, context=131_072).beyond)
    longer = calculator(config=PASTED, context=131_073)
    assert BEYOND in str(longer.beyond)


def test_a_published_models_maximum_is_as_published():
    assert "10,485,760" in str(kv_cache(context=10_485_761).beyond)
    assert "65,536" in str(kv_cache(model="mixtral-8x22b", context=65_537).beyond)
    assert kv_cache(model="behemoth", context=10**9).beyond == ""


def test_a_long_context_counts_only_if_tokens_are_read_at_it():
    assert any_model(config=PASTED, long_context=10**6).beyond == ""
    assert BEYOND in str(any_model(config=PASTED, long_context=10**6, long_fraction=0.01).beyond)


def test_memory_for_more_than_the_maximum_is_said():
    found = serving(config=PASTED, context=8192, accelerators=8)
    assert found.longest_context > 131_072
    assert found.beyond == "The model’s maximum is 131,072 tokens; memory would hold more."


@pytest.mark.parametrize(
    ("values", "most"),
    [
        (LLAMA_8B, 131_072),
        ({"model_type": "llama"}, None),
        ({"model_type": "gpt2"}, 1024),
        ({"model_type": "mamba"}, None),
        ({"model_type": "mpt", "max_seq_len": 65_536}, 65_536),
        ({"model_type": "gemma3", "text_config": {"max_position_embeddings": 131_072}}, 131_072),
    ],
)
def test_the_maximum_is_read_by_any_of_its_names(values, most):
    assert config.read(values).max_context == most


def test_a_params_json_may_have_one():
    values = {"dim": 64, "n_layers": 2, "n_heads": 4, "vocab_size": 128, "multiple_of": 32}
    assert params_json.read(values)[0].max_context is None
    assert params_json.read({**values, "max_seq_len": 2048})[0].max_context == 2048


def test_every_measured_config_that_names_a_maximum_has_it():
    rows = [row["hf_config"] for row in measured.rows("parameters")]
    named = [row for row in rows if isinstance(row.get("max_position_embeddings"), int)]
    for row in named:
        assert config.read(row).max_context == row["max_position_embeddings"]
    assert named
    assert context_limit.maximum(config.read(named[0])) == named[0]["max_position_embeddings"]
