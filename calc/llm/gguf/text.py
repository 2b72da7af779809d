"""The header of a GGUF file as JSON text: what pages and terminals show in place of the file.

    {"gguf": {"version": 3, "byte_order": "little", "data_offset": 1024, "size": 4096,
     "metadata": {"general.architecture": "llama", …},
     "tensors": [["token_embd.weight", "Q4_K", [4096, 32000]], …]}}

A long list or text is {"of": "string", "length": 32000}. Numbers are written as JavaScript writes
them, so that a page, which reads files by a script, has the same text.
"""

import json
from collections.abc import Mapping

from calc.llm.errors import PastedError, describe
from calc.llm.gguf import KEY
from calc.llm.gguf.header import MAX_TENSORS, Header, Tensor, short


def write(header: Header) -> str:
    """The text; each key and each tensor has a line."""
    head = {
        "version": header.version,
        "byte_order": header.byte_order,
        "data_offset": header.data_offset,
        "size": header.size,
    }
    lines = [f" {_json(name)}: {_json(value)}" for name, value in head.items()]
    keys = [f"  {_json(key)}: {_json(value)}" for key, value in header.metadata.items()]
    tensors = [f"  {_json([one.name, one.type, list(one.dims)])}" for one in header.tensors]
    lines.append(f' "metadata": {{{_block(keys)}}}')
    lines.append(f' "tensors": [{_block(tensors)}]')
    return f'{{"{KEY}": {{\n{",\n".join(lines)}\n}}}}\n'


def _block(lines: list[str]) -> str:
    return "\n" + ",\n".join(lines) + "\n " if lines else ""


def _json(value: object) -> str:
    match value:
        case float():
            return _float(value)
        case list():
            return f"[{', '.join(map(_json, value))}]"
        case Mapping():
            members = (f"{_json(key)}: {_json(one)}" for key, one in value.items())
            return f"{{{', '.join(members)}}}"
    return json.dumps(value, ensure_ascii=False)


def _float(value: float) -> str:
    """As JavaScript writes it: the shortest digits, and an exponent below 1e-6 and from 1e21 on."""
    if value != value or value in (float("inf"), -float("inf")):
        return {"nan": '"NaN"', "inf": '"Infinity"', "-inf": '"-Infinity"'}[str(value)]
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    point = len(whole) + int(exponent or 0)
    digits = (whole + fraction).lstrip("0")
    point -= len(whole + fraction) - len(digits)
    digits = digits.rstrip("0")
    sign = "-" if value < 0 else ""
    if not digits:
        return "0"
    if len(digits) <= point <= 21:
        return sign + digits.ljust(point, "0")
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    tail = f".{digits[1:]}" if digits[1:] else ""
    return f"{sign}{digits[0]}{tail}e{point - 1:+d}"


def read(value: object) -> Header:
    """The header in such a text, parsed as JSON. Errors: PastedError with the key at fault."""
    if not isinstance(value, Mapping):
        raise _wrong("", value, "an object")
    metadata, tensors = value.get("metadata"), value.get("tensors")
    if not isinstance(metadata, Mapping):
        raise _wrong(".metadata", metadata, "an object")
    if not isinstance(tensors, list) or len(tensors) > MAX_TENSORS:
        raise _wrong(".tensors", tensors, "a list of tensors")
    found = tuple(_tensor(one) for one in tensors)
    size = value.get("size")
    header = Header(
        version=_whole(value, "version"),
        byte_order=str(value.get("byte_order", "little")),
        metadata=metadata,
        tensors=found,
        data_offset=_whole(value, "data_offset"),
        size=None if size is None else _whole(value, "size"),
    )
    header.check()
    return header


def _tensor(value: object) -> Tensor:
    match value:
        case [str() as name, str() as kind, list() as dims] if (
            len(name) <= 1000
            and len(kind) <= 20
            and len(dims) <= 8
            and all(type(one) is int and 0 <= one < 2**64 for one in dims)
        ):
            return Tensor(name, kind, tuple(dims))
    raise _wrong(".tensors", value, 'a tensor such as ["output.weight", "Q6_K", [4096, 32000]]')


def _whole(value: Mapping[str, object], key: str) -> int:
    found = value.get(key)
    if type(found) is int and 0 <= found < 2**63:
        return found
    raise _wrong(f".{key}", found, "a whole number")


def _wrong(place: str, value: object, would: str) -> PastedError:
    found = "it is missing" if value is None else f"{short(describe(value))} will not do"
    return PastedError(f"Key {KEY}{place}: {found}; {would} would.")
