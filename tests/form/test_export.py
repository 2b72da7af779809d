"""Exports have the numbers of the calculator, in formats that programs read."""

import ast
import csv
import io
import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.form import display, export, html, registry
from calc.form.declare import Calculator
from calc.form.export import from_json, python, rows
from calc.form.fields import Choice, LongText
from calc.form.number_field import Number
from calc.form.state import FormSettings, FormState, fill
from calc.form.table import has_rows
from calc.llm.models import MAVERICK
from calc.units import Unknown
from tests import chance
from tests.form.sample import bill

NAMES = registry.names()
HOSTILE = "\"'''\\<script>,;|\r\n\t\u2028\ud800\x00`*"


def exported(form: str, state: FormState, page: FormSettings | None = None) -> str:
    return export.text(form, state, page or FormSettings(), "0123")


def table(state: FormState) -> list[dict[str, str]]:
    """The lines of the CSV, parsed by Python's own reader."""
    lines = csv.DictReader(io.StringIO(exported("csv", state), newline=""))
    return [line for line in lines if line["kind"] != "about"]


def filled(name: str, **inputs: str) -> FormState:
    return fill(registry.find(name), FormSettings(), inputs)


def ran(source: str) -> Any:
    """What the last line of a piece of Python gives, after the others."""
    *above, last = ast.parse(source).body
    assert isinstance(last, ast.Expr)
    names: dict[str, Any] = {}
    exec(compile(ast.Module(above, []), "<copied>", "exec"), names)
    return eval(compile(ast.Expression(last.value), "<copied>", "eval"), names)


def scenarios(calculator: Calculator[..., Any]) -> list[FormState]:
    """As it starts, with every option, and with every number at its bounds."""
    inputs: list[dict[str, str]] = [{}]
    for name, field in calculator.fields.items():
        if isinstance(field, Choice):
            inputs += ({name: option.key} for option in field.options)
        if isinstance(field, Number):
            inputs += ({name: field.text(value)} for value in (field.low, field.high))
    states = [fill(calculator, FormSettings(), given) for given in inputs]
    return [state for state in states if state.valid]


def test_the_call_is_written_as_a_person_would_write_it():
    assert exported("python", filled("training_run", model="maverick", tokens="30T")) == (
        "# What a training run costs: calculator training_run, version 0123\n"
        "from calc.calculators.training_run import training_run\n"
        "from calc.llm.models import MAVERICK\n"
        "\n"
        "training_run(model=MAVERICK, tokens=30e12)\n"
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_call_gives_the_same_result(name: str):
    for state in scenarios(registry.find(name)):
        assert ran(exported("python", state)) == state.result


def test_the_call_has_what_differs_from_the_defaults_of_the_calculator():
    page = FormSettings(start={"model": "maverick", "tokens": "40T"})
    state = fill(registry.find("training_run"), page, {})
    source = exported("python", state, page)
    assert source.endswith("\ntraining_run(model=MAVERICK, tokens=40e12)\n")
    assert ran(source) == state.result
    assert "tokens" not in exported("python", filled("training_run", tokens="40T"))


def test_a_long_call_has_one_argument_per_line():
    numbers = {"routed_experts": "64", "top_k": "2", "mfu": "31.5%", "accelerators": "123,456"}
    source = exported(
        "python", filled("training_run", model="maverick", tokens="1,234,567", **numbers)
    )
    assert max(map(len, source.splitlines())) <= 100
    assert "    accelerators=123456,\n" in source
    assert "    tokens=1_234_567,\n" in source
    assert "    mfu=0.315,\n" in source


@pytest.mark.parametrize(
    "text",
    [
        '{"model_type": "mixtral"}',
        '{\n  "model_type": "mixtral"\n}',
        '{"model_type":"mixtral"}\r\n',
    ],
)
def test_a_pasted_text_is_in_the_call(text: str):
    state = filled("any_model", config=text)
    assert state.valid
    source = exported("python", state)
    assert ran(source) == state.result


@given(st.text() | st.text("'\\\n{}\" a"))
def test_any_text_is_quoted_so_that_python_reads_it_again(text: str):
    assert ast.literal_eval(python._quoted(text)) == text


@given(st.integers(-(10**19), 10**19) | st.integers(1, 9999).map(lambda n: n * 10**9))
def test_any_count_is_written_so_that_python_reads_it_again(count: int):
    if abs(count) >= python.EXPONENT_FROM:
        assert int(ast.literal_eval(python._count(count))) == count


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (30 * 10**12, "30e12"),
        (2_380_000, "2.38e6"),
        (10**6, "1e6"),
        (17_172_894_720, "17_172_894_720"),
    ],
)
def test_round_counts_are_short(count: int, written: str):
    assert python._count(count) == written


