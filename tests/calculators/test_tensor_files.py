"""The page's script makes the text of a file that Python makes, or refuses it like Python."""

import io
import json
import random
import struct
from importlib import resources
from pathlib import Path

import pytest

from calc.llm import tensor_files
from calc.llm.errors import PastedError
from calc.llm.gguf import text as gguf_text
from calc.snapshot import node
from tests.llm.gguf.rows import DAMAGED, ROWS, array, header, tensor, text

SCRIPT = str(resources.files("calc.calculators.shared").joinpath("tensor_files.js"))
RUNNER = Path(__file__).with_name("tensor_files.mjs")


def by_script(files: list[tuple[str, bytes]]) -> list[dict[str, str] | None]:
    """What the page's script says of each file."""
    lines = "".join(json.dumps({"name": n, "hex": c.hex()}) + "\n" for n, c in files)
    return [json.loads(line) for line in node.run(RUNNER, SCRIPT, text=lines).splitlines()]


def by_python(content: bytes) -> tuple[str, str]:
    """The text of a file and "", or "" and why it is refused."""
    try:
        return tensor_files.text(io.BytesIO(content)), ""
    except PastedError as error:
        return "", str(error)


def same(contents: list[bytes]) -> None:
    for content, found in zip(contents, by_script([("m.gguf", c) for c in contents]), strict=True):
        written, refused = by_python(content)
        assert found is not None
        if written or not found.get("text"):
            assert found == ({"text": written} if written else {"refused": refused})
            continue
        # What needs more than the bytes, such as a name that is there twice, Python says of both.
        with pytest.raises(PastedError) as error:
            gguf_text.read(json.loads(found["text"])["gguf"])
        assert str(error.value) == refused


def test_headers_have_the_same_text():
    same([row.file().read() for row in ROWS])


def test_damaged_files_are_refused_with_the_same_sentence():
    same([content for content, _ in DAMAGED.values()])


def test_every_kind_of_value_has_the_same_text():
    keys = {
        "floats": array(
            12, 9, struct.pack("<9d", 0, -0.0, 1e-7, 1e21, 1 / 3, 5e-324, 1e300, 2, -9)
        ),
        "singles": array(6, 6, struct.pack("<6f", 1e-5, 1e-6, 1e-7, 16777216, 3e38, 1e20)),
        "none": array(12, 3, struct.pack("<3d", float("nan"), float("inf"), -float("inf"))),
        "integers": array(10, 2, struct.pack("<2Q", 2**64 - 1, 2**53 + 1)),
        "signed": array(11, 2, struct.pack("<2q", -(2**63), 2**63 - 1)),
        "bytes": array(1, 2, struct.pack("<2b", -128, 127)),
        "truths": array(7, 3, b"\0\1\2"),
        "texts": array(8, 3, text('"\\\n\t\0\x1f\x7f') + text("\ufeffé\u2028🦙") + text("")),
        "broken": struct.pack("<IQ", 8, 5) + b"a\xff\xc3(\xe2",
        "nested": array(9, 2, struct.pack("<IQ", 0, 1) + b"\7" + struct.pack("<IQ", 8, 0)),
        "long": array(2, 513, b"\0" * 1026),
        "many": array(8, 513, text("token") * 513),
        "template": struct.pack("<I", 8) + text("{%" * 101),
        "general.alignment": struct.pack("<II", 4, 64),
    }
    odd = [tensor("é\n", 30, 5), tensor("none", 12), tensor("later", 4, 1), tensor("new", 77, 9, 9)]
    same([header(keys, odd), header(version=2), header(keys, odd)[:-1]])


def test_changed_bytes_have_the_same_text_or_sentence():
    draw = random.Random("tensor files")
    contents = []
    for row in ROWS[:: len(ROWS) // 3]:
        start = row.start[:4000]
        for _ in range(60):
            changed = bytearray(start)
            for _ in range(draw.choice((1, 1, 2, 8))):
                changed[draw.randrange(len(changed))] = draw.choice((0, 1, 8, 9, 255))
            end = draw.choice((len(changed), draw.randrange(len(changed))))
            contents.append(bytes(changed[:end]))
    same(contents)


SAFE = b'{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}'


@pytest.mark.parametrize(
    "content",
    [
        struct.pack("<Q", len(SAFE)) + SAFE + b"\0" * 8,
        struct.pack("<Q", len(SAFE) + 2) + SAFE + b"  " + b"\0" * 8,
        struct.pack("<Q", len(SAFE)) + SAFE[:-1],
        struct.pack("<Q", 2**60) + SAFE,
        struct.pack("<Q", 2) + b"{\xff",
        b"\0" * 20,
        b"",
    ],
)
def test_headers_of_safetensors_are_the_same(content: bytes):
    same([content])


def test_other_files_are_left_to_the_page():
    lfs = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n"
    files = [("a.json", b'{"a": 1}'), ("b.bin", b"\0" * 50), ("m.gguf", lfs)]
    assert by_script(files) == [None, None, None]


def test_a_name_decides_nothing():
    (row,) = ROWS[:1]
    (found,) = by_script([("sha256-0123", row.start.ljust(row.size, b"\0"))])
    assert found == {"text": by_python(row.file().read())[0]}
