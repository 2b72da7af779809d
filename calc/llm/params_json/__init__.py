"""Reads a params.json, which Meta and Mistral publish beside their own weights: an exact
architecture, or an error.

meta      Llama 1 to 4
mistral   Mistral, Mixtral, Pixtral, Mistral Large 3 and Small 4; Codestral Mamba

The two have many keys in common, and neither says whose it is. Keys that only one of them has do.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from calc.llm import config_keys
from calc.llm.architecture import Architecture, Assumed
from calc.llm.config_fields import Fields
from calc.llm.errors import ConfigError

COMMON = frozenset(["dim", "n_layers", "n_heads", "n_kv_heads", "norm_eps"])
OTHER_FILES = frozenset(
    [
        *("architectures", "transformers_version", "text_config", "hidden_size", "n_embd"),
        *("num_hidden_layers", "num_attention_heads", "n_layer", "d_model"),
    ]
)
"""Keys that no params.json has, although files of other kinds may also have some of `COMMON`."""
MODEL_TYPES = (None, "transformer", "mamba")


def is_params(value: Mapping[str, object]) -> bool:
    """Whether an object is a params.json, complete or not."""
    if OTHER_FILES & value.keys() or value.get("model_type") not in MODEL_TYPES:
        return False
    if not value.keys() & {"dim", "n_layers"}:
        return False
    from calc.llm.params_json import meta, mistral  # most of what is pasted is a config.json

    return len(value.keys() & (COMMON | meta.ONLY | mistral.ONLY)) >= 2


def read(params: Mapping[str, object]) -> "tuple[Architecture, str]":
    """The architecture that a params.json describes, and whose file it is: "Meta", "Mistral".

    `assumed` and `unread` of the result are as those of `calc.llm.config.read`.
    Errors: ConfigError with the key at fault.
    """
    fields = Fields(params)
    reader, whose = _reader(params)
    model = reader(fields)
    reading = fields.reading
    unread = config_keys.unread(reading)
    _refuse_sizes(unread)
    model = replace(
        model,
        name=f"this params.json of {whose}",
        assumed=tuple(Assumed(key, value) for key, value in reading.assumed.items()),
        unread=unread,
        max_context=config_keys.max_context(reading),
    )
    return model, whose


def _refuse_sizes(unread: tuple[str, ...]) -> None:
    """ConfigError for a size by the name that other files have for it."""
    for path in unread:
        figure = config_keys.FIGURE.get(path.rpartition(".")[2])
        if figure:
            raise ConfigError(
                path,
                f"this is a name for {figure}, but not in a params.json, so it would not count;"
                " use the file without it.",
            )


def _reader(params: Mapping[str, object]) -> "tuple[Callable[[Fields], Architecture], str]":
    """Errors: ConfigError if keys of both makers count."""
    from calc.llm.params_json import meta, mistral

    if params.get("model_type") == "mamba":
        return mistral.mamba, "Mistral"
    of_meta = [key for key in params if key in meta.ONLY]
    of_mistral = [key for key in params if key in mistral.ONLY]
    if of_meta and of_mistral:
        raise ConfigError(
            of_mistral[0],
            f"only Mistral’s files have it, and only Meta’s have {of_meta[0]}; one of the two would"
            " do.",
        )
    if of_mistral or ("head_dim" in params and not of_meta):
        return mistral.transformer, "Mistral"
    return meta.llama, "Meta"
