"""A player changes an input and gets the same results as from CPython, to the last digit."""

import re

import pytest
from playwright.sync_api import Page, expect

from calc.form import html, registry, state
from tests.browser.calculator import TIMEOUT, Calculator, python_workers
from tests.browser.faults import HeldRequest
from tests.browser.runtime import RECORD_QUESTIONS


def test_sixty_four_experts_for_scout(page: Page, site):
    page.goto(site + "architecture/")
    experts = Calculator(page, "experts")
    experts["routed_experts"].fill("64")
    experts.expect_results(routed_experts="64")
    experts.expect_state("ready")


def test_thirty_trillion_tokens_for_scout(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    run.expect_results(tokens="30T")


def test_text_becomes_canonical_when_its_field_is_left(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("3e13 tokens")
    run.expect_results(tokens="30T")
    expect(run["tokens"]).to_have_value("3e13 tokens")
    run["tokens"].press("Tab")
    expect(run["tokens"]).to_have_value("30T")


def test_slider_and_text_agree(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("1T")
    expect(run.slider("tokens")).to_have_js_property("value", "12", timeout=TIMEOUT)
    run.slider("tokens").fill("13")
    expect(run["tokens"]).to_have_value("10T")
    expect(run.slider("tokens")).to_have_attribute("aria-valuetext", "10 trillion tokens")
    run.expect_results(tokens="10T")


def test_a_mouse_drags_a_slider_and_clicks_beside_it(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    slider = run.slider("tokens")
    slider.evaluate("e => e.scrollIntoView({ block: 'center' })")
    place = slider.bounding_box()
    assert place
    along, middle = place["width"], place["y"] + place["height"] / 2
    page.mouse.move(place["x"] + 0.5 * along, middle)
    page.mouse.down()
    for share in (0.4, 0.3, 0.2):
        page.mouse.move(place["x"] + share * along, middle + 3)
    page.mouse.up()
    dragged = run.settled("tokens", "40T")
    run.expect_results(tokens=dragged)
    assert 1e9 <= parsed(dragged) < 1e12
    page.mouse.click(place["x"] + 0.9 * along, middle)
    clicked = run.settled("tokens", dragged)
    run.expect_results(tokens=clicked)
    assert parsed(clicked) > 1e13


def parsed(text: str) -> float:
    """The number that the corpus field reads from a text."""
    filled = state.fill(registry.find("training_run"), state.FormSettings(), {"tokens": text})
    return float(filled.entries["tokens"].value)


def test_arrow_keys_step_one_two_five_and_pages_tenfold(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    slider = run.slider("tokens")
    for key, text in [
        ("ArrowRight", "50T"),
        ("ArrowRight", "100T"),
        ("PageDown", "10T"),
        ("ArrowLeft", "5T"),
        ("ArrowDown", "2T"),
        ("PageUp", "20T"),
    ]:
        slider.press(key)
        expect(run["tokens"]).to_have_value(text, timeout=TIMEOUT)
    run.expect_results(tokens="20T")


def test_text_typed_before_the_scripts_come_is_answered(page: Page, site):
    held = HeldRequest(page, r"/element\.js$")
    page.goto(site + "cost/", wait_until="commit")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    held.wait().continue_()
    run.expect_results(tokens="30T")


@pytest.mark.expects_errors("ERR_FAILED|Failed to load")
@pytest.mark.parametrize("model", ["maverick", "behemoth", "deepseek-v3", "llama-3.1-405b"])
def test_a_preset_is_answered_without_python(page: Page, site, model):
    page.route("**/python.*.wasm", lambda route: route.abort())
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["model"].select_option(model)
    run.expect_results(model=model)


def test_a_preset_sets_its_own_start_values(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    run["precision"].select_option("fp8")
    run["model"].select_option("maverick")
    expect(run["tokens"]).to_have_value("22T", timeout=TIMEOUT)
    run.expect_results(model="maverick", precision="fp8")


def test_reset_restores_the_page_as_built(page: Page, site):
    page.goto(site + "architecture/")
    experts = Calculator(page, "experts")
    experts["routed_experts"].fill("64")
    experts.expect_results(routed_experts="64")
    experts.element.get_by_role("button", name="Reset").click()
    expect(experts["routed_experts"]).to_have_value("16")
    experts.expect_results()


def test_a_text_becomes_canonical_each_time(page: Page, site):
    """Python's answer has the same text each time."""
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    for text in ("30e12", "30 T", "0.03 P"):
        run["tokens"].fill(text)
        run["tokens"].press("Tab")
        expect(run["tokens"]).to_have_value("30T", timeout=TIMEOUT)
        run["mfu"].fill(f"{20 + len(text)}%")
        run.expect_results(tokens="30T", mfu=f"{20 + len(text)}%")


def test_a_slider_moved_without_an_event_is_corrected_by_the_next_answer(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    run.expect_results(tokens="30T")
    before = run.slider("tokens").input_value()
    run.slider("tokens").evaluate("slider => { slider.value = slider.max; }")
    run["mfu"].fill("33%")
    run.expect_results(tokens="30T", mfu="33%")
    assert run.slider("tokens").input_value() == before


def test_the_newest_input_wins(page: Page, site):
    page.goto(site + "architecture/")
    experts = Calculator(page, "experts")
    experts["routed_experts"].press_sequentially("1234567", delay=5)
    experts["routed_experts"].fill("32")
    experts.expect_results(routed_experts="32")


def test_two_calculators_answer_from_one_python(page: Page, visit, site):
    page.goto(site + "cost/")
    run, speed = Calculator(page, "training_run"), Calculator(page, "implied_throughput")
    run["tokens"].fill("30T")
    run.expect_results(tokens="30T")
    speed["gpu_hours"].fill("2.38M")
    speed.expect_results(gpu_hours="2.38M")
    assert len(python_workers(page)) == 1
    assert len([url for url in visit.requests if re.search(r"python\.\w+\.wasm$", url)]) == 1


def test_sentences_follow_the_calculator(page: Page, site):
    page.goto(site + "architecture/")
    experts = Calculator(page, "experts")
    experts["routed_experts"].fill("64")
    experts.expect_results(routed_experts="64")
    for field in ("total_parameters", "active_parameters", "weights"):
        sentence = page.locator(f'[data-live="experts.{field}"]')
        expect(sentence).to_have_text(experts.result(field).inner_text())
        assert sentence.get_attribute("value") == experts.results()[field]
    experts.element.get_by_role("button", name="Reset").click()
    expect(page.locator('[data-live="experts.total_parameters"]')).to_have_text("108B")


def test_a_pasted_config_is_read_and_stays_in_the_page(page: Page, visit, site):
    page.goto(site + "any-model/")
    model = Calculator(page, "any_model")
    text = '{"model_type": "mixtral"}'
    model["config"].fill(text)
    model.expect_results(config=text)
    expect(model["config"]).to_have_value(text)
    model["config"].fill("{\n  nonsense")
    model["config"].blur()
    expect(model.error("config")).to_contain_text("Line 2, column 11", timeout=TIMEOUT)
    expect(model["config"]).to_have_value("{\n  nonsense")
    model["model"].select_option("deepseek-v3")
    model.expect_results(model="deepseek-v3")
    assert not [url for url in visit.requests if "mixtral" in url]


def test_other_descriptions_of_a_model_may_be_pasted(page: Page, site):
    page.goto(site + "any-model/")
    model = Calculator(page, "any_model")
    for text in (
        '{"dim": 64, "n_layers": 2, "n_heads": 4, "vocab_size": 100, "multiple_of": 32}',
        '{"dim": 64, "n_layers": 2, "n_heads": 4, "n_kv_heads": 2, "head_dim": 16, "hidden_dim": 9,'
        ' "vocab_size": 100, "moe": {"num_experts": 4, "num_experts_per_tok": 2}}',
        '{"w": {"dtype": "BF16", "shape": [3, 2], "data_offsets": [0, 12]}}',
        '{"metadata": {"total_size": 12}, "weight_map": {"w": "model.safetensors"}}',
    ):
        model["config"].fill(text)
        model.expect_results(config=text)
    expect(page.locator('[data-unknown="active_parameters"]').first).to_contain_text(
        "A list of tensors does not say what a model does with them"
    )


def test_a_sentence_says_why_a_result_is_unknown(page: Page, site):
    page.goto(site + "context/")
    run = Calculator(page, "long_context")
    sentence = page.locator("[data-sentences]").last
    told = sentence.inner_text()
    run["model"].select_option("behemoth")
    why = re.compile("^Layers, width and vocabulary of Llama 4 Behemoth are not published")
    expect(sentence).to_have_text(why, use_inner_text=True)
    run["model"].select_option("scout")
    run.expect_results(model="scout")
    expect(sentence).to_have_text(told, use_inner_text=True)


KINDS = {"table": "[data-result]", "formula": "[data-numbers]", "chart": "figure svg"}
MARKUP = "all => all.map(one => one.outerHTML)"
PARSED = f"""([html, selector]) => ({MARKUP})(
    [...new DOMParser().parseFromString(html, "text/html").querySelectorAll(selector)])"""
SENTENCES = "all => all.map(one => [one.dataset.live, one.value, one.innerText])"


@pytest.mark.parametrize(
    ("path", "name", "parameter", "text"),
    [
        ("architecture/", "experts", "routed_experts", "64"),
        ("cost/", "training_run", "tokens", "30T"),
        ("context/", "kv_cache", "context", "2M"),
        ("context/", "long_context", "context", "2M"),
    ],
)
def test_table_formula_chart_and_sentence_change_to_those_of_cpython(
    page: Page, site, path, name, parameter, text
):
    page.goto(site + path)
    calculator = Calculator(page, name)
    sentence = page.locator(f'[data-live^="{name}."]')
    built = {kind: calculator.element.locator(where) for kind, where in KINDS.items()}
    before = {kind: found.evaluate_all(MARKUP) for kind, found in built.items()}
    sentences_before = sentence.evaluate_all(SENTENCES)
    calculator[parameter].fill(text)
    calculator.expect_results(**{parameter: text})

    here = state.fill(registry.find(name), state.FormSettings(), {parameter: text})
    blocks = html.blocks(here, state.FormSettings(), name)
    block = blocks[f"{name}-results"] + blocks[f"{name}-figures"]
    for kind, where in KINDS.items():
        shown = calculator.element.locator(where).evaluate_all(MARKUP)
        assert shown == page.evaluate(PARSED, [block, where]) != before[kind], kind
    sentences = sentence.evaluate_all(SENTENCES)
    assert sentences != sentences_before
    for live, value, shown in sentences:
        field = live.removeprefix(f"{name}.")
        assert value == repr(getattr(here.result, field))
        assert shown == calculator.result(field).inner_text()


def test_sentences_are_announced_once_after_a_pause(page: Page, site):
    page.goto(site + "cost/")
    run, sentence = Calculator(page, "training_run"), page.locator("[data-sentences]")
    announcement = run.element.locator("[data-announce]")
    announcement.evaluate(
        """place => { window.heard = []; new MutationObserver(() => heard.push(place.innerText))
            .observe(place, { childList: true }); }"""
    )
    run["tokens"].evaluate(
        """field => { for (field.value of ["10T", "20T", "30T"])
            field.dispatchEvent(new Event("input", { bubbles: true })); }"""
    )
    run.expect_results(tokens="30T")
    expect(announcement).to_have_text(sentence.inner_text())
    assert page.evaluate("heard") == [announcement.inner_text()]


def test_a_quick_answer_changes_no_status(page: Page, site):
    page.add_init_script(RECORD_QUESTIONS)
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    run.expect_results(tokens="30T")
    line = run.element.locator("[data-status]")
    expect(line).to_have_text("Computed in your browser.")
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    page.evaluate("window.swallow = true")
    run["tokens"].fill("31T")
    run.expect_state("busy")
    page.clock.run_for(100)
    expect(line).to_have_text("Computed in your browser.")
    page.clock.run_for(100)
    expect(line).to_have_text("Computing …")
