"""What people paste: nearly JSON is read like the JSON it means, everything else is named."""

import json
import math

import pytest

from calc.calculators.shared import pasted_config
from calc.form.errors import InputError
from calc.llm.errors import ConfigError, PastedError
from calc.llm.pasted import nearly_json, objects, texts

PLAIN = {"model_type": "llama", "hidden_size": 4096, "tied": False, "none": None, "x": [1, 2.5]}
TEXT = json.dumps(PLAIN)
LINES = json.dumps(PLAIN, indent=2)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (TEXT, ""),
        (f"\n{LINES}\n", ""),
        (f"// mine\n{TEXT}", "after leaving out comments"),
        (f"{TEXT} # mine", "after leaving out comments"),
        (LINES.replace(",", ", /* here */", 1), "after leaving out comments"),
        (LINES.replace("\n}", ",\n}"), "after leaving out commas too many"),
        (TEXT.replace("2.5]", "2.5,]"), "after leaving out commas too many"),
        (TEXT.replace('"', "'"), "after replacing single quotes"),
        (TEXT.replace('"x"', "“x”"), "after replacing curly quotes"),
        (repr(PLAIN), "after replacing single quotes and Python's True, False and None"),
        (TEXT.replace("null", "None"), "after replacing Python's True, False and None"),
        (TEXT.replace('"x"', "x"), "after adding quotes around keys"),
        (TEXT.strip("{}"), "after adding the outer braces"),
        (f"{LINES.strip('{} ')},", "after leaving out commas too many and adding the outer braces"),
        (TEXT.replace("4096", "4_096"), "after leaving out underscores in numbers"),
        (f"\ufeff{TEXT}", "after leaving out byte order marks"),
        (TEXT.replace(": ", ":\u00a0"), "after leaving out no-break spaces"),
        (TEXT.replace(", ", ",\u200b"), "after leaving out zero-width spaces"),
        (f"```json\n{LINES}\n```", "after leaving out the Markdown fence"),
        (
            f"Its config:\n\n```\n{LINES}\n```\nThanks",
            "after leaving out the Markdown fence and the text around it",
        ),
        (f"`{TEXT}`", "after leaving out backquotes"),
        (f"LlamaConfig {LINES}", "after leaving out the name in front"),
        (f"const config = {TEXT}", "after leaving out the name in front"),
    ],
)
def test_what_is_nearly_json_is_read_like_the_json_it_means(text, mended):
    assert nearly_json.parse(text) == (PLAIN, mended)


@pytest.mark.parametrize("text", ['{"a": NaN}', "{'a': nan}"])
def test_what_is_no_number_stays_none_and_is_said(text):
    value, mended = nearly_json.parse(text)
    assert math.isnan(value["a"])
    assert mended.endswith("which JSON does not have")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "Line 1, column 2 is not JSON: the text ends before its braces are closed"),
        ('{"a": [1, 2', "Line 1, column 12 is not JSON: the text ends before"),
        ('{\n  "a": llama}', "Line 2, column 8 is not JSON: the word llama has no quotes"),
        ('{"a": 1 "b": 2}', 'Line 1, column 9 is not JSON: " is here; a comma or }'),
        ('{"a" 1}', "Line 1, column 6 is not JSON: a colon must follow the key a."),
        ('{"a": 4,096}', "Line 1, column 9 is not JSON: 0 is here; a key in quotes"),
        ('{"a": 01}', "Line 1, column 7 is not JSON: this is not a JSON number."),
        ('{"a": "b}', "Line 1, column 7 is not JSON: this text has no end."),
        ("{'a': 'b}", "Line 1, column 7 is not JSON: this text has no end in its line"),
        ('{"a": "b\nc"}', "Line 1, column 9 is not JSON: a line break stands in a text"),
        ('{"a": /* 1}', "Line 1, column 7 is not JSON: this comment has no end."),
        ('{"a": \0}', "Line 1, column 7 is not JSON: a null character (U+0000) is here"),
        ('{"a": \x1b}', "an escape character (U+001B) is here"),
        ("{} {}", "Line 1, column 4 is not JSON: there is more text after the end"),
        ("```\n{}\n```\n```\n{}\n```", "2 of its fenced blocks begin like JSON; paste one"),
        ("[" * 51, "This is nested more than 50 levels deep"),
        ('{"a": ' + "9" * 5000 + "}", "Line 1, column 7: a whole number of 5,000 digits"),
    ],
)
def test_what_has_no_meaning_or_two_is_refused_with_its_place(text, sentence):
    with pytest.raises(PastedError) as caught:
        nearly_json.parse(text)
    assert sentence in str(caught.value)
    assert nearly_json.may_be(text)


