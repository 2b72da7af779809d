"""A pasted text as a model or a list of tensors, or an error that says what is wrong and where."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from calc.form.errors import InputError
from calc.form.markers import Heads, Pasted
from calc.llm.architecture import Architecture, Model
from calc.llm.errors import ConfigError, PastedError

if TYPE_CHECKING:
    from calc.llm.pasted.tensors import Tensors

MAX_NAME = 80
"""Characters of a model's name that copies have."""


def named(text: str) -> str:
    """The model that a text is about: the name it gives, else its type; "" if it has neither."""
    from calc.llm.pasted import nearly_json

    try:
        value, _ = nearly_json.parse(text)
    except PastedError:
        return ""
    for holder in (value, value.get("text_config") if isinstance(value, Mapping) else None):
        for key in ("_name_or_path", "name", "model_type"):
            name = holder.get(key) if isinstance(holder, Mapping) else None
            if isinstance(name, str) and name.strip():
                return " ".join(name.split())[:MAX_NAME]
    return ""


PASTED = Pasted(
    file="config.json",
    too_large="a config.json has a few thousand characters",
    empty="paste the config.json of a model",
    binary="use the config.json beside a model’s weights",
    heads=Heads(
        endings=(".gguf", ".safetensors"),
        script="tensor_files",
        function="calc.llm.tensor_files:text",
    ),
    named=named,
)
"""The marker of a field for a config.json."""


def model_or(model: Model, config: str | None) -> Model:
    """The model that was chosen, or that of a pasted config. Raises as `read`."""
    if config is None:
        return model
    found, _ = read(config)
    if not isinstance(found, Architecture):
        raise InputError("config", found.reason)
    return found


@lru_cache(2)  # the same text belongs to every draw of a range
def read(text: str) -> "tuple[Architecture | Tensors, str]":
    """What a text describes, and how it was read: "a config.json", with what was mended.

    A config.json and a params.json are a model, the header of a safetensors file and an index are
    a list of tensors.
    Raises InputError with the line or the key at fault, or with what the text is instead.
    """
    from calc.llm.pasted import nearly_json, texts  # most readers paste nothing

    try:
        try:
            value, mended = nearly_json.parse(text)
            if text.strip().isalpha():  # JSON's null, or Python's None
                raise texts.refusal(text)
        except PastedError as error:
            raise error if nearly_json.may_be(text) else texts.refusal(text) from error
        found, kind = _meaning(value)
        plain = kind == "a config.json" and not mended
        return found, "" if plain else ", ".join(filter(None, (kind, mended)))
    except PastedError as error:
        raise InputError("config", str(error)) from error
    except ConfigError as error:
        place = "" if error.key == "config.json" else f"Key {error.key}: "
        raise InputError("config", place + str(error).removeprefix(f"{error.key}: ")) from error


def _meaning(value: Any) -> "tuple[Architecture | Tensors, str]":
    """What a JSON value describes, and what it is."""
    from calc.llm import config, gguf, params_json
    from calc.llm.pasted import objects, tensors

    if isinstance(value, Mapping):
        if params_json.is_params(value):
            shape, whose = params_json.read(value)
            return shape, f"a params.json of {whose}"
        if gguf.KEY in value:
            return _gguf(value[gguf.KEY])
        if tensors.is_index(value) or tensors.is_header(value):
            found = tensors.index(value) if tensors.is_index(value) else tensors.header(value)
            return found, found.kind
        objects.refuse_others(value)
    if isinstance(value, str) and value.lstrip().startswith("{"):
        raise PastedError(
            "This is JSON in quotes; paste it without the quotes around it and without the"
            " backslashes in it."
        )
    return config.read(value), "a config.json"


def _gguf(value: object) -> "tuple[Architecture | Tensors, str]":
    """The model in a GGUF file, or its tensors, and what it is."""
    from calc.llm.gguf import reading, text

    header = text.read(value)
    try:
        shape = reading.model(header)
    except reading.TensorsOnlyError as error:
        found = reading.tensors(header, error.reason)
        return found, found.kind
    return shape, f"the header of a GGUF file, as {shape.name}"
