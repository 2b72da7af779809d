"""A GGUF file is the model that its metadata say, if the tensors are those of the model."""

import dataclasses
import io
import json
import struct

import pytest

from calc.calculators.any_model import any_model
from calc.calculators.shared import pasted_config
from calc.form.errors import InputError
from calc.llm import config, flops, memory, parameters, tensor_files
from calc.llm.errors import PastedError, Unweighed
from calc.llm.gguf import architectures, binary, reading
from calc.llm.gguf import text as gguf_text
from calc.llm.gguf.header import Header, Tensor
from calc.units import Unknown
from tests.llm.gguf.rows import BY_NAME, ROWS, Row, header, tensor, text


def of(row: Row) -> Header:
    return binary.read(row.file())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_file_is_the_model_of_its_config(row: Row):
    found, meant = reading.model(of(row)), config.read(row.config)
    assert found == meant
    assert parameters.total(found) == row.parameters
    assert memory.weights(found) == row.tensor_bytes
    assert memory.kv_cache(found, 5000) == memory.kv_cache(meant, 5000)
    assert flops.forward(found, 5000) == flops.forward(meant, 5000)


def test_every_architecture_has_a_row():
    assert {row.name for row in ROWS} == {*architectures.KINDS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_tensor_more_or_less_is_no_model_that_is_known(row: Row):
    whole = of(row)
    queries = ("blk.1.attn_q.weight", "blk.1.attn_qkv.weight", "blk.1.attn_q_a.weight")
    query = next(one for one in whole.tensors if one.name in queries)
    less = dataclasses.replace(whole, tensors=tuple(o for o in whole.tensors if o != query))
    more = dataclasses.replace(whole, tensors=(*whole.tensors, Tensor("blk.0.x", "F32", (3,))))
    beside = dataclasses.replace(whole, tensors=(*whole.tensors, Tensor("x", "F32", (3,))))
    after = dataclasses.replace(whole, tensors=(*whole.tensors, Tensor("blk.9.x", "F32", (3,))))
    for one, where in (
        (less, "layer 1 of its tensors has "),
        (more, "layer 0 of its tensors has "),
        (beside, "its tensors outside of layers have "),
        (after, "it has tensors of a layer 9, where its metadata have 3 layers"),
    ):
        with pytest.raises(reading.TensorsOnlyError) as refused:
            reading.model(one)
        assert where in refused.value.reason
        known = reading.tensors(one, refused.value.reason)
        assert known.bytes == one.tensor_bytes
        assert known.parameters == sum(
            o.parameters for o in one.tensors if "exp_probs_b" not in o.name
        )
        assert where in known.reason


def changed(row: Row, **metadata: object) -> Header:
    """Another value for each key, whose "_" is a "."; None leaves it out."""
    whole = of(row)
    changes = {key.replace("__", "."): value for key, value in metadata.items()}
    kept = {**whole.metadata, **changes}
    kept = {key: value for key, value in kept.items() if value is not None}
    return dataclasses.replace(whole, metadata=kept)


@pytest.mark.parametrize(
    ("metadata", "reason"),
    [
        ({"general__architecture": None}, "do not name an architecture"),
        ({"general__architecture": "bert"}, "the architecture bert is not known here"),
        ({"general__architecture": "clip"}, "it holds the tower for images or sounds"),
        ({"general__type": "adapter"}, "it is an adapter, not a whole model"),
        ({"qwen3__block_count": None}, "its metadata do not have qwen3.block_count"),
        ({"qwen3__block_count": "3"}, "qwen3.block_count is not a whole number"),
        ({"qwen3__block_count": -3}, "qwen3.block_count is not a whole number"),
        ({"qwen3__block_count": 10**12}, "num_hidden_layers: "),
        ({"qwen3__block_count": 4}, "layer 3 of its tensors has 0 parameters"),
        ({"qwen3__block_count": 2}, "it has tensors of a layer 2, where its metadata have 2"),
        ({"qwen3__attention__head_count": 8}, "layer 0 of its tensors has "),
        ({"qwen3__attention__head_count_kv": 1}, "layer 0 of its tensors has "),
        ({"qwen3__attention__head_count_kv": 3}, "num_key_value_heads: "),
        ({"qwen3__attention__head_count_kv": [2, 2, 4]}, "head_count_kv differs from layer to"),
        ({"qwen3__attention__value_length": 8}, "its keys and values have different widths"),
        ({"split__count": 3}, "the other tensors are in 2 other files"),
    ],
)
def test_what_is_not_known_is_said_with_the_parameters(metadata, reason: str):
    with pytest.raises(reading.TensorsOnlyError) as refused:
        reading.model(changed(BY_NAME["qwen3"], **metadata))
    assert reason in refused.value.reason
    known = reading.tensors(of(BY_NAME["qwen3"]), refused.value.reason)
    assert known.parameters == BY_NAME["qwen3"].parameters


def test_an_unknown_model_gives_its_tensors():
    text = gguf_text.write(changed(BY_NAME["qwen3"], general__architecture="bert"))
    result = any_model(config=text)
    assert result.total_parameters == BY_NAME["qwen3"].parameters
    assert result.stored_weights == BY_NAME["qwen3"].tensor_bytes
    assert result.read_as == "the header of a GGUF file"
    assert result.tensors.startswith("36 tensors: token_embd.weight 64 × 160; blk.0–2.attn")
    assert isinstance(result.active_parameters, Unknown)
    assert "the architecture bert is not known here" in result.active_parameters.reason
    assert result.stored_as == "Q8_0: 23 tensors, 158,848 bytes; F32: 13 tensors, 2,560 bytes"


def test_a_part_of_a_model_says_so():
    found = reading.tensors(changed(BY_NAME["qwen3"], split__count=3), "a reason")
    assert found.not_counted == ("the tensors of the other 2 files",)


def test_a_file_without_tensors_is_refused():
    none = dataclasses.replace(of(BY_NAME["qwen3"]), tensors=())
    with pytest.raises(PastedError, match="This GGUF file has no tensors"):
        reading.tensors(none, "a reason")


def test_equal_heads_in_each_layer_may_be_a_list():
    assert reading.model(changed(BY_NAME["qwen3"], qwen3__attention__head_count_kv=[2, 2, 2]))


def test_latent_attention_may_have_the_widths_of_older_files():
    keys = {"deepseek2__attention__key_length": 24, "deepseek2__attention__value_length": 32}
    none = {"deepseek2__attention__key_length_mla": None}
    none |= {"deepseek2__attention__value_length_mla": None}
    row = BY_NAME["deepseek2"]
    assert reading.model(changed(row, **keys, **none)) == config.read(row.config)


def test_windows_are_those_of_the_metadata():
    slides = changed(BY_NAME["gemma3"], gemma3__attention__sliding_window=7)
    cache = memory.kv_cache(reading.model(slides), 1000)
    assert cache == 3 * 2 * 2 * 32 * 7 * 2
    mixed = {"gemma3__attention__sliding_window_pattern": [True, False, True]}
    found = reading.model(changed(BY_NAME["gemma3"], gemma3__attention__sliding_window=7, **mixed))
    assert memory.kv_cache(found, 1000) == (7 + 1000 + 7) * 2 * 2 * 32 * 2


def test_no_window_in_the_metadata_of_exaone_4_is_none():
    """As in EXAONE 4.0 1.2B, whose layers all have full attention."""
    whole = changed(BY_NAME["exaone4"], exaone4__attention__sliding_window=None)
    assert memory.kv_cache(reading.model(whole), 10_000) == 3 * 2 * 2 * 32 * 10_000 * 2


def test_factors_of_positions_and_scales_are_no_parameters():
    whole = of(BY_NAME["llama"])
    beside = (Tensor("rope_freqs.weight", "F32", (16,)), Tensor("blk.0.attn_q.scale", "F32", (1,)))
    found = reading.model(dataclasses.replace(whole, tensors=(*whole.tensors, *beside)))
    assert parameters.total(found) == BY_NAME["llama"].parameters
    assert memory.weights(found) == BY_NAME["llama"].tensor_bytes + 68


def test_a_cut_file_is_said_to_be_cut():
    whole = of(BY_NAME["llama"])
    assert reading.model(whole).stored.assumption == ""
    cut = dataclasses.replace(whole, size=whole.file_bytes - 1000)
    assert "The file is cut: it has " in reading.model(cut).stored.assumption


def test_bytes_in_an_unknown_format_are_not_told():
    whole = of(BY_NAME["llama"])
    first, *others = whole.tensors
    unknown = dataclasses.replace(first, type="type 139")
    found = reading.model(dataclasses.replace(whole, tensors=(unknown, *others)))
    assert parameters.total(found) == BY_NAME["llama"].parameters
    with pytest.raises(Unweighed, match=r"of GGUF: .*type 139"):
        memory.weights(found)


def test_a_field_reads_the_text_of_a_file():
    content = tensor_files.text(BY_NAME["gemma2"].file())
    found, read_as = pasted_config.read(content)
    assert found == config.read(BY_NAME["gemma2"].config)
    assert read_as == "the header of a GGUF file, as gemma2"
    with pytest.raises(InputError, match=r"Key gguf\.tensors: it is missing"):
        pasted_config.read(json.dumps({"gguf": {"metadata": {}}}))


def test_the_header_of_safetensors_is_its_text():
    said = '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}'
    start = struct.pack("<Q", len(said) + 2) + said.encode() + b"  "
    assert tensor_files.text(io.BytesIO(start + b"\0" * 8)) == said


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "neither a GGUF nor a safetensors file"),
        (b"\0" * 9, "neither a GGUF nor a safetensors file"),
        (struct.pack("<Q", 10) + b"{", "ends after 9 bytes, within its header"),
        (struct.pack("<Q", 2**60) + b"{", "would have 1,152,921,504,606,846,976 bytes"),
        (struct.pack("<Q", 2) + b"{\xff", "is not a text; the file is damaged"),
    ],
)
def test_other_files_are_refused(content: bytes, sentence: str):
    with pytest.raises(PastedError, match=sentence):
        tensor_files.text(io.BytesIO(content))


def test_one_layer_of_many_is_compared_in_a_moment():
    keys = {
        "general.architecture": struct.pack("<I", 8) + text("llama"),
        "llama.block_count": struct.pack("<II", 4, 10_000),
        "llama.embedding_length": struct.pack("<II", 4, 64),
        "llama.attention.head_count": struct.pack("<II", 4, 4),
        "llama.feed_forward_length": struct.pack("<II", 4, 128),
    }
    content = header(keys, [tensor("token_embd.weight", 0, 64, 100)])
    with pytest.raises(reading.TensorsOnlyError, match="layer 0 of its tensors has 0 parameters"):
        reading.model(binary.read(io.BytesIO(content)))
