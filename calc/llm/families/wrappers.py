"""Models that see, hear or watch: a line each.

What `tied` says was found by building each class of transformers 5.24.0 with the key in all places.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.config_fields import Fields
from calc.llm.errors import describe
from calc.llm.families.wrapper import HEARS, SEES_AND_HEARS, Wrapper
from calc.llm.vision import glm4v as glm4v_vision
from calc.llm.vision import internvl as internvl_vision
from calc.llm.vision import llava as llava_vision
from calc.llm.vision import mllama as mllama_vision
from calc.llm.vision import moonvit, qwen3_5
from calc.llm.vision import qwen2_vl as qwen2_vl_vision

_OCR = {
    "hidden_size": 1024,
    "intermediate_size": 2816,
    "num_attention_heads": 16,
    "num_hidden_layers": 24,
    "num_key_value_heads": 16,
    "vocab_size": 151860,
    "max_window_layers": 21,
}
_QWEN3_0_6B = {
    "hidden_size": 1024,
    "intermediate_size": 3072,
    "num_attention_heads": 16,
    "num_hidden_layers": 28,
    "num_key_value_heads": 8,
}

apertus1p5 = Wrapper(text="apertus1p5_text", fixed=True, parts=SEES_AND_HEARS)
aria = Wrapper(text="aria_text", fixed=True, ignores=("max_value_projector_patch_to_query_dict",))
aya_vision = Wrapper(
    text="cohere2",
    tied="outside, else inside",
    ignores=("adapter_layer_norm_eps", "downsample_factor"),
)
blip_2 = Wrapper(
    text="opt",
    tied="inside",
    parts=("vision_config", "qformer_config"),
    ignores=("num_query_tokens", "use_decoder_only_language_model"),
)
cohere2_vision = Wrapper(
    text="cohere2",
    tied="outside, else inside",
    ignores=("alignment_intermediate_size", "downsample_factor"),
)
cohere_compass = Wrapper(text="cohere_compass_text", fixed=True)
cosmos3_edge = Wrapper(text="cosmos3_edge_text", fixed=True, tied="never")
cosmos3_omni = Wrapper(text="qwen3_vl_text")
deepseek_ocr2 = Wrapper(text="deepseek_ocr2_text", fixed=True)
deepseek_vl = Wrapper(text="llama", tied="outside, else inside")
deepseek_vl_hybrid = Wrapper(
    text="llama", tied="outside, else inside", parts=("vision_config", "high_res_vision_config")
)
dots3_note = Wrapper(text="dots3_note_text", fixed=True, parts=SEES_AND_HEARS)
emu3 = Wrapper(
    text="emu3_text_model", fixed=True, parts=("vq_config",), ignores=("vocabulary_map",)
)
ernie4_5_vl_moe = Wrapper(text="ernie4_5_vl_moe_text", fixed=True, tied="outside, by default")
exaone4_5 = Wrapper(text="exaone4")
fast_vlm = Wrapper(
    text="qwen2",
    sizes={
        "hidden_size": 3584,
        "intermediate_size": 18944,
        "num_attention_heads": 28,
        "num_hidden_layers": 28,
        "num_key_value_heads": 4,
        "vocab_size": 152128,
    },
)
fun_asr_nano = Wrapper(
    text="qwen3",
    tied="outside, else inside",
    parts=("adaptor_config", "audio_config"),
    sizes=_QWEN3_0_6B,
)
fuyu = Wrapper(text="persimmon", parts=(), flat=True, ignores=("num_channels", "patch_size"))
gemma3n = Wrapper(text="gemma3n_text", fixed=True, tied="outside, by default", parts=SEES_AND_HEARS)
gemma4_unified = Wrapper(
    text="gemma4_unified_text", fixed=True, tied="outside, by default", parts=SEES_AND_HEARS
)
glm46v = Wrapper(vision=glm4v_vision.read_if_own, text="glm4v_text")
glm4v = Wrapper(vision=glm4v_vision.read_if_own, text="glm4v_text", fixed=True, tied="either")
glm5_next = Wrapper(text="glm5_next_text", fixed=True, flat=True)
glm_ocr = Wrapper(text="glm_ocr_text", fixed=True, tied="either")
glmasr = Wrapper(
    text="llama",
    tied="outside, else inside",
    parts=HEARS,
    sizes={
        "hidden_size": 2048,
        "intermediate_size": 6144,
        "num_attention_heads": 16,
        "num_hidden_layers": 28,
        "num_key_value_heads": 4,
        "vocab_size": 59264,
    },
    completes=True,
)
glmga = Wrapper(vision=glm4v_vision.read_if_own, text="glm4v_text")
got_ocr2 = Wrapper(text="qwen2", tied="outside, else inside", sizes=_OCR)
granite4_vision = Wrapper(
    text="granite4_vision_text",
    fixed=True,
    parts=("vision_config", "qformer_config"),
    ignores=(
        "downsample_rate",
        "spatial_target_layers",
        "spatial_vision_layer",
        "deepstack_layer_map",
        "use_image_newline_parameter",
    ),
)
granite_docling = Wrapper(
    text="granite_docling_text",
    fixed=True,
    tied="outside, by default",
    ignores=(
        "density_router_hidden_size",
        "density_router_loss_weight",
        "density_router_threshold",
    ),
)
granite_speech = Wrapper(
    text="granite",
    tied="outside, else inside",
    parts=("encoder_config", "projector_config"),
    ignores=("downsample_rate", "has_lora_adapter", "window_size"),
)
granite_speech_plus = Wrapper(
    text="granite",
    tied="outside, else inside",
    parts=("encoder_config", "projector_config"),
    ignores=("downsample_rate", "has_lora_adapter", "window_size"),
)
hunyuan_vl = Wrapper(text="hunyuan_vl_text", fixed=True, tied="either, by default", flat=True)
hy_v4_vl = Wrapper(text="hy_v4_vl_text", fixed=True)
hyperclovax_vision_v2 = Wrapper(text="hyperclovax", tied="outside, else inside")
idefics2 = Wrapper(text="mistral", parts=("vision_config", "perceiver_config"))
idefics3 = Wrapper(text="llama", ignores=("scale_factor",))
inkling2 = Wrapper(text="inkling2_text", fixed=True, tied="never")
inkling2_loop = Wrapper(text="inkling2_loop_text", fixed=True, tied="never")
inkling_mm_model = Wrapper(text="inkling_text", fixed=True, tied="never", parts=SEES_AND_HEARS)
instructblip = instructblipvideo = blip_2
internvl = Wrapper(vision=internvl_vision.read, text="qwen2", tied="outside, else inside")
janus = Wrapper(text="llama", tied="outside, else inside", parts=("vision_config", "vq_config"))
kimi_k25 = Wrapper(
    vision=moonvit.read,
    text="deepseek_v3",
    tied="outside, else inside",
    ignores=("projection_layer_norm_eps",),
)
kosmos_2 = Wrapper(
    text="kosmos_2_text_model", fixed=True, tied="either, by default", ignores=("latent_query_num",)
)
kosmos_2_5 = Wrapper(
    text="kosmos_2_5_text_model", fixed=True, tied="inside", ignores=("latent_query_num",)
)
lfm2_vl = Wrapper(text="lfm2", tied="outside, else inside", ignores=("downsample_factor",))
lfm3_vl = Wrapper(text="lfm3", tied="outside, else inside")
lighton_ocr = Wrapper(
    text="qwen3", tied="outside, else inside", sizes=_QWEN3_0_6B, ignores=("spatial_merge_size",)
)
llava = Wrapper(vision=llava_vision.read, text="llama", tied="either")
llava_next = Wrapper(vision=llava_vision.read_next, text="llama")
llava_next_video = Wrapper(
    text="llama", tied="either", ignores=("spatial_pool_mode", "spatial_pool_stride")
)
llava_onevision = Wrapper(text="qwen2", tied="either")
minicpm_ocr = Wrapper(
    text="qwen3_5_text",
    tied="outside, else inside",
    ignores=("downsample_mode", "merge_kernel_size", "patch_size", "merger_times"),
)
minicpmv4_6 = Wrapper(
    text="qwen3_5_text",
    ignores=(
        "downsample_mode",
        "merge_kernel_size",
        "patch_size",
        "merger_times",
        "drop_vision_last_layer",
    ),
)
minicpmv4_7 = Wrapper(
    text="qwen3_5_text",
    ignores=("downsample_mode", "merge_kernel_size", "patch_size", "merger_times"),
)
minimax_m3_vl = Wrapper(
    text="minimax_m3_vl_text", fixed=True, tied="either", ignores=("merged_hidden_size",)
)
mistral3 = Wrapper(
    vision=llava_vision.read_mistral3,
    text="mistral",
    tied="outside, else inside",
    sizes={
        "head_dim": 128,
        "hidden_size": 5120,
        "intermediate_size": 32768,
        "num_hidden_layers": 40,
        "vocab_size": 131072,
        "sliding_window": None,
    },
    ignores=("spatial_merge_size",),
)
mistral_large4 = Wrapper(
    vision=llava_vision.read_mistral3,
    text="mistral_large4_text",
    fixed=True,
    ignores=("spatial_merge_size",),
)
mllama = Wrapper(vision=mllama_vision.read, text="mllama_text_model", fixed=True, tied="never")
molmo2 = Wrapper(
    text="molmo2_text", fixed=True, tied="never", parts=("vision_config", "adapter_config")
)
moss_transcribe_diarize = Wrapper(
    text="qwen3", tied="outside, else inside", parts=HEARS, sizes=_QWEN3_0_6B
)
muse_glimmer = Wrapper(text="muse_glimmer_text", fixed=True, ignores=("out_hidden_size",))
muse_spark = Wrapper(
    text="muse_spark_text",
    fixed=True,
    tied="never",
    parts=SEES_AND_HEARS,
    ignores=("out_hidden_size",),
)
nemo_speechlm = Wrapper(
    text="nemotron_h",
    tied="never",
    parts=("audio_config", "word_timestamp_config"),
    sizes={
        "hidden_size": 2688,
        "intermediate_size": 1856,
        "hybrid_override_pattern": "MEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEMEM*EMEMEMEME",
        "mamba_num_heads": 64,
        "moe_intermediate_size": 1856,
        "moe_shared_expert_intermediate_size": 3712,
        "n_routed_experts": 128,
        "num_experts_per_tok": 6,
        "num_key_value_heads": 2,
    },
)
nemotron_h_omni = Wrapper(
    text="nemotron_h",
    tied="never",
    parts=SEES_AND_HEARS,
    ignores=("downsample_ratio", "force_image_size"),
)
omniasr = Wrapper(
    text="llama",
    tied="never",
    parts=HEARS,
    sizes={
        "head_dim": 512,
        "intermediate_size": 2816,
        "num_attention_heads": 8,
        "num_hidden_layers": 12,
        "num_key_value_heads": 8,
        "vocab_size": 11984,
    },
)


class _Ovis2(Wrapper):
    """A head that is not tied has the sizes outside of the language model's object."""

    def __call__(self, fields: Fields) -> Architecture:
        model = super().__call__(fields)
        d = fields.values.get("hidden_size", 1536)
        if model.tied_embeddings:
            return model
        if fields.integer("hidden_size", default=1536) != model.hidden_size:
            raise fields.error(
                "hidden_size",
                f"the head has its inputs, {describe(d)}, but the language model gives"
                f" {model.hidden_size}; use that.",
            )
        rows = fields.integer("vocab_size", default=151_643)
        return model if rows == model.vocab_size else replace(model, head_rows=rows)


