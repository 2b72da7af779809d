"""Published figures: what the analysis prints and what makers state; related figures agree."""

import pytest

from calc import units
from calc.analysis import published, sources
from calc.llm import hardware, models
from calc.llm import units as llm_units
from calc.units import Unknown

each_figure = pytest.mark.parametrize(
    ("model", "field"),
    [(model, field) for model, figures in published.PUBLISHED.items() for field in figures],
)

TABLE = {
    # The analysis of 2025-04-06: total, active, routed, shared, context, tokens, GPU-hours
    "scout": (109e9, 17e9, 16, 0, 10e6, 40e12, 5.0e6),
    "maverick": (400e9, 17e9, 128, 1, 1e6, 22e12, 2.38e6),
}
COLUMNS = ["total", "active", "routed_experts", "shared_experts", "context", "tokens", "gpu_hours"]


def number(model, field):
    value = published.value(model, field)
    assert isinstance(value, int | float)
    return value


@pytest.mark.parametrize("model", TABLE)
def test_the_table_of_the_analysis_is_recorded_as_printed(model):
    printed = tuple(published.in_analysis(model, column).value for column in COLUMNS)
    assert printed == TABLE[model]


@pytest.mark.parametrize("model", TABLE)
def test_meta_states_what_the_table_says_but_for_scouts_shared_expert(model):
    """Source: Llama 4 model card; moe.py, line 156"""
    for column, printed in zip(COLUMNS, TABLE[model], strict=True):
        stated = published.value(model, column)
        assert stated == (1 if column == "shared_experts" else printed)


def test_behemoth_is_two_trillion_and_the_rest_of_its_row_is_not_published():
    """Source: The Llama 4 herd; the analysis prints a dash"""
    assert published.value("behemoth", "total") == 2e12
    assert published.figure("behemoth", "total").stated.startswith("nearly two trillion")
    assert published.value("behemoth", "active") == 288e9
    assert published.value("behemoth", "routed_experts") == 16
    for column in ("context", "tokens", "gpu_hours"):
        assert isinstance(published.value("behemoth", column), Unknown)
        assert isinstance(published.in_analysis("behemoth", column).value, Unknown)


def test_it_is_not_published_whether_behemoth_has_a_shared_expert():
    for field in ("shared_experts", "top_k", "layers"):
        value = published.value("behemoth", field)
        assert isinstance(value, Unknown)
        assert "Behemoth" in value.reason


def test_the_analysis_gives_deepseek_v3_the_active_parameters_of_mixtral():
    """39B for 37B. Source: DeepSeek-V3 report, abstract; Mistral's post on 8x22B"""
    assert published.in_analysis("deepseek-v3", "active").value == 39e9
    assert published.value("mixtral-8x22b", "active") == 39e9
    assert published.value("deepseek-v3", "active") == 37e9


def test_maverick_has_nearly_four_times_scouts_parameters_and_half_the_rest():
    """Nearly four times the parameters, half the corpus, half the hours: the analysis"""
    ratios = [number("maverick", f) / number("scout", f) for f in ("total", "tokens", "gpu_hours")]
    assert ratios == pytest.approx([3.67, 0.55, 0.476], rel=2e-3)


def test_deepseek_v3s_hours_and_costs_add_up():
    """Source: DeepSeek-V3 report, Table 1"""
    parts = ("gpu_hours", "gpu_hours_context_extension", "gpu_hours_post_training")
    assert sum(number("deepseek-v3", part) for part in parts) == 2_788_000
    price = number("deepseek-v3", "usd_per_gpu_hour")
    assert number("deepseek-v3", "gpu_hours") * price == number("deepseek-v3", "cost")
    assert number("deepseek-v3", "gpu_hours_in_all") * price == number("deepseek-v3", "cost_in_all")


def test_deepseek_v3s_mfu_is_of_the_bf16_peak_of_an_h800():
    """Source: DeepSeek ISCA 2025, Table 4"""
    peak = hardware.peak(hardware.ACCELERATORS["h800-sxm"], "bf16")
    for suffix in ("", "_noncausal"):
        speed = number("deepseek-v3", f"flops_per_gpu{suffix}")
        assert speed / peak == pytest.approx(number("deepseek-v3", f"mfu{suffix}"), rel=2e-3)


