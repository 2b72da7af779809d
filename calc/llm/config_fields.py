"""Reads one JSON object of a config.json key by key. Every error names its key."""

from collections.abc import Mapping, Sequence

from calc.llm.errors import ConfigError, describe

MAX_LAYERS = 10_000
"""Limit of the number of layers: more than any model has, and still read in milliseconds."""
MAX_SIZE = 10**9
"""Limit of all other sizes: more than any width, vocabulary or number of experts."""


class Fields:
    """The keys of one JSON object; `path` is its place in the config: "text_config."

    Where a method takes several names, these are spellings of the same value: any of them may be
    used, and those that are present must agree. An absent key has the default. A key without a
    default is required. All methods raise ConfigError.
    """

    def __init__(self, values: Mapping[str, object], path: str = "") -> None:
        self.values = values
        self.path = path

    def error(self, name: str, sentence: str) -> ConfigError:
        """An error about a key, to be raised by the caller."""
        return ConfigError(self.path + name, sentence)

    def has(self, *names: str) -> bool:
        """Whether one of the names has a value other than null."""
        return any(self.values.get(name) is not None for name in names)

    def integer(
        self, *names: str, default: int | None = None, minimum: int = 1, maximum: int = MAX_SIZE
    ) -> int:
        """A whole number."""
        name, value = self._find(names, default)
        return self._checked(name, value, minimum, maximum)

    def optional_integer(
        self, *names: str, default: int | None, minimum: int = 1, maximum: int = MAX_SIZE
    ) -> int | None:
        """A whole number or null."""
        present = any(name in self.values for name in names)
        name, value = self._find(names, None) if present else (names[0], default)
        return None if value is None else self._checked(name, value, minimum, maximum)

    def flag(self, *names: str, default: bool, null: bool | None = None) -> bool:
        """True or false; `null` is what null means in families that allow it."""
        name, value = self._find(names, default)
        if value is None and null is not None:
            return null
        if not isinstance(value, bool):
            raise self.error(name, f"{describe(value)} will not do; true or false would.")
        return value

    def choices(self, name: str, known: Sequence[str], length: int) -> Sequence[str] | None:
        """A list with one of the known words per layer; None if absent or null."""
        given = self.sequence(name)
        if given is None:
            return None
        for word in given:
            if not isinstance(word, str) or word not in known:
                raise self.error(
                    name, f"{describe(word)} is not known here; {alternatives(known)} is."
                )
        if len(given) != length:
            raise self.error(
                name,
                f"it names {len(given)} layers where there are {length}; one name each would do.",
            )
        return [str(word) for word in given]

    def layer_numbers(self, name: str, length: int, first: int = 0) -> list[int] | None:
        """A list of layer numbers, of which the lowest is `first`; None if absent or null."""
        given = self.sequence(name)
        if given is None:
            return None
        return [self._checked(name, place, first, first + length - 1) for place in given]

    def sequence(self, name: str) -> Sequence[object] | None:
        """A list of any values; None if absent or null."""
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, list | tuple) or len(value) > MAX_LAYERS:
            raise self.error(name, f"{describe(value)} will not do; a list of layers would.")
        return value

    def nested(self, name: str) -> "Fields":
        """A nested object; an empty one if absent or null."""
        value = self.values.get(name)
        if value is None:
            value = {}
        if not isinstance(value, Mapping):
            raise self.error(name, f"{describe(value)} will not do; an object would.")
        return Fields(value, f"{self.path}{name}.")

    def require(self, name: str, value: object, reason: str) -> None:
        """Check that an optional key has this value, which is the only one that is supported."""
        given = self.values.get(name, value)
        if type(given) is not type(value) or given != value:
            raise self.error(
                name, f"{describe(given)} will not do, {reason}; {describe(value)} would."
            )

    def _find(self, names: tuple[str, ...], default: object) -> tuple[str, object]:
        present = [name for name in names if name in self.values]
        if not present:
            if default is None:
                raise self.error(names[0], "it is missing and has no default; a number would do.")
            return names[0], default
        first = self.values[present[0]]
        for name in present[1:]:
            other = self.values[name]
            if type(other) is not type(first) or other != first:
                raise self.error(
                    name,
                    f"{describe(other)} contradicts {present[0]}, {describe(first)}; one would do.",
                )
        return present[0], first

    def _checked(self, name: str, value: object, minimum: int, maximum: int) -> int:
        if type(value) is not int or not minimum <= value <= maximum:
            raise self.error(
                name,
                f"{describe(value)} will not do; a whole number from {minimum} to {maximum} would.",
            )
        return value


def alternatives(words: Sequence[str]) -> str:
    """The words as a sentence has them: '"a", "b" or "c"'."""
    quoted = [f'"{word}"' for word in words]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " or " + quoted[-1]
