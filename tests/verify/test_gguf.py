"""GGUF files that llama.cpp's own package writes are read as the models that they are."""

import random
from pathlib import Path
from typing import Any

import pytest

from calc.llm import config, memory, parameters
from calc.llm.errors import ConfigError
from calc.llm.gguf import binary, ggml_types, reading
from tests.verify import gguf_files

pytestmark = pytest.mark.long

EACH = 8
"""Models of each architecture."""


def varied(given: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The same kind of model with other sizes and options."""
    heads = chance.choice((2, 4, 8))
    sizes: dict[str, Any] = {
        "hidden_size": 64 * chance.choice((1, 2, 3)) if heads != 8 else 128,
        "num_hidden_layers": chance.randint(1, 5),
        "num_attention_heads": heads,
        "num_key_value_heads": chance.choice((1, 2)),
        "intermediate_size": 32 * chance.randint(1, 6),
        "vocab_size": chance.choice((40, 96, 250)),
        "tie_word_embeddings": chance.random() < 0.5,
    }
    if "head_dim" in given:
        sizes["head_dim"] = chance.choice((16, 32, 48))
    if "kv_lora_rank" in given:
        sizes |= {"num_key_value_heads": heads, "kv_lora_rank": 8 * chance.randint(1, 4)}
        sizes |= {"q_lora_rank": chance.choice((None, 16, 40))}
    if "num_experts_per_tok" in given:
        sizes["num_experts_per_tok"] = chance.randint(1, 3)
    if "first_k_dense_replace" in given:
        sizes["first_k_dense_replace"] = chance.randint(0, 2)
    for option in ("attention_bias", "mlp_bias", "use_qk_norm", "use_qkv_bias"):
        if option in given:
            sizes[option] = chance.random() < 0.5
    return given | sizes


def test_files_are_the_models_of_their_configs(tmp_path: Path):
    chance, compared, refused = random.Random("GGUF"), 0, []
    with gguf_files.writer() as models:
        for name, given in gguf_files.configs():
            for _ in range(EACH):
                meant, file = varied(given, chance), tmp_path / "model.gguf"
                try:
                    expected = config.read(meant)
                except ConfigError:
                    continue
                answer = models.write(meant, name, file, big_endian=chance.random() < 0.2)
                if "error" in answer:
                    refused.append(f"{name}: {answer['error']}")
                    continue
                with file.open("rb") as content:
                    header = binary.read(content)
                found = reading.model(header)
                assert found == expected, meant
                assert parameters.total(found) == answer["parameters"], meant
                assert memory.weights(found) == answer["tensor_bytes"], meant
                assert header.file_bytes == header.size == file.stat().st_size
                compared += 1
    assert len(refused) < compared / 10, refused
    assert compared > 4 * len(list(gguf_files.configs()))


def test_every_number_format_has_the_bytes_that_the_package_says():
    with gguf_files.writer() as models:
        theirs = models.ask(formats=True)
    removed = {"Q4_0_4_4", "Q4_0_4_8", "Q4_0_8_8"}
    ours = {str(number): [o.name, o.values, o.bytes] for number, o in ggml_types.TYPES.items()}
    assert {n: o for n, o in ours.items() if o[0] not in removed} == theirs
