"""Reads the `quantization_config` of a config.json: number formats, and what stays in 16 bits.

Sizes are those that the named tools write. Sources: transformers, utils/quantization_config.py and
integrations/; AutoAWQ, awq/modules/linear/gemm.py; GPTQModel; compressed-tensors; bitsandbytes;
NVIDIA ModelOpt's unified checkpoints; AQLM, aqlm/inference.py; HQQ; MLX,
mlx/nn/layers/quantized.py.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from calc.llm.architecture import Stored
from calc.llm.config_fields import Fields, alternatives
from calc.llm.errors import describe
from calc.llm.module_names import Patterns, Syntax
from calc.llm.quantization import NotWeighed, NumberFormat, Quantised, Scheme

MAX_NAMES = 300_000
"""Limit of the length of a list of modules; Kimi K2 has 70,000 expert matrices."""
MAX_GROUP = 1_000_000
"""Limit of the sizes of groups and blocks."""

MXFP4 = NumberFormat(bits=4, rows=1, columns=32, scale=1)
NO_LIST = (
    "The config names no modules that stay as they are; embedding, head, norms and routers were"
    " taken to."
)

HARMLESS = frozenset(
    """
    quant_method activation_scheme fmt dequantize quantization_status global_compression_ratio
    kv_cache_scheme producer version_number static_groups true_sequential damp_percent desc_act sym
    act_group_aware model_name_or_path model_file_base_name meta quantizer tokenizer dataset
    batch_size pad_token_id max_input_length cache_block_outputs backend use_exllama exllama_config
    use_cuda_fp16 max_seq_len model_seqlen block_name_to_quantize disable_exllama do_fuse
    module_name_preceding_first_block modules_to_fuse fuse_max_seq_len damp_auto_increment mse
    _load_in_4bit _load_in_8bit bnb_4bit_compute_dtype bnb_4bit_quant_storage llm_int8_threshold
    llm_int8_enable_fp32_cpu_offload llm_int8_has_fp16_weight run_compressed kv_cache_quant_algo
    use_optimized_inference activation_scale_ub untie_embedding_weights is_marlin_format
    """.split()  # noqa: SIM905
)
"""Keys that change no bytes of weights: how the weights were found, and how they are used."""


class _Unknown(Exception):
    """The bytes cannot be told; the text is the reason, a sentence."""


@dataclass(frozen=True, kw_only=True)
class _Found:
    """What a method's keys say."""

    label: str
    schemes: tuple[Scheme, ...]
    kept: Patterns | None = None
    """None if the config does not name what is kept."""
    kept_key: str = "modules_to_not_convert"
    head: bool = False
    embedding: bool = False
    experts_only: bool = False
    whole_experts: bool = True
    assumption: str = ""


def read(q: Fields, stored: Stored, kind: str, expert_dtype: object = None) -> Stored:
    """How a model of this `model_type` is stored, by its quantization_config.

    `stored` is what its `dtype` says.

    `expert_dtype` is the key of DeepSeek V4, which has it beside the quantization_config.

    Errors: ConfigError for a value that cannot be meant. A method or layout that is not known here
    is a `NotWeighed`.
    """
    if expert_dtype is not None and q.get("expert_dtype") is None:
        q = Fields({**q.values, "expert_dtype": expert_dtype}, q.path, q.reading)
    method = _method(q)
    try:
        found = METHODS.get(method, _no_method)(q, stored, kind)
    except _Unknown as error:
        for path, values in q.reading.objects.items():
            if path.startswith(q.path):
                q.reading.asked[path].update(values)
        return NotWeighed(
            format=method or "unknown",
            bytes_per_parameter=stored.bytes_per_parameter,
            reason=str(error),
        )
    q.ignore(*HARMLESS)
    assumptions = [found.assumption]
    if found.kept is None and not found.experts_only:
        assumptions.append(NO_LIST)
    return Quantised(
        format=found.label,
        bytes_per_parameter=stored.bytes_per_parameter,
        assumption=" ".join(filter(None, assumptions)),
        model_type=kind,
        method=method,
        schemes=found.schemes,
        kept=found.kept or Patterns(),
        kept_key=q.path + found.kept_key,
        head=found.head,
        embedding=found.embedding,
        experts_only=found.experts_only,
        whole_experts=found.whole_experts,
        layers_only=method in ("awq", "gptq"),
    )


