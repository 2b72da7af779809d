"""Valid and nearly valid small configurations of a class, made up from its own defaults.

    one = Variants(defaults, attribute_map, seed)
    one.small()                   all sizes drawn anew, small: {"hidden_size": 32, …}
    one.changed(config)           one key or some keys of it are something else
    one.each_key(config)          every key of the class, one at a time

What a key's value may be is guessed by its name; a class refuses some of the guesses, which is no
loss. Keys are drawn from the defaults, so a key that this file never heard of is changed, too.
"""

import copy
import random
import re
from collections.abc import Callable, Iterator
from typing import Any

type Config = dict[str, Any]
type Path = tuple[str, ...]

NO_SHAPE = re.compile(
    r"model_type|transformers_version|architectures|dtype|_name_or_path|id2label|label2id"
    r"|problem_type|output_hidden_states|output_attentions|return_dict|chunk_size_feed_forward"
    r"|is_encoder_decoder|rope_parameters|rope_scaling|per_layer_config|_attn_implementation"
    r"|_sliding_window_pattern|mm_tokens_per_image|image_seq_length"
)
"""What is left alone: names, what a call returns, and rotary positions, whose keys depend on each
other."""

LAYER_WORDS = (
    *("full_attention", "sliding_attention", "chunked_attention", "linear_attention"),
    *("attention", "mamba", "mamba2", "conv", "recurrent", "hybrid", "moe", "mlp", "dense"),
    *("sparse", "compressed_sparse_attention", "heavily_compressed_attention", "global", "local"),
)
"""What lists of layers say, beside what a class's own default says."""


class Shape:
    """Sizes that fit each other, drawn anew."""

    def __init__(self, chance: random.Random) -> None:
        pick = chance.choice
        self.layers = pick([1, 2, 3, 4, 5])
        self.heads = pick([2, 4, 4, 8])
        self.kv_heads = pick([one for one in (1, 2, 4, 8) if self.heads % one == 0])
        self.head = pick([8, 16])
        self.width = self.heads * self.head if pick([True, True, False]) else pick([32, 64])
        self.ffn = pick([24, 32, 40, 64])
        self.experts = pick([4, 6, 8])
        self.top_k = pick([1, 2, 3])
        self.vocabulary = pick([96, 100, 128])
        self.pieces = pick([4, 8])
        """Width of a head of a state space; twice the model's width is that of all of them."""


ATTENTION = ("full_attention", "sliding_attention")
ROPE = {"rope_type": "default", "rope_theta": 1e4}

