"""What a JSON object that is not a config.json is, and what to paste instead."""

from collections.abc import Mapping
from dataclasses import dataclass

from calc.llm.errors import PastedError, describe


@dataclass(frozen=True)
class _Kind:
    """Objects of a kind have one of these keys, or all that are joined by "+"."""

    keys: str
    sentence: str


_ITS = "paste the config.json of the model"

_KINDS = (
    _Kind(
        "image_processor_type feature_extractor_type processor_class do_normalize+do_resize",
        f"This is the configuration of a processor, which prepares images or sounds; {_ITS}.",
    ),
    _Kind(
        "added_tokens_decoder tokenizer_class chat_template pre_tokenizer+decoder"
        " added_tokens+model special_tokens eos_token+bos_token",
        f"This belongs to a tokenizer; {_ITS}.",
    ),
    _Kind(
        "quant_method bits+group_size w_bit q_group_size load_in_4bit load_in_8bit quant_algo"
        " quantization+producer",
        "This says how weights are quantised, not how large the model is; use the config.json"
        " beside it.",
    ),
    _Kind(
        "_class_name _diffusers_version",
        "This is of a diffusion model, which is none of language; use the config.json of a language"
        " model.",
    ),
    _Kind(
        "zero_optimization train_batch_size train_micro_batch_size_per_gpu"
        " per_device_train_batch_size log_history trainer_state",
        f"This says how a model is trained, not how large it is; {_ITS}.",
    ),
    _Kind(
        "modelId sha+siblings pipeline_tag lastModified",
        "This is what a hub says about a repository; paste the text of config.json, which is"
        " among the repository’s files.",
    ),
    _Kind(
        "framework+task task+pipeline",
        "This is ModelScope’s configuration.json; use the config.json beside it.",
    ),
    _Kind(
        "eos_token_id do_sample temperature top_p max_new_tokens _from_model_config",
        "This is a generation_config.json, which says how text is written, not how large the model"
        " is; use the config.json beside it.",
    ),
)

SIZES = frozenset(
    [
        "hidden_size",
        "num_hidden_layers",
        "num_attention_heads",
        "n_layer",
        "n_embd",
        "d_model",
        "n_layers",
        "dim",
        "text_config",
        "llm_config",
        "language_config",
    ]
)
"""A config.json has some of these, even without its `model_type`."""


def refuse_others(value: Mapping[str, object]) -> None:
    """PastedError for an object that is known not to be a config.json."""
    if "peft_type" in value:
        base = value.get("base_model_name_or_path")
        whose = f" {base}" if isinstance(base, str) and base.isprintable() and base else ""
        raise PastedError(
            f"This is the adapter of {_adapter(value['peft_type'])}; use the config.json of its"
            f" base model{whose[:80]}."
        )
    if "model_type" in value or SIZES & value.keys():
        return
    if not value:
        raise PastedError("This object is empty; paste the text of a config.json.")
    for kind in _KINDS:
        if any(all(key in value for key in keys.split("+")) for keys in kind.keys.split()):
            raise PastedError(kind.sentence)
    if "general.architecture" in value or isinstance(value.get("model_info"), Mapping):
        raise PastedError(
            "This is the metadata of a GGUF file without its tensors; use the file itself, chosen"
            f" or dropped, or {_ITS}."
        )
    inner = [key for key, one in value.items() if isinstance(one, Mapping) and "model_type" in one]
    if len(inner) == 1:
        raise PastedError(
            f"A config.json is in {describe(inner[0])}; paste what that holds, alone."
        )
    if len(value) > 100 and all(type(one) is int for one in value.values()):
        raise PastedError("This is the vocabulary of a tokenizer; use the config.json beside it.")


def _adapter(kind: object) -> str:
    return "a LoRA" if kind == "LORA" else f"the kind {describe(kind)}"
