"""The budget of bytes that a reader downloads."""

import pytest

from calc.snapshot import budget, build, compress
from calc.snapshot.errors import BuildError
from calc.snapshot.manifest import File

SET = budget.Sizes(
    files={"snapshot.wasm": 1000, "scripts": 500, "all": 1500},
    scripts={"worker.js": 500},
    modules={"calc/form/display.py": 4000, "calc/answer.py": 90},
)


def sent(snapshot: int, script: int = 500, display: int = 4000) -> budget.Sizes:
    """The sizes of a site with a snapshot, a script and a module of these sizes."""
    files = [
        File(name="snapshot.0123456789ab.wasm.br", content=bytes(snapshot)),
        File(name="0123456789ab/worker.js.br", content=bytes(script)),
        File(name="0123456789ab/worker.js.gz", content=bytes(9999)),
    ]
    modules = {"calc/form/display.pyc": bytes(display), "calc/answer.pyc": bytes(90)}
    return budget.measure(files, modules)


def test_what_is_sent_is_within_the_budget():
    files = [each for file in build.files() for each in compress.with_copies(file, lambda _: None)]
    budget.check(budget.measure(files, build.modules()), budget.read())


def test_sizes_are_measured_with_brotli_and_without_hashes():
    assert sent(1000) == SET


def test_three_percent_more_is_allowed():
    budget.check(sent(1030), SET)


def test_more_fails_and_names_the_modules_that_grew():
    with pytest.raises(BuildError) as caught:
        budget.check(sent(1031, display=6310), SET)
    message = str(caught.value)
    assert "snapshot.wasm is 1,031 bytes with brotli; its budget is 1,000 and 3%" in message
    assert "calc/form/display.py +2,310 bytes" in message
    assert "answer" not in message
    assert "--set-budget" in message


def test_scripts_that_grew_are_named_too():
    with pytest.raises(BuildError, match=r"scripts is 600 .*worker\.js \+100 bytes"):
        budget.check(sent(1000, script=600), SET)


def test_a_file_without_a_budget_fails():
    other = budget.measure([File(name="other.wasm.br", content=b"?")], {})
    with pytest.raises(BuildError, match=r"other\.wasm is 1 bytes"):
        budget.check(other, SET)


def test_what_is_written_is_read_again(tmp_path, monkeypatch):
    monkeypatch.setattr(budget, "FILE", tmp_path / "budget.json")
    budget.write(SET)
    assert budget.read() == SET
