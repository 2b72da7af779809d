"""Families of which some layers mix tokens by other means than attention, as data.

    lara_mini = Hybrid(L=34, d=1024, ..., pattern=_pattern, mixers={LINEAR: delta_net})

is a `Decoder` whose layers have the block of their kind in place of attention. Kinds are the words
of `layer_types`; older configs have other words for two of them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from calc.llm.blocks import Block
from calc.llm.config_fields import Fields
from calc.llm.families.decoder import Decoder
from calc.llm.families.patterns import FULL_ATTENTION, SLIDING_ATTENTION
from calc.llm.masks import Sliding

LINEAR, CONVOLUTION = "linear_attention", "conv"
OLD_WORDS = {"mamba": LINEAR, "attention": FULL_ATTENTION}
"""Words that transformers takes for newer ones, whatever the family."""

type Mixer = Callable[[Fields, int], Block]
"""Makes a block from a config and its hidden size."""


@dataclass(frozen=True, kw_only=True)
class Hybrid(Decoder):
    """A `Decoder` with other blocks than attention in some layers."""

    pattern: Callable[[Fields, int], Sequence[str]]
    """The kind of each of the L layers."""
    mixers: Mapping[str, Mixer]
    """The block of each kind that is not attention. All are read, also those of kinds that no layer
    has, as their keys are there in any case."""
    window: int | None = None
    """Default of `sliding_window`; None if no layer of this family slides."""

    def blocks(self, fields: Fields, d: int, L: int) -> Iterable[tuple[Block, ...]]:
        made = self.by_kind(fields, d)
        kinds = self.pattern(fields, L)
        if SLIDING_ATTENTION in kinds and SLIDING_ATTENTION not in made:
            raise fields.error(
                "sliding_window", "it is null, but layers slide; it must be a number."
            )
        pairs = zip(kinds, self.feedforwards(fields, d, L), strict=True)
        return ((*made[kind], feedforward) for kind, feedforward in pairs)

    def by_kind(self, fields: Fields, d: int) -> dict[str, tuple[Block, ...]]:
        """The blocks before the feed-forward block, of each kind of layer."""
        attention = self.attention(fields, d)
        made: dict[str, tuple[Block, ...]] = {FULL_ATTENTION: (attention,)}
        if self.window is not None:
            names = self.spellings("sliding_window")
            window = fields.optional_integer(*names, default=self.window)
            if window is not None:
                made[SLIDING_ATTENTION] = (replace(attention, mask=Sliding(window=window)),)
        return made | {kind: (mixer(fields, d),) for kind, mixer in self.mixers.items()}


def periodic(L: int, words: Sequence[str]) -> Sequence[str]:
    """The words over and over, for L layers."""
    return [words[i % len(words)] for i in range(L)]


def kinds(
    fields: Fields,
    L: int,
    known: Sequence[str],
    default: Callable[[], Sequence[str]],
    *,
    names: Sequence[str] = ("layer_types",),
    pattern_keys: Sequence[str] = (),
) -> Sequence[str]:
    """The kind of each layer, from a list by any of these names, or from the family's pattern.

    `default` makes the pattern, and asks for the `pattern_keys`, which do not count where there is
    a list. Errors: ConfigError for a list of another length, an unknown word, or two lists that
    contradict each other.
    """
    old = {word: new for word, new in OLD_WORDS.items() if new in known}
    lists = [(name, fields.choices(name, (*known, *old), L)) for name in names]
    given = [(name, [old.get(word, word) for word in words]) for name, words in lists if words]
    if not given:
        pattern = default()
        if not pattern_keys:
            fields.assume(names[0], pattern)
        return pattern
    fields.ignore(*pattern_keys)
    for name, words in given[1:]:
        if words != given[0][1]:
            raise fields.error(name, f"it contradicts {given[0][0]}; keep one of the two.")
    return given[0][1]