@pytest.mark.parametrize("text", ["{a: 1, 'a': 2}", '{"a": {"b": 1, "b": 2,}}'])
def test_a_key_that_stands_there_twice_is_refused_in_nearly_json(text):
    with pytest.raises(ConfigError, match="This key occurs twice"):
        nearly_json.parse(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("\u200b \u00a0", "only a zero-width space (U+200B); "),
        ("GGUF\x03\0\0\0", "This is a GGUF file that was pasted as text; "),
        ('\x98\0\0\0\0\0\0\0{"__metadata__":{', "These are the bytes of a safetensors file; "),
        ("PK\3\4", "These are the bytes of a file, not a text; "),
        ("<!doctype html>\n<p>", "This is the source of a web page; "),
        ("git@github.com:a/b.git", "This is the address of a repository, and nothing is"),
        ("https://huggingface.co/a/b", "This is an address, and nothing is fetched here; "),
        ("FROM llama3\nPARAMETER x 1", "This is a Modelfile, "),
        ("$ ollama run llama3", "This is a command, and nothing runs here; "),
        ("Traceback (most recent call last):\n  x", "This is an error message; "),
        ("LlamaForCausalLM(\n  (model): X()\n)", "This is how PyTorch prints the modules"),
        ("x = 1\nmodel = LlamaConfig()", "This is Python code, and nothing runs here; "),
        ("---\nlicense: mit\n---", "This begins like a model’s card; "),
        ("/home/ada/config.json", "This is the path of a file on a computer; "),
        ("model.gguf", "This is the name of a file; paste the text of a config.json."),
        ("meta-llama/Llama-3.1-8B", "This is the name of a repository, and nothing is"),
        ("llama3:8b", "This is a model’s name in Ollama, "),
        ("Llama 3.1", "This is a name, which does not say how large a model is; "),
        ("[model]\ndim = 4096", "This is a list of settings, not JSON; "),
        ("hidden_size: 4096\nx: 1", "This is YAML; "),
        ("layers,width\n32,4096", "This is a table of values; "),
        ("null", "This is a single word of JSON or Python; "),
        ('1 {\n2   "model_type": "llama"\n3 }', "Each line begins with a sign or a number"),
        ('+{\n+  "model_type": "llama"\n+}', "Each line begins with a sign or a number"),
        ("llama_model_loader: - kv 0: general.name", "This is what a program prints of a GGUF"),
        ("  Model\n    architecture    llama", "This is what Ollama shows of a model; "),
        ("§ 1", "Line 1, column 1 is not JSON: § is here, where a config.json begins"),
    ],
)
def test_a_text_that_is_no_json_is_named(text, sentence):
    assert sentence in str(texts.refusal(text))
    with pytest.raises(InputError) as caught:
        pasted_config.read(text)
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ({}, "This object is empty; "),
        (
            {"peft_type": "LORA", "base_model_name_or_path": "a/b"},
            "use the config.json of its base model a/b.",
        ),
        ({"processor_class": "X"}, "This is the configuration of a processor, "),
        ({"tokenizer_class": "X"}, "This belongs to a tokenizer; "),
        ({"quant_method": "awq"}, "This says how weights are quantised, "),
        ({"_class_name": "X"}, "This is of a diffusion model, "),
        ({"zero_optimization": {}}, "This says how a model is trained, "),
        ({"pipeline_tag": "x"}, "This is what a hub says about a repository; "),
        ({"framework": "x", "task": "y"}, "This is ModelScope’s configuration.json; "),
        ({"temperature": 0.6}, "This is a generation_config.json, "),
        ({"general.architecture": "llama"}, "This is the metadata of a GGUF file without"),
        ({"config": {"model_type": "llama"}}, "A config.json is in 'config'; "),
        ({str(at): at for at in range(101)}, "This is the vocabulary of a tokenizer; "),
    ],
)
def test_an_object_that_is_no_config_is_named(value, sentence):
    with pytest.raises(PastedError, match=r"paste|use"):
        objects.refuse_others(value)
    with pytest.raises(InputError) as caught:
        pasted_config.read(json.dumps(value))
    assert sentence in str(caught.value)


def test_json_in_quotes_is_named():
    with pytest.raises(InputError, match="This is JSON in quotes; paste it without"):
        pasted_config.read(json.dumps(TEXT))


def test_a_config_may_have_keys_of_other_files():
    objects.refuse_others({"model_type": "llama", "temperature": 0.6})
    objects.refuse_others({"hidden_size": 4096, "quant_method": "awq"})


@pytest.mark.parametrize("start", ["", "{", "```\n[", "a {", '{"a":'], ids=repr)
def test_200_000_hostile_characters_end_soon(start):
    """What takes the square of the length would take minutes."""
    for again in HOSTILE:
        text = (start + again * 200_000)[:200_000]
        with pytest.raises(InputError):
            pasted_config.read(text)


HOSTILE = (
    *"{[\"'“a_#<`\\-1 \n\ufeff\ud800\0",
    *("a ", "//", "/*", "```\n{", "~~~\n", '{"a":', "[1,", "1_000", "1,", "GGUF\0", "a: ", '"\\'),
    *("'a'", '{"a":1,', "// {\n", "\r\n\u200b", "[-Infinity,", "x(", "import "),
)
"""Each is repeated, after different beginnings."""