RULES: tuple[tuple[str, Any], ...] = (
    (r"(bos|eos|pad|sep|cls|mask|unk)_token_id$", lambda s, c: c.choice([0, 1])),
    (r"token_(id|index)$|_id$|_index$", lambda s, c: c.randrange(2, 40)),
    (r"vocab", lambda s, c: s.vocabulary),
    (r"^n_(input|output|recurrent)_layers$|^depth$", lambda s, c: c.choice([1, 2])),
    (r"^(num_|n_)?(hidden_layers?|layers?|blocks|decoder_layers|encoder_layers)$",
     lambda s, c: s.layers),
    (r"^(num_hidden_layers|num_layers_per_stack)$", lambda s, c: s.layers),
    (r"linear_num_heads|linear_num_key_heads|index.*heads$|mamba.*groups$|^n_groups$",
     lambda s, c: 2),
    (r"linear_num_value_heads", lambda s, c: c.choice([2, 4])),
    (r"^(mamba_(n_heads|num_heads)|n_mamba_heads)$", lambda s, c: 2 * s.width // s.pieces),
    (r"^mamba_(d_head|head_dim|headdim)$", lambda s, c: s.pieces),
    (r"^mamba_d_ssm$", lambda s, c: 2 * s.width),
    (r"(key_value_heads|kv_heads|head_kv|kv_n_heads|query_groups)$", lambda s, c: s.kv_heads),
    (r"heads?$", lambda s, c: s.heads),
    (r"rope_head_dim$|^rotary_dim$", lambda s, c: 8),
    (r"index.*head_dim$", lambda s, c: 16),
    (r"linear.*head_dim$", lambda s, c: 8),
    (r"head_(dim|size)$|^(kv_channels|dim_head|d_kv)$", lambda s, c: s.head),
    (r"shared_experts$", lambda s, c: c.choice([1, 2])),
    (r"experts_per_tok|top_?k_experts|^(moe_)?(router_)?top_?k$|^moe_k$", lambda s, c: s.top_k),
    (r"experts$", lambda s, c: s.experts),
    (r"topk_group$|^n_group$|expert_group$", lambda s, c: 1),
    (r"index_topk", lambda s, c: c.choice([4, 8])),
    (r"intermediate|ffn|dim_ff|^dff$|^n_inner$|mlp_dim|expert.*(size|dim)$", lambda s, c: s.ffn),
    (r"window|chunk|local_attention$|block_size", lambda s, c: c.choice([4, 6, 8])),
    (r"position|n_ctx|max_seq|context_length|model_max_length", lambda s, c: c.choice([64, 96])),
    (r"rank$", lambda s, c: c.choice([8, 16])),
    (r"state", lambda s, c: c.choice([8, 16])),
    (r"hidden_size$|^n_embd$|^d_model$|^(embedding|embed|proj|projection|output|model)?_?dim$"
     r"|embed_proj_dim|^lru_width$|^embedding_size$", lambda s, c: s.width),
)  # fmt: skip
"""How a size is drawn, by the name of its key; the first that fits."""


def _some(words: str) -> Any:
    """A list of one of these words for each layer, of which the last layer has the last."""
    kinds = words.split()
    return lambda s, c: [*c.choices(kinds, k=s.layers - 1), kinds[-1]]


def _hybrids(s: Shape, c: random.Random) -> list[str]:
    """Zamba's layers: the weights of one hybrid layer are tied to those of at least one more."""
    kinds = ["linear_attention", "hybrid", *c.choices(["linear_attention", "hybrid"], k=s.layers)]
    return [*kinds, "hybrid"]


BASES: dict[str, Config] = {
    "cohere_compass_text": {"rope_parameters": dict.fromkeys(ATTENTION, ROPE)},
    "dbrx": {
        "attn_config": lambda s, c: {"kv_n_heads": s.kv_heads, "rope_theta": 1e4, "clip_qkv": 8.0}
    },
    "deepseek_v2": {
        "head_dim": 8,
        "num_key_value_heads": lambda s, c: s.heads,
        "num_experts_per_tok": lambda s, c: s.top_k,
    },
    "diffllama": {"num_key_value_heads": 2},
    "dory": {
        "layer_types": lambda s, c: c.choices(ATTENTION, k=s.layers + 2),
        "num_hidden_layers": lambda s, c: s.layers + 2,
        "n_input_layers": 1,
        "n_output_layers": 1,
        "n_recurrent_layers": None,
        "recurrent_kv_cache_mode": lambda s, c: c.choice(["per_loop", "last_loop"]),
    },
    "dots3_note_text": {
        "layer_types": lambda s, c: ["indexed_attention", *["sliding_attention"] * (s.layers - 1)],
        "head_dim": lambda s, c: s.head + 8,
        "num_key_value_heads": lambda s, c: s.heads,
        "per_layer_config": lambda s, c: {
            str(i): {"kv_lora_rank": 16, "v_head_dim": 8} for i in range(1, s.layers)
        },
    },
    "dots1": {
        "n_routed_experts": lambda s, c: s.experts,
        "num_experts_per_tok": lambda s, c: s.top_k,
        "n_shared_experts": lambda s, c: c.choice([1, 2]),
    },
    "gemma3n_text": {
        "activation_sparsity_pattern": lambda s, c: [0.0] * s.layers,
        "intermediate_size": lambda s, c: [s.ffn] * s.layers,
        "num_kv_shared_layers": lambda s, c: 0 if s.layers == 1 else 1,
        "layer_types": lambda s, c: ["full_attention"] * s.layers,
    },
    "gemma4_text": {"per_layer_config": lambda s, c: {str(s.layers - 1): {"head_dim": 32}}},
    "glm5_next_text": {
        "qk_rope_head_dim": 0,
        "num_key_value_heads": lambda s, c: s.heads,
        "index_topk": 16,
        "index_kpool": lambda s, c: c.choice([2, 4]),
        "layer_types": _some("linear_attention indexed_attention"),
        "indexer_types": lambda s, c: ["full"] * s.layers,
    },
    "gpt_neo": {"attention_types": lambda s, c: [[["global", "local"], 2]], "num_layers": 4},
    "hrm_text": {"num_layers_per_stack": None},
    "hunyuan_v1_dense": {"head_dim": lambda s, c: s.head},
    "hunyuan_v1_moe": {"head_dim": lambda s, c: s.head},
    "hy_v4_vl_text": {"qk_rope_head_dim": 64, "index_head_dim": 72},
    "inkling2_loop_text": {
        "num_hidden_layers": lambda s, c: 4 + s.layers,
        "n_layers_per_attn_res_block": lambda s, c: c.choice([1, 2]),
        "loop_layer_index_start": 2,
        "loop_layer_index_end": 4,
        "layer_types": lambda s, c: c.choices(["hybrid", "hybrid_sliding"], k=4 + s.layers),
    },
    "inkling2_text": {
        "n_layers_per_attn_res_block": lambda s, c: c.choice([1, 2, 3]),
        "layer_types": _some("hybrid hybrid_sliding"),
    },
    "lfm2_moe": {"layer_types": _some("conv full_attention")},
    "longcat_flash": {
        "zero_expert_num": lambda s, c: c.choice([0, 0, 2]),
        "head_dim": 8,
        "num_key_value_heads": lambda s, c: s.heads,
        "expert_ffn_hidden_size": lambda s, c: s.ffn,
        "num_hidden_layers": lambda s, c: 2 * s.layers,
        "qk_head_dim": lambda s, c: s.head + 8,
    },
    "mamba2": {
        "num_heads": lambda s, c: 2 * s.width // s.pieces,
        "head_dim": lambda s, c: s.pieces,
    },
    "ministral": {"head_dim": lambda s, c: s.head},
    "nemotron": {"num_key_value_heads": lambda s, c: s.kv_heads},
    "qwen4_exp_text": {
        "indexer_n_heads": lambda s, c: s.heads,
        "indexer_kv_heads": 1,
        "indexer_head_dim": 16,
        "indexer_compress_ratio": lambda s, c: c.choice([1, 2, 4]),
        "indexer_budget": lambda s, c: c.choice([4, 8]),
        "layer_types": lambda s, c: [
            "linear_attention",
            *c.choices(["linear_attention", "indexed_attention"], k=s.layers),
        ],
        "ple_layer_ids": lambda s, c: c.choice([[], [1]]),
        "hc_count": lambda s, c: c.choice([2, 3]),
        "hc_lowrank": 8,
        "heads_per_ngram": 2,
        "ngram_vocab_size_base": lambda s, c: c.choice([20, 50]),
        "ple_embed_dim": 32,
        "eos_token_id": 1,
        "num_hidden_layers": lambda s, c: s.layers + 1,
    },
    "zaya": {"num_experts_per_tok": 1},
    "zamba": {
        "layers_block_type": _hybrids,
        "num_hidden_layers": lambda s, c: s.layers + 3,
        "attention_hidden_size": lambda s, c: 2 * s.width,
        "attention_head_dim": lambda s, c: 2 * s.width // s.heads,
    },
}
BASES["gemma4_unified_text"] = BASES["gemma4_text"]
BASES["zamba2"] = BASES["zamba"] | {
    "mamba_headdim": lambda s, c: s.width,
    "n_mamba_heads": 2,
    "num_mem_blocks": lambda s, c: c.choice([1, 2]),
}
"""What the classes of these types need beside sizes: what their defaults leave open, or what must
fit other sizes. Values, or functions that draw them."""


def _of_half_width(config: Config) -> list[int]:
    """Rotary sections of time, height and width, which have to fill half of a head."""
    text = config["text_config"]
    half = int(text.get("head_dim") or text["hidden_size"] // text["num_attention_heads"]) // 2
    return [half - 2 * (half // 3), half // 3, half // 3]


def _mixed(layers: int) -> list[str]:
    return ["dense" if i % 3 == 0 else "sparse" for i in range(layers)]


def _copy(*path: str, divisor: int = 1) -> Callable[[Config], int]:
    """The number that the configuration has there."""

    def copied(config: Config) -> int:
        value: Any = config
        for name in path:
            value = value[name]
        return int(value) // divisor

    return copied


_WIDTH = _copy("text_config", "hidden_size")


WRAPPERS: dict[str, dict[str, Any]] = {
    "apertus1p5": {"vision_config": None, "audio_config": None, "image_token_offset": None,
                   "audio_token_offset": None, "text_config.vocab_size": 270_000},
    "cosmos3_edge": {"text_config.rope_parameters": lambda c: {
        **ROPE, "mrope_section": _of_half_width(c)}},
    "dots3_note": {"vision_config": None, "audio_config": None,
                   "vision_config.adapter_out_dim": _WIDTH,
                   "audio_config.adapter_out_dim": _WIDTH},
    "deepseek_ocr2": {
        "text_config.mlp_layer_types": lambda c: _mixed(c["text_config"]["num_hidden_layers"]),
        "text_config.num_experts_per_tok": 2},
    "emu3": {"vq_config": None, "vocabulary_map": {"<image>": 5}, "text_config.pad_token_id": 0,
             "text_config.bos_token_id": 0},
    "ernie4_5_vl_moe": {"text_config.rope_parameters": lambda c: {
        **ROPE, "mrope_section": _of_half_width(c)[::-1]}},
    "fun_asr_nano": {"adaptor_config.intermediate_size": _copy(
        "text_config", "hidden_size", divisor=4)},
    "gemma3": {"text_config._sliding_window_pattern": None},
    "granite4_vision": {"downsample_rate": "1/2", "deepstack_layer_map": [[0, 0]],
                        "spatial_target_layers": [0], "vision_config": None,
                        "qformer_config": None},
    "granite_docling": {"vision_config.out_hidden_size": _WIDTH},
    "hunyuan_vl": {"text_config.head_dim": 16, "text_config.rope_parameters": ROPE},
    "inkling2": {"vision_config.text_hidden_size": _WIDTH},
    "inkling2_loop": {"vision_config.text_hidden_size": _WIDTH},
    "inkling_mm_model": {"vision_config": None, "audio_config": None},
    "janus": {"vq_config": None},
    "molmo2": {"adapter_config.vision_feature_layer": [-1]},
    "muse_spark": {"vision_config": None, "audio_config": None,
                   "audio_config.out_hidden_size": _WIDTH},
    "nemotron_h_omni": {"vision_config": None},
    "perception_lm": {"vision_config": {"model_type": "timm_wrapper", "model_args": {
        "embed_dim": 16}}},
    "qwen2_5_omni": {"enable_audio_output": False, "talker_config": None,
                     "token2wav_config": None},
    "qwen3_omni_moe": {"enable_audio_output": False, "talker_config": None,
                       "code2wav_config": None},
    "shieldgemma2": {"text_config._sliding_window_pattern": None},
    "vibevoice_asr": {"acoustic_tokenizer_chunk_size": None},
}  # fmt: skip
"""What wrappers need beyond small sizes, by type: the paths of keys, with their values. A value
of None leaves the key to the class; a function makes it of the other sizes."""


class Variants:
    """Configurations of one class. `defaults` is what it saves without any key given."""

    def __init__(self, defaults: Config, attribute_map: dict[str, str], seed: str) -> None:
        self.defaults, self.chance = defaults, random.Random(seed)
        self.spellings = {own: other for other, own in attribute_map.items()}
        self.model_type = defaults["model_type"]
        self.keys = [
            (path, value)
            for path, value in _leaves(defaults, ())
            if not any(NO_SHAPE.fullmatch(name) for name in path)
        ]

    def small(self, *, towers: bool) -> Config:
        """Sizes drawn anew; `towers` says whether those of towers are made small, too."""
        shape, tower = Shape(self.chance), Shape(self.chance)
        tower.layers = 1
        config: Config = {"model_type": self.model_type}
        for path, default in self.keys:
            if not _of_the_language_model(path) and not towers:
                continue
            drawn = tower if not _of_the_language_model(path) else shape
            value = self._size(path[-1], default, drawn)
            if value is None and len(path) == 1 and towers:
                continue  # most wrappers need these tokens
            if value is not _KEEP:
                self._put(config, path, value)
        self._complete(config, shape)
        if towers and "tie_word_embeddings" in self.defaults:
            # Absent, it would be the language model's here, as checkpoints have it.
            config["tie_word_embeddings"] = self.chance.random() < 0.5
        for name, value in WRAPPERS.get(self.model_type, {}).items():
            self._set(config, tuple(name.split(".")), value)
        return config

    def _complete(self, config: Config, shape: Shape) -> None:
        """With what its class, and those of configurations inside of it, need."""
        for value in config.values():
            if isinstance(value, dict):
                self._complete(value, shape)
        for name, value in BASES.get(config.get("model_type", ""), {}).items():
            config[name] = value(shape, self.chance) if callable(value) else copy.deepcopy(value)

    def _set(self, config: Config, path: Path, value: Any) -> None:
        if value is not None:
            self._put(config, path, value(config) if callable(value) else value)
            return
        for name in path[:-1]:
            config = config.get(name, {})
        config.pop(path[-1], None)

    def changed(self, config: Config, most: int = 5) -> Config:
        """The configuration with something else in one key or in a few."""
        config = copy.deepcopy(config)
        for _ in range(self.chance.randint(1, most)):
            path, default = self.chance.choice(self.keys)
            if not _of_the_language_model(path) and self.chance.random() < 0.8:
                continue
            options = self._options(path, self._value(config, path, default), default, config)
            if options:
                self._put(config, path, self.chance.choice(options))
        if self.chance.random() < 0.1:
            config = self._respelt(config)
        return config

    def each_key(self, config: Config) -> Iterator[Config]:
        """Every key of the class, one at a time, in an order made up by chance."""
        keys = [one for one in self.keys if _of_the_language_model(one[0])]
        self.chance.shuffle(keys)
        options = [
            (path, self._options(path, self._value(config, path, default), default, config))
            for path, default in keys
        ]
        for turn in range(max((len(some) for _, some in options), default=0)):
            for path, some in options:
                if turn < len(some):
                    one = copy.deepcopy(config)
                    self._put(one, path, some[turn])
                    yield one

    def _size(self, name: str, default: Any, shape: Shape) -> Any:
        if type(default) is not int:
            return _KEEP
        for pattern, draw in RULES:
            if re.search(pattern, name):
                return draw(shape, self.chance)
        return self.chance.choice([8, 16]) if default > 64 else _KEEP

    def _options(self, path: Path, value: Any, default: Any, config: Config) -> list[Any]:
        """What else the key may be, in an order made up by chance."""
        layers = self._layers(config)
        if isinstance(value, list) and default is None:
            default = value
        match value:
            case bool():
                options: list[Any] = [not value]
            case int():
                options = [value + 1, value - 1, 2 * value, value // 2, 1, None]
                options = [one for one in dict.fromkeys(options) if one != value]
                # A window of one token: classes keep everything then, by a slice from −0 on.
                least = 2 if "window" in path[-1] else 0
                options = [one for one in options if one is None or one >= least]
                if "head_dim" in path[-1]:  # rotary positions need pairs
                    options = [one for one in options if one is None or one % 2 == 0]
            case float():
                options = [2 * value, value / 2, 1.0]
            case None:
                size = self._size(path[-1], 1024, Shape(self.chance))
                # Heads of width 1: rotary positions have pairs, and widen such keys to two.
                options = [size if size is not _KEEP else 8, True, False]
                options += [] if "head_dim" in path[-1] else [1]
                if "window" in path[-1]:
                    options = options[:1]
            case list() if default and all(isinstance(word, str) for word in default):
                words = list(dict.fromkeys([*default, *self.chance.sample(LAYER_WORDS, 2)]))
                length = layers if len(default) > 2 else len(default)
                options = [self.chance.choices(words, k=length), [default[0]] * length]
                options += [self.chance.choices(default, k=length)]
            case list() if all(type(one) is int for one in default or ()):
                options = [
                    sorted(self.chance.sample(range(layers), self.chance.randint(0, layers)))
                ]
                if default:
                    options.append(self.chance.choices(default, k=layers))
            case _:
                options = []
        self.chance.shuffle(options)
        return options

    def _layers(self, config: Config) -> int:
        for path, default in self.keys:
            if re.search(RULES[4][0], path[-1]) and _of_the_language_model(path):
                value = self._value(config, path, default)
                return value if type(value) is int and 0 < value < 100 else 2
        return 2

    def _value(self, config: Config, path: Path, default: Any) -> Any:
        """What the configuration has there: its own value, or the class's."""
        for name in path:
            if not isinstance(config, dict) or name not in config:
                return default
            config = config[name]
        return config

    def _put(self, config: Config, path: Path, value: Any) -> None:
        whole: Any = self.defaults
        for name in path[:-1]:
            whole = whole[name]
            # A configuration inside of one is completed by its class; any other object is not.
            start = {} if _is_config(whole) else copy.deepcopy(whole)
            config = config.setdefault(name, start)
            if _is_config(whole) and "model_type" in whole:
                config.setdefault("model_type", whole["model_type"])
        config[path[-1]] = value

    def _respelt(self, config: Config) -> Config:
        """With another name that the class has for one of its keys."""
        known = [name for name in config if name in self.spellings]
        if not known:
            return config
        name = self.chance.choice(known)
        return {self.spellings[name] if key == name else key: config[key] for key in config}


_KEEP = object()


def _leaves(values: Config, path: Path) -> Iterator[tuple[Path, Any]]:
    for name, value in values.items():
        if NO_SHAPE.fullmatch(name):
            continue
        if isinstance(value, dict) and value and len(path) < 3 and "__float__" not in value:
            yield from _leaves(value, (*path, name))
        else:
            yield (*path, name), value


def _is_config(value: Any) -> bool:
    return isinstance(value, dict) and "model_type" in value


def _of_the_language_model(path: Path) -> bool:
    """Whether a key is not a tower's."""
    return not re.search(r"vision|audio|vq|speech|encoder_config|talker|code2wav|token2wav"
                         r"|qformer|sam_|projector_config", "/".join(path[:-1]))  # fmt: skip
