"""An author's mistakes end the build, with file, line and what would be right."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import pytest
from markdown import Markdown

from calc import calculators
from calc.form import registry
from calc.markdown import mistakes
from calc.markdown.mistakes import PageError
from calc.markdown.placeholders import Placeholders
from tests.markup import tree
from tests.site_markdown import Convert

type Write = Callable[..., str]

EVERY = ", ".join(registry.names())


def fenced(body: str) -> str:
    return f"# Page\n\nText.\n\n``` calculator\n{body}\n```\n"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("", f'The fence needs a name = "…"; use one of {EVERY}.'),
        ('tokens = "40T"', f'The fence needs a name = "…"; use one of {EVERY}.'),
        ("name = 3", 'name is an int, not a text; write name = "…".'),
        ('name = "expert"', f"There is no calculator “expert”; use {EVERY}."),
        ('name = "shared"', f"There is no calculator “shared”; use {EVERY}."),
        ('name = "os.path"', f"There is no calculator “os.path”; use {EVERY}."),
        ('name = "../answer"', f"There is no calculator “../answer”; use {EVERY}."),
        ("name = experts", "The fence is not TOML: Invalid value (at line 1, column 8)."),
        ('name = "experts" top_k = 1', "The fence is not TOML: Expected newline or end of document "
            "after a statement (at line 1, column 18)."),
        ('name = "experts"\nname = "experts"', "The fence is not TOML: Cannot overwrite a value "
            "(at end of document)."),
        ('name = "experts"\nid = 3', 'id is an int, not a text; write id = "…".'),
        ('name = "experts"\nid = "a b"', 'id = "a b" cannot be an id; use a letter, then letters, '
            "digits, - and _."),
        ('name = "experts"\nid = "<b>"', 'id = "<b>" cannot be an id; use a letter, then letters, '
            "digits, - and _."),
        ('name = "experts"\nrouted = 8', "experts has no parameter routed; use routed_experts."),
        ('name = "experts"\nxyzzy = 8', "experts has no parameter xyzzy; it has model, "),
        ('name = "experts"\ntop_k = 20', "experts(top_k): 20 experts per token cannot be chosen "
            "from 16 routed experts; use at most 16."),
        ('name = "experts"\ntop_k = "many"', "experts(top_k): “many” is not a number; enter a "
            "whole number from 0 to 4,096."),
        ('name = "experts"\ntop_k = true', "experts(top_k): True is not a number; enter a whole "
            "number from 0 to 4,096."),
        ('name = "experts"\ntop_k = [1]', "experts(top_k): A list is not a number; enter a whole "
            "number from 0 to 4,096."),
        ('name = "experts"\ntop_k = 2025-04-05', "experts(top_k): A date is not a number; enter a "
            "whole number from 0 to 4,096."),
        ('name = "experts"\ntop_k.of = 2', "experts(top_k): A dict is not a number; enter a whole "
            "number from 0 to 4,096."),
        ('name = "experts"\ntop_k = nan', "experts(top_k): Nan is not a number; enter a whole "
            "number from 0 to 4,096."),
        ('name = "experts"\ntop_k = inf', "experts(top_k): This number is too large; enter at most "
            "4,096."),
        ('name = "experts"\ntop_k = 1.5', "experts(top_k): 1.5 is not a whole number; enter 1 or "
            "2."),
        ('name = "experts"\nhidden_size = 5000', "experts(hidden_size): 5,000 is not a multiple "
            "of 64; enter 4,992 or 5,056."),
        ('name = "experts"\npreset = "gpt"', "experts(model): There is no “gpt” here; choose "
            "scout, "),
        ('name = "experts"\npreset = 3', "experts(model): An int cannot be chosen; choose scout, "),
        ('name = "experts"\npreset = "scout"\nmodel = "scout"', "preset and model say the same; "
            "keep one of them."),
        ('name = "experts"\nshow = "top_k"', "show takes a list of names; write show = "),
        ('name = "experts"\nshow = [1]', "show takes a list of names; write show = "),
        ('name = "experts"\nshow = ["topk"]', "experts has no parameter and no result topk; use "
            "top_k."),
        ('name = "experts"\nmodel = "behemoth"\ntop_k = 2', "experts: Layers, width and vocabulary "
            "of Llama 4 Behemoth are not published; "),
    ],
)  # fmt: skip
def test_a_mistake_in_a_fence_names_its_line(
    convert: Convert, docs: Write, body: str, sentence: str
):
    with pytest.raises(PageError) as raised:
        convert(docs(fenced(body)))
    assert str(raised.value).startswith(f"docs/page.md:5: {sentence}")
    assert str(raised.value).endswith(".")


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("#!value experts", "`#!value experts` cannot be read; use `#!value "
            "any_model.total_parameters`."),
        ("#!value experts.a.b", "experts has no result and no parameter a; it has "),
        ("#!value experts.sparsity.b", "experts.sparsity is not a table, so it has no b; use "
            "experts.sparsity."),
        ("#!value experts.sparsity model", "`#!value experts.sparsity model` cannot be read; "),
        ('#!value experts.sparsity "', '`#!value experts.sparsity "` cannot be read; '),
        ("#!value experts.sparsity top_k=1 top_k=2", "`#!value experts.sparsity top_k=1 top_k=2` "
            "names a parameter twice; name it once."),
        ("#!value expert.sparsity", f"There is no calculator “expert”; use {EVERY}."),
        ("#!value experts.density", "experts has no result and no parameter density; it has "),
        ("#!value experts.sparsity experts=1", "experts has no parameter experts; it has model, "),
        ("#!value experts.sparsity top_k=20", "experts(top_k): 20 experts per token cannot be "
            "chosen from 16 routed experts; use at most 16."),
        ("#!value experts.sparsity model=gpt", "experts(model): There is no “gpt” here; choose "
            "scout, "),
        ("#!value experts.sparsity model=behemoth top_k=2", "experts: Layers, width and "),
        ("#!value long_context.compute model=behemoth", "long_context.compute model=behemoth is "
            "not known: Layers, width and vocabulary of Llama 4 Behemoth are not published; "),
        ("#!value experts.top_k model=behemoth", "experts.top_k model=behemoth is "
            "not known: The layers of Llama 4 Behemoth are not published."),
        ("#!value experts.sparsity / experts.weights", "experts.weights has another unit than "
            "the value before it; use the same unit."),
        ("#!value experts.model / experts.model", "experts.model has another unit than "),
        ("#!value experts.top_k - experts.top_k - experts.top_k", "Only two values can be "
            "compared; name two."),
        ("#!value experts.top_k / experts.shared_experts model=mixtral-8x7b",
            "experts.shared_experts model=mixtral-8x7b is 0, so there is no ratio; divide by "
            "another value."),
        ("#!fact scout.size", "scout has no figure 'size'; it has "),
        ("#!fact scout", "'' is not one of the models: "),
        ("#!fact lama.total", "'lama' is not one of the models: "),
        ("#!said lama.total", "'lama' is not one of the models: "),
        ("#!fact scout.total / scout.tokens", "scout.total and scout.tokens are different figures; "
            "use two of one kind."),
        ("#!fact scout.tokens / behemoth.tokens", "scout.tokens / behemoth.tokens is not a ratio "
            "of numbers; use two published ones."),
        ("#!fact scout.total / scout.total / scout.total", "scout.total / scout.total / "
            "scout.total cannot be read; use maverick.tokens / scout.tokens."),
        ("#!said scout.total / scout.total", "scout.total / scout.total cannot be read; "),
    ],
)  # fmt: skip
def test_a_mistake_in_a_sentence_names_its_line(
    convert: Convert, docs: Write, source: str, sentence: str
):
    with pytest.raises(PageError) as raised:
        convert(docs(f"# Page\n\nIt is\n`{source}`, it seems.\n"))
    assert str(raised.value).startswith(f"docs/page.md:4: {sentence}")


def test_two_calculators_with_one_id_are_a_mistake(convert: Convert, docs: Write):
    one = '``` calculator\nname = "experts"\nid = "mine"\n```\n'
    two = '``` calculator\nname = "training_run"\nid = "mine"\n```\n'
    with pytest.raises(PageError) as raised:
        convert(docs(f"{one}\n{two}"))
    assert str(raised.value) == (
        'docs/page.md:6: There is another calculator with id = "mine" above; use another id.'
    )


def test_a_mistake_is_found_inside_other_blocks(convert: Convert, docs: Write):
    text = dedent("""
        # Page

        !!! note

            - A point.

                ``` calculator
                name = "experts"
                top_k = 20
                ```
        """)
    with pytest.raises(PageError, match=r"^docs/page\.md:8: experts\(top_k\): 20 "):
        convert(docs(text))


def test_a_mistake_is_found_in_its_own_page(convert: Convert, docs: Write):
    docs(fenced('name = "experts"\ntop_k = 2'), "a.md")
    text = docs(fenced('name = "experts"\ntop_k = 20'), "b.md")
    with pytest.raises(PageError, match=r"^docs/b\.md:5: experts\(top_k\): 20 "):
        convert(text)


def test_a_mistake_that_is_found_in_no_page_has_its_sentence_without_a_place(
    convert: Convert, docs: Write
):
    with pytest.raises(PageError, match=r"^There is no calculator “expert”; "):
        convert(fenced('name = "expert"'))


@pytest.fixture
def calculator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], str]]:
    """Adds a calculator's file as an author would; gives its path."""
    monkeypatch.setattr(calculators, "__path__", [*calculators.__path__, str(tmp_path)])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    def add(source: str) -> str:
        path = tmp_path / "broken.py"
        path.write_text(dedent(source), encoding="utf-8")
        return str(path)

    yield add
    sys.modules.pop("calc.calculators.broken", None)
    vars(calculators).pop("broken", None)


