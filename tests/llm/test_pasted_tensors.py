"""The header of a safetensors file and an index give exact bytes and parameters, and nothing that
they do not say.
"""

import json
import random
import time
from collections.abc import Iterable
from math import prod
from typing import Any

import pytest

from calc.calculators.any_model import AnyModel, any_model
from calc.calculators.shared import pasted_config
from calc.form.errors import InputError
from calc.llm.errors import PastedError
from calc.llm.pasted import tensors
from calc.units import Unknown
from tests.llm import measured
from tests.llm.test_config_fuzz import mutated

type Shapes = Iterable[tuple[str, str, tuple[int, ...]]]


def listed(shapes: Shapes) -> dict[str, Any]:
    """The header of a file with these tensors: names, number formats and shapes."""
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    at = 0
    for name, dtype, shape in shapes:
        end = at + prod(shape) * tensors.BITS[dtype] // 8
        header[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [at, end]}
        at = end
    return header


def llama(config: dict[str, Any]) -> Shapes:
    """The tensors of a Llama, as Hugging Face's repositories have them."""
    d, f, V = config["hidden_size"], config["intermediate_size"], config["vocab_size"]
    k = d // config["num_attention_heads"] * config["num_key_value_heads"]
    yield "model.embed_tokens.weight", "BF16", (V, d)
    for i in range(config["num_hidden_layers"]):
        for name, shape in {
            "self_attn.q_proj": (d, d),
            "self_attn.k_proj": (k, d),
            "self_attn.v_proj": (k, d),
            "self_attn.o_proj": (d, d),
            "mlp.gate_proj": (f, d),
            "mlp.up_proj": (f, d),
            "mlp.down_proj": (d, f),
            "input_layernorm": (d,),
            "post_attention_layernorm": (d,),
        }.items():
            yield f"model.layers.{i}.{name}.weight", "BF16", shape
    yield "model.norm.weight", "BF16", (d,)
    yield "lm_head.weight", "BF16", (V, d)


def gpt2() -> Shapes:
    """The tensors of openai-community/gpt2, masks included."""
    yield "wte.weight", "F32", (50_257, 768)
    yield "wpe.weight", "F32", (1024, 768)
    for i in range(12):
        yield f"h.{i}.attn.bias", "F32", (1, 1, 1024, 1024)
        for name, rows, columns in (
            ("attn.c_attn", 768, 2304),
            ("attn.c_proj", 768, 768),
            ("mlp.c_fc", 768, 3072),
            ("mlp.c_proj", 3072, 768),
        ):
            yield f"h.{i}.{name}.weight", "F32", (rows, columns)
            yield f"h.{i}.{name}.bias", "F32", (columns,)
        for norm in ("ln_1", "ln_2"):
            yield f"h.{i}.{norm}.weight", "F32", (768,)
            yield f"h.{i}.{norm}.bias", "F32", (768,)
    yield "ln_f.weight", "F32", (768,)
    yield "ln_f.bias", "F32", (768,)


LLAMA_3_8B = listed(llama(measured.parameters()["Llama-3.1-8B"]["hf_config"]))
INDEX = {
    "metadata": {"total_size": 16_060_522_496},
    "weight_map": {
        name: f"model-0000{1 + at // 80}-of-00004.safetensors"
        for at, name in enumerate(name for name in LLAMA_3_8B if name != "__metadata__")
    },
}


def test_a_header_has_the_parameters_and_bytes_of_the_published_model():
    """Source: metadata.total_size in model.safetensors.index.json of Meta-Llama-3-8B."""
    found = tensors.header(LLAMA_3_8B)
    assert found.parameters == measured.parameters()["Llama-3.1-8B"]["total_params"]
    assert found.bytes == 16_060_522_496
    assert found.formats == "BF16: 291 tensors, 16,060,522,496 bytes"
    assert found.names.startswith("291 tensors: model.embed_tokens.weight 128,256 × 4,096; ")
    assert "; model.layers.0–31.mlp.down_proj.weight 4,096 × 14,336; " in found.names
    assert found.names.count(";") == 11


def test_buffers_are_no_parameters():
    """openai-community/gpt2: its file has 548,105,171 bytes, 14,291 of them before the tensors."""
    found = tensors.header(listed(gpt2()))
    assert found.parameters == 124_439_808
    assert found.bytes == 548_105_171 - 14_291
    assert found.not_counted[0] == "12 buffers, which no training changes"
    rope = [("model.layers.0.self_attn.rotary_emb.inv_freq", "F32", (64,)), ("w", "F16", (2, 3))]
    assert tensors.header(listed(rope)).parameters == 6
    ids = [("embeddings.position_ids", "I64", (1, 512)), ("h.0.attn.bias", "F32", (9,))]
    assert tensors.header(listed(ids)).parameters == 9


