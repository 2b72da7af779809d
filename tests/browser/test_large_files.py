"""A GGUF or safetensors file: its header is read in the page, and nothing else of it."""

import io
import json
import struct
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from calc.llm import tensor_files
from tests.browser.calculator import TIMEOUT, Calculator
from tests.browser.test_files import DROP, OVER, choose, file
from tests.llm.gguf.rows import BY_NAME, DAMAGED, Row, header

QWEN, GEMMA = BY_NAME["qwen3moe"], BY_NAME["gemma3"]


def whole(row: Row) -> bytes:
    return row.start.ljust(row.size, b"\0")


@pytest.fixture
def model(page: Page, site: str) -> Calculator:
    page.goto(site + "any-model/")
    return Calculator(page, "any_model")


def test_a_chosen_gguf_file_is_the_model_in_it(model: Calculator, visit):
    before = len(visit.requests)
    choose(model, file(whole(QWEN), "model.gguf"))
    text = tensor_files.text(QWEN.file())
    model.expect_results(config=text)
    expect(model["config"]).to_have_value(text)
    assert model.results()["total_parameters"] == repr(QWEN.parameters)
    assert model.results()["stored_weights"] == repr(QWEN.tensor_bytes)
    scripts = [url for url in visit.requests[before:] if url.endswith("/tensor_files.js")]
    assert len(scripts) == 1


def test_the_script_that_reads_it_comes_with_such_a_file_only(model: Calculator, visit):
    choose(model, file(b'{"model_type": "mixtral"}'))
    model.expect_results(config='{"model_type": "mixtral"}')
    assert not [url for url in visit.requests if "tensor_files" in url]


def test_a_dropped_gguf_file_without_its_ending_is_read(model: Calculator, page: Page, tmp_path):
    """As Ollama calls them; the file is larger than a text may be."""
    page.wait_for_function(OVER)
    start = list(GEMMA.start)
    page.evaluate("start => { window.start = new Uint8Array(start); }", start)
    drop = DROP.replace("[content]", "[window.start, new Uint8Array(2_000_000)]")
    model["tokens"].evaluate(drop, ["sha256-0123", ""])
    expect(model["config"]).to_have_value(
        tensor_files.text(GEMMA.file()).replace(
            f'"size": {GEMMA.size}', f'"size": {len(start) + 2_000_000}'
        ),
        timeout=TIMEOUT,
    )


def test_of_a_file_of_gigabytes_only_the_header_is_read(
    model: Calculator, page: Page, tmp_path: Path
):
    big = tmp_path / "model.gguf"
    with big.open("wb") as sparse:
        sparse.write(QWEN.start)
        sparse.truncate(40 * 10**9)
    page.evaluate(
        """() => {
          window.sliced = 0;
          const { slice } = Blob.prototype;
          Blob.prototype.slice = function (from, to) {
            window.sliced += to - from;
            return slice.call(this, from, to);
          };
          const { arrayBuffer } = Blob.prototype;
          Blob.prototype.arrayBuffer = function () {
            if (this.size > 2 ** 24) throw new Error("it was read");
            return arrayBuffer.call(this);
          };
        }"""
    )
    choose(model, big)
    expect(model["config"]).to_have_value(
        tensor_files.text(QWEN.file()).replace(f'"size": {QWEN.size}', '"size": 40000000000'),
        timeout=TIMEOUT,
    )
    assert page.evaluate("window.sliced") < 2**21


def test_a_file_whose_model_is_not_known_gives_its_parameters(model: Calculator):
    bert = whole(QWEN).replace(b"qwen3moe", b"bertbert")
    choose(model, file(bert, "model.gguf"))
    model.expect_results(config=tensor_files.text(io.BytesIO(bert)))
    assert model.results()["total_parameters"] == repr(QWEN.parameters)
    expect(model.element).to_contain_text("the architecture bertbert is not known here")


def test_undo_brings_the_start_back(model: Calculator):
    choose(model, file(whole(QWEN), "model.gguf"))
    model.expect_results(config=tensor_files.text(QWEN.file()))
    model.element.locator('[data-undo="config"]').click()
    model.expect_results()


def test_the_header_of_a_safetensors_file_comes_into_the_field(model: Calculator):
    said = json.dumps({"w": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}})
    start = struct.pack("<Q", len(said)) + said.encode()
    choose(model, file(start.ljust(2_000_000, b"\0"), "model.safetensors"))
    expect(model["config"]).to_have_value(said, timeout=TIMEOUT)


DAMAGED_FILES = (
    ("m.gguf", DAMAGED["version 1"][0], "of version 1; 2 and 3 are read here"),
    ("m.gguf", DAMAGED["absurd tensors"][0], "9,223,372,036,854,775,808 tensors"),
    ("m.gguf", whole(QWEN)[:1000], "ends after 1,000 bytes, within its header"),
    ("m.gguf", b"PK\3\4" * 20, "This is neither a GGUF nor a safetensors file"),
    ("m.gguf", header(), "This GGUF file has no tensors"),
    ("m.safetensors", struct.pack("<Q", 50) + b"{", "ends after 9 bytes, within its header"),
    ("m.safetensors", b"\0" * 2_000_000, "This is neither a GGUF nor a safetensors file"),
    ("m.bin", b"\0" * 2_000_000, "“m.bin” is larger than a megabyte"),
    ("m.gguf", b"version https://git-lfs.github.com/spec/v1\n", "a pointer of Git LFS"),
)


def test_a_damaged_file_gets_a_sentence_beside_the_field(model: Calculator):
    before = model.results()
    for name, content, sentence in DAMAGED_FILES:
        choose(model, file(content, name))
        expect(model.error("config")).to_contain_text(sentence, timeout=TIMEOUT)
        expect(model["config"]).to_have_attribute("aria-invalid", "true")
        assert model.results() == before, sentence


def test_a_file_that_cannot_be_read_gets_a_sentence(model: Calculator, page: Page):
    page.evaluate(
        "() => { Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException('gone')); }"
    )
    choose(model, file(whole(QWEN), "model.gguf"))
    expect(model.error("config")).to_contain_text("“model.gguf” could not be read", timeout=TIMEOUT)


@pytest.mark.expects_errors("ERR_FAILED|tensor_files")
def test_a_script_that_does_not_come_is_asked_for_again(model: Calculator, page: Page):
    page.route("**/tensor_files.js", lambda route: route.abort(), times=1)
    choose(model, file(whole(QWEN), "model.gguf"))
    expect(model.error("config")).to_contain_text("“model.gguf” could not be read", timeout=TIMEOUT)


def test_the_control_fits_a_narrow_window(page: Page, site: str):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site + "any-model/")
    model = Calculator(page, "any_model")
    choose(model, file(whole(QWEN), "model.gguf"))
    model.expect_results(config=tensor_files.text(QWEN.file()))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    accepted = model.element.get_by_label("From a file").get_attribute("accept") or ""
    assert {".json", ".gguf", ".safetensors"} <= {*accepted.split(",")}
