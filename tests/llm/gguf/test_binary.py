"""The header of a GGUF file is read whole or refused, whatever is in it."""

import io
import json
import math
import struct
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.llm.errors import PastedError
from calc.llm.gguf import binary, ggml_types
from calc.llm.gguf import text as gguf_text
from calc.llm.gguf.header import Header, Tensor
from tests.llm.gguf.rows import BY_NAME, DAMAGED, ROWS, Counting, Row, array, header, tensor, text

UINT32 = struct.pack("<II", 4, 1)


def read(content: bytes) -> Header:
    return binary.read(io.BytesIO(content))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_parameters_and_bytes_are_those_of_llama_cpps_own_package(row: Row):
    found = binary.read(row.file())
    # The router's correction of DeepSeek and others is a tensor of the file and no parameter.
    corrections = sum(one.parameters for one in found.tensors if "exp_probs_b" in one.name)
    assert found.parameters == row.parameters + corrections
    assert found.tensor_bytes == row.tensor_bytes
    assert found.file_bytes == row.size == found.size
    assert found.byte_order == ("big" if row.name == "gpt-oss" else "little")
    assert found.metadata["tokenizer.ggml.tokens"] == [f"token {i}" for i in range(160)]


def test_number_formats_have_the_bytes_of_their_names():
    """Bits per value, scales included. Source: llama.cpp, tools/quantize/README.md"""
    known = {"Q4_0": 4.5, "Q5_K": 5.5, "Q6_K": 6.5625, "Q8_0": 8.5, "IQ2_XXS": 2.0625, "BF16": 16}
    known |= {"Q2_K": 2.625, "Q3_K": 3.4375, "IQ1_M": 1.75, "MXFP4": 4.25, "NVFP4": 4.5}
    for name, bits in known.items():
        one = ggml_types.BY_NAME[name]
        assert one.bytes * 8 / one.values == bits