@pytest.mark.parametrize("dtype", sorted(set(tensors.BITS) - tensors.PLAIN))
def test_what_may_be_quantised_is_not_called_a_parameter(dtype):
    found = tensors.header(listed([("a", dtype, (8, 8)), ("b", "F32", (8,))]))
    assert isinstance(found.parameters, Unknown)
    assert found.parameters.reason == (
        f"Values in {dtype} may be quantised weights, several in one, or scales; the file does not"
        " say which of its 72 values are parameters."
    )
    assert found.bytes == 8 * tensors.BITS[dtype] + 32


def test_an_index_says_what_it_states():
    found = tensors.index(INDEX)
    assert found.bytes == 16_060_522_496
    assert isinstance(found.parameters, Unknown)
    assert found.kind == "an index of 4 files"
    assert found.names.startswith("291 tensors: model.embed_tokens.weight; model.layers.0–31.self")
    more = {**INDEX, "metadata": {"total_parameters": 8_030_261_248, "total_size": 1.6e10}}
    assert tensors.index(more).parameters == 8_030_261_248
    assert tensors.index(more).bytes == 16 * 10**9
    bare = tensors.index({"weight_map": {"w": "model.safetensors"}})
    assert bare.kind == "an index of 1 file"
    assert bare.names == "1 tensor: w"
    assert isinstance(bare.bytes, Unknown)


def test_names_that_differ_in_numbers_are_one():
    found = tensors.header(
        listed(
            [
                *((f"l.{i}.e.{e}.w", "F32", (i + 1, 2)) for i in range(3) for e in range(4)),
                *((f"x.{i}.b", "F32", (5,)) for i in (3, 7)),
                ("scalar", "F32", ()),
                ("none", "F32", (0, 4)),
            ]
        )
    )
    assert found.names == (
        "16 tensors: l.0–2.e.0–3.w of several shapes; x.3–7.b (2 of them) 5; scalar 1; none 0 × 4"
    )
    many = tensors.header(listed((f"w{'x' * i}", "F32", (1,)) for i in range(100)))
    assert many.names.endswith("; and 40 other kinds")


def test_a_result_has_what_the_list_says_and_one_reason_for_the_rest():
    result = any_model(config=json.dumps(LLAMA_3_8B))
    assert result.total_parameters == 8_030_261_248
    assert result.weights == result.stored_weights == 16_060_522_496
    assert result.read_as == "the header of a safetensors file"
    assert result.stored_as == "BF16: 291 tensors, 16,060,522,496 bytes"
    assert result.not_counted == "the tensors of other files, if the model has several"
    assert unknown(result) == {tensors.REASON}
    text = f"```json\n{json.dumps(INDEX, indent=2)}\n```"
    result = any_model(config=text)
    assert result.read_as == "an index of 4 files, after leaving out the Markdown fence"
    assert result.stored_weights == 16_060_522_496
    assert len(unknown(result)) == 2


def unknown(result: AnyModel) -> set[str]:
    """The reasons of what is unknown."""
    return {value.reason for value in vars(result).values() if isinstance(value, Unknown)}


