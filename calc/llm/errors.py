"""The errors of this package. Each message is a sentence for readers."""

from collections.abc import Mapping


class ShapeError(ValueError):
    """A shape that no model can have."""

    def __init__(self, parameter: str, sentence: str) -> None:
        super().__init__(sentence)
        self.parameter = parameter
        """The argument that is wrong: "top_k"."""


class ConfigError(ValueError):
    """A config.json whose parameters cannot be counted exactly."""

    def __init__(self, key: str, sentence: str) -> None:
        super().__init__(f"{key}: {sentence}")
        self.key = key
        """The key that is wrong, with its path: "text_config.hidden_size"."""


class PastedError(ValueError):
    """A pasted text or a file that is not a model's description; the sentence says what it is."""


class Unpublished(ValueError):
    """A result needs something that the maker of the model has not published."""

    def __init__(self, name: str, missing: str, result: str) -> None:
        super().__init__(f"{missing} of {name} are not published; {result} cannot be computed.")
        self.name = name
        self.missing = missing
        self.result = result


class Uncounted(ValueError):
    """A part of a model whose content is not known here."""

    def __init__(self, name: str, part: str) -> None:
        super().__init__(f"What {part} of {name} hold is not known here, so they are not counted.")
        self.name = name
        self.part = part


class Unweighed(Uncounted):
    """A checkpoint whose bytes cannot be told exactly, although its parameters can be counted."""

    def __init__(self, name: str, reason: str) -> None:
        ValueError.__init__(self, f"The bytes of {name} as stored are not known here: {reason}")
        self.name = name
        self.reason = reason


def describe(value: object) -> str:
    """A value for an error message, in at most some 40 characters."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) and abs(value) > 10**18:
        return f"a whole number of {value.bit_length()} bits"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return repr(value if len(value) <= 40 else value[:37] + "...")
    if isinstance(value, Mapping):
        return "an object"
    return f"a {type(value).__name__}"
