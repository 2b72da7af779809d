"""Writes GGUF files of models of transformers with llama.cpp's own package, in an environment of
its own; `test_gguf` reads them.

    python tests/verify/gguf_worker.py        one question and one answer per line, as JSON

A question is {"config": a config.json, "arch": name of llama.cpp's architecture, "file": path}, and
"big_endian" if the file is for such machines. The
tensors are those of the class, with names by the table of the package `gguf`, where experts are one
tensor and halves of a matrix are apart; the metadata are what llama.cpp's converters write. It
imports nothing of this project.
"""

# What it imports is in an environment of its own.
# mypy: ignore-errors

import json
import os
import sys
import warnings

os.environ.update(TRANSFORMERS_VERBOSITY="error", HF_HUB_OFFLINE="1", OMP_NUM_THREADS="1")
warnings.filterwarnings("ignore")

import gguf  # noqa: E402 -- after what they read at import
import numpy  # noqa: E402
import torch  # noqa: E402
import transformers  # noqa: E402


def build(given):
    """The model of a config.json, its weights without values, and its configuration."""
    given = dict(given)
    config = transformers.AutoConfig.for_model(given.pop("model_type"), **given)
    with torch.device("meta"):
        return transformers.AutoModelForCausalLM.from_config(config), config


def tensors(model, arch, layers):
    """Names of llama.cpp and shapes, the contiguous dimension last."""
    table = gguf.get_tensor_name_map(arch, layers)
    found = {}
    for name, value in model.named_parameters():
        for part, shape in parts(name, tuple(value.shape), model.config):
            known = table.get_name(part, try_suffixes=(".weight", ".bias"))
            if known is None:
                raise KeyError(f"llama.cpp has no name for {part}")
            if known in found:
                raise KeyError(f"two tensors are called {known}")
            found[known] = shape
    for name, buffer in model.named_buffers():
        if name.endswith("e_score_correction_bias"):
            stem = name.removesuffix("_bias")
            known = table.get_name(stem) or table.get_name(stem.replace("gate.", ""))
            found[f"{known}.bias"] = tuple(buffer.shape)
    return found


