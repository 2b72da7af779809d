"""Two layers of Llama 4, drawn to scale, with three things to change: model, corpus, experts.

Every answer is computed when the site is built and is in the page. Radio buttons and CSS choose
which of them is shown, so the form answers at once, without Python and without JavaScript. Its
button sends the form: what is chosen arrives at the calculator of the page Cost as a permalink.
"""

from collections.abc import Iterator, Mapping

from calc.analysis import published
from calc.calculators.training_run import training_run
from calc.form.display import quantity
from calc.llm import memory, models, parameters, stack
from calc.llm.architecture import Architecture
from calc.llm.reshape import reshape
from calc.units import Unknown

MODELS: Mapping[str, Architecture] = {"scout": models.SCOUT, "maverick": models.MAVERICK}
START = "maverick"

CORPORA = {"22T": 22e12, "30T": 30e12, "40T": 40e12}
"""Maverick's, that of the family's mixture, and Scout's; in tokens."""

EXPERTS = (16, 64, 128)
"""Routed experts in a layer: Scout's, a number between, and Maverick's."""

PER_ROW = 16
"""Experts in a row of the drawing: 16, 64 and 128 fill one, four and eight rows."""

SIDE, STEP = 13, 15
"""A square's side, and the distance from one square to the next; one unit is about a pixel."""

WIDTH, TOP, ROUTED = 276, 22, 37
"""How wide a drawing is, and where the squares and the routed experts begin."""

PATTERN = "two-layers-idle"
"""The id of the pattern of idle experts."""


def markup() -> str:
    """The form, with every answer in it."""
    return (
        '<form action="cost/#work-out-a-training-run" data-two-layers aria-labelledby="two-layers">'
        '<p id="two-layers">Two layers of Llama 4, drawn to scale. Change them.</p>'
        f"<div data-choices>{_choices()}</div>"
        f"<div data-drawings>{_pattern()}{_first_layers()}{_second_layer()}</div>"
        f"<p data-key>{_key()}</p><dl>{''.join(_answers())}</dl>"
        "<p data-more><button>All inputs</button> "
        "<span>The experts set the size; the tokens set the cost.</span></p></form>"
    )


def settings() -> Iterator[tuple[str, str, int]]:
    """Every model, corpus and number of experts that can be chosen."""
    return ((m, t, e) for m in MODELS for t in CORPORA for e in EXPERTS)


def is_published(model: str, tokens: str, experts: int) -> bool:
    """Whether Meta states this corpus and this number of routed experts of this model."""
    stated = (published.value(model, "tokens"), published.value(model, "routed_experts"))
    return (CORPORA[tokens], experts) == stated


def _start() -> tuple[str, str, int]:
    return next(each for each in settings() if each[0] == START and is_published(*each))


def _choices() -> str:
    model, tokens, experts = _start()
    return (
        _choice("Model", "model", {key: key.title() for key in MODELS}, model)
        + _choice("Training tokens", "tokens", {text: text for text in CORPORA}, tokens)
        + _choice(
            "Experts per layer",
            "routed_experts",
            {str(number): str(number) for number in EXPERTS},
            str(experts),
        )
    )


def _choice(legend: str, name: str, options: Mapping[str, str], start: str) -> str:
    buttons = "".join(
        f'<label><input type="radio" name="training_run.{name}" value="{value}"'
        f"{' checked' if value == start else ''}><span>{text}</span></label>"
        for value, text in options.items()
    )
    return f"<fieldset><legend>{legend}</legend><div>{buttons}</div></fieldset>"


def _pattern() -> str:
    """A square that repeats, for the idle experts of all drawings."""
    return (
        '<svg width="0" height="0" aria-hidden="true"><defs>'
        f'<pattern id="{PATTERN}" x="{ROUTED}" width="{STEP}" height="{STEP}" '
        'patternUnits="userSpaceOnUse">'
        f'<rect data-idle x=".5" y=".5" width="{SIDE - 1}" height="{SIDE - 1}" rx="2"/>'
        "</pattern></defs></svg>"
    )


def _first_layers() -> str:
    """Layer 1: with experts in Scout, dense in Maverick."""
    wide = _rect(STEP, 2 * SIDE + 2)
    dense = _drawing(
        "Layer 1: dense, as wide as two experts",
        f'{_attention()}{wide}<text x="{STEP + 2 * STEP + 6}" y="11">as wide as two experts</text>',
        "Layer 1: dense",
        rows=1,
        when='data-model="maverick"',
    )
    return dense + "".join(_with_experts(1, n, f'data-model="scout" {_when(n)}') for n in EXPERTS)