@pytest.mark.parametrize(("content", "sentence"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_refused_with_a_sentence_at_once(content: bytes, sentence: str):
    began = time.process_time()
    with pytest.raises(PastedError) as refused:
        read(content)
    assert sentence in str(refused.value)
    assert len(str(refused.value)) < 250
    assert time.process_time() - began < 1


def test_a_file_that_ends_anywhere_within_its_header_is_refused():
    keys = {"a": array(8, 2, text("x") * 2), "b": struct.pack("<I", 8) + text("y"), "c": UINT32}
    keys |= {
        "d": array(9, 1, struct.pack("<IQ", 6, 1) + b"\0\0\0\0"),
        "e": array(0, 600, b"1" * 600),
    }
    start = header(keys, [tensor("t", 0, 4, 2), tensor("u", 12, 256)])
    assert read(start).parameters == 264
    for end in range(len(start)):
        with pytest.raises(PastedError, match="within its header"):
            read(start[:end])


def test_every_kind_of_value_is_read():
    values = {
        "a": (struct.pack("<IB", 0, 255), 255),
        "b": (struct.pack("<Ib", 1, -1), -1),
        "c": (struct.pack("<IH", 2, 65535), 65535),
        "d": (struct.pack("<Ih", 3, -2), -2),
        "e": (struct.pack("<II", 4, 2**32 - 1), 2**32 - 1),
        "f": (struct.pack("<Ii", 5, -3), -3),
        "g": (struct.pack("<If", 6, 0.5), 0.5),
        "h": (struct.pack("<I?", 7, True), True),
        "i": (struct.pack("<I", 8) + text("é\n"), "é\n"),
        "j": (struct.pack("<IQ", 10, 2**64 - 1), 2**64 - 1),
        "k": (struct.pack("<Iq", 11, -(2**63)), -(2**63)),
        "l": (struct.pack("<Id", 12, 1 / 3), 1 / 3),
        "m": (array(5, 2, struct.pack("<ii", 1, -1)), [1, -1]),
        "n": (array(9, 1, struct.pack("<IQ", 8, 1) + text("x")), [["x"]]),
        "o": (struct.pack("<I", 8) + text("x" * 201), {"of": "byte", "length": 201}),
        "p": (array(8, 600, text("token") * 600), {"of": "string", "length": 600}),
        "q": (array(0, 513, b"\1" * 513), {"of": "uint8", "length": 513}),
        "r": (array(9, 513, struct.pack("<IQ", 0, 0) * 513), {"of": "array", "length": 513}),
        "s": (array(77, 0, b""), []),
    }
    found = read(header({key: value for key, (value, _) in values.items()}))
    assert found.metadata == {key: meant for key, (_, meant) in values.items()}


def test_many_lists_are_not_kept_in_all():
    one = array(0, 512, b"\1" * 512)
    found = read(header({f"k{i}": one for i in range(1000)}))
    assert sum(isinstance(value, list) for value in found.metadata.values()) == 20_000 // 512
    assert len(gguf_text.write(found)) < 200_000


def test_ten_million_numbers_are_passed_over_at_once():
    began = time.process_time()
    found = read(header({"a": array(0, 10**7, b"\0" * 10**7)}, [tensor("t", 1, 32)]))
    assert found.metadata == {"a": {"of": "uint8", "length": 10**7}}
    assert time.process_time() - began < 1


def test_only_the_beginning_of_a_large_file_is_read():
    file = Counting(BY_NAME["llama"].start.ljust(50_000_000, b"\0"))
    assert binary.read(file).size == 50_000_000
    assert file.read_bytes <= 2**20


def test_a_header_of_many_megabytes_is_read_in_steps():
    tokens = array(8, 1_000_000, text("a token") * 1_000_000)
    file = Counting(header({"t": tokens}, [tensor("w", 1, 32)]).ljust(40_000_000, b"\0"))
    found = binary.read(file)
    assert found.metadata["t"] == {"of": "string", "length": 1_000_000}
    assert file.read_bytes == (1 + 4 + 16) << 20


def test_an_unknown_number_format_leaves_the_parameters_exact():
    found = read(header({}, [tensor("a", 139, 256, 2), tensor("b", 1, 32)]))
    assert [one.type for one in found.tensors] == ["type 139", "F16"]
    assert found.parameters == 544
    with pytest.raises(PastedError, match="number format type 139, which is not known here"):
        _ = found.tensor_bytes


def test_rows_that_make_no_whole_blocks_are_refused():
    with pytest.raises(PastedError, match="have 33 values, which make no whole blocks of 32"):
        _ = Tensor("a", "Q4_0", (33, 2)).bytes


@pytest.mark.parametrize("row", ROWS[::5], ids=lambda row: row.name)
def test_the_text_of_a_header_is_read_as_the_header(row: Row):
    found = binary.read(row.file())
    assert gguf_text.read(json.loads(gguf_text.write(found))["gguf"]) == found


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_in_the_text_are_exact(number: float):
    found = Header(version=3, metadata={"a": number}, tensors=(), data_offset=0)
    written = json.loads(gguf_text.write(found))["gguf"]["metadata"]["a"]
    assert float(written) == number


def test_what_is_no_number_is_a_text():
    metadata = {"a": math.nan, "b": math.inf, "c": -math.inf}
    found = Header(version=3, metadata=metadata, tensors=(), data_offset=0)
    values = json.loads(gguf_text.write(found))["gguf"]["metadata"]
    assert values == {"a": "NaN", "b": "Infinity", "c": "-Infinity"}


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (None, "Key gguf: it is missing; an object would."),
        ({}, "Key gguf.metadata: it is missing; an object would."),
        ({"metadata": {}}, "Key gguf.tensors: it is missing; a list of tensors would."),
        ({"metadata": {}, "tensors": [1]}, "Key gguf.tensors: 1 will not do; a tensor such as"),
        ({"metadata": {}, "tensors": [["a", "F32", [-1]]]}, "Key gguf.tensors: a list will not"),
        ({"metadata": {}, "tensors": [["a", "F32", [1.5]]]}, "Key gguf.tensors: a list will not"),
        ({"metadata": {}, "tensors": [["a", "F32", [True]]]}, "Key gguf.tensors: a list will not"),
        ({"metadata": {}, "tensors": []}, "Key gguf.version: it is missing; a whole number would."),
        ({"metadata": [], "tensors": []}, "Key gguf.metadata: a list will not do; an object"),
    ],
)
def test_a_wrong_text_is_refused_with_the_key(value: object, sentence: str):
    with pytest.raises(PastedError) as refused:
        gguf_text.read(value)
    assert str(refused.value).startswith(sentence)
