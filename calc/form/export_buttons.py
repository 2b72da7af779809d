"""The buttons that copy results and download charts; scripts act on them."""

from calc import words
from calc.form.markup import escape
from calc.form.state import FormSettings, FormState


def buttons(state: FormState, settings: FormSettings, key: str) -> str:
    """A section to unfold below a form; `key` is the element's id, escaped.

    Reader modes leave it out because "extra" is in its id.
    """
    said, name = words.current(), state.calculator.name
    copies = " ".join(
        f'<button type="button" data-as="{form}">{label}</button>'
        for form, label in said.copies.items()
    )
    shown = settings.shown(state.calculator.results)
    charts = [
        row
        for row in state.calculator.results.values()
        if (row.chart or row.plot) and row.name in shown
    ]
    drawings = " ".join(
        f'<button type="button" data-drawing="{key}-{row.name}"'
        f' data-file="{name}-{row.name.replace("_", "-")}.svg">{escape(row.label)}</button>'
        for row in charts
    )
    asked = f"{key}-asked-figure"
    if any(row.kind == "number" for row in state.calculator.results.values()):
        drawings += "".join(
            f' <button type="button" data-drawing="{asked}" data-file="{name}-drawing.{kind}">'
            f"{said.drawing_as.format(kind=kind.upper())}</button>"
            for kind in ("svg", "png")
        )
    own = f"{key}-results"  # no parameter can have such a name
    return (
        f'<details id="{own}-extra" data-takeaway><summary>{said.copy_or_download}</summary>'
        f'<p role="group" aria-labelledby="{own}-copy"><span id="{own}-copy">{said.copy_as}</span> '
        f"{copies}</p>"
        + (
            f'<p role="group" aria-labelledby="{own}-save"><span id="{own}-save">{said.download_as}'
            f"</span> {drawings}</p>"
            if drawings
            else ""
        )
        + f'<p><button type="button" data-picture data-file="{name}.png">'
        f"{said.save_picture}</button></p>"
        f'<p role="status" data-copied="{said.copied}" data-saved="{said.saved}"'
        f' data-manual="{said.copy_by_hand}" data-nothing="{said.nothing_to_copy}"'
        f' data-undrawn="{said.no_such_chart}"></p>'
        '<textarea readonly hidden rows="8"'
        f' aria-label="{said.to_copy.format(title=escape(state.calculator.title))}"></textarea>'
        "</details>"
    )
