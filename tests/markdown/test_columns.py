"""The marks in tables depend on what a reader sees, not on what an author types."""

import pytest

from calc.markdown.columns import NUMBER
from tests.site_markdown import Convert

TABLE = """
| | Scout | Hours | Note |
|---|---|---|---|
| one | `#!fact scout.total` | 1,000 | 1 of 2 |
| two | `#!fact maverick.total` | – | 3 |
"""


def test_columns_of_numbers_are_marked_and_columns_of_words_are_not(convert: Convert):
    rows = convert(TABLE).all("tr")
    marked = [["data-numeric" in cell for cell in row.all("td") + row.all("th")] for row in rows]
    assert marked[1] == marked[2] == [False, True, True, False]
    assert [("data-numeric" in head, head.text) for head in rows[0].all("th")] == [
        (True, "Scout"),
        (True, "Hours"),
        (False, "Note"),
    ]


def test_columns_that_are_compared_are_aligned_alike(convert: Convert):
    """“128+1” is no number, so that column would be aligned left between two on the right."""
    models = "| | Scout | Maverick | Year |\n|---|---|---|---|\n"
    alike = convert(models + "| Experts | 16 | 128+1 | 2025 |").all("td", data_numeric="")
    assert [cell.text for cell in alike] == ["2025"]
    numbers = convert(models + "| Experts | 16 | 128 | 2025 |").all("td", data_numeric="")
    assert [cell.text for cell in numbers] == ["16", "128", "2025"]


def test_a_column_that_the_site_names_has_its_colour(convert: Convert):
    assert convert(TABLE).one("th", data_role="scout").text == "Scout"
    assert not convert("| Which |\n|---|\n| Scout |").all(data_role="scout")


def test_an_empty_corner_is_an_ordinary_cell(convert: Convert):
    assert "" not in [head.text for head in convert(TABLE).all("th")]


def test_a_row_of_empty_heads_is_removed(convert: Convert):
    table = convert("| | |\n|---|---|\n| Processor | fast |")
    assert [cell.text for cell in table.all("td")] == ["Processor", "fast"]
    assert not table.all("thead")


def test_a_table_that_scrolls_is_a_tab_stop(convert: Convert):
    assert "tabindex" not in convert(TABLE).one("table")
    for row in ("| 12 tokens/s | 8 GPU-hours " * 2, "| Mixture-of-experts | Maverick" * 2):
        wide = convert(f"| a | b | c | d |\n|---|---|---|---|\n{row} |").one("table")
        assert wide["tabindex"] == "0"
    assert "tabindex" not in convert(
        "| a | b | c | d | e |\n" + "|---" * 5 + "|\n" + "| 1 " * 5 + "|"
    )
    long = convert("| a |\n|---|\n" + "| 1 |\n" * 24).one("table")
    assert "data-long" in long
    assert long["tabindex"] == "0"


def test_a_table_of_sentences_becomes_paragraphs_on_a_phone(convert: Convert):
    """Each cell names its column, and roles say that it is a table however it is shown."""
    sentence = "It is known of everybody that they are."
    row = f"| 1 | b | c | d | {sentence}. |"
    table = convert(f"| | B | C | D | Why |\n|---|---|---|---|---|\n{row}").one("table")
    assert "data-stacked" in table
    assert [cell["data-head"] for cell in table.all("td")[-5:]] == ["", "B", "C", "D", "Why"]
    assert table.all("td")[0]["role"] == "cell"  # an empty corner is not a head
    roles = {node.tag: node["role"] for node in table.walk() if "role" in node}
    assert roles == {"table": "table", "tr": "row", "td": "cell"}
    short = convert(f"| a | B | C | D | Why |\n|---|---|---|---|---|\n{row[:20]}| |")
    assert "data-stacked" not in short.one("table")


def test_a_column_is_aligned_without_a_style(convert: Convert):
    cells = convert("| a |\n|--:|\n| b |").all("td")
    assert cells[0]["align"] == "right"
    assert "style" not in cells[0]


@pytest.mark.parametrize("text", ["1", "−3.5%", "1,000", "2.38M", "109B", "$2.00", "0.550×"])
def test_a_text_is_a_number(text: str):
    assert NUMBER.fullmatch(text)


@pytest.mark.parametrize("text", ["2026-11-23", "1 of 2", "16 + 1", "H100", "v2", "3 to 4"])
def test_a_text_is_not_a_number(text: str):
    assert not NUMBER.fullmatch(text)


def test_a_published_figure_can_be_reached_and_says_its_source(convert: Convert):
    """By keyboard too: a figure without a link is made a tab stop."""
    linked = convert("`#!fact scout.tokens`").one("a")
    assert linked["data-source"] == "Llama 4 model card (Meta), Training data, overview"
    assert linked["title"].startswith("“~40 trillion tokens”. Llama 4 model card (Meta), ")
    for text in ("`#!said scout.tokens`", "`#!fact maverick.total / scout.total`"):
        (mark,) = convert(text).all(tabindex="0")
        assert "data-fact" in mark
        assert mark["data-source"]


def test_a_date_stays_on_one_line(convert: Convert):
    cells = convert(
        "| When | What |\n|---|---|\n| 2026-11-23 | on 2026-11-23 |\n| 2026-01 | 2026 |"
    )
    kept = [cell.text for cell in cells.all("td") if "data-kept" in cell]
    assert kept == ["2026-11-23", "2026-01"]