def _method(q: Fields) -> str:
    """`quant_method`, or what the other keys are of."""
    method = q.get("quant_method")
    if method is None:
        if q.has("load_in_4bit", "load_in_8bit"):
            return "bitsandbytes"
        if q.has("quant_algo", "quantization"):
            return "modelopt"
        if q.has("group_size") and q.has("bits"):
            return "mlx"
        return ""
    if not isinstance(method, str):
        raise q.error("quant_method", f"{describe(method)} will not do; a name would.")
    return method.lower()


def _names(q: Fields, *keys: str) -> tuple[str, ...] | None:
    """A list of module names; None if all of the keys are absent or null."""
    for key in keys:
        value = q.get(key)
        if value is None:
            continue
        if not isinstance(value, list | tuple) or len(value) > MAX_NAMES:
            raise q.error(key, f"{describe(value)} will not do; a list of modules would.")
        for name in value:
            if not isinstance(name, str) or len(name) > 1000:
                raise q.error(key, f"{describe(name)} is not the name of a module.")
        return tuple(value)
    return None


def _patterns(names: tuple[str, ...] | None, syntax: Syntax = "plain") -> Patterns | None:
    return None if names is None else Patterns(names, syntax)


def _choice(q: Fields, key: str, known: Iterable[str], default: str) -> str:
    """One of these words, in any case. Errors: ConfigError."""
    if q.get(key) is None:
        q.assume(key, default)
        return default
    value, words = q.get(key), list(known)
    if not isinstance(value, str) or value.lower() not in words:
        raise q.error(key, f"{describe(value)} is not known here; use {alternatives(words)}.")
    return value.lower()


def _group(q: Fields, key: str = "group_size", default: int | None = 128) -> int | None:
    """Weights of a row that share a scale; None for the whole row, which is −1 in a config."""
    size = q.optional_integer(key, default=default, minimum=-1, maximum=MAX_GROUP)
    if size == 0:
        raise q.error(key, "0 will not do; a number of weights, or -1 for a whole row, would.")
    return None if size in (None, -1) else size


def _everything(format: NumberFormat) -> tuple[Scheme, ...]:
    return (Scheme(format=format),)


def _grouped(bits: int, group: int | None, of: str = "a row") -> str:
    return f"{bits} bits in groups of {group or of}"


def _awq(q: Fields, stored: Stored, kind: str) -> _Found:
    """Packed weights, FP16 scales and packed zero points for each group of a row's weights."""
    q.flag("zero_point", default=True)
    if q.integer("bits", "w_bit", default=4, maximum=16) != 4:
        raise q.error("bits", f"{describe(q.get('bits'))} will not do; AWQ has 4.")
    layout = q.get("version") or q.get("format") or "gemm"
    if not isinstance(layout, str):
        raise q.error("version", f'{describe(layout)} will not do; "gemm" would.')
    if layout.lower() not in ("gemm", "awq"):
        raise _Unknown(f"the layout {describe(layout)} of AWQ is not counted; only gemm is.")
    group = _group(q)
    format = NumberFormat(bits=4, rows=1, columns=group, scale=2, zero_bits=4)
    return _Found(
        label=f"AWQ, {_grouped(4, group)}",
        schemes=_everything(format),
        kept=_patterns(_names(q, "modules_to_not_convert")),
        whole_experts=False,
    )


