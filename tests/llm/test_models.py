"""The models have exactly the parameters of the real implementations."""

import pytest

from calc.llm import flops, memory, parameters
from calc.llm.errors import Unpublished
from calc.llm.models import (
    BEHEMOTH,
    DEEPSEEK_MOE_16B,
    DEEPSEEK_V3,
    LLAMA_3_1_405B,
    MAVERICK,
    MIXTRAL_8X7B,
    MIXTRAL_8X22B,
    MODELS,
    SCOUT,
)
from tests.llm import measured

IDS = {
    "Llama-4-Scout-17B-16E": SCOUT,
    "Llama-4-Maverick-17B-128E": MAVERICK,
    "DeepSeek-V3": DEEPSEEK_V3,
    "DeepSeekMoE-16B": DEEPSEEK_MOE_16B,
    "Mixtral-8x7B-v0.1": MIXTRAL_8X7B,
    "Mixtral-8x22B-v0.1": MIXTRAL_8X22B,
    "Llama-3.1-405B": LLAMA_3_1_405B,
}


@pytest.mark.parametrize("identity", IDS)
def test_parameters_are_those_of_the_real_implementation(identity):
    row, model = measured.parameters()[identity], IDS[identity]
    assert parameters.total(model) == row["total_params"]
    assert parameters.active(model) == row["active_params"]
    assert (
        parameters.active(model, input_embedding=False) == row["active_params_no_input_embedding"]
    )


def test_scout_with_its_vision_tower_has_the_109b_of_its_model_card():
    """Source: llama-models, models/llama4/MODEL_CARD.md"""
    assert parameters.total(SCOUT) + parameters.vision(SCOUT) == pytest.approx(109e9, rel=0.005)


def test_deepseek_v3s_multi_token_prediction_has_the_size_of_its_readme():
    """11.5B unique parameters, 14B with copies. Source: DeepSeek-V3, README_WEIGHTS.md"""
    assert parameters.multi_token_prediction(DEEPSEEK_V3) == pytest.approx(11.5e9, rel=0.01)
    assert parameters.multi_token_prediction(DEEPSEEK_V3, copies=True) == pytest.approx(
        14e9, rel=0.04
    )


def test_deepseek_v3_trains_at_the_250_gflop_per_token_that_deepseek_states():
    """Source: https://arxiv.org/abs/2505.09343, table 2"""
    assert flops.training(DEEPSEEK_V3, 1, context=4096) == pytest.approx(250e9, rel=0.003)


def test_deepseek_v3_caches_the_70_kb_per_token_that_deepseek_states():
    """Source: https://arxiv.org/abs/2505.09343, table 1"""
    assert memory.kv_cache(DEEPSEEK_V3, 1) == 70_272


def test_behemoth_has_the_figures_that_meta_published():
    assert parameters.total(BEHEMOTH) == 2_000_000_000_000
    assert parameters.active(BEHEMOTH) == 288_000_000_000
    assert flops.training(BEHEMOTH, 10**12) == 6 * 288e9 * 1e12


@pytest.mark.parametrize(
    "result",
    [
        lambda: parameters.breakdown(BEHEMOTH),
        lambda: parameters.active(BEHEMOTH, input_embedding=False),
        lambda: parameters.vision(BEHEMOTH),
        lambda: flops.forward(BEHEMOTH, 8192),
        lambda: flops.training(BEHEMOTH, 10**12, context=8192),
        lambda: memory.kv_cache(BEHEMOTH, 8192),
    ],
)
def test_results_that_need_behemoths_shape_are_unpublished(result):
    with pytest.raises(Unpublished, match="of Llama 4 Behemoth are not published"):
        result()


def test_the_keys_of_the_models_are_unique():
    assert len({model.key for model in MODELS}) == len(MODELS)
