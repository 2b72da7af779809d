"""A pasted config.json as a model, or an error that says what is wrong in it and where."""

from collections.abc import Mapping

from calc.form.errors import InputError
from calc.llm.architecture import Architecture
from calc.llm.errors import ConfigError, PastedError


def model(text: str) -> tuple[Architecture, str]:
    """The model of a config.json or params.json, and how the text was read: "a config.json", with
    what was mended.

    Raises InputError with the line or the key at fault, or with what the text is instead.
    """
    from calc.llm import config, params_json  # most readers paste none
    from calc.llm.pasted import nearly_json, objects, texts

    try:
        try:
            value, mended = nearly_json.parse(text)
            if text.strip().isalpha():  # JSON's null, or Python's None
                raise texts.refusal(text)
        except PastedError as error:
            raise error if nearly_json.may_be(text) else texts.refusal(text) from error
        if isinstance(value, Mapping):
            if params_json.is_params(value):
                shape, whose = params_json.read(value)
                return shape, ", ".join(filter(None, (f"a params.json of {whose}", mended)))
            objects.refuse_others(value)
        return config.read(value), ", ".join(filter(None, ("a config.json", mended)))
    except PastedError as error:
        raise InputError("config", str(error)) from error
    except ConfigError as error:
        place = "" if error.key == "config.json" else f"Key {error.key}: "
        raise InputError("config", place + str(error).removeprefix(f"{error.key}: ")) from error