WORKING = """
    from dataclasses import dataclass
    from typing import Annotated
    from annotated_types import Interval, doc
    from calc.form.declare import calculator

    @dataclass(frozen=True, kw_only=True)
    class Out:
        r: Annotated[int, "R"]

    @calculator
    def broken(n: Annotated[int, doc("N"), Interval(ge=1, le=8)] = 1) -> Out:
        \"\"\"A title.\"\"\"
        return Out(r=n)
"""


def test_a_new_file_is_a_new_calculator(convert: Convert, calculator: Callable[[str], str]):
    calculator(WORKING)
    assert "broken" in registry.names()
    root = convert('``` calculator\nname = "broken"\n```')
    assert root.one("form").one("data", data_result="r")["value"] == "1"


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("@calculator", "@calculator(", 11, "SyntaxError: '(' was never closed."),
        ("from dataclasses", "import nowhere\n    from dataclasses", 2,
            "There is no module nowhere; add packages: [nowhere] in mkdocs.yml."),
        ("Interval, doc", "Interval, dog", 4, "ImportError: cannot import name 'dog'"),
        ("broken(n:", "broken(\n        n:", 13, "broken(n) needs both bounds: Interval(ge=…, le"),
        ("= 1) -> Out", "= 9) -> Out", 12, "broken(n) starts from a wrong value: 9 is too large"),
        ("-> Out", "-> int", 12, "broken must return a dataclass: its fields are the table"),
        ('Annotated[int, "R"]', "int", 9, "broken → r needs one label: "),
        ("return Out(r=n)", "return n", 12, "broken returned "),
    ],
)  # fmt: skip
def test_a_mistake_in_a_calculators_file_names_that_file_and_no_page(
    convert: Convert,
    docs: Write,
    calculator: Callable[[str], str],
    old: str,
    new: str,
    line: int,
    sentence: str,
):
    bounds = ("ge=1, ", "" if "both bounds" in sentence else "ge=1, ")
    calculator(WORKING.replace(old, new).replace(*bounds))
    with pytest.raises(PageError) as raised:
        convert(docs(fenced('name = "broken"')))
    assert str(raised.value).startswith(f"broken.py:{line}: {sentence}")


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("return 1 / 0 if n == 1 else 2", "ZeroDivisionError: division by zero."),
        ("return Out(r=len(n))", "TypeError: object of type 'int' has no len()."),
        ("return Out(s=n)", "TypeError: Out.__init__() got an unexpected keyword argument 's'."),
        ("return {2: 3}[n]", "KeyError: 1."),
        ("return [][n]", "IndexError: list index out of range."),
        ("return broken.function(n)", "RecursionError: maximum recursion depth exceeded"),
        ("assert n > 1; return n", "AssertionError: ."),
    ],
)
def test_a_fault_at_the_start_values_names_page_file_calculator_and_inputs(
    convert: Convert, docs: Write, calculator: Callable[[str], str], new: str, sentence: str
):
    calculator(WORKING.replace("return Out(r=n)", new))
    with pytest.raises(PageError) as raised:
        convert(docs(fenced('name = "broken"')))
    assert str(raised.value).startswith(
        f"docs/page.md:5: broken.py:14: broken(n=1) fails: {sentence}"
    )
    with pytest.raises(PageError, match=r"^docs/page\.md:1: (broken\.py:14: )?broken"):
        convert(docs("`#!value broken.r`"))


