"""The form on the front page: its answers are the calculator's, and it sends them there."""

import re

import pytest

from calc.analysis.figures import two_layers
from calc.form import registry
from calc.form.display import quantity
from calc.llm import parameters
from calc.llm.models import SCOUT

MARKUP = two_layers.markup()
SETTINGS = list(two_layers.settings())


def answers(model: str, tokens: str, experts: int) -> list[str]:
    """What is shown for a choice: every `<b>` whose conditions hold."""
    chosen = {"data-model": model, "data-tokens": tokens, "data-experts": str(experts)}
    shown = []
    for conditions, text in re.findall(r"<span([^>]*)><b>([^<]*)</b>", MARKUP):
        asked = dict(re.findall(r'(data-\w+)="([^"]*)"', conditions))
        if all(chosen[name] == value for name, value in asked.items()):
            shown.append(text)
    return shown


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_a_choice_shows_what_the_calculator_computes(setting: tuple[str, str, int]):
    model, tokens, experts = setting
    run = registry.find("training_run")(
        model=model, tokens=two_layers.CORPORA[tokens], routed_experts=experts
    )
    assert answers(*setting) == [
        quantity(run.gpu_hours, ""),
        quantity(run.total_parameters, ""),
        quantity(run.active_parameters, ""),
    ]


def test_as_published_is_said_of_the_two_published_runs_only():
    published = [each for each in SETTINGS if two_layers.is_published(*each)]
    assert published == [("scout", "40T", 16), ("maverick", "22T", 128)]
    assert MARKUP.count("as Meta published") == 2


def test_the_form_sends_parameters_of_the_calculator():
    names = set(re.findall(r'name="training_run\.(\w+)"', MARKUP))
    assert names <= set(registry.find("training_run").fields)
    assert names == {"model", "tokens", "routed_experts"}
    assert len(re.findall(" checked", MARKUP)) == 3


def test_a_square_has_the_parameters_of_an_expert_and_attention_half_of_them():
    expert = 3 * SCOUT.hidden_size * 8192
    assert quantity(expert, "parameters") in MARKUP
    attention = parameters.breakdown(SCOUT)["attention"] / len(SCOUT.layers)
    assert attention == expert / 2
