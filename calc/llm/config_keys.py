"""The keys of a config.json that no family asked for: harmless, misspelt, or not known here."""

from collections.abc import Mapping

from calc.llm.config_fields import Reading
from calc.llm.errors import ConfigError, describe
from calc.llm.pasted.places import INVISIBLE

FIGURES: dict[str, str] = {
    "layers": "num_hidden_layers num_layers n_layers n_layer num_blocks n_blocks decoder_layers",
    "width": "hidden_size n_embd n_embed d_model dim model_dim embed_dim hidden_dim embedding_dim"
    " embedding_size emb_dim",
    "heads": "num_attention_heads n_heads n_head num_heads num_query_heads attention_heads"
    " decoder_attention_heads n_attention_heads num_attn_heads",
    "key and value heads": "num_key_value_heads num_kv_heads n_kv_heads n_head_kv kv_n_heads"
    " kv_heads num_query_groups multi_query_group_num num_key_value_groups",
    "head width": "head_dim head_size d_head dim_head kv_channels attention_head_dim"
    " attention_head_size d_kv size_per_head",
    "feed-forward width": "intermediate_size ffn_hidden_size ffn_dim ff_dim n_inner d_ff dff dim_ff"
    " d_inner mlp_hidden_size feed_forward_size decoder_ffn_dim mlp_dim intermediate_dim"
    " ffn_intermediate_size",
    "routed experts": "num_experts num_local_experts n_routed_experts n_experts moe_num_experts"
    " num_moe_experts num_routed_experts routed_experts experts expert_count",
    "experts per token": "num_experts_per_tok num_experts_per_token top_k topk moe_topk moe_top_k"
    " moe_k top_k_experts experts_per_token n_experts_per_tok num_active_experts router_topk",
    "expert width": "moe_intermediate_size expert_ffn_hidden_size expert_intermediate_size"
    " moe_ffn_hidden_size expert_dim moe_hidden_size expert_ffn_size",
    "shared experts": "n_shared_experts num_shared_experts moe_num_shared_experts shared_experts",
    "vocabulary": "vocab_size n_vocab vocabulary_size padded_vocab_size num_embeddings"
    " num_vocab_tokens",
    "tied embeddings": "tie_word_embeddings tie_embeddings tied_embeddings tie_lm_head"
    " share_embeddings tie_weights weight_tying",
}
"""Spellings of a figure in config.json files of all kinds."""

FIGURE = {name: figure for figure, names in FIGURES.items() for name in names.split()}