def test_a_broken_file_harms_no_other_calculator(
    convert: Convert, docs: Write, calculator: Callable[[str], str]
):
    calculator("def (")
    assert "broken" in registry.names()
    assert convert(docs(fenced('name = "experts"'))).one("live-calculator")
    with pytest.raises(PageError, match=r"There is no calculator “expert”; .*broken"):
        convert(docs(fenced('name = "expert"')))


def test_all_mistakes_of_a_page_are_told_at_once(convert: Convert, docs: Write):
    text = docs(
        fenced('name = "expert"')
        + "\nIt is `#!value experts.density`.\n\n``` table\nprice\n```\n\n"
        "``` figure\nrun\n```\n\n`#!math \\foo`\n"
    )
    with pytest.raises(PageError) as raised:
        convert(text)
    told = str(raised.value).split("\n")
    assert [sentence.partition(": ")[0] for sentence in sorted(told)] == [
        *(
            "docs/page.md:11",
            "docs/page.md:15",
            "docs/page.md:19",
            "docs/page.md:5",
            "docs/page.md:9",
        )
    ]


def test_values_that_follow_a_calculator_with_a_mistake_are_no_mistakes(
    convert: Convert, docs: Write
):
    with pytest.raises(PageError) as raised:
        convert(docs(fenced('name = "experts"\ntop_k = 20') + "\n`#!live experts.sparsity`\n"))
    assert "\n" not in str(raised.value)