def _gptq(q: Fields, stored: Stored, kind: str) -> _Found:
    """As AWQ, and the group of each input (g_idx)."""
    for key in ("checkpoint_format", "format"):
        layout = q.get(key)
        if layout is None:
            continue
        if not isinstance(layout, str):
            raise q.error(key, f'{describe(layout)} will not do; "gptq" would.')
        if layout.lower() not in ("gptq", "gptq_v2"):
            raise _Unknown(f"the layout {describe(layout)} of GPTQ is not counted; only gptq is.")
    if not q.has("bits"):
        raise _Unknown("its quantization_config does not say how many bits it has.")
    bits, group = _bits(q), _group(q)
    schemes: list[Scheme] = []
    kept: list[str] = []
    rules = q.get("dynamic")
    if rules is not None and not isinstance(rules, Mapping):
        raise q.error("dynamic", f"{describe(rules)} will not do; an object would.")
    dynamic = q.nested("dynamic")
    for pattern in dynamic.values:
        if not isinstance(pattern, str):
            raise q.error("dynamic", f"{describe(pattern)} is not a pattern.")
        if pattern.startswith("-:"):
            dynamic.ignore(pattern)
            kept.append("re:" + pattern[2:])
            continue
        own = dynamic.nested(pattern)
        own.ignore("desc_act", "sym", "damp_percent", "mse")
        width = _bits(own) if own.has("bits") else bits
        size = _group(own) if own.has("group_size") else group
        targets = Patterns(["re:" + pattern.removeprefix("+:")])
        schemes.append(Scheme(format=_gptq_format(width, size), targets=targets))
    only = _inside(q)
    everything = Scheme(format=_gptq_format(bits, group), targets=only)
    return _Found(
        label=f"GPTQ, {_grouped(bits, group)}",
        schemes=(*schemes, everything),
        kept=Patterns(kept) if kept or only else None,
        kept_key="dynamic",
        head=q.flag("lm_head", default=False, null=False),
        whole_experts=False,
        assumption="Some tools add biases of zeros to GPTQ files; these are not counted.",
    )


def _bits(q: Fields) -> int:
    bits = q.integer("bits", default=4, maximum=16)
    if bits not in (2, 3, 4, 8):
        raise q.error("bits", f"{bits} will not do; 2, 3, 4 or 8 would.")
    return bits


def _gptq_format(bits: int, group: int | None) -> NumberFormat:
    return NumberFormat(
        bits=bits, rows=1, columns=group, scale=2, zero_bits=bits, per_input=4, uneven=True
    )


def _inside(q: Fields) -> Patterns | None:
    """The modules that `modules_in_block_to_quantize` lists, in lists of lists."""
    value = q.get("modules_in_block_to_quantize")
    if value is None:
        return None
    groups = value if isinstance(value, list | tuple) else [value]
    every = [name for group in groups for name in (group if isinstance(group, list) else [group])]
    names = [name for name in every if isinstance(name, str)]
    if len(names) < len(every) or len(names) > MAX_NAMES:
        raise q.error("modules_in_block_to_quantize", "it must be lists of modules.")
    return Patterns(names)


def _fp8(q: Fields, stored: Stored, kind: str) -> _Found:
    """FP8 with a scale for each block of rows and columns, or for each matrix."""
    scheme = _choice(q, "activation_scheme", ("dynamic", "static"), "dynamic")
    if _names(q, "modules_to_convert"):
        raise _Unknown("it has embeddings in FP8 (modules_to_convert), which are not counted.")
    block = _block(q, "weight_block_size", None if scheme == "static" else (128, 128))
    scale, said = 4, "FP32, as in DeepSeek-V3"
    if kind.startswith("qwen"):
        scale, said = 2, "BF16, as in Qwen3"
    # V3.1 says ue8m0 too; its scales are powers of two, but stored in FP32.
    ue8m0 = (
        _choice(q, "scale_fmt", ("float", "ue8m0"), "float") == "ue8m0"
        if q.has("scale_fmt")
        else False
    )
    if ue8m0 and kind not in ("deepseek_v3", "deepseek_v32"):
        scale, said = 1, "8-bit powers of two (ue8m0)"
    static = 4 * (scheme == "static")
    if block is None:
        format, label = NumberFormat(bits=8, scale=4, per_matrix=static), "one scale a matrix"
        said = "FP32, one for each matrix"
    else:
        rows, columns = block
        format = NumberFormat(
            bits=8, rows=rows, columns=columns, scale=scale, uneven=True, per_matrix=static
        )
        label = f"blocks of {rows} × {columns}"
    schemes = _everything(format)
    if q.has("expert_dtype") and _choice(q, "expert_dtype", ("fp8", "fp4"), "fp8") == "fp4":
        # Two numbers a byte, and for each 32 of a row a scale of the same kind as the others.
        fp4 = replace(MXFP4, scale=scale)
        schemes = (Scheme(format=fp4, targets=Patterns(["experts"])), *schemes)
        label += ", experts in FP4"
    return _Found(
        label=f"FP8, {label}",
        schemes=schemes,
        kept=_patterns(_names(q, "modules_to_not_convert", "ignored_layers")),
        head=_lists_head(q, "modules_to_not_convert", "ignored_layers"),
        assumption=f"Scales were taken to be {said}.",
    )