@pytest.mark.parametrize("name", NAMES)
def test_csv_and_json_have_every_input_and_every_number_in_base_units(name: str):
    for state in scenarios(registry.find(name)):
        lines = {line["name"]: line for line in table(state)}
        document = json.loads(exported("json", state))
        cells = [f"{name}.{at}.{column}" for name, at, column, _ in cells_of(state)]
        singles = [field for field in document["results"] if field not in tables_of(state)]
        assert list(lines) == [*document["inputs"], *singles, *cells]
        assert list(document["inputs"]) == list(state.entries)
        for table_name, at, column, value in cells_of(state):
            shown = document["results"][table_name]["value"][at][column]["value"]
            if isinstance(value, int | float):
                assert shown == value
                assert lines[f"{table_name}.{at}.{column}"]["value"] == repr(value)
        for field in singles:
            one, value = document["results"][field], getattr(state.result, field)
            assert one["label"] == lines[field]["label"] == state.calculator.results[field].label
            if isinstance(value, Unknown):
                assert one["value"] is None
                assert one["reason"] == value.reason
                assert lines[field]["value"] == ""
                assert value.reason in lines[field]["shown"]
            elif isinstance(value, int | float):
                assert one["value"] == value
                assert lines[field]["value"] == repr(value)
            else:
                assert lines[field]["value"] == ("" if one["value"] is None else str(one["value"]))


def tables_of(state: FormState) -> list[str]:
    """The results that are tables."""
    rows = state.calculator.results.items()
    return [n for n, row in rows if row.kind == "table" and has_rows(getattr(state.result, n))]


def cells_of(state: FormState) -> list[tuple[str, int, str, Any]]:
    """Table, row, column and value of every cell."""
    return [
        (name, at, column, getattr(row, column))
        for name in tables_of(state)
        for at, row in enumerate(getattr(state.result, name))
        for column in state.calculator.results[name].columns
    ]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("80 GB", "80.0 GB"),
        ("74.5 GiB", "79,993,765,888 B"),
        ("40 GB to 60 GB", "40,000,000,000 to 60,000,000,000 B"),
    ],
)
def test_bytes_of_an_input_have_a_prefix_if_it_loses_no_digit(typed, shown):
    lines = table(filled("training_memory", memory=typed))
    assert next(line for line in lines if line["name"] == "memory")["shown"] == shown


def test_csv_has_a_header_rows_and_units():
    lines = table(filled("training_run", model="maverick", tokens="30T"))
    corpus = next(line for line in lines if line["name"] == "tokens")
    assert corpus == {
        "kind": "input",
        "name": "tokens",
        "label": "Corpus",
        "value": "30000000000000",
        "unit": "tokens",
        "shown": "30T tokens",
        "note": "",
    }
    hours = next(line for line in lines if line["name"] == "gpu_hours")
    assert (hours["kind"], hours["unit"]) == ("result", "GPU-hours")
    assert hours["shown"].endswith("M GPU-hours")


def test_json_names_the_calculator_and_the_code_that_computed_it():
    document = json.loads(exported("json", filled("training_run")))
    assert (document["calculator"], document["version"]) == ("training_run", "0123")
    assert document["inputs"]["model"] == {
        "label": "Model",
        "value": "scout",
        "shown": "Llama 4 Scout",
    }
    assert document["inputs"]["mfu"]["unit"] == "1"


def test_an_unknown_input_has_its_reason():
    document = json.loads(exported("json", filled("training_run", model="behemoth")))
    top_k = document["inputs"]["top_k"]
    assert (top_k["value"], top_k["reason"]) == (
        None,
        "The layers of Llama 4 Behemoth are not published.",
    )


