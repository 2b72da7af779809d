"""Reads a Hugging Face config.json: an exact architecture, or an error."""

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module

from calc.llm import config_head, config_keys, config_stored, families, parameters, plain_code
from calc.llm.architecture import Architecture, Assumed
from calc.llm.config_fields import Fields
from calc.llm.errors import ConfigError, describe
from calc.llm.pasted.places import INVISIBLE


def read(config: Mapping[str, object]) -> Architecture:
    """The architecture that a config.json describes.

    An absent key has the default of the family's class in transformers; `assumed` of the result
    lists these keys. `unread` lists the keys that nothing here reads and that may count. A model of
    unknown type with one language model in an object of its own is read as that language model.
    Errors: ConfigError with the key, for an unknown `model_type`, a value of the wrong type, an
    option that the family does not have, a key that is nearly one that counts, and keys that
    contradict each other.
    """
    if not isinstance(config, Mapping):
        raise ConfigError("config.json", f"{describe(config)} will not do; an object would.")
    fields = Fields(config)
    model_type = fields.get("model_type")
    if isinstance(model_type, str) and model_type in families.TYPES:
        model = config_head.apply(families.find(model_type)(fields), fields)
    elif unwrapped := _unwrapped(fields, model_type):
        model = config_head.apply(unwrapped, fields, known=False)
    else:
        raise fields.error("model_type", _unknown_model_type(model_type))
    _check_head_width(fields, model)
    _check_class(config, fields, model)
    stored = config_stored.read(fields)
    reading = fields.reading
    for path, values in reading.objects.items():
        if values.get("per_layer_config") and "per_layer_config" not in reading.asked[path]:
            name = f"{path}per_layer_config"
            raise ConfigError(name, "sizes of single layers are not read in this family; use null.")
    language = reading.objects.get(reading.text_path, config).get("model_type", model_type)
    return replace(
        plain_code.apply(model, language),
        name=str(model_type),
        stored=stored,
        assumed=tuple(Assumed(key, value) for key, value in reading.assumed.items()),
        unread=config_keys.unread(reading),
        max_context=config_keys.max_context(reading) or model.position_embeddings or None,
    )


def _check_head_width(fields: Fields, model: Architecture) -> None:
    """ConfigError for heads of width 1, unless positions are learned: rotary positions turn pairs
    of dimensions, so transformers widens such queries and keys to two.
    """
    from calc.llm.blocks.attention import Attention

    blocks = [block for layer, _ in model.layer_counts for block in layer.blocks]
    if not model.position_embeddings and any(
        isinstance(block, Attention) and block.head_dim == 1 for block in blocks
    ):
        raise fields.error(
            "head_dim", "rotary positions need pairs of dimensions, but heads have one; use 2."
        )


def _check_class(config: Mapping[str, object], fields: Fields, model: Architecture) -> None:
    """ConfigError if `architectures` names the class of another type that is known here, as which
    the config has another number of parameters.
    """
    own = str(fields.get("model_type"))
    for name in fields.sequence("architectures") or ():
        other = config_head.other_type(str(name), own)
        if other is None:
            continue
        try:
            as_other = read({**config, "model_type": other})
        except ConfigError:
            continue
        if parameters.total(as_other) != parameters.total(model):
            raise fields.error(
                "architectures",
                f"{describe(name)} is a class of {other}, as which the model would have"
                f" {parameters.total(as_other):,} parameters, but model_type is {own}; correct one"
                " of the two.",
            )


def _unwrapped(fields: Fields, model_type: object) -> "Architecture | None":
    """The language model of a wrapper that nobody knows; None if it is none."""
    if not isinstance(model_type, str) or model_type in families.NOT_COUNTED:
        return None
    # Few configs need what reads them.
    wrapper = import_module("calc.llm.families.wrapper")
    model: Architecture | None = wrapper.unwrap(fields, model_type)
    return model


def _spelt(model_type: str) -> str | None:
    """The known type of the same letters and digits, or the one whose class has this name."""
    letters = {config_keys.plain(name) for name in (model_type, config_head.family(model_type))}
    return next((one for one in families.TYPES if config_keys.plain(one) in letters), None)


def _unknown_model_type(model_type: object) -> str:
    """An error sentence that says what is known; it suggests no other type, which would be another
    model.
    """
    reason = families.NOT_COUNTED.get(model_type) if isinstance(model_type, str) else None
    if reason:
        return f"{describe(model_type)} is not counted here: {reason}; use a decoder."
    if isinstance(model_type, str) and (spelt := _spelt(model_type)):
        hidden = next((f"it contains {INVISIBLE[c]}; " for c in model_type if c in INVISIBLE), "")
        return f'{hidden}{describe(model_type)} is not known here, but "{spelt}" is; use that.'
    problem = "it is missing" if model_type is None else f"{describe(model_type)} is not known here"
    return f'{problem}; use one of the {len(families.TYPES)} that are, such as "llama".'