def _lists_head(q: Fields, *keys: str) -> bool:
    """Whether the head is quantised: a list without it was made to be complete."""
    return any(q.values.get(key) for key in keys)


def _block(q: Fields, key: str, default: tuple[int, int] | None) -> tuple[int, int] | None:
    if key not in q.values:
        q.assume(key, None if default is None else list(default))
        return default
    value = q.get(key)
    if value is None:
        return None
    sizes = list(value) if isinstance(value, list | tuple) else []
    if len(sizes) != 2 or not all(type(n) is int and 1 <= n <= MAX_GROUP for n in sizes):
        raise q.error(key, f"{describe(value)} will not do; a list such as [128, 128] would.")
    return sizes[0], sizes[1]


def _fbgemm(q: Fields, stored: Stored, kind: str) -> _Found:
    names = _names(q, "modules_to_not_convert")
    return _Found(
        label="FP8, one scale a row",
        schemes=_everything(NumberFormat(bits=8, rows=1, scale=4)),
        kept=_patterns(names),
        head=bool(names),
        assumption="Scales were taken to be FP32.",
    )


def _mxfp4(q: Fields, stored: Stored, kind: str) -> _Found:
    """gpt-oss: the experts' matrices in FP4 with a power of two for each 32 weights of a row."""
    if kind != "gpt_oss":
        raise _Unknown("MXFP4 is known here in gpt-oss only.")
    return _Found(
        label="MXFP4 experts",
        schemes=_everything(MXFP4),
        kept=_patterns(_names(q, "modules_to_not_convert")),
        experts_only=True,
    )


def _modelopt(q: Fields, stored: Stored, kind: str) -> _Found:
    """NVIDIA's checkpoints, in NVFP4 or FP8; also the text of their hf_quant_config.json."""
    inner = q.nested("quantization") if q.has("quantization") else q
    if inner is not q:
        inner.ignore(*HARMLESS)
    default = "NVFP4" if q.get("quant_method") in ("nvfp4", "modelopt_fp4") else None
    algorithm = inner.get("quant_algo") or default
    inner.ignore("config_groups")
    if algorithm is None:
        raise _Unknown("its quantization_config names no quant_algo.")
    if not isinstance(algorithm, str):
        raise inner.error("quant_algo", f'{describe(algorithm)} will not do; "NVFP4" would.')
    if algorithm.upper() == "NVFP4":
        group = _group(inner, default=16) if inner.has("group_size") else 16
        format = NumberFormat(bits=4, rows=1, columns=group, scale=1, per_matrix=8)
        label = f"NVFP4, {_grouped(4, group)}"
    elif algorithm.upper() == "FP8":
        format, label = NumberFormat(bits=8, scale=4, per_matrix=4), "FP8, one scale a matrix"
    else:
        raise _Unknown(f"ModelOpt's {describe(algorithm)} is not counted; NVFP4 and FP8 are.")
    keys = ("ignore", "exclude_modules", "modules_to_not_convert")
    names = _names(inner, *keys)
    return _Found(
        label=label,
        schemes=_everything(format),
        kept=_patterns(names, "glob"),
        kept_key=next((key for key in keys if key in inner.values), keys[0]),
        head=names is not None,
        assumption=_cache_scales(inner),
    )


def _cache_scales(q: Fields) -> str:
    if q.values.get("kv_cache_scheme") or q.values.get("kv_cache_quant_algo"):
        return "Scales for the cache, a few bytes a layer, are not counted."
    return ""