def test_the_unit_of_one_is_singular():
    state = fill(bill, FormSettings(), {"pieces": "1"})
    (pieces,) = [line for line in table(state) if line["name"] == "pieces"]
    assert pieces["shown"] == "1 piece"


def test_markdown_has_what_the_page_shows():
    page = FormSettings(show=("pieces", "gross"))
    assert exported("markdown", fill(bill, page, {"shop": "market", "gift": "yes"}), page) == (
        "| What a purchase comes to |  |\n"
        "| --- | --- |\n"
        "| Shop | Market |\n"
        "| Pieces | 40 pieces |\n"
        "| Gift | yes |\n"
        "| Price, with tax (VAT) | $71.40 |\n"
        "\n"
        "What a purchase comes to: calculator bill, version 0123\n"
    )


def test_special_characters_of_markdown_are_escaped():
    from calc.form.export import markdown

    assert markdown._plain("a|b\n*c* <d> [e](f) `g`") == (r"a\|b \*c\* \<d\> \[e\](f) \`g\`")


@pytest.mark.parametrize("form", export.FORMATS)
def test_any_pasted_text_can_be_exported_to_a_file(form: str):
    text = json.dumps({"model_type": "mixtral", "note": HOSTILE}, ensure_ascii=False)
    for pasted in (text.replace("\x00", "").replace("\r\n\t", ""), '{"model_type":"mixtral"}'):
        state = filled("any_model", config=pasted)
        assert state.valid, state
        written = exported(form, state)
        written.encode()
        assert "\0" not in written
        if form == "csv":
            plain = [line for line in table(state) if "." not in line["name"]]
            single = [row for row in state.calculator.results.values() if row.single]
            assert len(plain) == len(state.entries) + len(single)


def test_people_see_the_length_of_a_pasted_text():
    state = filled("any_model")
    (config,) = [line for line in table(state) if line["name"] == "config"]
    kind = state.calculator.fields["config"]
    assert isinstance(kind, LongText)
    crc = zlib.crc32(config["value"].encode())
    assert config["shown"] == (
        f"llama4, a text of {len(config['value']):,} characters, CRC-32 {crc:08x}"
    )
    assert "model_type" in config["value"]
    named = json.loads(exported("json", state))["inputs"]["config"]
    assert (named["named"], named["crc32"]) == ("llama4", f"{crc:08x}")


def test_every_format_names_what_was_asked_and_where():
    address = "https://example.org/cost/?training_run.tokens=30T&x=<y>"
    state = filled("training_run", tokens="30T")
    made = {
        form: export.text(form, state, FormSettings(), "0123", (), address)
        for form in export.FORMATS
    }
    about = [
        line for line in csv.reader(io.StringIO(made["csv"], newline="")) if line[0] == "about"
    ]
    assert [line[:4] for line in about] == [
        ["about", "calculator", "What a training run costs", "training_run"],
        ["about", "version", "", "0123"],
        ["about", "address", "", address],
    ]
    document = json.loads(made["json"])
    assert (document["version"], document["address"]) == ("0123", address)
    assert made["markdown"].endswith(
        f"\nWhat a training run costs: calculator training\\_run, version 0123 <{address}>\n"
    )
    assert made["python"].startswith(
        f"# What a training run costs: calculator training_run, version 0123\n# {address}\nfrom "
    )


def test_an_assumption_is_in_the_copies_while_its_value_is():
    state = filled("any_model")
    note = json.loads(exported("json", state))["inputs"]["mfu"]["note"]
    assert note.startswith("Assumption: 35%")
    assert f"- MFU: {note}" in exported("markdown", state)
    assert [line["note"] for line in table(state) if line["name"] == "mfu"] == [note]
    changed = filled("any_model", mfu="40%")
    assert "note" not in json.loads(exported("json", changed))["inputs"]["mfu"]
    assert "Assumption: 35%" not in exported("markdown", changed)


@pytest.mark.parametrize("name", NAMES)
def test_an_export_in_json_gives_the_same_result_again(name: str):
    """Of scenarios at every bound, and of a range in each number field."""
    calculator = registry.find(name)
    states = scenarios(calculator)
    for parameter, field in calculator.fields.items():
        if isinstance(field, Number):
            low, high = field.text(field.slider.low), field.text(field.slider.high)
            states.append(fill(calculator, FormSettings(), {parameter: f"{low}..{high}"}))
    for state in states:
        if state.valid:
            document = exported("json", state)
            read = fill(calculator, FormSettings(), from_json.texts(calculator, document))
            assert exported("json", read) == document


