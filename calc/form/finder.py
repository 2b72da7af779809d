"""The controls with which a reader asks a form in other directions; scripts show them.

No control has a name: the form has none of them as inputs.
"""

from calc import words
from calc.form.markup import escape
from calc.form.number_field import Number
from calc.form.sentences import in_sentence
from calc.form.state import FormState


def buttons_and_sentences(state: FormState) -> tuple[str, str]:
    """Two buttons, and two sentences with controls, hidden until a reader asks for them.

    "Find the … that gives … of …" and "Draw … against … and …"; both "" without numbers.
    """
    entries = [(n, e.field.label) for n, e in state.entries.items() if isinstance(e.field, Number)]
    rows = [(n, row.label) for n, row in state.calculator.results.items() if row.kind == "number"]
    if not entries or not rows:
        return "", ""
    said, names = words.current(), [name for name, _ in rows]
    first = next((name for name in state.calculator.announced if name in names), names[0])
    wanted = (
        '<input type="text" inputmode="decimal" data-find-wanted spellcheck="false"'
        f' aria-label="{said.find_wanted}">'
    )
    find = said.find_sentence.format(
        input=_select("data-find-input", said.find_input, entries, entries[0][0]),
        result=_select("data-find-result", said.find_result, rows, first),
        wanted=wanted,
    )
    draw = said.plot_sentence.format(
        result=_select("data-plot-result", said.find_result, rows, first),
        first=_select("data-plot-first", said.plot_first, entries, entries[0][0]),
        second=_select(
            "data-plot-second", said.plot_second, [("", said.plot_nothing), *entries], ""
        ),
    )
    sentences = _sentence(
        "data-finder", said.find_this, find, said.find, "data-find-now", "data-find-close"
    )
    sentences += _sentence(
        "data-plotter", said.plot_this, draw, said.plot, "data-plot-now", "data-plot-close"
    )
    buttons = (
        f'<button type="button" data-find="{first}">{said.find_an_input}</button>'
        f' <button type="button" data-plot>{said.plot_this}</button>'
    )
    return buttons, sentences


def _sentence(name: str, label: str, sentence: str, act: str, now: str, close: str) -> str:
    return (
        f'<p {name} role="group" aria-label="{label}" hidden>{sentence}'
        f' <button type="button" {now}>{act}</button>'
        f' <button type="button" {close}>{words.current().close}</button></p>'
    )


def _select(data: str, label: str, options: list[tuple[str, str]], chosen: str) -> str:
    items = "".join(
        f'<option value="{name}"{" selected" if name == chosen else ""}>'
        f"{escape(in_sentence(text))}</option>"
        for name, text in options
    )
    return f'<select {data} aria-label="{label}">{items}</select>'