def _bitsandbytes(q: Fields, stored: Stored, kind: str) -> _Found:
    """NF4 or FP4 with an FP32 scale for each 64 weights, or 8 bits with one for each row."""
    four = _either(q, "load_in_4bit")
    eight = _either(q, "load_in_8bit")
    if four and eight:
        raise q.error("load_in_8bit", "it contradicts load_in_4bit; keep one of the two.")
    names = _names(q, "llm_int8_skip_modules", "modules_to_not_convert")
    if not four and not eight:
        raise _Unknown("neither load_in_4bit nor load_in_8bit of its quantization_config is true.")
    said = "Experts were taken to be quantised one by one, as before transformers 5."
    if eight:
        format = NumberFormat(bits=8, rows=1, scale=4, per_matrix=1)
        label = "INT8, one scale a row"
    else:
        kind4 = _choice(q, "bnb_4bit_quant_type", ("fp4", "nf4"), "fp4")
        nested = q.flag("bnb_4bit_use_double_quant", default=False)
        format = NumberFormat(bits=4, columns=64, scale=4, flat=True, nested=nested, uneven=True)
        label = f"{kind4.upper()}, {_grouped(4, 64)}" + ", scales in 8 bits" * nested
        said += " The tables and texts beside each matrix, some kB, are not counted."
    return _Found(
        label=label,
        schemes=_everything(format),
        kept=_patterns(names),
        kept_key="llm_int8_skip_modules",
        head=bool(names),
        whole_experts=False,
        assumption=said,
    )


def _either(q: Fields, key: str) -> bool:
    """A flag whose name may have an underscore before it."""
    own = f"_{key}"
    return q.flag(key if key in q.values else own, default=False, null=False)


def _compressed(q: Fields, stored: Stored, kind: str) -> _Found:
    """compressed-tensors: groups of modules, each with its format."""
    sparsity = q.nested("sparsity_config")
    if sparsity.get("format") not in (None, "dense"):
        raise _Unknown("it is sparse, and sparse layouts are not counted.")
    sparsity.ignore(*sparsity.values)
    if q.get("transform_config"):
        raise _Unknown("its weights are transformed (transform_config), which is not counted.")
    groups = q.nested("config_groups")
    if not groups.values:
        raise _Unknown("its quantization_config has no config_groups.")
    default = _layout(q, None)
    some, everything, labels = [], [], []
    for name in groups.values:
        if not isinstance(name, str):
            raise groups.error(str(name), "the key must be a text.")
        group = groups.nested(name)
        group.ignore("output_activations", *HARMLESS)
        label, format = _group_format(group, _layout(group, default), stored)
        labels.append(label)
        targets = _names(group, "targets")
        if targets is None or "Linear" in targets:
            everything.append(Scheme(format=format))
        else:
            some.append(Scheme(format=format, targets=Patterns(targets)))
    names = _names(q, "ignore")
    return _Found(
        label=" and ".join(dict.fromkeys(labels)),
        schemes=(*some, *everything),
        kept=Patterns(names or ()),
        kept_key="ignore",
        head=True,
        assumption=" ".join(
            filter(None, ["Routers were taken to stay as they are.", _cache_scales(q)])
        ),
    )


LAYOUTS = (
    "dense",
    "pack-quantized",
    "int-quantized",
    "float-quantized",
    "naive-quantized",
    "nvfp4-pack-quantized",
    "mxfp4-pack-quantized",
)
"""Values of `format` that are counted."""


def _layout(q: Fields, default: str | None) -> str | None:
    layout = q.get("format")
    if layout is None:
        return default
    if not isinstance(layout, str):
        raise q.error("format", f'{describe(layout)} will not do; "pack-quantized" would.')
    if layout in ("mixed-precision", "dense"):
        return None if layout == "mixed-precision" else layout
    if layout not in LAYOUTS:
        raise _Unknown(f"the layout {describe(layout)} of compressed-tensors is not counted.")
    return layout


