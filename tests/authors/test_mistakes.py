"""Every mistake on the authors' page gives its sentence, in `mkdocs build` as an author has it."""

import logging
import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from calc import site
from calc.analysis.mistakes import FILES, MISTAKES, Mistake


def make(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def said(folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> str:
    """The error with which a build of the site in a folder ends."""
    monkeypatch.chdir(folder)
    before = site.current()
    try:
        config = load_config("mkdocs.yml")
        config.plugins.on_startup(command="build", dirty=False)
        with caplog.at_level(logging.ERROR, logger="mkdocs"), pytest.raises(Abort):
            build(config)
    finally:
        site.use(before)
    errors = [each.getMessage() for each in caplog.records if each.levelno >= logging.ERROR]
    assert len(errors) == 1
    return errors[0]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.what)
def test_a_mistake_gives_its_sentence(
    mistake: Mistake,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    make(tmp_path, mistake.files())
    sentence = said(tmp_path, monkeypatch, caplog)
    assert sentence == mistake.sentence
    assert "Traceback" not in sentence
    assert sentence.endswith(".")
    if mistake.file != "mkdocs.yml":
        assert re.match(r"(docs|calculators)/[a-z]+\.(md|py):\d+: ", sentence)


def test_there_are_twenty_and_the_site_without_them_is_right():
    assert len(MISTAKES) >= 20
    for mistake in MISTAKES:
        assert mistake.files() != FILES
