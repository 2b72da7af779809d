"""The controls with which a reader asks a form backwards; scripts show them and act on them."""

from calc import words
from calc.form import solve
from calc.form.markup import escape
from calc.form.sentences import in_sentence
from calc.form.state import FormState


def finder(state: FormState) -> str:
    """A sentence with controls, hidden until a reader asks for it; "" if there are no numbers.

    No control has a name: the form has none of them as inputs.
    """
    inputs, results = solve.inputs(state), solve.results(state)
    if not inputs or not results:
        return ""
    said, rows = words.current(), state.calculator.results
    entries = [(name, state.entries[name].field.label) for name in inputs]
    first = next((name for name in state.calculator.announced if name in results), results[0])
    sentence = said.find_sentence.format(
        input=_select("find-input", said.find_input, entries, inputs[0]),
        result=_select(
            "find-result", said.find_result, [(name, rows[name].label) for name in results], first
        ),
        wanted=f'<input type="text" inputmode="decimal" data-find-wanted spellcheck="false"'
        f' aria-label="{said.find_wanted}">',
    )
    return (
        f'<p data-finder role="group" aria-label="{said.find_this}" hidden>{sentence}'
        f' <button type="button" data-find-now>{said.find}</button>'
        f' <button type="button" data-find-close>{said.close}</button></p>'
    )


def _select(data: str, label: str, options: list[tuple[str, str]], chosen: str) -> str:
    items = "".join(
        f'<option value="{name}"{" selected" if name == chosen else ""}>'
        f"{escape(in_sentence(text))}</option>"
        for name, text in options
    )
    return f'<select data-{data} aria-label="{label}">{items}</select>'
