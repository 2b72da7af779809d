"""The buttons that copy results and download charts; scripts act on them."""

from calc.form.markup import escape
from calc.form.state import FormSettings, FormState

_COPIES = {"csv": "CSV", "json": "JSON", "markdown": "Markdown table", "python": "Python call"}
"""The formats of `calc.form.export`, which is imported only for a copy."""


def buttons(state: FormState, settings: FormSettings, key: str) -> str:
    """A section to unfold below a form; `key` is the element's id, escaped.

    Reader modes leave it out because "extra" is in its id.
    """
    name = state.calculator.name
    copies = " ".join(
        f'<button type="button" data-as="{form}">{words}</button>'
        for form, words in _COPIES.items()
    )
    shown = settings.shown(state.calculator.results)
    charts = [row for row in state.calculator.results.values() if row.chart and row.name in shown]
    drawings = " ".join(
        f'<button type="button" data-drawing="{key}-{row.name}"'
        f' data-file="{name}-{row.name.replace("_", "-")}.svg">{escape(row.label)}</button>'
        for row in charts
    )
    return (
        f'<details id="{key}-extra" data-takeaway><summary>Copy or download the results</summary>'
        f'<p role="group" aria-labelledby="{key}-copy"><span id="{key}-copy">Copy as</span> '
        f"{copies}</p>"
        + (
            f'<p role="group" aria-labelledby="{key}-save"><span id="{key}-save">Download as SVG'
            f"</span> {drawings}</p>"
            if drawings
            else ""
        )
        + '<p role="status" data-copied="Copied." data-saved="Downloaded."'
        ' data-manual="This page may not copy by itself; the text is selected: copy it from here."'
        ' data-nothing="There is no result to copy while an input is wrong."'
        ' data-undrawn="There is no such chart of these inputs."></p>'
        f'<textarea readonly hidden rows="8" aria-label="{escape(state.calculator.title)}, to'
        ' copy"></textarea></details>'
    )
