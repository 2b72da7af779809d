"""What the header of a GGUF file says, and its totals."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod

from calc.llm.errors import PastedError
from calc.llm.gguf.ggml_types import BY_NAME
from calc.llm.units import Parameters
from calc.units import Bytes

MAX_TENSORS = 100_000
"""The largest files have some thousands."""
MAX_KEYS = 10_000
MAX_PARAMETERS = 10**18
"""Of a tensor. The largest models have 10¹² in all."""
DEFAULT_ALIGNMENT = 32


@dataclass(frozen=True)
class Tensor:
    """A tensor of the file: its name, the name of its number format, and its dimensions, the
    contiguous one first.
    """

    name: str
    type: str
    dims: tuple[int, ...]

    @property
    def parameters(self) -> Parameters:
        return prod(self.dims)

    @property
    def bytes(self) -> Bytes:
        """Blocks of the format times their bytes. Errors: PastedError if they are not known."""
        known = BY_NAME.get(self.type)
        if known is None:
            raise PastedError(
                f"The tensor {short(self.name)} has the number format {short(self.type)}, which is"
                " not known here, so the bytes cannot be told."
            )
        width = self.dims[0] if self.dims else 1
        if width % known.values:
            raise PastedError(
                f"The rows of the tensor {short(self.name)} have {width:,} values, which make no"
                f" whole blocks of {known.values} as {known.name} needs; the file is damaged."
            )
        return self.parameters // known.values * known.bytes


@dataclass(frozen=True, kw_only=True)
class Header:
    """The metadata and the tensors, without their data."""

    version: int
    metadata: Mapping[str, object]
    """Texts, numbers, truth values, and short lists of them; what is long is a mapping with its
    `length`."""
    tensors: tuple[Tensor, ...]
    data_offset: int
    """Where the tensors' data begin, in bytes from the beginning of the file."""
    size: Bytes | None = None
    """Bytes of the file, if they are known."""
    byte_order: str = "little"

    @cached_property
    def parameters(self) -> Parameters:
        """Values of all tensors together, what the file stores beside weights included."""
        return sum(tensor.parameters for tensor in self.tensors)

    @cached_property
    def tensor_bytes(self) -> Bytes:
        """Bytes of all tensors, without the space between them. Errors: PastedError."""
        return sum(tensor.bytes for tensor in self.tensors)

    @cached_property
    def file_bytes(self) -> Bytes:
        """Bytes that the whole file has, by its header: each tensor fills whole units of the
        alignment. Errors: PastedError.
        """
        unit = self.alignment
        return self.data_offset + sum(-(-tensor.bytes // unit) * unit for tensor in self.tensors)

    @property
    def alignment(self) -> int:
        """Errors: PastedError if it is not a power of two."""
        found = self.metadata.get("general.alignment", DEFAULT_ALIGNMENT)
        if type(found) is not int or not 0 < found <= 2**20 or found & (found - 1):
            raise PastedError("Key general.alignment: it is not a power of two; use 32.")
        return found

    @property
    def parts(self) -> int:
        """Files that the model is split into; 1 if it is whole."""
        found = self.metadata.get("split.count", 1)
        return found if type(found) is int and found > 1 else 1

    @property
    def formats(self) -> str:
        """The number formats by their share of the parameters: "Q4_K, Q6_K and F32"."""
        shares: Counter[str] = Counter()
        for tensor in self.tensors:
            shares[tensor.type] += tensor.parameters
        *most, last = [name for name, _ in shares.most_common()] or ["nothing"]
        return f"{', '.join(most)} and {last}" if most else last

    def check(self) -> None:
        """PastedError for what no file has: too many tensors, absurd dimensions, a name twice, or
        less than its tensors need.
        """
        seen: set[str] = set()
        for tensor in self.tensors:
            if tensor.name in seen:
                raise PastedError(
                    f"The tensor {short(tensor.name)} is there twice; the file is damaged."
                )
            seen.add(tensor.name)
            if not 0 < tensor.parameters < MAX_PARAMETERS:
                raise PastedError(
                    f"The tensor {short(tensor.name)} would have"
                    f" {'no' if not tensor.parameters else 'more than 10¹⁸'} values; the file is"
                    " damaged."
                )


def short(text: str) -> str:
    """A name for a sentence, in at most some 60 characters."""
    kept = "".join(c if c.isprintable() else "�" for c in text[:61])
    return kept if len(text) <= 60 else f"{kept[:60]}…"