def test_deepseek_v3s_tokens_per_day_agree_with_its_speed():
    """272.80B tokens a day on 2048 GPUs at 250 GFLOP each. Source: DeepSeek ISCA 2025"""
    a_day = number("deepseek-v3", "tokens_per_day") * number("deepseek-v3", "flops_per_token")
    speed = a_day / (number("deepseek-v3", "accelerators") * 24 * 3600)
    assert speed == pytest.approx(number("deepseek-v3", "flops_per_gpu"), rel=0.002)


@pytest.mark.parametrize(
    ("model", "elements"),
    [("deepseek-v3", 61 * (512 + 64)), ("llama-3.1-405b", 126 * 2 * 8 * 128)],
)
def test_a_published_kv_cache_is_two_bytes_an_element(model, elements):
    """Source: DeepSeek ISCA 2025, Table 1; formulas: DeepSeek-V2 report, Table 1"""
    assert published.value(model, "kv_cache_per_token") == 2 * elements


def test_llama_3_1_took_3_8e25_flop():
    """6 N D over 15.6T tokens. Source: Llama 3, §1"""
    compute = 6 * number("llama-3.1-405b", "active") * number("llama-3.1-405b", "tokens")
    assert compute == pytest.approx(number("llama-3.1-405b", "compute"), rel=0.005)


@pytest.mark.parametrize("model", ["mixtral-8x7b", "mixtral-8x22b"])
@pytest.mark.parametrize("field", ["tokens", "gpu_hours", "accelerator", "cost", "co2"])
def test_mistral_has_never_said_what_mixtral_cost(model, field):
    value = published.value(model, field)
    assert isinstance(value, Unknown)
    assert "Mistral has never published" in value.reason


@each_figure
def test_a_figure_has_its_words_and_its_place_in_a_source(model, field):
    figure = published.figure(model, field)
    assert figure.stated
    assert figure.where
    assert figure.source in sources.SOURCES
    if isinstance(figure.value, Unknown):
        assert figure.value.reason.endswith(".")


@each_figure
def test_a_value_is_a_number_in_the_unit_of_its_field_or_a_word(model, field):
    value = published.value(model, field)
    if not isinstance(value, Unknown):
        assert isinstance(value, str) == (published.FIELDS[field] == "")


@each_figure
def test_a_figure_is_of_a_size_that_its_field_can_have(model, field):
    """A factor of a thousand too many, or a percentage for a fraction, would show here."""
    spans = {
        "parameters": (1e9, 3e12),
        "tokens": (4096, 1e14),
        "GPU-hours": (1e3, 1e8),
        "FLOP/s": (1e14, 1e15),
        "FLOP/token": (1e9, 1e13),
        "1": (0.1, 0.95),
        "W": (400, 1200),
        "GPUs": (512, 1e5),
        "layers": (10, 200),
        "experts": (0, 512),
        "g": (0, 1e10),
    }
    value, span = published.value(model, field), spans.get(published.FIELDS[field])
    if span and isinstance(value, int | float):
        assert span[0] <= value <= span[1]


def test_the_units_of_the_fields_are_those_of_the_aliases():
    known = {
        alias.__metadata__[0].unit
        for alias in (*vars(units).values(), *vars(llm_units).values())
        if getattr(alias, "__metadata__", None)
    }
    counted = {"", "experts", "layers", "GPUs"}
    assert set(published.FIELDS.values()) <= known | counted


@each_figure
def test_an_accelerator_is_one_of_the_hardware_table(model, field):
    value = published.value(model, field)
    if field == "accelerator" and not isinstance(value, Unknown):
        assert value in hardware.ACCELERATORS


def test_every_model_of_the_calculators_has_its_published_figures():
    keys = {getattr(value, "key", "") for value in vars(models).values()} - {""}
    assert {"scout", "maverick", "behemoth", "deepseek-v3"} <= keys
    assert keys <= published.PUBLISHED.keys()
    for key in keys:
        assert {"total", "active", "tokens", "gpu_hours"} <= published.PUBLISHED[key].keys()


def test_an_unknown_model_or_field_is_answered_with_those_there_are():
    with pytest.raises(published.FigureError, match="'scot' is not one of the models: scout, ma"):
        published.figure("scot", "tokens")
    with pytest.raises(published.FigureError, match="scout has no figure 'token'; it has rel"):
        published.value("scout", "token")
    with pytest.raises(LookupError, match="deepseek-v3 has no figure 'total'; it has active"):
        published.in_analysis("deepseek-v3", "total")
