"""The calculator fence: Markdown in, a form with its result out."""

import json
from textwrap import dedent, indent
from typing import Any

import pytest
from markdown import Markdown

from calc.form import html, registry, state
from calc.form.state import FormSettings
from calc.markdown import element
from tests.browser.contract import contract
from tests.markup import Node, tree
from tests.site_markdown import Convert

FENCE = '``` calculator\nname = "experts"\n```\n'


def built(name: str, page: FormSettings | None = None, key: str = "") -> Node:
    """The expected element."""
    return tree(element.element(registry.find(name), page or FormSettings(), key or name))


def the(root: Node) -> Node:
    """The only calculator of a page."""
    return root.one("live-calculator")


@pytest.mark.parametrize("name", registry.names())
def test_a_fence_becomes_its_calculator(convert: Convert, name: str):
    root = convert(f'# Page\n\nBefore.\n\n``` calculator\nname = "{name}"\n```\n\nAfter.\n')
    assert the(root) == built(name).one("live-calculator")
    assert [n.tag for n in root.children if isinstance(n, Node)] == [
        *("h1", "p", "live-calculator", "p")
    ]


def test_the_element_holds_a_form_with_results_for_readers_without_javascript(convert: Convert):
    calculator = the(convert(FENCE))
    assert (calculator["name"], calculator["id"], calculator["state"]) == (
        *("experts", "experts", "static"),
    )
    assert "page" not in calculator
    value = calculator.one("form").one("data", data_result="total_parameters")
    assert (value["value"], value.text) == ("107769861120", "108B")
    headline = calculator.one("form").one("p", data_headline="")
    assert headline.text == "Total parameters 108B 107,769,861,120"


@pytest.mark.parametrize(
    ("around", "path"),
    [
        ("!!! note\n\n{inside}", ["div"]),
        ("??? note\n\n{inside}", ["details"]),
        ('!!! note ""\n\n    ??? tip\n\n{deeper}', ["div", "details"]),
        ("- A point.\n\n{inside}\n- Another.", ["ul", "li"]),
        ("1.  A point.\n\n{inside}", ["ol", "li"]),
        ("- A\n\n    - B\n\n{deeper}", ["ul", "li", "ul", "li"]),
        ('=== "One"\n\n{inside}\n=== "Two"\n\n    Text.', ["div", "div"]),
        ("/// tab | One\n\n{fence}\n///", ["div", "div"]),
        ("Term\n:   Meaning.\n\n{inside}", ["dl", "dd"]),
        ('<div markdown>\n\n{fence}\n</div>', ["div"]),
        ("> Said.\n>\n{quoted}", ["blockquote"]),
    ],
)  # fmt: skip
def test_a_fence_works_inside_other_blocks(convert: Convert, around: str, path: list[str]):
    text = around.format(
        fence=FENCE,
        inside=indent(FENCE, " " * 4),
        deeper=indent(FENCE, " " * 8),
        quoted=indent(FENCE, "> "),
    )
    root = convert(text)
    assert the(root) == built("experts").one("live-calculator")
    assert root.path(the(root))[1:] == path


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        (FENCE, ["live-calculator"]),
        (f"Before.\n{FENCE}After.\n", ["p", "live-calculator", "p"]),
        (f"Before *all*\n{FENCE}{FENCE}", ["p", "live-calculator", "live-calculator"]),
        (f"Before.\n\n{FENCE}*After*.\n\nLast.", ["p", "live-calculator", "p", "p"]),
        (f"Before.\n{{ .lead }}\n{FENCE}", ["p", "live-calculator"]),
        (f"!!! note\n    Before.\n{indent(FENCE, '    ')}    After.", ["div"]),
    ],
)
def test_no_paragraph_is_put_around_it(convert: Convert, text: str, tags: list[str]):
    """A browser would close the paragraph at the form inside it."""
    root = convert(text)
    assert [n.tag for n in root.children if isinstance(n, Node)] == tags
    assert root.all("form")
    assert not any("p" in root.path(calculator) for calculator in root.all("live-calculator"))


