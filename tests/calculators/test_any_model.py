"""Any config.json: results are those of the arithmetic, and errors say what is wrong and where."""

import json

import pytest

from calc.calculators.any_model import any_model
from calc.form.errors import InputError
from calc.form.state import FormSettings, fill
from calc.llm import config, flops, memory, parameters
from tests.llm import measured

LLAMA = {"model_type": "llama", "hidden_size": 4096, "num_hidden_layers": 32}


@pytest.mark.parametrize("row", measured.rows("parameters"), ids=lambda row: row["id"])
def test_every_measured_model_can_be_pasted(row):
    result = any_model(config=json.dumps(row["hf_config"], indent=2))
    besides = result.vision_parameters if row["id"].endswith("+vision") else 0
    assert result.total_parameters + besides == row["total_params"]
    assert result.active_parameters + besides == row["active_params"]


def test_its_figures_are_those_of_the_arithmetic():
    row = measured.parameters()["DeepSeek-V3"]
    model = config.read(row["hf_config"])
    result = any_model(config=json.dumps(row["hf_config"]), context=4096, tokens=148 * 10**11)
    assert result.forward == flops.forward(model, 4096)
    assert result.exact_compute == 3 * flops.forward(model, 4096) * 148 * 10**11
    assert result.per_sequence == memory.kv_cache(model, 4096)
    assert result.mtp_parameters == parameters.multi_token_prediction(model)


def test_published_costs_come_back_for_a_pasted_config():
    """$5.328M of DeepSeek-V3's pre-training at $2 an hour, at the MFU that its hours imply.

    Source: DeepSeek-V3 report, Table 1, https://arxiv.org/html/2412.19437v2
    """
    text = json.dumps(measured.parameters()["DeepSeek-V3"]["hf_config"])
    inputs = {"config": text, "context": 4096, "tokens": 148 * 10**11, "accelerator": "h800-sxm"}
    exact = any_model(**inputs, mfu=1.0).gpu_hours
    run = any_model(**inputs, mfu=exact / 2_664_000, usd_per_gpu_hour=2.0)
    assert run.cost == pytest.approx(5.328e6)
    assert isinstance(run.conventions, list)
    shares = {one.convention: one.share for one in run.conventions}
    assert shares["Exact, with causal attention"] == pytest.approx(exact / 2_664_000)
    speed = run.compute / (2_664_000 * 3600) / run.peak
    assert shares["6 × active parameters"] == pytest.approx(speed)
    palm = shares["PaLM’s, with the masked pairs too"]
    assert shares["Exact, with causal attention"] < palm
    paid = any_model(**inputs, mfu=exact / 2_664_000, goodput=0.8, ablations=1.0, rate="typed")
    for result in ("gpu_hours", "days", "cost", "energy", "co2"):
        assert getattr(paid, result) / getattr(run, result) == pytest.approx(
            2.5 * (1.75 if result == "cost" else 1)
        )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "This field is empty; paste a text."),
        ("{\n  1", "Line 2, column 3 is not JSON"),
        ("[]", "a list will not do; an object would."),
        ('{"model_type": "llama", "model_type": "olmo"}', "Key model_type: This key occurs twice"),
        ("[" * 100_000, "nested more than 50 levels deep"),
        ('{"__proto__": {"x": 1}}', "Key __proto__: No model has this key"),
        (
            json.dumps({**LLAMA, "rope": {"__proto__": 1}}),
            "Key __proto__: No model has this key",
        ),
        (json.dumps({**LLAMA, "hidden_size": "4096"}), "Key hidden_size: "),
        (json.dumps({**LLAMA, "vocab_size": None}), "Key vocab_size: "),
        ("x" * 300_000, "more than 200,000 characters; shorten it."),
        ("<script>alert(1)</script>", "This is the source of a web page; "),
        ("nan", "This is a single word of JSON or Python; "),
    ],
)
def test_an_error_says_what_is_wrong_and_where(text, sentence):
    filled = fill(any_model, FormSettings(), {"config": text})
    assert not filled.valid
    assert sentence in filled.entries["config"].error


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        (json.dumps(LLAMA), ""),
        (f"// mine\n{json.dumps(LLAMA)}", "a config.json, after leaving out comments"),
        (f"LlamaConfig {json.dumps(LLAMA)}", "a config.json, after leaving out the name in front"),
        (
            json.dumps({**LLAMA, "rms_norm_eps": float("nan")}),
            "a config.json, with NaN, which JSON does not have",
        ),
    ],
)
def test_it_says_how_the_text_was_read(text, read_as):
    result = any_model(config=text)
    assert result.read_as == read_as
    assert result.total_parameters == any_model(config=json.dumps(LLAMA)).total_parameters


def test_brackets_in_a_string_are_not_counted_as_nesting():
    text = json.dumps({**LLAMA, "chat_template": '"' + "{" * 500})
    assert any_model(config=text).total_parameters > 0


def test_python_raises_the_same_error():
    with pytest.raises(InputError, match="Line 1, column 2"):
        any_model(config="{")


def test_of_many_keys_that_nothing_reads_the_first_are_shown():
    keys = {f"some_{i:03}": 1 for i in range(150)} | {"x" * 10**5: 1}
    result = any_model(config=json.dumps({"model_type": "llama", **keys}))
    assert result.unread.startswith("some_000, some_001, ")
    assert result.unread.endswith("some_099 and 51 more")