def parts(name, shape, config):
    """What a converter makes of a parameter: itself, or several tensors."""
    if name.endswith(("experts.gate_up_proj", "experts.gate_up_proj_bias")):
        # Both matrices of all experts are one parameter: [E, 2f, d], in gpt-oss [E, d, 2f].
        bias = ".bias" if name.endswith("_bias") else ".weight"
        stem = name.removesuffix("_bias").removesuffix("gate_up_proj")
        if bias == ".bias":
            half = (shape[0], shape[1] // 2)
        elif shape[2] == config.hidden_size and shape[1] != config.hidden_size:
            half = (shape[0], shape[1] // 2, shape[2])
        else:
            half = (shape[0], shape[2] // 2, shape[1])
        gate, up = ("w1", "w3") if "block_sparse_moe" in name else ("gate_proj", "up_proj")
        return [(f"{stem}{gate}{bias}", half), (f"{stem}{up}{bias}", half)]
    if name.endswith("experts.down_proj"):
        down = "w2" if "block_sparse_moe" in name else "down_proj"
        return [(f"{name.removesuffix('down_proj')}{down}.weight", shape)]
    if name.endswith("experts.down_proj_bias"):
        return [(f"{name.removesuffix('_bias')}.bias", shape)]
    if name.endswith("block_sparse_moe.router.weight"):
        return [(name.replace("router.weight", "router.layer.weight"), shape)]
    if name.endswith("self_attn.sinks"):
        return [(f"{name}.weight", shape)]
    if name.endswith("kv_b_proj.weight"):
        stem, n = name.removesuffix("kv_b_proj.weight"), config.num_attention_heads
        k, v, c = config.qk_nope_head_dim, config.v_head_dim, shape[1]
        return [(f"{stem}k_b_proj.weight", (n, c, k)), (f"{stem}v_b_proj.weight", (n, v, c))]
    return [(name, shape)]


def metadata(writer, config, arch):
    """What converters write for every text model, and for the architectures that are tried here."""

    def put(add, *names):
        value = next((v for name in names if (v := getattr(config, name, None)) is not None), None)
        if value is not None and not isinstance(value, (list, str)):
            add(value)

    layers = config.num_hidden_layers
    writer.add_block_count(layers)
    put(writer.add_context_length, "max_position_embeddings")
    put(writer.add_embedding_length, "hidden_size")
    put(writer.add_feed_forward_length, "intermediate_size_mlp", "intermediate_size")
    put(writer.add_head_count, "num_attention_heads")
    put(writer.add_head_count_kv, "num_key_value_heads")
    put(writer.add_layer_norm_rms_eps, "rms_norm_eps")
    put(writer.add_expert_count, "num_local_experts", "num_experts", "n_routed_experts")
    put(writer.add_expert_used_count, "num_experts_per_tok", "num_experts_per_token")
    put(writer.add_vocab_size, "vocab_size")
    writer.add_rope_freq_base(10000.0)
    if arch == "deepseek2":
        put(writer.add_q_lora_rank, "q_lora_rank")
        put(writer.add_kv_lora_rank, "kv_lora_rank")
        writer.add_key_length(config.kv_lora_rank + config.qk_rope_head_dim)
        writer.add_value_length(config.kv_lora_rank)
        writer.add_key_length_mla(config.qk_nope_head_dim + config.qk_rope_head_dim)
        writer.add_value_length_mla(config.v_head_dim)
        writer.add_rope_dimension_count(config.qk_rope_head_dim)
    elif getattr(config, "head_dim", None):
        writer.add_key_length(config.head_dim)
        writer.add_value_length(config.head_dim)
    put(writer.add_expert_feed_forward_length, "moe_intermediate_size")
    if arch in ("gpt-oss", "llama4", "minimax-m2"):
        put(writer.add_expert_feed_forward_length, "intermediate_size")
    put(writer.add_expert_shared_count, "n_shared_experts")
    put(writer.add_expert_shared_feed_forward_length, "shared_expert_intermediate_size")
    put(writer.add_leading_dense_block_count, "first_k_dense_replace")
    put(writer.add_interleave_moe_layer_step, "interleave_moe_layer_step")
    put(writer.add_sliding_window, "sliding_window")
    if config.model_type == "deepseek_v3":
        writer.add_expert_gating_func(gguf.ExpertGatingFuncType.SIGMOID)


def write(config, arch, file, big_endian=False):
    """Writes the file; the parameters that it has by the class, and of each kind of tensor."""
    kind = next(one for one, name in gguf.MODEL_ARCH_NAMES.items() if name == arch)
    model, config = build(config)
    found = tensors(model, kind, config.num_hidden_layers)
    endian = gguf.GGUFEndian.BIG if big_endian else gguf.GGUFEndian.LITTLE
    writer = gguf.GGUFWriter(file, arch, endianess=endian)
    metadata(writer, config, arch)
    writer.add_token_list([f"token {i}" for i in range(config.vocab_size)])
    for name, shape in found.items():
        small = len(shape) == 1 or shape[-1] % 32
        if small:
            writer.add_tensor(name, numpy.zeros(shape, numpy.float32))
        else:
            kind = gguf.GGMLQuantizationType.Q8_0
            rows = gguf.quant_shape_to_byte_shape(shape, kind)
            writer.add_tensor(name, numpy.zeros(rows, numpy.uint8), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return {
        "parameters": sum(value.numel() for value in model.parameters()),
        "tensor_bytes": sum(one.n_bytes for one in gguf.GGUFReader(file).tensors),
    }


def formats():
    """Each number format by its number: name, values of a block, bytes of a block."""
    return {int(one): [one.name, *size] for one, size in gguf.GGML_QUANT_SIZES.items()}


def main():
    for line in sys.stdin:
        question = json.loads(line)
        try:
            answer = formats() if "formats" in question else write(**question)
        except Exception as error:  # noqa: BLE001 -- what a class or the package raises is an answer
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