HARMLESS = frozenset(
    """
    architectures model_type transformers_version torch_dtype dtype _name_or_path name_or_path
    auto_map use_cache _commit_hash _attn_implementation attn_implementation
    _attn_implementation_autoset _experts_implementation _from_model_config name id2label label2id
    num_labels problem_type output_hidden_states output_attentions output_scores return_dict
    return_dict_in_generate is_encoder_decoder is_decoder add_cross_attention
    cross_attention_hidden_size torchscript finetuning_task tokenizer_class prefix
    task_specific_params chunk_size_feed_forward pruned_heads tf_legacy_loss use_bfloat16
    _diffusers_version custom_pipelines generation_config unsloth_version
    unsloth_fixed
    language languages license tags model_name datasets

    bos_token_id eos_token_id pad_token_id sep_token_id cls_token_id mask_token_id unk_token_id
    decoder_start_token_id forced_bos_token_id forced_eos_token_id suppress_tokens
    begin_suppress_tokens bad_words_ids im_start_token_id im_end_token_id image_token_id
    image_token_index video_token_id video_token_index audio_token_id audio_token_index
    vision_start_token_id vision_end_token_id vision_token_id boi_token_id eoi_token_id
    boi_token_index eoi_token_index boa_token_id eoa_token_id eoa_token_index image_start_token_id
    image_end_token_id video_start_token_id video_end_token_id audio_start_token_id
    audio_end_token_id image_break_token_id media_placeholder_token_id image_seq_length
    image_split_token_id special_image_token_id

    min_length max_length temperature top_p typical_p repetition_penalty length_penalty
    no_repeat_ngram_size encoder_no_repeat_ngram_size num_beams num_beam_groups diversity_penalty
    early_stopping do_sample num_return_sequences remove_invalid_values
    exponential_decay_length_penalty max_new_tokens

    rope_theta rope_scaling rope_parameters rope_interleave rope_interleaved rope_local_base_freq
    rope_ratio rope_type rope_pct rotary_pct rotary_emb_base rotary_dim rotary_emb_fraction
    partial_rotary_factor max_position_embeddings original_max_position_embeddings
    max_sequence_length model_max_length max_seq_len seq_length n_ctx use_mrope mrope_section
    position_embedding_type yarn_scale_factor llama_4_scaling attn_temperature_tuning floor_scale
    attn_scale use_nope rope_percentage layer_rope_theta global_rope_theta local_rope_theta

    hidden_act hidden_activation activation_function activation activation_type mlp_hidden_act
    mamba_hidden_act initializer_range initializer_cutoff_factor init_std init_method
    initializer_factor embedding_initializer_range rms_norm_eps layer_norm_eps layer_norm_epsilon
    layernorm_epsilon norm_eps norm_epsilon eps rescale_prenorm_residual residual_in_fp32
    use_mamba_kernels use_mambapy use_flash_attention use_flash_attn use_flash_attn_2
    use_memory_efficient_attention use_fused_rotary_emb use_fused_ops fused_rms_norm
    gradient_checkpointing pretraining_tp tensor_parallel_degree attention_dropout hidden_dropout
    hidden_dropout_prob attention_probs_dropout_prob attention_dropout_prob attn_dropout dropout
    dropout_p resid_pdrop embd_pdrop attn_pdrop emb_pdrop resid_dropout embed_dropout
    embedding_dropout residual_dropout classifier_dropout classifier_dropout_prob activation_dropout
    mlp_dropout ffn_dropout moe_dropout layerdrop

    output_router_logits router_aux_loss_coef router_jitter_noise aux_loss_alpha aux_loss_coef
    seq_aux norm_topk_prob routed_scaling_factor router_scaling_factor scoring_func score_func
    score_function topk_method topk_group n_group n_expert_group num_expert_group ep_size
    moe_router_dtype router_dtype z_loss_coefficient moe_aux_loss_coeff moe_z_loss_coeff
    router_z_loss_coef input_jitter_noise use_grouped_mm moe_renormalize

    attn_logit_softcapping final_logit_softcapping query_pre_attn_scalar logit_scale logits_scaling
    logits_soft_cap embedding_multiplier residual_multiplier attention_multiplier
    attention_value_scale lm_head_multiplier scale_depth scale_emb dim_model_base
    scale_attn_weights scale_attn_by_inverse_layer_idx reorder_and_upcast_attn
    attention_softmax_in_fp32 scale_attention_softmax_in_fp32 clip_qkv num_logits_to_keep
    summary_type summary_use_proj summary_activation summary_proj_to_labels summary_first_dropout
    summary_last_dropout time_step_min time_step_max time_step_floor time_step_limit
    time_step_scale time_step_init_scheme mamba_dt_min mamba_dt_max mamba_dt_init_floor
    mamba_chunk_size chunk_size mamba_ssm_cache_dtype mamba_ssm_dtype use_associative_scan
    swiglu_limit swiglu_alpha
    """.split()  # noqa: SIM905 -- 250 words in quotes would fill pages
)
"""Keys that change no count in any family: names, tokens, generation, rotary positions,
activations, dropout, scales. What a family counts has priority over this list."""

MAX_CONTEXT = (
    *("max_position_embeddings", "n_positions", "n_ctx", "max_sequence_length"),
    *("max_seq_len", "seq_length", "model_max_length"),
)
"""Names of the most positions that a model was made for."""

ACTIVATIONS = ("hidden_act", "hidden_activation", "activation_function", "mlp_hidden_act")
"""Keys with the name of an activation; two of those in transformers have parameters."""

TEXT_CONFIGS = ("text_config", "llm_config", "language_config", "thinker_config", "lm_config")
"""Names of the object that has the language model's sizes in a multimodal config."""


