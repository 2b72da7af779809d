"""Names of the modules in a layer, and the patterns with which quantisation configs choose some.

Blocks name their matrices as Llama and DeepSeek do. `RENAMED` has the families whose checkpoints
have other names. Matrices that a checkpoint stores as one have one name there: Phi-3's
`self_attn.qkv_proj`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from calc.llm.blocks import Block, Matrix

_QKV = "self_attn.q_proj self_attn.k_proj self_attn.v_proj"


def _renamed(**names: str) -> dict[str, str]:
    """Names by what they replace; `qkv`, `o`, `gate_up`, `up` and `down` are short for these."""
    short = {
        "qkv": _QKV,
        "o": "self_attn.o_proj",
        "gate_up": "mlp.gate_proj mlp.up_proj",
        "up": "mlp.up_proj",
        "down": "mlp.down_proj",
    }
    return {old: new for key, new in names.items() for old in short[key].split()}


_W123 = {
    "mlp.experts.*.gate_proj": "block_sparse_moe.experts.*.w1",
    "mlp.experts.*.up_proj": "block_sparse_moe.experts.*.w3",
    "mlp.experts.*.down_proj": "block_sparse_moe.experts.*.w2",
    "mlp.": "block_sparse_moe.",
}
_FUSED_EXPERTS = {
    "mlp.experts.*.gate_proj": "mlp.experts.gate_up_proj",
    "mlp.experts.*.up_proj": "mlp.experts.gate_up_proj",
    "mlp.experts.*.": "mlp.experts.",
}
_LLAMA_4 = {
    "mlp.experts.*.gate_proj": "feed_forward.experts.gate_up_proj",
    "mlp.experts.*.up_proj": "feed_forward.experts.gate_up_proj",
    "mlp.experts.*.": "feed_forward.experts.",
    "mlp.shared_experts.": "feed_forward.shared_expert.",
    "mlp.gate": "feed_forward.router",
    "mlp.gate_proj": "feed_forward.gate_proj",
    "mlp.": "feed_forward.",
}
_DEEPSEEK_V4 = {
    **{f"self_attn.{name}_proj": f"attn.w{name}" for name in ("q_a", "q_b", "kv", "o_a", "o_b")},
    **{f"self_attn.compressor.{old}_proj": f"attn.compressor.w{old}" for old in ("kv", "gate")},
    **{
        f"self_attn.compressor.indexer.{old}_proj": f"attn.indexer.compressor.w{old}"
        for old in ("kv", "gate")
    },
    "self_attn.compressor.indexer.q_b_proj": "attn.indexer.wq_b",
    "self_attn.compressor.indexer.scorer.": "attn.indexer.",
    "attn_hc.fn": "hc_attn_fn",
    "ffn_hc.fn": "hc_ffn_fn",
    **{
        f"mlp.{experts}.{old}_proj": f"ffn.{experts}.{new}"
        for experts in ("experts.*", "shared_experts")
        for old, new in (("gate", "w1"), ("down", "w2"), ("up", "w3"))
    },
    "mlp.": "ffn.",
}
_OPT = _renamed(o="self_attn.out_proj", up="fc1", down="fc2")
_H_TO_4H = {"up": "mlp.dense_h_to_4h", "down": "mlp.dense_4h_to_h"}
_BLOOM = _renamed(qkv="self_attention.query_key_value", o="self_attention.dense", **_H_TO_4H)
_NEOX = _renamed(qkv="attention.query_key_value", o="attention.dense", **_H_TO_4H)
_FC = {"up": "mlp.fc_in", "down": "mlp.fc_out"}
_GPT2 = _renamed(qkv="attn.c_attn", o="attn.c_proj", up="mlp.c_fc", down="mlp.c_proj")
_GLM = _renamed(gate_up="mlp.gate_up_proj")
_MIXER = {"self_attn.": "mixer.", "mamba.": "mixer.", "mlp.": "mixer."}
_SHARED_EXPERT = {"mlp.shared_experts.": "mlp.shared_expert."}
_GATE_IN_QUERY = {"self_attn.gate_proj": "self_attn.q_proj"}

_NAMES: dict[str, dict[str, str]] = {
    "phi3 phi4_multimodal": _renamed(qkv="self_attn.qkv_proj", gate_up="mlp.gate_up_proj"),
    "glm glm4 glm4v glm4v_text glm46v glm_ocr glm_ocr_text glmga": _GLM,
    "phi": _renamed(o="self_attn.dense", up="mlp.fc1", down="mlp.fc2"),
    "nanochat": _renamed(up="mlp.fc1", down="mlp.fc2"),
    "starcoder2": _renamed(up="mlp.c_fc", down="mlp.c_proj"),
    "opt biogpt xglm": _OPT,
    "bloom falcon": _BLOOM,
    "gpt_neox gpt_neox_japanese": _NEOX,
    "persimmon": _renamed(qkv="self_attn.query_key_value", o="self_attn.dense", **_H_TO_4H),
    "gpt2 gpt_bigcode gpt-sw3 openai-gpt": _GPT2,
    "gptj": {**_renamed(o="attn.out_proj", **_FC), "self_attn.": "attn."},
    "codegen": _renamed(qkv="attn.qkv_proj", o="attn.out_proj", **_FC),
    "gpt_neo": {
        **_renamed(o="attn.attention.out_proj", up="mlp.c_fc", down="mlp.c_proj"),
        "self_attn.": "attn.attention.",
    },
    "ctrl": {
        **_renamed(o="multi_head_attention.dense", up="ffn.0", down="ffn.2"),
        **{f"self_attn.{x}_proj": f"multi_head_attention.W{x}" for x in "qkv"},
    },
    "modernbert-decoder": {
        **_renamed(o="attn.Wo", gate_up="mlp.Wi", down="mlp.Wo"),
        "self_attn.": "attn.",
    },
    "recurrent_gemma": {"self_attn.": "temporal_block.", "mlp.": "mlp_block."},
    "xlstm": {
        "mlp.gate_proj": "ffn.proj_up_gate",
        "mlp.up_proj": "ffn.proj_up",
        "mlp.down_proj": "ffn.proj_down",
    },
    "zamba": {"self_attn.": "shared_transf.self_attn.", "mlp.": "shared_transf.feed_forward."},
    "zamba2": {
        **_renamed(gate_up="shared_transformer.feed_forward.gate_up_proj"),
        **{f"{part}.": f"shared_transformer.{part}." for part in ("self_attn", "feed_forward")},
        "mlp.": "shared_transformer.feed_forward.",
    },
    "jetmoe": {
        **dict.fromkeys(("mlp.experts.*.gate_proj", "mlp.experts.*.up_proj"), "mlp.input_linear"),
        "mlp.experts.*.down_proj": "mlp.output_linear",
        "mlp.gate": "mlp.router.layer",
    },
    "afmoe": {"mlp.gate": "mlp.router.gate"},
    "mpt": _renamed(qkv="attn.Wqkv", o="attn.out_proj", up="ffn.up_proj", down="ffn.down_proj"),
    "mixtral minimax minimax_m2 phimoe": _W123,
    "deepseek_v4": _DEEPSEEK_V4,
    "gpt_oss": {"mlp.gate": "mlp.router", **_FUSED_EXPERTS},
    "dbrx": _FUSED_EXPERTS,
    "granitemoe granitemoeshared granitemoe_swa granitemoehybrid": {
        "mlp.experts.*.gate_proj": "block_sparse_moe.input_linear",
        "mlp.experts.*.up_proj": "block_sparse_moe.input_linear",
        "mlp.experts.*.down_proj": "block_sparse_moe.output_linear",
        "mlp.gate": "block_sparse_moe.router.layer",
        "mlp.shared_experts.gate_proj": "shared_mlp.input_linear",
        "mlp.shared_experts.up_proj": "shared_mlp.input_linear",
        "mlp.shared_experts.down_proj": "shared_mlp.output_linear",
    },
    "lfm2 lfm2_moe lfm3": {
        "self_attn.gate_proj": "self_attn.g_proj",
        "self_attn.o_proj": "self_attn.out_proj",
        "mlp.experts.*.gate_proj": "feed_forward.experts.*.w1",
        "mlp.experts.*.up_proj": "feed_forward.experts.*.w3",
        "mlp.experts.*.down_proj": "feed_forward.experts.*.w2",
        "mlp.gate_proj": "feed_forward.w1",
        "mlp.up_proj": "feed_forward.w3",
        "mlp.down_proj": "feed_forward.w2",
        "mlp.": "feed_forward.",
    },
    "llama4 llama4_text": _LLAMA_4,
    "qwen2_moe flint lara_mini": _SHARED_EXPERT,
    "qwen3_5 qwen3_5_text qwen3_5_moe qwen3_5_moe_text": {**_SHARED_EXPERT, **_GATE_IN_QUERY},
    "qwen3_next": {
        **_SHARED_EXPERT,
        **_GATE_IN_QUERY,
        "linear_attn.in_proj_qkv": "linear_attn.in_proj_qkvz",
        "linear_attn.in_proj_z": "linear_attn.in_proj_qkvz",
        "linear_attn.in_proj_b": "linear_attn.in_proj_ba",
        "linear_attn.in_proj_a": "linear_attn.in_proj_ba",
    },
    "nemotron_h mamba mamba2 falcon_mamba": _MIXER,
    "jamba bamba falcon_h1": {
        "mlp.gate_proj": "feed_forward.gate_proj",
        "mlp.gate": "feed_forward.router",
        "mlp.": "feed_forward.",
    },
    "longcat_flash": {
        "self_attn.": "self_attn.*.",
        **{f"mlp.{name}_proj": f"mlps.*.{name}_proj" for name in ("gate", "up", "down")},
        "mlp.gate": "mlp.router.classifier",
    },
    "inkling2 inkling2_text inkling2_loop inkling2_loop_text": {
        **{f"self_attn.{x}_proj": f"self_attn.{x}_proj.linear" for x in "qkvo"},
        "self_attn.gate_proj": "self_attn.o_proj.gate_proj",
        "self_attn.g_proj": "self_attn.sink_proj",
        "self_attn.r_proj": "self_attn.relative_position_bias.linear",
        "self_attn.rel_logits_proj.proj": "self_attn.relative_position_bias.proj",
    },
    "qwen4_exp qwen4_exp_text": {
        **_SHARED_EXPERT,
        **_GATE_IN_QUERY,
        "self_attn.indexer.q_proj": "self_attn.indexer.index_qk_proj",
        "self_attn.indexer.k_proj": "self_attn.indexer.index_qk_proj",
    },
    "zaya": {
        f"self_attn.{x}": f"self_attn.qkv_proj.{x}"
        for x in ("q_proj", "k_proj", "v_proj_current", "v_proj_delayed")
    },
    "glm5_next glm5_next_text": {
        f"self_attn.f_{x}_proj": f"self_attn.forget_gate.f_{x}_proj" for x in "ab"
    },
    "laguna bailing_hybrid dots3_note dots3_note_text": {"self_attn.gate_proj": "self_attn.g_proj"},
}

RENAMED = {kind: names for kinds, names in _NAMES.items() for kind in kinds.split()}
"""`model_type` → names, or beginnings of names, that its checkpoints have in place of others."""

_INKLING_2 = ("self_attn.rel_logits_proj.proj", "final_input.query")
_MESSAGES = tuple(
    f"{x}_message_gate.{gate}_gate_proj"
    for x in ("q", "k", "v", "mlp")
    for gate in ("forget", "message")
)
NO_MODULES = {
    "zamba": ("mamba.x_proj", "mamba.dt_proj"),
    "recurrent_gemma": ("temporal_block.rg_lru.",),
    **dict.fromkeys(
        ("inkling_text", "inkling_mm_model"),
        ("mlp.shared_experts.", "self_attn.rel_logits_proj.proj"),
    ),
    **dict.fromkeys(("inkling2", "inkling2_text"), _INKLING_2),
    **dict.fromkeys(("inkling2_loop", "inkling2_loop_text"), (*_INKLING_2, *_MESSAGES)),
    **dict.fromkeys(
        ("glm5_next", "glm5_next_text"), ("self_attn.indexer.index_kpool_compress_gate",)
    ),
}
"""Beginnings of the names of matrices that are in no module of their own, so that no method
quantises them."""

ROUTER_CORRECTION = frozenset(
    """
    deepseek_v3 kimi_k2 deepseek_v32 glm4_moe glm4v_moe glm4v_moe_text glm4_moe_lite glm_moe_dsa
    minimax_m2 kimi_linear nemotron_h longcat_flash dots1 exaone_moe axk1 bailing_hybrid hy_v3
    kolibri1 minimax_m3_vl minimax_m3_vl_text sarvam_mla sarvam_moe solar_open mimo_v2_flash
    dots3_note dots3_note_text hy_v4 hy_v4_vl hy_v4_vl_text glm5_next glm5_next_text step3p5
    step3p7 axk2 beam muse_spark muse_spark_text inkling_text inkling_mm_model inkling2
    inkling2_text inkling2_loop inkling2_loop_text
    """.split()  # noqa: SIM905
)
"""Families whose checkpoints have an FP32 correction for each routed expert, which is a buffer."""

ALL_OF_INDEXER = frozenset({"dots3_note", "dots3_note_text", "glm5_next", "glm5_next_text"})
"""Families whose indexers are quantised whole; others keep the weights of their heads."""

PREFIXES = (
    "model.layers.",
    "language_model.model.layers.",
    "model.language_model.layers.",
    "backbone.layers.",
    "transformer.h.",
)
"""What may stand before the number of a layer."""

ELSEWHERE = re.compile(
    r"vision|visual|audio|speech|image|patch|tower|projector|multi_modal|merger|talker|code2wav"
    r"|mtp|nextn|eh_proj|enorm|hnorm|shared_head|norm|embed|wte|rotary|rope|bias|conv|a_log|dt_bias"
    r"|sinks|score|ln_|lm_head|output_layer|(?:^|\.)(?:gate|router)\$?$",
    re.IGNORECASE,
)
"""Parts that are not matrices of the layers: towers, modules for multi-token prediction, norms,
embeddings, the head, convolutions; and a router in a model without experts."""


@dataclass(frozen=True)
class Module:
    """A matrix as a checkpoint stores it.

    It is not a NamedTuple: to make one, a browser would need Python's parser.
    """

    names: tuple[str, ...]
    """Its own name, and others that patterns may have for it."""
    matrix: Matrix


def modules(block: Block, d: int, model_type: str) -> list[Module] | None:
    """The matrices of a block; None if their shapes are not known here.

    They must account for all weights that the block multiplies with.
    """
    parameters = block.parameters(d)
    if not any(parameters.values()):
        return []  # a further pass through another block
    found = block.matrices(d)
    sums: dict[str, int] = {}
    for matrix in found:
        sums[matrix.component] = sums.get(matrix.component, 0) + matrix.weights
    weights = {c: w for c, w in block.all_matmul_weights(d).items() if w}
    if sums != weights or sum(sums.values()) > sum(parameters.values()):
        return None
    renamed = RENAMED.get(model_type, {})
    stored: dict[str, Module] = {}
    for matrix in found:
        name = _name(matrix.name, renamed)
        same = stored.get(name)
        whole = replace(matrix, rows=matrix.rows + same.matrix.rows) if same else matrix
        names = dict.fromkeys((name, *(same.names if same else ()), *_aliases(matrix.name)))
        stored[name] = Module(tuple(names), whole)
    return list(stored.values())


def _name(name: str, renamed: dict[str, str]) -> str:
    if name in renamed:
        return renamed[name]
    start = max((s for s in renamed if s[-1] == "." and name.startswith(s)), key=len, default="")
    return renamed[start] + name[len(start) :] if start else name


def _aliases(name: str) -> tuple[str, ...]:
    """The name in most families, and in classes that hold all experts as one tensor."""
    fused = name.replace(".*.", ".")
    fused = fused.replace("experts.gate_proj", "experts.gate_up_proj")
    return name, fused.replace("experts.up_proj", "experts.gate_up_proj")


type Syntax = Literal["plain", "glob", "regex"]
"""How a pattern without "re:" is meant: whole parts of a name, with `*`, or a regular expression
for the beginning of a name."""


class Patterns:
    """Module names and patterns of a quantisation config, and which of them were found."""

    def __init__(self, texts: Iterable[str] = (), syntax: Syntax = "plain") -> None:
        self.texts = tuple(dict.fromkeys(texts))
        self.unclear: list[str] = []
        """Patterns that are too involved to be followed."""
        self._anywhere: dict[str, list[tuple[str, int | None]]] = {}
        self._in_layer: dict[int, dict[str, list[tuple[str, int | None]]]] = {}
        self._regexes: list[tuple[str, re.Pattern[str], bool]] = []
        for text in self.texts:
            self._add(text, syntax)

    def _add(self, text: str, syntax: Syntax) -> None:
        if text.startswith("re:") or syntax == "regex":
            self._add_regex(text, text.removeprefix("re:"), own=True)
        elif "*" in text:
            star = re.escape(text).replace(r"\.\*", "*").replace(r"\*", "*").replace("*", ".*")
            self._add_regex(text, star + r"(?=\.|$)", own=False)
        else:
            expert = re.search(r"experts\.(\d{1,6})(?=\.|$)", text)
            name = re.sub(r"experts\.\d+(?=\.|$)", "experts.*", text.removesuffix(".weight"))
            place = re.fullmatch(r"(?:(.*)\.)?(?:layers|h|blocks)\.(\d{1,6})(?:\.(.*))?", name)
            entry = text, int(expert[1]) if expert else None
            if place is None:
                self._anywhere.setdefault(name, []).append(entry)
            elif not ELSEWHERE.search(place[1] or ""):
                layer = self._in_layer.setdefault(int(place[2]), {})
                layer.setdefault(place[3] or "", []).append(entry)

    def _add_regex(self, text: str, pattern: str, *, own: bool) -> None:
        """`own`: only the checkpoint's own names are compared."""
        # Repetitions of repetitions may take for ever.
        if (
            len(pattern) > 300
            or len(re.findall(r"[*+{]", pattern)) > 5
            or re.search(r"\)[*+{]|\\\d", pattern.replace(r"\d", ""))
        ):
            self.unclear.append(text)
            return
        try:
            self._regexes.append((text, re.compile(pattern), own))
        except (re.error, RecursionError, OverflowError):
            self.unclear.append(text)

    @property
    def numbered(self) -> bool:
        """Whether layers of one kind may differ."""
        return any(re.search(r"\d|\[|\?|\.\.", text) for text, _, _ in self._regexes)

    @property
    def layers(self) -> Iterable[int]:
        """Layers that are named by their number."""
        return self._in_layer

    def chosen(self, layer: int | None, module: Module, found: set[str]) -> int:
        """How many of the module's matrices are named; `found` gets the patterns that name any."""
        count, experts = module.matrix.count, set[int]()
        everything = False
        for names in (self._anywhere, self._in_layer.get(-1 if layer is None else layer, {})):
            if not names:
                continue
            for run in _runs(module.names):
                for text, expert in names.get(run, ()):
                    found.add(text)
                    everything |= expert is None
                    if expert is not None and expert < count:
                        experts.add(expert)
        for text, regex, own in self._regexes:
            if any(regex.match(name) for name in _paths(layer, module.names[: 1 if own else 9])):
                found.add(text)
                everything = True
        return count if everything else len(experts)

    def not_found(self, found: set[str], L: int) -> str | None:
        """The first pattern that names nothing here and is about no other part."""
        for text in self.texts:
            if text in found or ELSEWHERE.search(text):
                continue
            number = re.search(r"(?:layers|h|blocks)\\?\.(\d{1,6})", text)
            if number is None or int(number[1]) < L:
                return text
        return None


@cache
def _runs(names: tuple[str, ...]) -> frozenset[str]:
    """All runs of whole parts of the names: "mlp", "mlp.experts"; and the empty one."""
    runs = {""}
    for name in names:
        parts = name.split(".")
        for i in range(len(parts)):
            runs |= {".".join(parts[i:j]) for j in range(i + 1, len(parts) + 1)}
    return frozenset(runs)


def _paths(layer: int | None, names: Sequence[str]) -> Iterable[str]:
    """Whole names of a module."""
    for name in (name.replace(".*", ".0") for name in names):
        if layer is None:
            yield from (name, f"model.{name}", f"language_model.{name}")
        else:
            yield from (f"{prefix}{layer}.{name}" for prefix in PREFIXES)