def _group_format(
    group: Fields, layout: str | None, stored: Stored
) -> tuple[str, NumberFormat | None]:
    """The name and the format of the weights of a group."""
    w, inputs = group.nested("weights"), group.nested("input_activations")
    w.ignore(*w.values)
    inputs.ignore(*inputs.values)
    if not w.values or layout == "dense":
        return stored.format, None
    bits = w.integer("num_bits", default=8, maximum=16)
    if bits not in (2, 3, 4, 8):
        raise w.error("num_bits", f"{bits} will not do; 2, 3, 4 or 8 would.")
    kind = _choice(w, "type", ("int", "float"), "int")
    size = _group(w) if w.has("group_size") else None
    strategies = ("tensor", "channel", "group", "block", "tensor_group", "token")
    usual = "group" if size else "channel" if w.get("group_size") == -1 else "tensor"
    strategy = _choice(w, "strategy", strategies, usual)
    symmetric = w.flag("symmetric", default=True)
    static = bool(inputs.values) and not inputs.get("dynamic")
    b = stored.bytes_per_parameter
    if kind == "float" and bits == 4:
        if layout not in (None, "nvfp4-pack-quantized", "mxfp4-pack-quantized"):
            raise _Unknown(f"4-bit floats in the layout {describe(layout)} are not counted.")
        if layout == "mxfp4-pack-quantized" or size == 32:
            return "MXFP4", MXFP4
        per_matrix = 4 + 4 * bool(inputs.values)
        return "NVFP4", NumberFormat(
            bits=4, rows=1, columns=size or 16, scale=1, per_matrix=per_matrix
        )
    if kind == "float" and bits != 8:
        raise _Unknown(f"floats of {bits} bits are not counted.")
    name = "FP8" if kind == "float" else f"INT{bits}"
    zero = 0 if symmetric else bits
    packed = layout == "pack-quantized" or (layout is None and bits < 8)
    format = NumberFormat(bits=bits, scale=b, zero_bits=zero, per_matrix=static * b, uneven=True)
    if packed:  # two 64-bit numbers say the shape
        format = replace(format, per_matrix=16 + static * b)
        if w.get("actorder") in ("group", True):
            format = replace(format, per_input=4)
    elif bits < 8:
        raise _Unknown(f"{bits} bits in the layout {describe(layout)} are not counted.")
    if strategy == "block":
        block = _block(w, "block_structure", None)
        if block is None:
            raise w.error("block_structure", "it is missing; add a list such as [128, 128].")
        format = replace(format, rows=block[0], columns=block[1])
        return f"{name}, blocks of {block[0]} × {block[1]}", format
    if strategy == "tensor":
        return f"{name}, one scale a matrix", format
    if strategy in ("channel", "token"):
        return f"{name}, one scale a row", replace(format, rows=1)
    if size is None:
        raise w.error("group_size", "it is missing for groups; add a number such as 128.")
    return f"{name}, {_grouped(bits, size)}", replace(format, rows=1, columns=size)


def _torchao(q: Fields, stored: Stored, kind: str) -> _Found:
    """PyTorch's own: INT4 in groups, INT8 or FP8 with a scale for each row."""
    if q.flag("include_input_output_embeddings", default=False):
        raise _Unknown("its embeddings are quantised, which is not counted.")
    given = q.get("quant_type")
    if isinstance(given, str):
        name = given
        options = q.nested("quant_type_kwargs")
    elif given is None:
        raise _Unknown("its quantization_config names no quant_type.")
    else:
        inner = q.nested("quant_type")
        default = inner.nested("default")
        default.ignore("_version")
        inner.ignore(*inner.values)
        if not isinstance(default.get("_type"), str):
            raise inner.error("default._type", 'it is missing; add "Int4WeightOnlyConfig".')
        name, options = str(default.get("_type")), default.nested("_data")
    options.ignore(*options.values)
    plain = name.removesuffix("Config").replace("_", "").lower()
    b = stored.bytes_per_parameter
    if plain == "int4weightonly":
        group = _group(options)
        format = NumberFormat(bits=4, rows=1, columns=group, scale=4)
        label, said = f"INT4, {_grouped(4, group)}", "a BF16 scale and zero point for each group"
    elif plain in ("int8weightonly", "int8dynamicactivationint8weight"):
        format, label, said = NumberFormat(bits=8, rows=1, scale=b), "INT8", "one for each row"
    elif plain in ("float8weightonly", "float8dynamicactivationfloat8weight"):
        format, label, said = NumberFormat(bits=8, rows=1, scale=4), "FP8", "FP32, one a row"
    else:
        raise _Unknown(f"torchao's {describe(name)} is not counted.")
    return _Found(
        label=f"torchao {label}",
        schemes=_everything(format),
        kept=_patterns(_names(q, "modules_to_not_convert")),
        whole_experts=False,
        assumption=f"Scales were taken to be {said}; versions of torchao differ in them.",
    )