def unread(reading: Reading) -> tuple[str, ...]:
    """The keys that nothing asked for and that are not harmless, with their paths.

    Errors: ConfigError for a key that is nearly one that counts, that says the same as one that
    counts in the words of another family, or that stands on the wrong level.
    """
    found = []
    for path, values in reading.objects.items():
        asked = reading.asked[path]
        for key in values:
            if key in ACTIVATIONS and key not in asked and values[key] in ("prelu", "xielu"):
                raise ConfigError(
                    path + key,
                    f"{describe(values[key])} has parameters, which are not counted in this family;"
                    " use an activation without any.",
                )
            if key in asked or key in HARMLESS or values[key] is None:
                continue  # null says nothing
            if not isinstance(key, str):
                raise ConfigError(f"{path}{key}", "the key must be a text.")
            _check_level(reading, path, key)
            if not _is_copy(path, key, values, asked):
                found.append(path + key)
    return tuple(found)


def _check_level(reading: Reading, path: str, key: str) -> None:
    """ConfigError for sizes that stand where the family's class does not look for them."""
    value = reading.objects[path][key]
    text = reading.text_path
    if key in TEXT_CONFIGS and isinstance(value, Mapping) and any(name in FIGURE for name in value):
        raise ConfigError(
            path + key,
            "this family reads its sizes outside of it, so they would not count; use the"
            f" model_type of the whole model, or what {key} holds on its own.",
        )
    if path or not text:
        return
    inner = reading.objects.get(text, {})
    if key in reading.asked.get(text, ()) and inner.get(key, _ABSENT) != value:
        raise ConfigError(
            key,
            f"{describe(value)} stands outside of {text.removesuffix('.')}, where the sizes of the"
            f" language model are read; use {text}{key}.",
        )


_ABSENT = object()


def _is_copy(path: str, key: str, values: Mapping[str, object], asked: set[str]) -> bool:
    """Whether the key repeats one that counts, with the same value.

    Errors: ConfigError if it is nearly a key that counts, which is absent or has another value.
    """
    meant = _meant(key, asked)
    if not meant:
        return False
    present = [name for name in meant if name in values]
    spelt = FIGURE.get(key) or FIGURE.get(_snake(key))
    if (spelt or len(present) == len(meant)) and any(
        values[name] == values[key] for name in present
    ):
        return True
    if present:
        raise ConfigError(
            path + key,
            f"{describe(values[key])} contradicts {present[0]}, {describe(values[present[0]])},"
            " which is what this family reads; keep one of the two.",
        )
    hidden = next((f"it contains {INVISIBLE[c]}; " for c in key if c in INVISIBLE), "")
    raise ConfigError(
        path + key,
        f"{hidden}this family does not read it, and would take its default; use {meant[0]}.",
    )


def _meant(key: str, asked: set[str]) -> list[str]:
    """The keys that count which this one may stand for: another spelling, or a slip."""
    figure = FIGURE.get(key) or FIGURE.get(_snake(key))
    if figure:
        return sorted(name for name in asked if FIGURE.get(name) == figure)
    letters = plain(key)
    nearest: dict[int, list[str]] = {}
    for name in sorted(asked):
        other = plain(name)
        limit = 0 if len(other) < 5 else 1 if len(other) < 9 else 2
        if abs(len(letters) - len(other)) > limit:
            continue
        slips = _slips(letters, other, limit)
        if slips <= limit:
            nearest.setdefault(slips, []).append(name)
    near = nearest[min(nearest)] if nearest else []
    if not near and (figure := _FIGURE_PLAIN.get(letters)):
        return sorted(name for name in asked if FIGURE.get(name) == figure)
    return near


def plain(key: str) -> str:
    """Letters and digits only, in lower case."""
    return "".join(filter(str.isalnum, key)).lower()


def _snake(key: str) -> str:
    """A camelCase key as snake_case, and a key of any case in lower case."""
    if key.upper() == key:
        return key.lower()
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in key).lstrip("_")


_FIGURE_PLAIN = {plain(name): figure for name, figure in FIGURE.items()}


def _slips(a: str, b: str, limit: int) -> int:
    """Letters to add, drop, change or swap with their neighbour to make one text the other; more
    than `limit` is told as `limit` + 1.

    Source: optimal string alignment, Damerau 1964, https://doi.org/10.1145/363958.363994
    """
    before, row = [0] * (len(b) + 1), list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, above, row = row, before, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def max_context(reading: Reading) -> int | None:
    """The most positions that the language model's object names, or the config's; None if none."""
    for path in (reading.text_path, ""):
        values = reading.objects.get(path, {})
        for name in MAX_CONTEXT:
            found = values.get(name)
            if type(found) is int and found > 0:
                return found
    return None
