"""A list of tensors: the header of a safetensors file, or the index of several files.

It has exact bytes, and with shapes the number of parameters. What a model does with its tensors it
does not say, so nothing else follows from it.
Source: https://github.com/huggingface/safetensors, README.md (format) and safetensors/src/tensor.rs
(number formats and checks)
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from math import prod

from calc.llm.errors import PastedError, describe
from calc.llm.units import Parameters
from calc.units import Bytes, Unknown

BITS = {
    **dict.fromkeys(["F64", "I64", "U64", "C64"], 64),
    **dict.fromkeys(["F32", "I32", "U32"], 32),
    **dict.fromkeys(["F16", "BF16", "I16", "U16"], 16),
    **dict.fromkeys(["F8_E4M3", "F8_E5M2", "F8_E8M0", "F8_E4M3FNUZ", "F8_E5M2FNUZ"], 8),
    **dict.fromkeys(["I8", "U8", "BOOL"], 8),
    **dict.fromkeys(["F6_E2M3", "F6_E3M2"], 6),
    "F4": 4,
}
"""Bits of a value in each number format."""

PLAIN = frozenset(["F64", "F32", "F16", "BF16"])
"""Formats of weights that are not quantised: a value is a parameter."""

BUFFERS = re.compile(
    r"(?:.*\.)?(?:rotary_emb\.inv_freq|attn\.masked_bias|e_score_correction_bias|position_ids)"
)
"""Tensors that a checkpoint may have and that no training changes."""
CAUSAL_MASK = re.compile(r"(?:.*\.)?attn(?:\.attention)?\.bias")
"""The same in GPT-2 and GPT-Neo, if they have four dimensions."""

MAX_TENSORS = 200_000
"""More than any model has: Kimi K2 in FP8 has some 140,000."""
MAX_WHOLE = 2**63 - 1
MAX_DIMENSIONS = 32
MAX_KINDS = 60
"""Names that are shown; names that differ in numbers only are one."""

ENTRY = ("dtype", "shape", "data_offsets")
_NUMBER = re.compile(r"\.(\d{1,6})(?=\.|$)")

REASON = (
    "A list of tensors does not say what a model does with them; use the config.json beside the"
    " file."
)


@dataclass(frozen=True, kw_only=True)
class Tensors:
    """What a list of tensors says of a model."""

    kind: str
    """What was read: "the header of a safetensors file"."""
    parameters: Parameters | Unknown
    bytes: Bytes | Unknown
    formats: str
    """Number formats with their tensors and bytes, for readers."""
    names: str
    """The names of all tensors, for readers."""
    not_counted: tuple[str, ...] = ()
    reason: str = REASON
    """Why nothing else is known."""


def is_header(value: Mapping[str, object]) -> bool:
    """Whether an object is the header of a safetensors file, right or not."""
    if "__metadata__" in value:
        return True
    return any(
        isinstance(one, Mapping) and len(one.keys() & set(ENTRY)) >= 2
        for one in islice(value.values(), 3)
    )


def is_index(value: Mapping[str, object]) -> bool:
    """Whether an object is an index of the files of a model, right or not."""
    return "weight_map" in value


def header(value: Mapping[str, object]) -> Tensors:
    """What the header of a safetensors file says. Errors: PastedError with the tensor at fault."""
    _check_metadata(value)
    _check_number(value)
    shapes: dict[str, tuple[int, ...]] = {}
    ends: list[tuple[int, int, str]] = []
    formats: dict[str, list[int]] = {}
    values = buffers = 0
    for name, entry in value.items():
        if name == "__metadata__":
            continue
        dtype, shape, start, end = _entry(name, entry)
        count = prod(shape)
        if count > MAX_WHOLE:
            raise _wrong(name, f"shape: {_shape(shape)} are more values than any file has")
        bits = count * BITS[dtype]
        if bits != 8 * (end - start):
            raise _wrong(
                name,
                f"{_shape(shape)} values in {dtype} have {_exact(bits)} bytes, where data_offsets"
                f" has {end - start:,}; they must be equal",
            )
        shapes[name] = shape
        ends.append((start, end, name))
        tally = formats.setdefault(dtype, [0, 0, 0])
        tally[0] += 1
        if _is_buffer(name, shape):
            buffers += 1
        else:
            tally[1] += count
        tally[2] += end - start
        values += count
    _check_places(ends)
    unclear = [dtype for dtype, tally in formats.items() if dtype not in PLAIN and tally[1]]
    parameters: Parameters | Unknown = sum(tally[1] for tally in formats.values())
    if unclear:
        parameters = Unknown(
            f"Values in {_listed(unclear)} may be quantised weights, several in one, or scales; the"
            f" file does not say which of its {values:,} values are parameters."
        )
    others = ["the tensors of other files, if the model has several"]
    if buffers:
        others.insert(0, f"{buffers:,} buffers, which no training changes")
    return Tensors(
        kind="the header of a safetensors file",
        parameters=parameters,
        bytes=sum(tally[2] for tally in formats.values()),
        formats=formats_in_words({name: (n, size) for name, (n, _, size) in formats.items()}),
        names=names_in_words(shapes.items()),
        not_counted=tuple(others),
    )


def index(value: Mapping[str, object]) -> Tensors:
    """What an index says. Errors: PastedError with what is wrong in it."""
    files = value["weight_map"]
    if not isinstance(files, Mapping):
        raise PastedError(
            f"Key weight_map: {describe(files)} will not do; an object with the file of each tensor"
            " would."
        )
    _check_number(files)
    for name, file in files.items():
        if not isinstance(file, str) or not file:
            raise _wrong(name, f"{describe(file)} is not the name of a file; use a text")
    about = value.get("metadata")
    if about is not None and not isinstance(about, Mapping):
        raise PastedError(f"Key metadata: {describe(about)} will not do; an object would.")
    about = about or {}
    number = len(set(files.values()))
    return Tensors(
        kind=f"an index of {number:,} file{'s' * (number != 1)}",
        parameters=_stated(
            about,
            "total_parameters",
            "This index has no shapes and does not say total_parameters; use the config.json"
            " beside it, or the header of each file.",
        ),
        bytes=_stated(
            about,
            "total_size",
            "This index does not say its metadata.total_size; use the headers of its files.",
        ),
        formats="An index does not say the number formats.",
        names=names_in_words((name, None) for name in files),
    )


def _stated(about: Mapping[str, object], key: str, reason: str) -> int | Unknown:
    """A whole number of an index, as it states it."""
    given = about.get(key)
    if given is None:
        return Unknown(reason)
    if isinstance(given, float) and given.is_integer():
        given = int(given)
    if type(given) is not int or not 0 <= given <= MAX_WHOLE:
        raise PastedError(
            f"Key metadata.{key}: {describe(given)} will not do; a whole number would."
        )
    return given


def _check_metadata(value: Mapping[str, object]) -> None:
    about = value.get("__metadata__", {})
    if not isinstance(about, Mapping):
        raise PastedError(f"Key __metadata__: {describe(about)} will not do; an object would.")
    for key, given in about.items():
        if not isinstance(given, str):
            raise PastedError(
                f"Key __metadata__.{_short(key)}: {describe(given)} will not do; a text would."
            )


def _check_number(tensors: Mapping[str, object]) -> None:
    number = len(tensors) - ("__metadata__" in tensors)
    if not number:
        raise PastedError("This lists no tensors; use a file with some.")
    if number > MAX_TENSORS:
        raise PastedError(
            f"This lists {number:,} tensors, where no model has more than {MAX_TENSORS:,}; use the"
            " config.json of the model."
        )


def _entry(name: str, entry: object) -> tuple[str, tuple[int, ...], int, int]:
    """Number format, shape, and first and last place of a tensor."""
    if not isinstance(entry, Mapping):
        raise _wrong(name, f"{describe(entry)} will not do; an object with its shape would")
    missing = [key for key in ENTRY if key not in entry]
    if missing:
        raise _wrong(name, f"{missing[0]} is missing")
    dtype, shape, offsets = entry["dtype"], entry["shape"], entry["data_offsets"]
    if not isinstance(dtype, str) or dtype not in BITS:
        raise _wrong(name, f'dtype: {describe(dtype)} is not a number format; use "BF16"')
    if not _are_whole(shape):
        raise _wrong(name, f"shape: {_first(shape)}; use whole numbers from 0")
    if not _are_whole(offsets) or len(offsets) != 2:
        raise _wrong(name, f"data_offsets: {_first(offsets)}; use two whole numbers from 0")
    start, end = offsets
    if end < start:
        raise _wrong(name, f"data_offsets: it ends at {end:,}, before {start:,}, where it begins")
    return dtype, tuple(shape), start, end


def _are_whole(values: object) -> bool:
    """Whether it is a list of whole numbers from 0; no tensor has more than some dimensions."""
    return (
        isinstance(values, list | tuple)
        and len(values) <= MAX_DIMENSIONS
        and {int}.issuperset(map(type, values))
        and min(values, default=0) >= 0
        and max(values, default=0) <= MAX_WHOLE
    )


def _first(values: object) -> str:
    """What is wrong in what should be a list of whole numbers."""
    if not isinstance(values, list | tuple):
        return f"{describe(values)} is not a list"
    if len(values) > MAX_DIMENSIONS:
        return f"it has {len(values):,} numbers"
    wrong = [value for value in values if not _are_whole([value])]
    return f"{describe(wrong[0])} is none of them" if wrong else f"it has {len(values)} numbers"


def _check_places(ends: list[tuple[int, int, str]]) -> None:
    """The tensors must fill the file without overlaps and gaps, as safetensors itself wants it."""
    ends.sort()
    before, last = 0, ""
    for start, end, name in ends:
        if start < before:
            raise _wrong(
                name,
                f"data_offsets: it begins at {start:,}, within {_short(last)}, which ends at"
                f" {before:,}; tensors must not overlap",
            )
        if start > before:
            raise _wrong(
                name,
                f"data_offsets: it begins at {start:,}, and nothing is listed from {before:,} on;"
                " paste the whole header",
            )
        before, last = end, name


def _is_buffer(name: str, shape: tuple[int, ...]) -> bool:
    if not name.endswith(("inv_freq", "bias", "position_ids")):
        return False  # most names
    return bool(BUFFERS.fullmatch(name)) or (len(shape) == 4 and bool(CAUSAL_MASK.fullmatch(name)))


def _wrong(name: str, sentence: str) -> PastedError:
    return PastedError(f"Tensor {_short(name)}: {sentence}.")


def _short(name: str) -> str:
    """A name, or a part of one, for readers."""
    shown = (
        name if name.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in name)
    )
    return shown if len(shown) <= 80 else f"{shown[:77]}…"


def _exact(bits: int) -> str:
    """Bytes, which may end in the middle of one."""
    return f"{bits // 8:,} and {bits % 8} bits more" if bits % 8 else f"{bits // 8:,}"


def _shape(shape: tuple[int, ...]) -> str:
    return " × ".join(f"{n:,}" for n in shape) if shape else "1"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + f" and {words[-1]}"


def formats_in_words(formats: Mapping[str, tuple[int, Bytes]]) -> str:
    """Tensors and bytes of each format, the largest first: "BF16: 2 tensors, 4,096 bytes"."""
    largest = sorted(formats.items(), key=lambda one: -one[1][1])
    return "; ".join(
        f"{dtype}: {tensors:,} tensor{'s' * (tensors != 1)}, {size:,} bytes"
        for dtype, (tensors, size) in largest
    )


def names_in_words(tensors: Iterable[tuple[str, tuple[int, ...] | None]]) -> str:
    """The names, those that differ in numbers only as one: "layers.0–31.norm.weight 4,096"."""
    kinds: dict[tuple[str, ...], _Kind] = {}
    number = 0
    for name, shape in tensors:
        parts = _NUMBER.split(name)
        texts = tuple(parts[::2])
        kind = kinds.get(texts)
        if kind is None:
            kind = kinds[texts] = _Kind(shape, len(parts) // 2)
        kind.add(parts, shape)
        number += 1
    shown = [kind.text(texts) for texts, kind in list(kinds.items())[:MAX_KINDS]]
    more = len(kinds) - len(shown)
    rest = f"; and {more:,} other kinds" if more else ""
    return f"{number:,} tensor{'s' * (number != 1)}: {'; '.join(shown)}{rest}"


class _Kind:
    """Tensors whose names differ in numbers only."""

    __slots__ = ("high", "low", "number", "same", "shape")

    def __init__(self, shape: tuple[int, ...] | None, numbers: int) -> None:
        self.shape, self.same, self.number = shape, True, 0
        self.low, self.high = [MAX_WHOLE] * numbers, [0] * numbers

    def add(self, parts: list[str], shape: tuple[int, ...] | None) -> None:
        self.number += 1
        self.same = self.same and shape == self.shape
        for at, digits in enumerate(parts[1::2]):
            value = int(digits)
            if value < self.low[at]:
                self.low[at] = value
            if value > self.high[at]:
                self.high[at] = value

    def text(self, texts: tuple[str, ...]) -> str:
        name = _short(texts[0])
        full = 1
        for low, high, text in zip(self.low, self.high, texts[1:], strict=True):
            full *= high - low + 1
            name += f".{low}–{high}" if high > low else f".{low}"
            name += _short(text)
        if self.number != full:
            name += f" ({self.number:,} of them)"
        if self.shape is None:
            return name
        return f"{name} {_shape(self.shape) if self.same else 'of several shapes'}"