def _second_layer() -> str:
    return "".join(_with_experts(2, number, _when(number)) for number in EXPERTS)


def _when(experts: int) -> str:
    return f'data-experts="{experts}"'


def _with_experts(layer: int, number: int, when: str) -> str:
    rows = number // PER_ROW
    chosen = _rect(ROUTED + 5 * STEP, SIDE)
    idle = (
        f'<rect x="{ROUTED}" width="{PER_ROW * STEP - 1}" height="{rows * STEP - 1}" '
        f'fill="url(#{PATTERN})"/>'
    )
    return _drawing(
        f"Layer {layer}: {number} routed experts, of which a token uses one, and a shared one",
        f"{_attention()}{_rect(STEP, SIDE)}{idle}{chosen}",
        f"Layer {layer}: one shared, one of {number}",
        rows=rows,
        when=when,
    )


def _drawing(name: str, squares: str, title: str, *, rows: int, when: str) -> str:
    height = TOP + rows * STEP
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{name}" {when}>'
        f'<text y="12">{title}</text><g transform="translate(0 {TOP})">{squares}</g></svg>'
    )


def _attention() -> str:
    """Attention has half an expert's parameters, so it is half a square."""
    return _rect(0, SIDE / 2)


def _rect(x: float, width: float) -> str:
    return f'<rect data-used x="{x}" width="{width}" height="{SIDE}" rx="2"/>'


def _key() -> str:
    expert = quantity(_expert(), "parameters")
    return (
        f"<span>{_square('data-used')} used by one token</span> "
        f"<span>{_square('data-idle')} idle, but in memory</span> "
        f"<span>A square is one expert, {expert}; half a square is attention.</span> "
        f"<span>The model repeats this pair {len(models.SCOUT.layers) // 2} times.</span>"
    )


def _square(kind: str) -> str:
    return (
        f'<svg width="{SIDE}" height="{SIDE}" aria-hidden="true">'
        f'<rect {kind} x=".5" y=".5" width="{SIDE - 1}" height="{SIDE - 1}" rx="2"/></svg>'
    )


def _expert() -> int:
    """Parameters of one routed expert, the same in both models."""
    moe = stack.first_moe(models.SCOUT.layers)
    assert moe is not None
    return moe.expert_parameters(models.SCOUT.hidden_size) // moe.routed_experts


def _answers() -> Iterator[str]:
    shown = list(settings())
    runs = {
        each: training_run(model=MODELS[each[0]], tokens=CORPORA[each[1]], routed_experts=each[2])
        for each in shown
    }
    hours = "".join(
        f"<span {_of(each)}><b>{_known(runs[each].gpu_hours, '')}</b> "
        f"<small>GPU-hours, {_said(*each)}</small></span>"
        for each in shown
    )
    yield f'<div data-headline><dt>Training takes</dt><dd aria-live="polite">{hours}</dd></div>'
    sizes = "".join(
        f'<span data-model="{model}" {_when(experts)}><b>{_total(model, experts)}</b> '
        f"<small>{_weights(model, experts)} in BF16</small></span>"
        for model in MODELS
        for experts in EXPERTS
    )
    yield f"<div><dt>Parameters</dt><dd>{sizes}</dd></div>"
    used = {quantity(parameters.active(_shape(model, experts)), "") for model, _, experts in shown}
    assert len(used) == 1, f"one text is shown for all: {sorted(used)}"
    yield (
        f"<div><dt>Used per token</dt><dd><span><b>{used.pop()}</b> "
        "<small>whatever you choose</small></span></dd></div>"
    )


def _of(setting: tuple[str, str, int]) -> str:
    model, tokens, experts = setting
    return f'data-model="{model}" data-tokens="{tokens}" {_when(experts)}'


def _said(model: str, tokens: str, experts: int) -> str:
    if is_published(model, tokens, experts):
        return "as Meta published"
    return "at this model’s published speed"


def _shape(model: str, experts: int) -> Architecture:
    return reshape(MODELS[model], routed_experts=experts)


def _total(model: str, experts: int) -> str:
    return quantity(parameters.total(_shape(model, experts)), "")


def _weights(model: str, experts: int) -> str:
    return _known(memory.weights(_shape(model, experts), 2), "B")


def _known(value: float | Unknown, unit: str) -> str:
    assert not isinstance(value, Unknown)
    return quantity(value, unit)
