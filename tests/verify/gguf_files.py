"""Models as GGUF files, written by llama.cpp's own package and read here.

    python -m tests.verify.gguf_files        records the headers that `make test` reads

`gguf_worker` writes them, in the environment that `reference` installs.
"""

import base64
import json
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from calc.llm.gguf import architectures, binary
from tests.verify import reference

WORKER = Path(__file__).with_name("gguf_worker.py")
ROWS = Path(__file__).parents[1] / "llm" / "gguf" / "recorded.jsonl"

SMALL = {
    "hidden_size": 64,
    "num_hidden_layers": 3,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "intermediate_size": 96,
    "vocab_size": 160,
    "pad_token_id": 0,
}
EXPERTS = {
    "num_experts": 4,
    "num_local_experts": 4,
    "n_routed_experts": 4,
    "num_experts_per_tok": 2,
    "moe_intermediate_size": 32,
}
SPECIAL: dict[str, dict[str, Any]] = {
    "deepseek2": {
        "q_lora_rank": 24,
        "kv_lora_rank": 16,
        "qk_rope_head_dim": 8,
        "qk_nope_head_dim": 16,
        "v_head_dim": 32,
        "num_key_value_heads": 4,
        "n_group": 2,
        "topk_group": 1,
    },
    "dots1": {"n_group": 1, "topk_group": 1},
    "glm4moe": {"n_group": 1, "topk_group": 1, "use_qk_norm": True, "attention_bias": True},
    "llama": {"attention_bias": True, "mlp_bias": True},
    "llama4": {"intermediate_size_mlp": 128, "interleave_moe_layer_step": 2},
    "phi3": {"sliding_window": 50},
    "qwen2moe": {"shared_expert_intermediate_size": 48},
    "seed_oss": {"attention_bias": True, "attention_out_bias": False},
    "stablelm": {"use_qkv_bias": True},
}


def configs() -> Iterator[tuple[str, dict[str, Any]]]:
    """A small model of each architecture that is known: its name in llama.cpp, its config.json."""
    for name, kind in architectures.KINDS.items():
        config = SMALL | {"model_type": kind.model_type}
        if kind.keys.get("head_dim") != "":
            config["head_dim"] = 32
        config |= {key: value for key, value in EXPERTS.items() if key in kind.keys}
        if "n_shared_experts" in kind.keys:
            config |= {"n_shared_experts": 1, "first_k_dense_replace": 1}
        yield name, config | SPECIAL.get(name, {})


class Writer:
    """A process that writes files, one after the other."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def write(self, config: dict[str, Any], name: str, file: Path, **more: Any) -> dict[str, Any]:
        """Parameters of the class and bytes of the tensors; `error` if there can be no file."""
        arch = "llama" if name == "mixtral" else name
        return self.ask(config=config, arch=arch, file=str(file), **more)

    def ask(self, **question: Any) -> dict[str, Any]:
        """The answer of the process."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise reference.NoReferenceError(f"the writer of GGUF files died of {question}")
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def writer(python: Path | None = None) -> Iterator[Writer]:
    """A process of the Python that has transformers and llama.cpp's package."""
    with subprocess.Popen(
        [str(python or reference.environment()), str(WORKER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield Writer(process)
        finally:
            process.terminate()


def record(python: Path | None = None) -> None:
    """Write the headers of all small models, each as a row."""
    rows = []
    with writer(python) as models, tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "model.gguf")
        for name, config in configs():
            big = name == "gpt-oss"
            answer = models.write(config, name, file, big_endian=big)
            if "error" in answer:
                raise reference.NoReferenceError(f"{name}: {answer['error']}")
            content = file.read_bytes()
            header = binary.parse(content, len(content))
            packed = zlib.compress(content[: header.data_offset], 9)
            rows.append(
                {
                    "name": name,
                    "config": config,
                    **answer,
                    "size": len(content),
                    "header": base64.b64encode(packed).decode(),
                }
            )
    ROWS.parent.mkdir(exist_ok=True)
    ROWS.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    record()
