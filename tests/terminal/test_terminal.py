"""The calculators in a terminal: the same names, texts, errors and results as in a page."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from calc import shipped
from calc.form import export, registry
from calc.form.export import from_json
from calc.form.fields import Choice, LongText
from calc.form.line_fields import Line
from calc.form.number_field import Number
from calc.form.state import FormSettings, fill
from calc.llm.example_configs import EXAMPLE_CONFIGS
from calc.terminal import main
from tests import chance
from tests.llm.gguf.rows import BY_NAME

ROOT = Path(__file__).parents[2]
NAMES = registry.names()
RUN = ("--model", "maverick", "--tokens", "40T")

type Capture = pytest.CaptureFixture[str]


def printed(capsys: Capture, *argv: str) -> str:
    """What a command line that can be answered prints."""
    assert main(argv) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def refused(capsys: Capture, *argv: str) -> list[str]:
    """The sentences for one that cannot."""
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err.splitlines()


def command(*argv: str, **more: object) -> "subprocess.CompletedProcess[bytes]":
    """`python -m calc …` in a process of its own."""
    words = [sys.executable, "-m", "calc", *argv]
    return subprocess.run(words, cwd=ROOT, check=False, capture_output=True, **more)  # type: ignore[call-overload,no-any-return]


def test_without_a_name_all_calculators_are_listed(capsys: Capture):
    listed = printed(capsys)
    assert printed(capsys, "--help") == printed(capsys, "-h") == listed
    for name in NAMES:
        assert f"  {name} " in listed
        assert registry.find(name).title in listed


@pytest.mark.parametrize("form", export.FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_every_calculator_gives_every_format_as_a_page_does(capsys: Capture, name: str, form: str):
    reading = fill(registry.find(name), FormSettings(), {})
    wanted = export.text(form, reading, FormSettings(), shipped.fingerprint())
    assert printed(capsys, name, f"--{form}") == wanted


def test_a_copy_as_json_gives_the_same_result_again(capsys: Capture, tmp_path: Path):
    copied = printed(capsys, "training_run", *RUN, "--mfu", "20% to 45%", "--json")
    file = tmp_path / "run.json"
    file.write_text(copied, encoding="utf-8")
    assert printed(capsys, "training_run", "--from-json", str(file), "--json") == copied
    changed = printed(capsys, "training_run", "--from-json", str(file), "--mfu=40%", "--json")
    assert json.loads(changed)["inputs"]["mfu"]["value"] == 0.4
    assert main(["kv_cache", "--from-json", str(file)]) == 2
    assert "This is a copy of “training_run”, not of kv_cache." in capsys.readouterr().err


@pytest.mark.parametrize("name", NAMES)
def test_every_calculator_reads_its_own_copies(name: str):
    """Whatever its inputs: the copy of a copy is the same, to the byte."""
    calculator, copied = registry.find(name), 0
    for question in chance.asked(name, 40, seed=18):
        filled = fill(calculator, FormSettings(), json.loads(question)["inputs"])
        if not filled.valid:
            continue
        document = export.text("json", filled, FormSettings(), "1")
        again = fill(calculator, FormSettings(), from_json.texts(calculator, document))
        assert export.text("json", again, FormSettings(), "1") == document, question
        copied += 1
    assert copied > 3


def test_a_former_name_of_a_parameter_is_an_option(capsys: Capture):
    now = printed(capsys, "long_context", "--long_fraction", "5%", "--json")
    assert printed(capsys, "long_context", "--long-share=5%", "--json") == now


SOLVE = ("--model", "maverick", "--solve", "tokens", "--for", "gpu_hours=2.38M")


def test_2_38_million_gpu_hours_buy_maverick_22_trillion_tokens(capsys: Capture):
    """In a sentence above the results, and in JSON."""
    sentence = "Corpus 22T tokens (exactly 22,003.33B) gives GPU time 2.38M GPU-hours."
    assert printed(capsys, "training_run", *SOLVE).startswith(f"{sentence}\n\n")
    found = json.loads(printed(capsys, "training_run", *SOLVE, "--json"))
    assert found["solve"]["solutions"][0]["value"] == pytest.approx(22e12, rel=0.001)
    assert found["inputs"]["tokens"]["value"] == found["solve"]["solutions"][0]["value"]


def test_over_a_range_the_terminal_has_the_interval_of_the_answer(capsys: Capture):
    ranged = ("--mfu", "20% to 45%")
    said = " ".join(printed(capsys, "training_run", *SOLVE, *ranged).split())
    assert "over the whole range: corpus 26.7T (90%: 16.4T to 37.0T)." in said
    solution = json.loads(printed(capsys, "training_run", *SOLVE, *ranged, "--json"))["solve"]
    assert (solution["range"], solution["share_without"]) == ("interval", 0)
    along = ("--model", "maverick", "--over", "tokens=10T..20T", "--points", "2")
    table = printed(capsys, "training_run", *along, *ranged, "--of", "gpu_hours")
    assert table.count("(90%: ") == 2


def test_a_number_that_people_read_differently_is_refused_with_its_readings(capsys: Capture):
    assert main(["training_run", "--mfu", "0.35"]) == 2
    assert capsys.readouterr().err == "--mfu: “0.35” could mean 0.35% or 35%. Which one?\n"


def test_texts_are_those_that_people_write(capsys: Capture):
    plain = printed(capsys, "training_run", *RUN, "--json")
    assert json.loads(plain)["inputs"]["tokens"]["value"] == 40 * 10**12
    for text in ("4e13", "40 trillion", "40,000,000,000,000", "40T tokens"):
        assert (
            printed(capsys, "training_run", "--json", "--model=Llama 4 Maverick", "--tokens", text)
            == plain
        )
    assert "--mfu" not in plain
    share = json.loads(printed(capsys, "training_run", "--mfu", "5%", "--json"))
    assert share["inputs"]["mfu"]["value"] == 0.05


def test_a_name_may_be_written_with_hyphens(capsys: Capture):
    one = printed(capsys, "experts", "--routed-experts", "64")
    assert one == printed(capsys, "experts", "--routed_experts=64")
    assert "64 experts" in one


def test_a_table_has_inputs_and_results(capsys: Capture):
    lines = printed(capsys, "training_run", *RUN).splitlines()
    assert lines[0] == "What a training run costs"
    assert "  Corpus                                         40T tokens" in lines
    assert "  Total parameters                               401B  (400,711,848,960)" in lines
    results = fill(
        registry.find("training_run"), FormSettings(), {"model": "maverick", "tokens": "40T"}
    )
    hours = [line for line in lines if line.startswith("  GPU time  ")]
    gpu_hours = f"{results.result.gpu_hours / 1e6:.2f}M GPU-hours"
    assert hours == [f"  GPU time                                       {gpu_hours}"]
    assert not [line for line in lines if len(line) > 100 or line != line.rstrip()]


@pytest.mark.parametrize("name", NAMES)
def test_the_option_work_adds_formulas_in_words_and_in_numbers_with_their_sources(
    capsys: Capture, name: str
):
    text, plain = printed(capsys, name, "--work"), printed(capsys, name)
    formulas = [row for row in registry.find(name).results.values() if row.formula]
    assert text.count(" = ") - plain.count(" = ") >= 2 * len(formulas) > 0
    for row in formulas:
        assert row.formula
        for word in row.formula.source.split():
            assert word in text


def test_the_formula_of_a_training_run_has_its_numbers_and_its_source(capsys: Capture):
    lines = [line.strip() for line in printed(capsys, "training_run", *RUN, "--work").splitlines()]
    at = lines.index("= 6 × active parameters × corpus")
    assert lines[at + 1] == "= 6 × 17.18B × 40.0T"
    source = " ".join(lines[at + 2 : at + 4])
    assert source.startswith("Kaplan et al. 2020, §2.1, https://")


def test_the_reason_for_unknown_results_is_given_once(capsys: Capture):
    text = " ".join(printed(capsys, "long_context", "--model", "behemoth").split())
    assert text.count("unknown: Layers, width and vocabulary of Llama 4 Behemoth are not") == 1
    assert "GPU time unknown: for the same reason" in text


@pytest.mark.parametrize("name", NAMES)
def test_help_is_made_from_the_signature(capsys: Capture, name: str):
    calculator = registry.find(name)
    text = printed(capsys, name, "--help")
    words = " ".join(text.split())
    assert text == printed(capsys, name, "--tokens", "nonsense", "-h")
    assert text.startswith(calculator.title)
    for parameter, field in calculator.fields.items():
        assert f"\n  --{parameter} " in text
        assert field.label in words
        assert field.note in words
        if isinstance(field, Number):
            assert f"From {field.text(field.low)} to {field.text(field.high)}" in words
        if isinstance(field, Choice):
            assert all(option.key in words for option in field.options)
    for form in export.FORMATS:
        assert f"--{form} " in text
    assert not [line for line in text.splitlines() if len(line) > 100]


def test_help_has_the_defaults(capsys: Capture):
    words = " ".join(printed(capsys, "training_run", "--help").split())
    assert "From 1 to 3; default: 1" in words
    assert "From 1M to 1e18; default: that of --model." in words
    assert "bf16 or fp8; default: bf16." in words


@pytest.mark.parametrize("name", NAMES)
def test_errors_are_the_sentences_of_the_form(capsys: Capture, name: str):
    calculator = registry.find(name)
    for parameter, field in calculator.fields.items():
        if not isinstance(field, LongText | Line):
            wanted = fill(calculator, FormSettings(), {parameter: "?"}).entries[parameter].error
            assert refused(capsys, name, f"--{parameter}", "?") == [f"--{parameter}: {wanted}"]


def test_every_invalid_option_gets_a_sentence(capsys: Capture):
    assert refused(capsys, "training_run", "--mfu", "500%", "--tokens", "", "--top_k=9") == [
        "--tokens: This field is empty; enter a whole number from 1M to 1e18.",
        "--mfu: 500% is too large; enter at most 100%.",
    ]
    assert refused(capsys, "experts", "--top_k", "9", "--routed_experts", "8") == [
        "--top_k: 9 experts per token cannot be chosen from 8 routed experts; use at most 8."
    ]
    (problem,) = refused(capsys, "experts", "--num_hidden_layers", "3", "--moe_every", "4")
    assert problem.endswith(".")


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["trainin_run"], "There is no calculator “trainin_run”; use training_run."),
        (["zzz"], "There is no calculator “zzz”; use any_model, "),
        (["shared"], "There is no calculator “shared”; "),
        (["--json"], "There is no calculator “--json”; "),
        (["experts", "--topk", "2"], "experts has no option “--topk”; use --top_k."),
        (["experts", "--topk=2"], "experts has no option “--topk”; use --top_k."),
        (["experts", "--jsn"], "experts has no option “--jsn”; use --json."),
        (["experts", "--qqqqq"], "experts has no option “--qqqqq”; use --model, "),
        (["experts", "64"], "“64” has no option before it; write one, as in "),
        (["experts", "--top_k"], "--top_k has no value; add one "),
        (["experts", "--top_k", "--json"], "--top_k has no value; add one "),
        (["experts", "--json", "--csv"], "--csv and --json are two formats; use one."),
        (["experts", "--json=3"], "--json takes no value; write it alone."),
        (["experts", "--tok", "3"], "experts has no option “--tok”; use --top_k."),
    ],
)
def test_a_wrong_command_line_gets_a_suggestion(capsys: Capture, argv: list[str], sentence: str):
    (sentence_printed,) = refused(capsys, *argv)
    assert sentence_printed.startswith(sentence)
    assert sentence_printed.endswith(".")


def test_a_negative_number_may_follow_an_option(capsys: Capture):
    assert refused(capsys, "experts", "--top_k", "-1") == [
        "--top_k: -1 is too small; enter at least 0."
    ]


def test_a_config_is_read_from_a_file(capsys: Capture, tmp_path: Path):
    file = tmp_path / "config.json"
    file.write_text(EXAMPLE_CONFIGS[3].config, encoding="utf-8-sig")
    ours = fill(registry.find("any_model"), FormSettings(), {"config": EXAMPLE_CONFIGS[3].config})
    assert (
        json.loads(printed(capsys, "any_model", "--config", str(file), "--json"))["results"][
            "total_parameters"
        ]["value"]
        == ours.result.total_parameters
    )


@pytest.mark.parametrize(
    ("name", "content", "result", "value"),
    [
        (
            "params.json",
            b'{"dim": 4096, "n_layers": 32, "n_heads": 32, "vocab_size": 32000, "norm_eps": 1e-05}',
            "total_parameters",
            6_738_415_616,
        ),
        (
            "model.safetensors.index.json",
            b'{"metadata": {"total_size": 96}, "weight_map": {"w": "model.safetensors"}}',
            "stored_weights",
            96,
        ),
    ],
)
def test_other_descriptions_of_a_model_are_read_from_files(
    capsys: Capture, tmp_path: Path, name: str, content: bytes, result: str, value: int
):
    file = tmp_path / name
    file.write_bytes(content)
    told = json.loads(printed(capsys, "any_model", "--config", str(file), "--json"))["results"]
    assert told[result]["value"] == value
    assert told["read_as"]["value"] == (
        "a params.json of Meta" if name == "params.json" else "an index of 1 file"
    )


def test_a_model_is_read_from_the_header_of_a_gguf_file(capsys: Capture, tmp_path: Path):
    row = BY_NAME["qwen3moe"]
    file = tmp_path / "Qwen3.GGUF"
    file.write_bytes(row.start.ljust(row.size, b"\0"))
    results = json.loads(printed(capsys, "any_model", "--config", str(file), "--json"))["results"]
    assert results["total_parameters"]["value"] == row.parameters
    assert results["stored_weights"]["value"] == row.tensor_bytes


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "m.gguf",
            b"",
            "cannot be used: This is neither a GGUF nor a safetensors file: it does not",
        ),
        ("m.gguf", b"GGUF\1\0\0\0", "cannot be used: This GGUF file is of version 1; 2 and 3 are"),
        ("m.gguf", b"GGUF\3\0\0", "cannot be used: This GGUF file ends after 7 bytes, within its"),
        (
            "m.safetensors",
            b"x" * 20,
            "cannot be used: This is neither a GGUF nor a safetensors file",
        ),
        ("m.gguf", None, "cannot be read: no such file or directory; give the name of a file"),
    ],
)
def test_a_damaged_gguf_file_gets_a_sentence(
    capsys: Capture,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    content: bytes | None,
    sentence: str,
):
    monkeypatch.chdir(tmp_path)
    if content is not None:
        Path(name).write_bytes(content)
    (printed_sentence,) = refused(capsys, "any_model", "--config", name)
    assert printed_sentence.startswith(f"--config: “{name}” {sentence}")


def test_a_config_may_be_piped_in():
    done = command("any_model", "--config", "-", "--csv", input=b'{"model_type": "mixtral"}')
    assert (done.returncode, done.stderr) == (0, b"")
    lines = csv.DictReader(io.StringIO(done.stdout.decode(), newline=""))
    ours = fill(registry.find("any_model"), FormSettings(), {"config": '{"model_type": "mixtral"}'})
    values = {line["name"]: line["value"] for line in lines}
    assert values["total_parameters"] == repr(ours.result.total_parameters)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{\n  nonsense", "--config: Line 2, column 11 is not JSON"),
        (b"\xff\xfe\x00", "--config: “config.json” is not a text in UTF-8."),
        (b" " * 300_000, "--config: This field is empty; paste a text."),
        (
            b"[" * 300_000,
            "--config: This text has more than 200,000 characters; shorten it.",
        ),
        (b'{"a": 1, "a": 2}', "--config: Key a: This key occurs twice; remove one."),
        (None, "--config: “config.json” cannot be read: no such file or directory; give"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(
    capsys: Capture,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes | None,
    sentence: str,
):
    monkeypatch.chdir(tmp_path)
    if content is not None:
        Path("config.json").write_bytes(content)
    (sentence_printed,) = refused(capsys, "any_model", "--config", "config.json")
    assert sentence_printed.startswith(sentence)


def test_a_folder_is_not_accepted_as_a_file(capsys: Capture, tmp_path: Path):
    (sentence_printed,) = refused(capsys, "any_model", "--config", str(tmp_path))
    assert "cannot be read: is a directory" in sentence_printed


def test_a_command_line_has_an_exit_code_and_two_streams():
    done = command("training_run", "--tokens", "many")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "--tokens: “many” is not a number" in done.stderr.decode()
    done = command("training_run", "--csv")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().endswith("\r\n")
    assert b"\r\r\n" not in done.stdout


def test_a_closed_pipe_is_not_an_error():
    """A thousand lines, of which one byte is read."""
    words = [sys.executable, "-m", "calc", "any_model", "--json"]
    run = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout
    assert run.stderr
    run.stdout.close()
    complaint = run.stderr.read()
    run.stderr.close()
    assert run.wait() == 1
    assert complaint == b""


def on_a_terminal(**environment: str) -> str:
    """What it prints where somebody sits before it."""
    primary, secondary = pty.openpty()
    words = [sys.executable, "-m", "calc", "kv_cache"]
    subprocess.run(
        words,
        cwd=ROOT,
        stdout=secondary,
        check=True,
        env={**os.environ, "TERM": "xterm", **environment},
    )
    os.close(secondary)
    with os.fdopen(primary, "rb") as file:
        return file.read1(100_000).decode()


def test_only_a_terminal_gets_bold_text():
    assert "\033[1mKV cache of a long context\033[0m" in on_a_terminal()
    assert "\033" not in on_a_terminal(NO_COLOR="1")
    assert "\033" not in on_a_terminal(TERM="dumb")
    assert b"\033" not in command("kv_cache").stdout


def test_lines_fit_into_a_narrow_terminal():
    lines = on_a_terminal(COLUMNS="50", NO_COLOR="1").splitlines()
    assert len(lines) > 10
    assert all(len(line) <= 50 for line in lines)


def test_characters_that_the_terminal_cannot_encode_are_replaced():
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = command("training_run", env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"GPU-hours" in done.stdout