def _bitnet(q: Fields, stored: Stored, kind: str) -> _Found:
    """Four ternary weights a byte and one scale, or, as "autobitlinear", weights in 16 bits."""
    linear = _choice(q, "linear_class", ("bitlinear", "autobitlinear"), "bitlinear")
    mode = _choice(q, "quantization_mode", ("offline", "online"), "offline")
    if q.get("use_rms_norm"):
        raise _Unknown(
            "its matrices have norms of their own (use_rms_norm), which are not counted."
        )
    q.ignore("rms_norm_eps")
    b, packed = stored.bytes_per_parameter, linear == "bitlinear"
    scale = 0 if mode == "online" and not packed else b
    return _Found(
        label="BitNet, 2 bits" if packed else f"BitNet, {stored.format}",
        schemes=_everything(NumberFormat(bits=2 if packed else 8 * b, scale=scale)),
        kept=_patterns(_names(q, "modules_to_not_convert")),
        head=_lists_head(q, "modules_to_not_convert"),
        whole_experts=False,
    )


def _eetq(q: Fields, stored: Stored, kind: str) -> _Found:
    _choice(q, "weights", ("int8",), "int8")
    names = _names(q, "modules_to_not_convert")
    return _Found(
        label="EETQ, INT8, one scale a row",
        schemes=_everything(NumberFormat(bits=8, rows=1, scale=2)),
        kept=_patterns(names),
        head=bool(names),
        whole_experts=False,
    )


def _hqq(q: Fields, stored: Stored, kind: str) -> _Found:
    """A scale and a zero point, as wide as the model's numbers, for each group of weights."""
    settings = q.nested("quant_config")
    if not settings.has("weight_quant_params"):
        raise _Unknown("its quant_config has other bits for some layers, which is not counted.")
    weights = settings.nested("weight_quant_params")
    for name in ("scale_quant_params", "zero_quant_params", "offload_meta"):
        if settings.get(name):
            raise _Unknown(f"its scales are quantised or elsewhere ({name}), which is not counted.")
    bits = weights.integer("nbits", default=4, maximum=16)
    if bits not in (1, 2, 4, 8):
        raise _Unknown(f"HQQ with {bits} bits is not counted; 1, 2, 4 and 8 are.")
    group = weights.optional_integer("group_size", default=64, maximum=MAX_GROUP)
    weights.ignore("channel_wise", "optimize", "round_zero", "axis", "view_as_float")
    for flag in ("quant_zero", "quant_scale"):
        if weights.get(flag):
            raise _Unknown(f"its {flag} is true, which is not counted.")
    if group is None:
        raise _Unknown("its scales are for whole rows or columns, which is not counted.")
    names = _names(q, "skip_modules")
    format = NumberFormat(bits=bits, columns=group, scale=2 * stored.bytes_per_parameter, flat=True)
    return _Found(
        label=f"HQQ, {_grouped(bits, group)}",
        schemes=_everything(format),
        kept=_patterns(names),
        kept_key="skip_modules",
        head=names is not None,
        whole_experts=False,
        assumption="Settings stored beside each matrix, some numbers, are not counted.",
    )


def _aqlm(q: Fields, stored: Stored, kind: str) -> _Found:
    """Groups of weights as sums of vectors of codebooks, which each matrix has."""
    width = q.integer("in_group_size", default=8, maximum=1024)
    if q.integer("out_group_size", default=1, maximum=1024) != 1:
        raise _Unknown("its out_group_size is not 1, which is not counted.")
    books = q.integer("num_codebooks", default=1, maximum=64)
    each = q.integer("nbits_per_codebook", default=16, maximum=24)
    code = 8 if each <= 8 else 16 if each <= 16 else 32
    if books * code % width:
        raise _Unknown("its weights have no whole number of bits, which is not counted.")
    b = stored.bytes_per_parameter
    format = NumberFormat(
        bits=books * code // width, rows=1, scale=b, per_matrix=books * 2**each * width * b
    )
    return _Found(
        label=f"AQLM, {books} × {each} bits for {width} weights",
        schemes=_everything(format),
        kept=_patterns(_names(q, "linear_weights_not_to_quantize")),
        kept_key="linear_weights_not_to_quantize",
        head=_lists_head(q, "linear_weights_not_to_quantize"),
        whole_experts=False,
    )