def test_start_values_may_be_of_any_toml_type(convert: Convert):
    root = convert(
        dedent("""
            ``` calculator
            name = "training_run"
            id = "what-if"
            preset = "maverick"
            tokens = 40e12
            accelerators = 16_384
            mfu = 0.3
            usd_per_gpu_hour = "$3"
            precision = "FP8"
            show = ["tokens", "mfu", "gpu_hours"]
            ```
            """)
    )
    start = {
        "model": "maverick",
        "tokens": "40T",
        "precision": "fp8",
        "mfu": "30%",
        "accelerators": "16,384",
        "usd_per_gpu_hour": "3",
    }
    show = ("tokens", "mfu", "gpu_hours")
    assert json.loads(the(root)["page"]) == {"start": start, "show": list(show)}
    assert list(json.loads(the(root)["page"])["start"]) == list(start)
    page = FormSettings(start=start, show=show)
    assert the(root) == built("training_run", page, "what-if").one("live-calculator")
    run = registry.find("training_run")(
        model="maverick",
        tokens=40e12,
        accelerators=16_384,
        mfu=0.3,
        usd_per_gpu_hour=3,
        precision="fp8",
    )
    assert the(root).one("form").one(data_result="gpu_hours")["value"] == repr(run.gpu_hours)


@pytest.mark.parametrize(
    "source",
    [
        'preset = "maverick"',
        'model = "maverick"',
        'model = "Llama 4 Maverick"',
        'model = "MAVERICK"  # as people write it',
    ],
)
def test_a_preset_may_be_named_in_many_ways(convert: Convert, source: str):
    root = convert(f'``` calculator\nname = "experts"\n{source}\n```')
    assert json.loads(the(root)["page"]) == {"start": {"model": "maverick"}}


def test_calculators_of_one_name_get_ids_of_their_own(convert: Convert):
    root = convert(f"{FENCE}\n{FENCE}\n!!! note\n\n{indent(FENCE, '    ')}")
    calculators = root.all("live-calculator")
    assert [c["id"] for c in calculators] == ["experts", "experts-2", "experts-3"]
    for calculator in calculators:
        assert calculator["role"] == "group"
        assert calculator.one(id=calculator["aria-labelledby"]).text


def test_ids_are_counted_anew_on_the_next_page(markdown: Markdown):
    for _ in range(2):
        root = tree(markdown.reset().convert(f"{FENCE}\n{FENCE}"))
        assert [c["id"] for c in root.all("live-calculator")] == ["experts", "experts-2"]


def test_an_id_that_the_author_gave_is_not_given_again(convert: Convert):
    named = '``` calculator\nname = "experts"\nid = "experts-2"\n```\n'
    root = convert(f"{named}\n{FENCE}\n{FENCE}")
    assert [c["id"] for c in root.all("live-calculator")] == ["experts-2", "experts", "experts-3"]


def test_every_preset_is_answered_in_the_page(convert: Convert):
    """The blocks that a choice changes are in the page, and are those that Python would answer."""
    calculator = registry.find("training_run")
    element = the(convert('``` calculator\nname = "training_run"\n```'))
    ready = {n["data-inputs"]: n for n in element.all("template")}
    options = {"model": calculator.fields["model"], "accelerator": calculator.fields["accelerator"]}
    options |= {"rate": calculator.fields["rate"]}
    keys = [f"{name}={o.key}" for name, field in options.items() for o in field.options]  # type: ignore[attr-defined]
    assert list(ready) == [
        key for key in keys if key not in ("model=scout", "accelerator=h100-sxm", "rate=typed")
    ]
    for wanted, template in ready.items():
        assert patched(element, template) == asked("training_run", dict([wanted.split("=")]))


def patched(element: Node, template: Node) -> dict[str, Node]:
    """The page's blocks, some replaced by those of a template."""
    form = element.one("form")
    blocks = {
        n["id"]: n
        for n in form.walk()
        if {f"data-{name}" for name in contract()["BLOCKS"]} & set(n.attributes)
    }
    del blocks["training_run-summary"]
    return blocks | {n["id"]: n for n in template.children if isinstance(n, Node)}


def asked(name: str, inputs: dict[str, str]) -> dict[str, Node]:
    """The blocks that Python answers with."""
    filled: Any = state.fill(registry.find(name), FormSettings(), inputs)
    blocks = tree("".join(html.blocks(filled, FormSettings(), name).values()))
    return {n["id"]: n for n in blocks.children if isinstance(n, Node)}


def test_the_preset_that_a_page_starts_with_has_no_template(convert: Convert):
    element = the(convert('``` calculator\nname = "experts"\npreset = "maverick"\n```'))
    ready = [n["data-inputs"] for n in element.all("template")]
    assert "model=maverick" not in ready
    assert "model=scout" in ready
