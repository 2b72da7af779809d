"""What stands on top of the layers: `architectures` names the class that a checkpoint is for."""

import re
from collections.abc import Mapping
from dataclasses import replace

from calc.llm import families
from calc.llm.architecture import Architecture
from calc.llm.config_fields import Fields
from calc.llm.config_keys import plain
from calc.llm.errors import describe

LANGUAGE_MODELS = (
    "ForCausalLM",
    "LMHeadModel",
    "ForConditionalGeneration",
    "ForImageTextToText",
    "ForVision2Seq",
)
"""Ends of the names of classes with a head over the vocabulary."""

DRAFTS = ("eagle", "medusa", "mtp", "nextn", "hydra", "draft", "speculator", "assistant")
"""Parts of the names of small models that guess tokens for a larger one."""


END = re.compile(r"(?:For[A-Z]|LMHead|Text(?:Model|For)|Model$).*")
"""What follows the name of a family in that of a class."""


BORROWED = {
    "exaone": "llama",
    "glmga": "glm46v",
    "gpt-sw3": "gpt2",
    "internlm3": "llama",
    "iquestcoder": "llama",
    "kimi_k2": "deepseek_v3",
    "pp_chart2table": "got_ocr2",
    "sarvam_mla": "deepseek_v3",
    "sarvam_moe": "glm4_moe",
    "shieldgemma2": "gemma3",
}
"""Types without a class of their own, with the type whose class is theirs."""


def family(name: str) -> str:
    """The name of a class without what it is for: "Qwen2" of "Qwen2ForCausalLM"."""
    return END.sub("", name)


def other_type(name: str, model_type: str) -> str | None:
    """The type whose class this is, if it is known here and is another one."""
    letters, own = plain(family(name)), plain(model_type)
    known = (own, own.removesuffix("model").removesuffix("text"), BORROWED.get(model_type, ""))
    if letters in map(plain, known):
        return None
    return next((one for one in families.TYPES if plain(one) == letters), None)


def apply(model: Architecture, fields: Fields, *, known: bool = True) -> Architecture:
    """The model with the head of the class that `architectures` names; without that key, a
    language model's. If the family is not known, a name without "For" says nothing.

    A base model has no head; a classifier has one output for each label instead of one for each
    entry of the vocabulary, without a bias if it judges whole texts, with one if it judges tokens.
    Errors: ConfigError for a class that is neither, such as a draft model.
    Source: transformers, modeling_layers.py, GenericForSequenceClassification
    """
    names = fields.sequence("architectures") or ()
    changed = {_with_head(model, fields, name, known=known) for name in names}
    if len(changed) > 1:
        raise fields.error("architectures", "it names classes with different heads; use one.")
    return changed.pop() if changed else model


def _with_head(model: Architecture, fields: Fields, name: object, *, known: bool) -> Architecture:
    if not isinstance(name, str):
        raise fields.error("architectures", f"{describe(name)} is not the name of a class.")
    lower = name.lower()
    if any(draft in lower for draft in DRAFTS):
        raise fields.error(
            "architectures",
            f"{describe(name)} is a draft model, which guesses tokens for another one and has other"
            " weights than its model_type says. It is not counted here; use the config.json of the"
            " model that it guesses for.",
        )
    if name.endswith(LANGUAGE_MODELS) or name == fields.get("model_type"):
        return model
    if not known and "For" not in name and "Reward" not in name:
        return model
    if name.endswith("ForSequenceClassification"):
        return replace(model, head_rows=_labels(fields), head_bias=False)
    if name.endswith("ForTokenClassification"):
        return replace(model, head_rows=_labels(fields), head_bias=True)
    if name.endswith("ForQuestionAnswering"):
        return replace(model, head_rows=2, head_bias=True)
    if name.endswith("Model") and "For" not in name and "Reward" not in name:
        extras = tuple(extra for extra in model.extras if not extra.of_head)
        return replace(model, head_rows=0, head_bias=False, extras=extras)
    raise fields.error(
        "architectures",
        f"{describe(name)} is not a class whose head is known here; use a language model"
        " (…ForCausalLM), a base model (…Model) or a classifier.",
    )


def _labels(fields: Fields) -> int:
    """The number of labels: as many as `id2label` names, else `num_labels`, else 2."""
    labels = fields.get("id2label")
    if labels is None:
        return fields.integer("num_labels", default=2)
    if not isinstance(labels, Mapping) or not labels:
        raise fields.error("id2label", f"{describe(labels)} will not do; an object would.")
    return len(labels)