@pytest.mark.parametrize("name", NAMES)
def test_an_export_of_any_inputs_gives_the_same_result_again(name: str):
    calculator = registry.find(name)
    for question in chance.asked(name, 25, seed=18):
        asked = json.loads(question)
        page = FormSettings(start=asked.get("start", {}))
        state = fill(calculator, page, asked.get("inputs", {}), asked.get("moved", {}))
        if state.valid:
            document = exported("json", state)
            texts = from_json.texts(calculator, document)
            read = fill(calculator, page, texts)
            assert json.loads(exported("json", read))["results"] == json.loads(document)["results"]
            assert read.values == state.values


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ("", "This is not a copy of training_run as JSON"),
        ("[]", "This is not a copy of training_run as JSON"),
        ('{"inputs": {"mfu": 1}}', "This is not a copy of training_run as JSON"),
        ('{"inputs": {}, "calculator": "kv_cache"}', "This is a copy of “kv_cache”, not"),
        ('{"inputs": {"mfi": {}}, "calculator": "training_run"}', "no input “mfi”"),
        ('{"inputs": {"mfu": {"value": "0.35"}}, "calculator": "training_run"}', "mfu: “0.35” is"),
        ('{"inputs": {"mfu": {"value": 35}}, "calculator": "training_run"}', "mfu: 3,500% is too"),
        ('{"inputs": {"mfu": {}}, "calculator": "training_run"}', "mfu: "),
        ("[" * 100_000, "This is not a copy of training_run as JSON"),
    ],
)
def test_what_is_no_export_gets_a_sentence(document: str, sentence: str):
    with pytest.raises(ValueError) as refused:
        from_json.texts(registry.find("training_run"), document)
    assert sentence in str(refused.value)


def test_a_preset_without_a_constant_is_written_as_its_key():
    assert ran(exported("python", fill(bill, FormSettings(), {"shop": "market"}))) == bill(
        shop="market"
    )
    assert (
        registry.find("training_run")(model=MAVERICK)
        == filled("training_run", model="maverick").result
    )


def compared(form: str) -> str:
    """An export of the form and two pinned scenarios, one of which has no result."""
    run, page = registry.find("training_run"), FormSettings(show=("tokens", "cost"))
    live = fill(run, page, {"tokens": "30T"})
    pinned = [fill(run, page, {"tokens": text}) for text in ("20T", "many")]
    return export.text(form, live, page, "0123", pinned)


def test_pinned_scenarios_are_exported_too():
    run = registry.find("training_run")
    now, pinned = run(tokens=30e12), run(tokens=20e12)
    rents = [display.quantity(one.cost, "USD") for one in (now, pinned)]
    lines = list(csv.DictReader(io.StringIO(compared("csv"), newline="")))
    costs = {line["scenario"]: line["value"] for line in lines if line["name"] == "cost"}
    assert costs == {"Now": repr(now.cost), "Pinned 1": repr(pinned.cost)}
    document = json.loads(compared("json"))
    assert document["results"]["cost"]["value"] == now.cost
    assert [one["results"]["cost"]["value"] for one in document["pinned"]] == [pinned.cost]
    assert compared("markdown").splitlines() == [
        "| What a training run costs | Now | Pinned 1 |",
        "| --- | --- | --- |",
        "| Corpus | 30T tokens | 20T tokens |",
        f"| Rent | {rents[0]} | {rents[1]} |",
        "",
        "What a training run costs: calculator training\\_run, version 0123",
    ]
    assert compared("python").endswith(
        "\n\ntraining_run(tokens=30e12)\ntraining_run(tokens=20e12)\n"
    )


def test_scenarios_have_the_names_of_the_page():
    run = registry.find("training_run")
    live, other = fill(run, FormSettings(), {}), fill(run, FormSettings(), {"tokens": "20T"})
    shown = html.blocks(live, FormSettings(), "x", [other])["x-results"]
    for name, _ in rows.named_scenarios([live, other]):
        assert f"<strong>{name}</strong>" in shown
