"""The model in a GGUF file: known by its metadata, and only if its parameters are the file's."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from calc.llm import config, parameters
from calc.llm.architecture import Architecture, Stored
from calc.llm.errors import ConfigError, PastedError, Unweighed
from calc.llm.gguf.architectures import NoConfigError
from calc.llm.gguf.architectures import config as config_of
from calc.llm.gguf.header import Header, Tensor
from calc.llm.pasted.tensors import Tensors, formats_in_words, names_in_words
from calc.llm.units import Parameters
from calc.units import Bytes, Unknown

NO_WEIGHTS = re.compile(
    r"rope_freqs\.weight|rope_factors_(?:long|short)\.weight|.*\.attn_rot_embd(?:\.weight)?"
    r"|.*\.exp_probs_b(?:\.bias)?|.*\.(?:input_)?scale"
)
"""Tensors with what a model computes or keeps beside its parameters: factors of positions, the
router's correction, scales of quantisation."""
_LAYER = re.compile(r"blk\.(\d{1,5})\.")


class TensorsOnlyError(PastedError):
    """A file whose model is not known here, with the reason; `tensors` says what is known of it."""

    def __init__(self, header: Header, reason: str) -> None:
        super().__init__(
            f"The {len(header.tensors):,} tensors of this GGUF file are of a model that is not"
            f" known here: {reason}."
        )
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class StoredTensors(Stored):
    """The weights as a GGUF file has them."""

    bytes: Bytes | None
    """None if a number format is not known here."""

    def weights(self, model: Architecture, N: Parameters) -> Bytes:
        """Bytes of all tensors of the file. Errors: Unweighed for a format that is not known."""
        if self.bytes is None:
            raise Unweighed(model.name or "this file", f"of {self.format}, not all are known.")
        return self.bytes


def model(header: Header) -> Architecture:
    """The model in a file, stored as the file stores it.

    Errors: TensorsOnlyError if it is not known here, or not with these tensors; PastedError.
    """
    if header.parts > 1:
        raise TensorsOnlyError(header, f"the other tensors are in {header.parts - 1} other files")
    try:
        found = config.read(config_of(header))
    except NoConfigError as error:
        raise TensorsOnlyError(header, str(error)) from error
    except ConfigError as error:
        raise TensorsOnlyError(header, f"its metadata contradict themselves ({error})") from error
    if wrong := difference(found, header):
        raise TensorsOnlyError(header, wrong)
    stored = StoredTensors(
        format=f"GGUF: {header.formats}", bytes=_bytes(header), assumption=_cut(header)
    )
    return replace(found, stored=stored)


def tensors(header: Header, reason: str) -> Tensors:
    """What the tensors of a file say by themselves; the reason is why they are not a known model.

    Errors: PastedError for a file without tensors.
    """
    if not header.tensors:
        raise PastedError(
            "This GGUF file has no tensors: it is a vocabulary, or the first of several files; use"
            " a file with the weights."
        )
    weights = [one for one in header.tensors if not NO_WEIGHTS.fullmatch(one.name)]
    size, parts = _bytes(header), header.parts
    others = []
    if len(weights) < len(header.tensors):
        others.append("values that are not parameters, such as factors of positions")
    if parts > 1:
        others.append(f"the tensors of the other {parts - 1} files")
    return Tensors(
        kind="the header of a GGUF file",
        parameters=sum(one.parameters for one in weights),
        bytes=Unknown(f"Not all of {header.formats} are known here.") if size is None else size,
        formats=header.formats if size is None else _formats(header),
        names=names_in_words((one.name, one.dims) for one in header.tensors),
        not_counted=tuple(others),
        reason=f"The file has the tensors of a model that is not known here: {reason}.",
    )


def _formats(header: Header) -> str:
    """Tensors and bytes of each number format."""
    formats: dict[str, tuple[int, Bytes]] = {}
    for one in header.tensors:
        number, size = formats.get(one.type, (0, 0))
        formats[one.type] = (number + 1, size + one.bytes)
    return formats_in_words(formats)


def difference(model: Architecture, header: Header) -> str:
    """Where a model has other parameters than the file's tensors, or ""."""
    counted: Counter[int] = Counter()
    for tensor in header.tensors:
        if not NO_WEIGHTS.fullmatch(tensor.name):
            counted[_layer(tensor)] += tensor.parameters
    d, L = model.hidden_size, len(model.layers)
    inside = 0
    for i, layer in enumerate(model.layers):
        ours = sum(layer.parameters(d).values()) + layer.norms * model.norm_vectors * d
        inside += ours
        if counted[i] != ours:
            return (
                f"layer {i} of its tensors has {counted[i]:,} parameters, where"
                f" {model.name} has {ours:,} with these metadata"
            )
    ours = parameters.total(model) - inside
    if counted[-1] != ours:
        return (
            f"its tensors outside of layers have {counted[-1]:,} parameters, where"
            f" {model.name} has {ours:,} with these metadata"
        )
    ahead = model.multi_token_prediction.modules if model.multi_token_prediction else 0
    if max(counted) >= L + ahead:
        return f"it has tensors of a layer {max(counted)}, where its metadata have {L} layers"
    return ""


def _layer(tensor: Tensor) -> int:
    found = _LAYER.match(tensor.name)
    return int(found[1]) if found else -1


def _bytes(header: Header) -> Bytes | None:
    """Bytes of all tensors; None if a number format is not known here."""
    try:
        return header.tensor_bytes
    except PastedError:
        return None


def _cut(header: Header) -> str:
    """A sentence on a file that has less than its tensors need."""
    size = header.size
    if size is None or _bytes(header) is None:
        return ""
    # What fills the last unit of the alignment may be missing.
    if size > header.file_bytes - header.alignment:
        return ""
    return f"The file is cut: it has {size:,} bytes of {header.file_bytes:,}."
