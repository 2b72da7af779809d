"""Reads one JSON object of a config.json key by key. Every error names its key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from calc.llm.errors import ConfigError, describe

MAX_LAYERS = 10_000
"""Limit of the number of layers: more than any model has, and still read in milliseconds."""
MAX_KEYS = 3000
"""Limit of the keys of an object: more than any config.json has, and still read in a second."""
MAX_SIZE = 10**9
"""Limit of all other sizes: more than any width, vocabulary or number of experts."""


type Tied = Literal[
    "outside",
    "outside, by default",
    "outside, else inside",
    "inside",
    "either",
    "either, by default",
    "never",
    "where it is",
]
"""Where the classes of a multimodal model read whether embedding and head are one matrix: outside
of the language model's object (absent means no, or yes by default), inside of it, in either, or not
at all. "outside, else inside": absent means yes for the class, but checkpoints whose language model
says no have two matrices, and transformers then loads both. "where it is": the class is not known.
"""


@dataclass
class Reading:
    """What was asked of a config so far; all `Fields` of one config share it."""

    objects: dict[str, Mapping[str, object]] = field(default_factory=dict)
    """Each object that was read, by its path."""
    asked: dict[str, set[str]] = field(default_factory=dict)
    """The keys that were asked for, by the path of their object, whether they are there or not."""
    assumed: dict[str, object] = field(default_factory=dict)
    """Keys that are absent, with the value that was taken."""
    text_path: str = ""
    """The path of the object with the language model's sizes: "text_config." """


