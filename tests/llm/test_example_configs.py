"""The example configs have the parameters of the real implementations."""

import json

import pytest

from calc.llm import config, parameters
from calc.llm.example_configs import EXAMPLE_CONFIGS
from tests.llm import measured

ROWS = {
    "llama-4-scout": "Llama-4-Scout-17B-16E",
    "llama-4-maverick": "Llama-4-Maverick-17B-128E",
    "deepseek-v3": "DeepSeek-V3",
    "deepseek-v3.2": "DeepSeek-V3.2",
    "kimi-k2": "Kimi-K2",
    "qwen3-235b": "Qwen3-235B-A22B",
    "qwen3-next": "Qwen3-Next-80B-A3B",
    "gpt-oss-120b": "gpt-oss-120b",
    "glm-4.5-air": "GLM-4.5-Air",
    "mixtral-8x7b": "Mixtral-8x7B-v0.1",
    "mixtral-8x22b": "Mixtral-8x22B-v0.1",
    "olmoe": "OLMoE-1B-7B",
    "llama-3.1-405b": "Llama-3.1-405B",
    "gemma-2-27b": "Gemma-2-27b",
}


@pytest.mark.parametrize("example", EXAMPLE_CONFIGS, ids=lambda example: example.key)
def test_an_example_counts_as_the_real_model_does(example):
    row = measured.parameters()[ROWS[example.key]]
    model = config.read(json.loads(example.config))
    assert parameters.total(model) == row["total_params"]
    assert parameters.active(model) == row["active_params"]


def test_scout_with_its_vision_tower_has_the_size_of_its_model_card():
    """The card says 109B."""
    model = config.read(json.loads(EXAMPLE_CONFIGS[0].config))
    measured_total = measured.parameters()["Llama-4-Scout-17B-16E+vision"]["total_params"]
    assert parameters.total(model) + parameters.vision(model) == measured_total
    assert round(measured_total / 1e9) == 109
