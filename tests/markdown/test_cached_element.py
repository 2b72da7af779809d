"""Elements come from the cache as long as the code that rendered them is the same."""

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
    cached_element._folder.forget()
    yield
    cached_element._folder.forget()


def made(page=PAGE, key="training_run", code="code/"):
    asked = FenceRequest(calculator=registry.find("training_run"), key="", page=page)
    return cached_element.markup(asked, key, code)


def test_a_cached_element_is_the_one_that_the_code_renders(monkeypatch):
    fresh = element.element(registry.find("training_run"), PAGE, "training_run", "code/")
    assert made() == fresh
    monkeypatch.setattr(element, "element", lambda *_, **__: pytest.fail("rendered again"))
    assert made() == fresh


def test_every_difference_in_the_request_makes_another_element():
    others = (
        made(state.FormSettings(start={"tokens": "32T"}, show=("cost",))),
        made(state.FormSettings(start={"tokens": "31T"}, show=())),
        made(key="other"),
        made(code="../code/"),
    )
    assert len({made(), *others}) == 1 + len(others)


def test_other_code_renders_anew_and_deletes_the_elements_of_the_old_code(tmp_path, monkeypatch):
    made()
    [old] = (tmp_path / "elements").iterdir()
    cached_element._folder.forget()
    monkeypatch.setattr(shipped, "fingerprint", lambda: "other code")
    monkeypatch.setattr(element, "element", lambda *_, **__: "rendered again")
    assert made() == "rendered again"
    assert not old.exists()


def test_start_values_without_a_result_are_neither_rendered_nor_cached(tmp_path):
    impossible = state.FormSettings(start={"top_k": "17"})
    for _ in range(2):
        with pytest.raises(PageError, match="training_run"):
            made(impossible)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
