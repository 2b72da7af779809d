"""How a checkpoint stores its weights, by its config's `dtype` and `quantization_config`."""

from collections.abc import Mapping
from importlib import import_module

from calc.llm import families
from calc.llm.architecture import Stored
from calc.llm.config_fields import Fields
from calc.llm.errors import describe

DTYPES = {
    "bfloat16": ("BF16", 2),
    "float16": ("FP16", 2),
    "half": ("FP16", 2),
    "float32": ("FP32", 4),
    "float": ("FP32", 4),
    "float64": ("FP64", 8),
    "double": ("FP64", 8),
    "float8_e4m3fn": ("FP8", 1),
    "float8_e5m2": ("FP8", 1),
}
"""`dtype` → name of the format and bytes of a value."""

KEYS = ("quantization_config", "quantization")


def read(fields: Fields) -> Stored:
    """What the config says, on the top level or else in the language model's object.

    Errors: ConfigError for a value that cannot be meant.
    """
    text = fields.reading.text_path.removesuffix(".")
    inner = fields.reading.objects.get(fields.reading.text_path) if text else None
    levels = [fields, Fields(inner, f"{text}.", fields.reading)] if inner is not None else [fields]
    stored = _dtype(levels)
    # MLX writes the same object under both names, or under the second one only.
    places = [(key, level) for key in KEYS for level in levels if level.get(key) is not None]
    if not places:
        return stored
    key, given = places[0]
    experts = [level.get("expert_dtype") for level in levels]
    # What reads it is large, and only quantised models need it.
    quantised: Stored = import_module("calc.llm.config_quantization").read(
        given.nested(key), stored, _kind(levels), next((e for e in experts if e is not None), None)
    )
    return quantised


def _kind(levels: list[Fields]) -> str:
    """The `model_type` of the language model, which decides the names of its modules; that of a
    wrapper's class where the config does not say.
    """
    kinds = [kind for level in levels if isinstance(kind := level.get("model_type"), str)]
    kind = kinds[-1] if kinds else ""
    while kind in families.TYPES:
        text = getattr(families.find(kind), "text", None)
        if not isinstance(text, str):
            break
        kind = text
    return kind


def _dtype(levels: list[Fields]) -> Stored:
    for level in levels:
        for key in ("dtype", "torch_dtype"):
            value = level.get(key)
            if value is None or value == "auto" or isinstance(value, Mapping):
                continue
            name = value.removeprefix("torch.") if isinstance(value, str) else None
            if name not in DTYPES:
                raise level.error(
                    key, f'{describe(value)} is not a number format known here; use "bfloat16".'
                )
            format, size = DTYPES[name]
            return Stored(format=format, bytes_per_parameter=size)
    return Stored()