ovis2 = _Ovis2(text="qwen2", tied="outside, else inside", ignores=("hidden_size", "vocab_size"))
paddleocr_vl = Wrapper(text="paddleocr_vl_text", fixed=True, tied="either, by default", flat=True)
paligemma = Wrapper(
    text="gemma",
    tied="outside, else inside",
    sizes={
        "hidden_size": 2048,
        "intermediate_size": 16384,
        "num_attention_heads": 8,
        "num_hidden_layers": 18,
        "num_key_value_heads": 1,
        "vocab_size": 257152,
        "use_bidirectional_attention": True,
    },
    ignores=("hidden_size", "vocab_size", "projection_dim"),
)
perception_lm = Wrapper(text="llama")
pp_chart2table = Wrapper(text="qwen2", tied="outside, else inside", sizes=_OCR)
qianfan_ocr = Wrapper(text="qwen3", ignores=("downsample_ratio",))
qwen2_5_omni = Wrapper(
    text="qwen2_5_omni_thinker",
    fixed=True,
    keys=("thinker_config",),
    tied="inside",
    parts=("talker_config", "token2wav_config"),
    ignores=("enable_audio_output",),
)
qwen2_5_omni_thinker = Wrapper(
    text="qwen2_5_omni_text",
    fixed=True,
    parts=SEES_AND_HEARS,
    ignores=("position_id_per_seconds", "seconds_per_chunk"),
)
qwen2_5_vl = Wrapper(
    vision=qwen2_vl_vision.read_2_5, text="qwen2_5_vl_text", fixed=True, tied="either", flat=True
)
qwen2_audio = Wrapper(text="qwen2", tied="never", parts=HEARS)
qwen2_vl = Wrapper(
    vision=qwen2_vl_vision.read, text="qwen2_vl_text", fixed=True, tied="either", flat=True
)
qwen3_asr = Wrapper(
    text="qwen3",
    tied="outside, else inside",
    parts=HEARS,
    sizes={
        "hidden_size": 2048,
        "intermediate_size": 6144,
        "num_attention_heads": 16,
        "num_hidden_layers": 28,
        "num_key_value_heads": 8,
    },
    ignores=("token_classification_bias",),
)
qwen3_omni_moe = Wrapper(
    text="qwen3_omni_moe_thinker",
    fixed=True,
    keys=("thinker_config",),
    tied="inside",
    parts=("talker_config", "code2wav_config"),
    ignores=("enable_audio_output",),
)
qwen3_omni_moe_thinker = Wrapper(
    text="qwen3_omni_moe_text",
    fixed=True,
    parts=SEES_AND_HEARS,
    ignores=("position_id_per_seconds",),
)
qwen3_vl = Wrapper(vision=qwen3_5.read_qwen3_vl, text="qwen3_vl_text", fixed=True)
qwen3_vl_moe = Wrapper(vision=qwen3_5.read_qwen3_vl, text="qwen3_vl_moe_text", fixed=True)
qwen4_exp = Wrapper(text="qwen4_exp_text", fixed=True)
shieldgemma2 = Wrapper(text="gemma3_text", tied="either")
smolvlm = Wrapper(text="llama", ignores=("scale_factor",))
step3p7 = Wrapper(text="step3p5", fixed=True)
unlimited_ocr = Wrapper(text="unlimited_ocr_text", fixed=True)
vibevoice_asr = Wrapper(
    text="qwen2",
    tied="never",
    parts=("semantic_tokenizer_encoder_config", "acoustic_tokenizer_encoder_config"),
    ignores=("acoustic_tokenizer_chunk_size",),
)
video_llama_3 = Wrapper(text="qwen2", tied="either")
video_llava = Wrapper(text="llama")
vipllava = Wrapper(text="llama")
voxtral = Wrapper(
    text="llama",
    tied="never",
    parts=HEARS,
    sizes={
        "head_dim": 128,
        "hidden_size": 3072,
        "intermediate_size": 8192,
        "num_hidden_layers": 30,
        "num_key_value_heads": 8,
        "vocab_size": 131072,
    },
    completes=True,
    ignores=("hidden_size",),
)
voxtral_realtime = Wrapper(
    text="voxtral_realtime_text",
    tied="outside, else inside",
    parts=HEARS,
    sizes={
        "head_dim": 128,
        "hidden_size": 3072,
        "intermediate_size": 9216,
        "num_hidden_layers": 26,
        "sliding_window": 8192,
        "vocab_size": 131072,
    },
    completes=True,
    ignores=("hidden_size", "downsample_factor", "default_num_delay_tokens"),
)
