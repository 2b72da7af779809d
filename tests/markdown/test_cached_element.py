"""An element that was rendered before is the same one, and other code's is not taken."""

import pytest

from calc import cache, shipped
from calc.form import registry, state
from calc.markdown import cached_element, element
from calc.markdown.mistakes import PageError
from calc.markdown.request import FenceRequest

PAGE = state.FormSettings(start={"tokens": "31T"}, show=("cost",))


@pytest.fixture(autouse=True)
def _empty(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    cached_element._folder.cache_clear()
    yield
    cached_element._folder.cache_clear()


def made(page=PAGE, key="training_run", code="code/"):
    asked = FenceRequest(calculator=registry.find("training_run"), key="", page=page)
    return cached_element.markup(asked, key, code)


def test_it_is_what_the_code_renders_at_once_and_from_what_was_kept(monkeypatch):
    fresh = element.element(registry.find("training_run"), PAGE, "training_run", "code/")
    assert made() == fresh
    monkeypatch.setattr(element, "element", lambda *_, **__: pytest.fail("rendered again"))
    assert made() == fresh


def test_whatever_is_asked_otherwise_is_another():
    others = (
        made(state.FormSettings(start={"tokens": "32T"}, show=("cost",))),
        made(state.FormSettings(start={"tokens": "31T"}, show=())),
        made(key="other"),
        made(code="../code/"),
    )
    assert len({made(), *others}) == 1 + len(others)


def test_other_code_renders_again_and_what_the_old_one_made_is_forgotten(tmp_path, monkeypatch):
    made()
    [old] = (tmp_path / "elements").iterdir()
    cached_element._folder.cache_clear()
    monkeypatch.setattr(shipped, "fingerprint", lambda: "other code")
    monkeypatch.setattr(element, "element", lambda *_, **__: "rendered again")
    assert made() == "rendered again"
    assert not old.exists()


def test_what_gives_no_result_is_neither_rendered_nor_kept(tmp_path):
    impossible = state.FormSettings(start={"top_k": "17"})
    for _ in range(2):
        with pytest.raises(PageError, match="training_run"):
            made(impossible)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