class Fields:
    """The keys of one JSON object; `path` is its place in the config: "text_config."

    Where a method takes several names, these are spellings of the same value: any of them may be
    used, and those that are present must agree. An absent key has the default, and the `Reading`
    says so. A key without a default is required. All methods raise ConfigError.
    """

    def __init__(
        self, values: Mapping[str, object], path: str = "", reading: Reading | None = None
    ) -> None:
        if len(values) > MAX_KEYS:
            raise ConfigError(
                path.removesuffix(".") or "config.json",
                f"it has {len(values):,} keys, which are not those of a model; use at most"
                f" {MAX_KEYS:,}.",
            )
        self.values = values
        self.path = path
        self.reading = Reading() if reading is None else reading
        self.reading.objects[path] = values
        self._asked = self.reading.asked.setdefault(path, set())
        self._outer: tuple[Fields, Tied] | None = None

    def error(self, name: str, sentence: str) -> ConfigError:
        """An error about a key, to be raised by the caller."""
        return ConfigError(self.path + name, sentence)

    def get(self, name: str) -> object:
        """The value as it stands there; None if absent."""
        self._asked.add(name)
        return self.values.get(name)

    def has(self, *names: str) -> bool:
        """Whether one of the names has a value other than null."""
        self._asked.update(names)
        return any(self.values.get(name) is not None for name in names)

    def ignore(self, *names: str) -> None:
        """Keys that change no count in this family, although they may in others."""
        self._asked.update(names)

    def assume(self, name: str, value: object) -> None:
        """Say that an absent key was taken to be this value, if it is absent."""
        self._asked.add(name)
        if name not in self.values:
            self.reading.assumed.setdefault(self.path + name, value)

    def integer(
        self,
        *names: str,
        default: int | None = None,
        null: int | None = None,
        minimum: int = 1,
        maximum: int = MAX_SIZE,
    ) -> int:
        """A whole number; `null` is what null means in families that allow it."""
        name, value = self._find(names, default)
        if value is None and null is not None:
            return null
        return self._checked(name, value, minimum, maximum)

    def optional_integer(
        self, *names: str, default: int | None, minimum: int = 1, maximum: int = MAX_SIZE
    ) -> int | None:
        """A whole number or null."""
        name, value = self._find(names, default, required=False)
        return None if value is None else self._checked(name, value, minimum, maximum)

    def number(
        self, *names: str, default: float, null: float | None = None, maximum: float = MAX_SIZE
    ) -> float:
        """A number above 0, whole or not; `null` is what null means in families that allow it."""
        name, value = self._find(names, default)
        if value is None and null is not None:
            return null
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not 0 < value <= maximum
        ):
            raise self.error(
                name, f"{describe(value)} will not do; a number above 0, up to {maximum}, would."
            )
        return value

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
                f"it names {len(given)} layers where there are {length}; give one name each.",
            )
        return [str(word) for word in given]

    def layer_numbers(self, name: str, length: int, first: int = 0) -> list[int] | None:
        """A list of layer numbers, of which the lowest is `first`; None if absent or null."""
        given = self.sequence(name)
        if given is None:
            return None
        return [self._checked(name, place, first, first + length - 1) for place in given]

    def integers(self, name: str, length: int) -> list[int] | None:
        """A list with one whole number per layer; None if absent or null."""
        given = self.sequence(name)
        if given is None:
            return None
        if len(given) != length:
            raise self.error(
                name, f"it has {len(given)} numbers for {length} layers; give one each."
            )
        return [self._checked(name, number, 1, MAX_SIZE) for number in given]

    def sequence(self, name: str) -> Sequence[object] | None:
        """A list of any values; None if absent or null."""
        value = self.get(name)
        if value is None:
            return None
        if not isinstance(value, list | tuple):
            raise self.error(name, f"{describe(value)} will not do; a list of layers would.")
        if len(value) > MAX_LAYERS:
            raise self.error(name, f"it has {len(value):,} entries; use at most {MAX_LAYERS:,}.")
        return value

    def nested(self, name: str) -> "Fields":
        """A nested object; an empty one if absent or null."""
        value = self.get(name)
        if value is None:
            value = {}
        if not isinstance(value, Mapping):
            raise self.error(name, f"{describe(value)} will not do; an object would.")
        return Fields(value, f"{self.path}{name}.", self.reading)

    def text(
        self, *names: str, tied: "Tied", sizes: Mapping[str, object] | None = None
    ) -> "Fields":
        """The nested object, by the first of these names that is there, with the sizes of the
        language model; `tied` says where `tie_word_embeddings` counts, `sizes` what absent keys
        are taken to be.
        """
        name = next((name for name in names if self.has(name)), names[0])
        inner = self.nested(name)
        if left := {key: value for key, value in (sizes or {}).items() if key not in inner.values}:
            inner = Fields({**inner.values, **left}, inner.path, self.reading)
            self.reading.assumed.update({inner.path + key: left[key] for key in left})
        if tied == "inside":
            self.ignore("tie_word_embeddings")
        else:
            inner._outer = self, tied
        self.reading.text_path = inner.path
        return inner

    def tied(self, default: bool) -> bool:
        """Whether the head is the transposed embedding."""
        key = "tie_word_embeddings"
        if self._outer is None:
            return self.flag(key, default=default)
        outer, where = self._outer
        match where:
            case "never":
                self.ignore(key)
                outer.ignore(key)
                return False
            case "either" | "either, by default":
                outside = outer.flag(key, default=where != "either")
                return self.flag(key, default=default) or outside
            case "outside, else inside" if key not in outer.values:
                outer.ignore(key)
                alone = self.flag(key, default=default)
                if not alone:
                    self.reading.assumed[key] = "false, as in the language model's object"
                return alone
            case "where it is":
                return self._tied_somewhere(outer, default)
            case _:
                self.ignore(key)
                return outer.flag(key, default=where != "outside")

    def _tied_somewhere(self, outer: "Fields", default: bool) -> bool:
        """What one level says, or both."""
        key = "tie_word_embeddings"
        inside = self.flag(key, default=default)
        outer.ignore(key)
        if key not in outer.values:
            return inside
        outside = outer.flag(key, default=default)
        if key in self.values and inside != outside:
            raise outer.error(
                key,
                f"{describe(outside)} contradicts {self.path}{key}, {describe(inside)}, and which"
                " of them counts is not known of this model; use one.",
            )
        return outside

    def require(self, name: str, value: object, reason: str) -> None:
        """Check that an optional key has this value, which is the only one that is supported."""
        self._asked.add(name)
        given = self.values.get(name, value)
        if type(given) is not type(value) or given != value:
            raise self.error(
                name, f"{describe(given)} will not do, {reason}; {describe(value)} would."
            )

    def _find(
        self, names: tuple[str, ...], default: object, *, required: bool = True
    ) -> tuple[str, object]:
        self._asked.update(names)
        present = [name for name in names if name in self.values]
        if not present:
            if default is None and required:
                raise self.error(names[0], "it is missing and has no default; add a number.")
            self.reading.assumed.setdefault(self.path + names[0], default)
            return names[0], default
        first = self.values[present[0]]
        for name in present[1:]:
            other = self.values[name]
            if type(other) is not type(first) or other != first:
                raise self.error(
                    name,
                    f"{describe(other)} contradicts {present[0]}, {describe(first)}; keep one.",
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