def test_a_mistake_in_a_comment_or_in_markdown_that_is_shown_is_none(convert: Convert):
    fence = '``` calculator\nname = "expert"\n```'
    root = convert(f"<!--\n{fence}\n-->\n\n{indent(fence, '    ')}\n\n```` md\n{fence}\n````\n")
    assert not root.all("live-calculator")
    assert [each.text for each in root.all("pre")] == [f"{fence}\n"] * 2 or len(
        root.all("pre")
    ) == 2


def test_with_a_list_given_the_page_shows_its_mistakes(docs: Write, site: Any):
    found = mistakes.Mistakes()
    md = Markdown(
        extensions=["calc.markdown"],
        extension_configs={"calc.markdown": {"placeholders": Placeholders(), "mistakes": found}},
    )
    root = tree(md.convert(docs(fenced('name = "expert"') + "\n`#!value experts.density`\n")))
    assert root.one("div", data_mistake="0")["class"] == "admonition failure"
    shown = root.one("div", data_mistake="0").all("p")[1].text, root.one("strong").text
    assert str(found) == "\n".join(shown)
    with pytest.raises(PageError) as raised:
        found.end()
    assert str(raised.value) == str(found)


def test_a_file_without_its_calculator_is_named(
    convert: Convert, docs: Write, calculator: Callable[[str], str]
):
    calculator("broken = 3")
    with pytest.raises(PageError, match=r"^broken\.py:1: .*broken has no @calculator "):
        convert(docs(fenced('name = "broken"')))


def test_a_broken_file_is_imported_again_when_it_is_corrected(
    convert: Convert, docs: Write, calculator: Callable[[str], str]
):
    calculator("import nowhere")
    with pytest.raises(PageError):
        convert(docs(fenced('name = "broken"')))
    calculator(WORKING)
    assert convert('``` calculator\nname = "broken"\n```').one("live-calculator")


def test_a_drawing_cannot_be_a_value_in_a_sentence(
    convert: Convert, docs: Write, calculator: Callable[[str], str]
):
    calculator(
        WORKING.replace('r: Annotated[int, "R"]', 'r: Annotated[Chart, "R"]')
        .replace(
            "from calc.form.declare",
            "from calc.chart import Chart\n    from calc.form.declare",
        )
        .replace("Out(r=n)", 'Out(r=Chart(title="T", description="D."))')
    )
    with pytest.raises(PageError, match=r"page\.md:1: broken\.r is a drawing, not a v"):
        convert(docs("`#!value broken.r`"))
