"""Sizes of the analysed models, and of variants of them."""

import pytest

from calc.calculators.experts import experts
from calc.form.errors import InputError
from calc.llm.errors import ShapeError, Unpublished
from calc.units import Unknown


@pytest.mark.parametrize(
    ("model", "total", "active"),
    [
        ("scout", 107_769_861_120, 17_172_894_720),
        ("maverick", 400_711_848_960, 17_184_691_200),
        ("deepseek-v3", 671_026_404_352, 37_552_282_624),
        ("deepseekmoe-16b", 16_375_728_128, 2_828_650_496),
        ("mixtral-8x7b", 46_702_792_704, 12_879_925_248),
        ("mixtral-8x22b", 140_620_634_112, 39_152_031_744),
    ],
)
def test_the_models_have_the_parameters_of_their_checkpoints(model: str, total: int, active: int):
    """Exactly; text models without vision tower and multi-token prediction."""
    result = experts(model=model)
    assert (result.total_parameters, result.active_parameters) == (total, active)


def test_scout_without_its_shared_expert_would_not_be_what_its_card_says():
    """17B active on Meta's card."""
    without = experts(model="scout", shared_experts=0)
    assert without.active_parameters == pytest.approx(11.1e9, rel=0.005)
    assert experts(model="scout").active_parameters == pytest.approx(17e9, rel=0.02)


def test_scout_with_mavericks_experts_in_every_layer_would_be_twice_maverick():
    assert experts(model="scout", routed_experts=128).total_parameters == pytest.approx(784e9, 0.01)
    every_second = experts(model="scout", routed_experts=128, moe_every=2)
    assert every_second.total_parameters == experts(model="maverick").total_parameters


def test_a_parameter_takes_two_bytes_or_one_or_half_a_byte():
    sizes = [experts(precision=precision).weights for precision in ("bf16", "fp8", "int4")]
    assert sizes == [215_539_722_240, 107_769_861_120, 53_884_930_560]


def test_behemoth_shows_what_is_published_and_says_what_is_not():
    behemoth = experts(model="behemoth")
    assert (behemoth.total_parameters, behemoth.active_parameters) == (2 * 10**12, 288 * 10**9)
    assert isinstance(behemoth.routed_parameters, Unknown)
    assert "not published" in behemoth.routed_parameters.reason
    with pytest.raises(Unpublished, match="Llama 4 Behemoth are not published"):
        experts(model="behemoth", routed_experts=32)


def test_a_model_without_routed_experts_has_no_sparsity():
    only_shared = experts(model="scout", routed_experts=0, top_k=0)
    assert only_shared.sparsity == 0
    assert only_shared.routed_parameters == only_shared.expert_parameters == 0


def test_impossible_shapes_are_refused():
    with pytest.raises(ShapeError, match="20 experts per token cannot be chosen from 16 routed"):
        experts(top_k=20)
    with pytest.raises(InputError, match="5,000 is not a multiple of 64; enter 4,992 or 5,056"):
        experts(hidden_size=5000)