def _higgs(q: Fields, stored: Stored, kind: str) -> _Found:
    """2 to 4 bits a weight, a scale for each group, and two tables for each matrix."""
    bits = q.integer("bits", default=4, maximum=16)
    if bits not in (2, 3, 4):
        raise q.error("bits", f"{bits} will not do; 2, 3 or 4 would.")
    if q.integer("p", default=2, maximum=16) not in (1, 2):
        raise q.error("p", "it must be 1 or 2.")
    group = q.integer("group_size", default=256, maximum=MAX_GROUP)
    q.ignore("hadamard_size", "tune_metadata")
    b = stored.bytes_per_parameter
    tables = (2**bits + 2 * (1 << 2 * bits)) * b
    return _Found(
        label=f"HIGGS, {_grouped(bits, group)}",
        schemes=_everything(
            NumberFormat(bits=bits, rows=1, columns=group, scale=b, per_matrix=tables)
        ),
        kept=_patterns(_names(q, "modules_to_not_convert")),
        head=_lists_head(q, "modules_to_not_convert"),
        whole_experts=False,
    )


def _mlx(q: Fields, stored: Stored, kind: str) -> _Found:
    """MLX: all matrices, embedding and head too, with scale and bias for each group of a row."""
    mode = _choice(q, "mode", ("affine", "mxfp4"), "affine")
    bits, group = q.integer("bits", default=4, maximum=16), _group(q, default=64)
    format = _mlx_format(q, bits, group, mode)
    schemes, kept = [], []
    for name in q.values:
        if not isinstance(name, str) or name in ("mode", "bits", "group_size", *HARMLESS):
            continue
        value = q.get(name)
        if value is False:
            kept.append(name)
        elif isinstance(value, Mapping):
            own = q.nested(name)
            own.ignore("mode")
            width = own.integer("bits", default=bits, maximum=16)
            changed = _mlx_format(own, width, _group(own, default=group), mode)
            schemes.append(Scheme(format=changed, targets=Patterns([name])))
    return _Found(
        label=f"MLX, {_grouped(bits, group)}" if mode == "affine" else "MLX, MXFP4",
        schemes=(*schemes, *_everything(format)),
        kept=Patterns(kept),
        head=True,
        embedding=True,
        assumption="Scales and biases were taken to be in 16 bits." if mode == "affine" else "",
    )


def _mlx_format(q: Fields, bits: int, group: int | None, mode: str) -> NumberFormat:
    if bits not in (2, 3, 4, 5, 6, 8) or group is None:
        raise q.error("bits", f"{bits} will not do; 2, 3, 4, 5, 6 or 8 would.")
    return NumberFormat(bits=bits, rows=1, columns=group, scale=4 if mode == "affine" else 1)


def _no_method(q: Fields, stored: Stored, kind: str) -> _Found:
    given = q.get("quant_method")
    said = f"the method {describe(given)} is" if given else "without quant_method, it is"
    if given in ON_LOADING:
        raise _Unknown(f"{said} one that quantises a checkpoint in 16 bits when it is loaded.")
    raise _Unknown(f"{said} not counted; {alternatives(list(METHODS))} would be.")


ON_LOADING = ("quanto", "sinq")
"""Methods of which transformers saves no quantised weights."""


METHODS: dict[str, Callable[[Fields, Stored, str], _Found]] = {
    "awq": _awq,
    "gptq": _gptq,
    "fp8": _fp8,
    "fbgemm_fp8": _fbgemm,
    "mxfp4": _mxfp4,
    "modelopt": _modelopt,
    "modelopt_fp4": _modelopt,
    "nvfp4": _modelopt,
    "bitsandbytes": _bitsandbytes,
    "compressed-tensors": _compressed,
    "torchao": _torchao,
    "bitnet": _bitnet,
    "eetq": _eetq,
    "hqq": _hqq,
    "aqlm": _aqlm,
    "higgs": _higgs,
    "mlx": _mlx,
}
"""`quant_method` → what reads its keys."""
