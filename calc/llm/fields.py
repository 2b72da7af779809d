"""One JSON object of a config.json, read key by key. Every refusal names its key."""

from collections.abc import Mapping, Sequence

from calc.llm.errors import ConfigError, said

LAYERS = 10_000
"""More layers than any model has; a stack of that many is still read at once."""
SIZE = 10**9
"""More than any width, vocabulary or number of experts."""


class Fields:
    """The keys of one object; `path` leads to it from the top: "text_config."

    Several names for one value are spellings of it: any will do, and all that are there must
    agree. A default stands for an absent key; without one the key must be there.
    """

    def __init__(self, values: Mapping[str, object], path: str = "") -> None:
        self.values = values
        self.path = path

    def refuse(self, name: str, sentence: str) -> ConfigError:
        """The error to raise about a key."""
        return ConfigError(self.path + name, sentence)

    def has(self, *names: str) -> bool:
        """Whether a value other than null stands under one of the names."""
        return any(self.values.get(name) is not None for name in names)

    def count(
        self, *names: str, default: int | None = None, least: int = 1, most: int = SIZE
    ) -> int:
        """A whole number."""
        name, value = self._find(names, default)
        return self._whole(name, value, least, most)

    def optional(
        self, *names: str, default: int | None, least: int = 1, most: int = SIZE
    ) -> int | None:
        """A whole number or null."""
        present = any(name in self.values for name in names)
        name, value = self._find(names, None) if present else (names[0], default)
        return None if value is None else self._whole(name, value, least, most)

    def flag(self, *names: str, default: bool, null: bool | None = None) -> bool:
        """A truth value; `null` is what null means, if the family gives it a meaning."""
        name, value = self._find(names, default)
        if value is None and null is not None:
            return null
        if not isinstance(value, bool):
            raise self.refuse(name, f"{said(value)} will not do; true or false would.")
        return value

    def words(self, name: str, known: Sequence[str], length: int) -> Sequence[str] | None:
        """A list with one of the known words for each layer; None if absent or null."""
        given = self.sequence(name)
        if given is None:
            return None
        for word in given:
            if not isinstance(word, str) or word not in known:
                raise self.refuse(name, f"{said(word)} is not known here; {either(known)} is.")
        if len(given) != length:
            raise self.refuse(
                name,
                f"it names {len(given)} layers where there are {length}; one name each would do.",
            )
        return [str(word) for word in given]

    def places(self, name: str, length: int, first: int = 0) -> list[int] | None:
        """A list of layer numbers, counted from `first`; None if absent or null."""
        given = self.sequence(name)
        if given is None:
            return None
        return [self._whole(name, place, first, first + length - 1) for place in given]

    def sequence(self, name: str) -> Sequence[object] | None:
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, list | tuple) or len(value) > LAYERS:
            raise self.refuse(name, f"{said(value)} will not do; a list of layers would.")
        return value

    def inner(self, name: str) -> "Fields":
        """The object under a name; an empty one if it is absent or null."""
        value = self.values.get(name)
        if value is None:
            value = {}
        if not isinstance(value, Mapping):
            raise self.refuse(name, f"{said(value)} will not do; an object would.")
        return Fields(value, f"{self.path}{name}.")

    def demand(self, name: str, value: object, reason: str) -> None:
        """Refuse any value of an optional key but this one."""
        given = self.values.get(name, value)
        if type(given) is not type(value) or given != value:
            raise self.refuse(name, f"{said(given)} will not do, {reason}; {said(value)} would.")

    def _find(self, names: tuple[str, ...], default: object) -> tuple[str, object]:
        there = [name for name in names if name in self.values]
        if not there:
            if default is None:
                raise self.refuse(names[0], "it is missing and has no default; a number would do.")
            return names[0], default
        first = self.values[there[0]]
        for name in there[1:]:
            other = self.values[name]
            if type(other) is not type(first) or other != first:
                raise self.refuse(
                    name, f"{said(other)} contradicts {there[0]}, {said(first)}; one would do."
                )
        return there[0], first

    def _whole(self, name: str, value: object, least: int, most: int) -> int:
        if type(value) is not int or not least <= value <= most:
            raise self.refuse(
                name, f"{said(value)} will not do; a whole number from {least} to {most} would."
            )
        return value


def either(words: Sequence[str]) -> str:
    """'"a", "b" or "c"'."""
    quoted = [f'"{word}"' for word in words]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " or " + quoted[-1]