GOOD = {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ({"w": GOOD, "v": []}, "Tensor v: a list will not do; an object with its shape would."),
        ({"w": {"dtype": "F32", "shape": [1]}}, "Tensor w: data_offsets is missing."),
        (
            {"w": {**GOOD, "dtype": "F5"}},
            "Tensor w: dtype: 'F5' is not a number format; use \"BF16\"",
        ),
        ({"w": {**GOOD, "dtype": ["F32"]}}, "Tensor w: dtype: a list is not a number format"),
        (
            {"w": {**GOOD, "shape": [2, -3]}},
            "Tensor w: shape: -3 is none of them; use whole numbers",
        ),
        ({"w": {**GOOD, "shape": [2, 3.0]}}, "Tensor w: shape: 3.0 is none of them"),
        ({"w": {**GOOD, "shape": [True]}}, "Tensor w: shape: true is none of them"),
        ({"w": {**GOOD, "shape": {"0": 2}}}, "Tensor w: shape: an object is not a list"),
        ({"w": {**GOOD, "shape": [1] * 99}}, "Tensor w: shape: it has 99 numbers"),
        ({"w": {**GOOD, "shape": [10**999]}}, "shape: a whole number of 3319 bits is none of"),
        ({"w": {**GOOD, "shape": [2**62, 2**62]}}, "are more values than any file has"),
        ({"w": {**GOOD, "shape": [2, 4]}}, "2 × 4 values in F32 have 32 bytes, where data_offsets"),
        ({"w": {**GOOD, "dtype": "F4", "shape": [3]}}, "3 values in F4 have 1 and 4 bits more"),
        ({"w": {**GOOD, "data_offsets": [24, 0]}}, "it ends at 0, before 24, where it begins"),
        ({"w": {**GOOD, "data_offsets": [0]}}, "data_offsets: it has 1 numbers; use two whole"),
        ({"w": {**GOOD, "data_offsets": [8, 32]}}, "it begins at 8, and nothing is listed from 0"),
        (
            {"w": GOOD, "v": {**GOOD, "data_offsets": [20, 44]}},
            "Tensor v: data_offsets: it begins at 20, within w, which ends at 24; tensors must",
        ),
        (
            {"w": GOOD, "v": {**GOOD, "data_offsets": [0, 24]}},
            "Tensor w: data_offsets: it begins at 0, within v",
        ),
        ({"__metadata__": {"format": "pt"}}, "This lists no tensors; use a file with some."),
        ({"__metadata__": [], "w": GOOD}, "Key __metadata__: a list will not do; an object"),
        ({"__metadata__": {"a": 1}, "w": GOOD}, "Key __metadata__.a: 1 will not do; a text would."),
        ({"w": GOOD, "n\x1b": 5}, "Tensor n\ufffd: 5 will not do; an object"),
        ({"w": GOOD, "x" * 200: 5}, f"Tensor {'x' * 77}…: 5 will not do"),
        ({"weight_map": []}, "Key weight_map: a list will not do; an object with the file of each"),
        ({"weight_map": {}}, "This lists no tensors"),
        ({"weight_map": {"w": 1}}, "Tensor w: 1 is not the name of a file; use a text."),
        ({"weight_map": {"w": "a"}, "metadata": []}, "Key metadata: a list will not do"),
        (
            {"weight_map": {"w": "a"}, "metadata": {"total_size": -1}},
            "Key metadata.total_size: -1 will not do; a whole number would.",
        ),
        (
            {"weight_map": {"w": "a"}, "metadata": {"total_size": "14 GB"}},
            "Key metadata.total_size: '14 GB' will not do",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_tensor(header, sentence):
    with pytest.raises(PastedError) as caught:
        tensors.index(header) if tensors.is_index(header) else tensors.header(header)
    assert sentence in str(caught.value)
    assert str(caught.value).endswith(".")
    with pytest.raises(InputError) as shown:
        pasted_config.read(json.dumps(header))
    assert sentence in str(shown.value)


def test_a_whole_number_of_5000_digits_is_refused_where_it_stands():
    text = json.dumps({"w": GOOD}).replace("24", "9" * 5000)
    with pytest.raises(InputError, match=r"a whole number of 5,000 digits will not do"):
        pasted_config.read(text)


def test_a_million_tensors_are_refused_at_once():
    million = dict.fromkeys(map(str, range(1_000_000)), GOOD)
    start = time.process_time()
    for refused in (tensors.header, lambda names: tensors.index({"weight_map": names})):
        with pytest.raises(PastedError, match="This lists 1,000,000 tensors"):
            refused(million)
    assert time.process_time() - start < 1


def test_mutants_have_an_error_or_a_result(record_property):
    chance = random.Random(1)
    small = listed([("a.0.w", "BF16", (4, 4)), ("a.1.w", "BF16", (4, 4)), ("n", "F32", (4,))])
    index = {"metadata": {"total_size": 80}, "weight_map": {"a.0.w": "a", "n": "b"}}
    read = 0
    for turn in range(4000):
        original = (small, index)[turn % 2]
        value = mutated(original, chance)
        read_it = tensors.index if tensors.is_index(value) else tensors.header
        try:
            found = read_it(value)
        except PastedError:
            continue
        read += 1
        assert isinstance(found.bytes, Unknown) or 0 <= found.bytes <= tensors.MAX_WHOLE
        assert len(found.names) < 10_000
    record_property("read", read)
    assert read > 100


def test_no_config_json_is_taken_for_a_list_of_tensors():
    configs = [row["config"] for row in measured.rows("families")]
    assert not [one for one in configs if tensors.is_header(one) or tensors.is_index(one)]
