"""Models that see, hear or watch, whose towers are not counted here: a line each.

What `tied` says was found by building each class of transformers 5.24.0 with the key in all places.
"""

from calc.llm.families.wrapper import Wrapper

apertus1p5 = Wrapper(
    text="apertus1p5_text",
    parts=(
        "vision_config",
        "audio_config",
    ),
)
aria = Wrapper(text="aria_text")
aya_vision = Wrapper(text="cohere2", tied="outside, by default")
cohere2_vision = Wrapper(text="cohere2", tied="outside, by default")
cohere_compass = Wrapper(text="cohere_compass_text")
cosmos3_edge = Wrapper(text="cosmos3_edge_text", tied="never")
cosmos3_omni = Wrapper(text="qwen3_vl_text")
deepseek_vl = Wrapper(text="llama", tied="outside, by default")
deepseek_vl_hybrid = Wrapper(
    text="llama",
    tied="outside, by default",
    parts=(
        "vision_config",
        "high_res_vision_config",
    ),
)
dots3_note = Wrapper(
    text="dots3_note_text",
    parts=(
        "vision_config",
        "audio_config",
    ),
)
emu3 = Wrapper(text="emu3_text_model", parts=("vq_config",))
ernie4_5_vl_moe = Wrapper(text="ernie4_5_vl_moe_text", tied="outside, by default")
exaone4_5 = Wrapper(text="exaone4")
fast_vlm = Wrapper(text="qwen2")
fun_asr_nano = Wrapper(
    text="qwen3",
    tied="outside, by default",
    parts=(
        "adaptor_config",
        "audio_config",
    ),
)
fuyu = Wrapper(text="persimmon", parts=())
gemma3n = Wrapper(
    text="gemma3n_text",
    tied="outside, by default",
    parts=(
        "vision_config",
        "audio_config",
    ),
)
gemma4_unified = Wrapper(
    text="gemma4_unified_text",
    tied="outside, by default",
    parts=(
        "vision_config",
        "audio_config",
    ),
)
glm46v = Wrapper(text="glm4v_text")
glm4v = Wrapper(text="glm4v_text", tied="either")
glm5_next = Wrapper(text="glm5_next_text")
glm_ocr = Wrapper(text="glm_ocr_text", tied="either")
glmasr = Wrapper(text="llama", tied="outside, by default", parts=("audio_config",))
glmga = Wrapper(text="glm4v_text")
got_ocr2 = Wrapper(text="qwen2", tied="outside, by default")
granite4_vision = Wrapper(
    text="granite4_vision_text",
    parts=(
        "vision_config",
        "qformer_config",
    ),
)
granite_docling = Wrapper(text="granite_docling_text", tied="outside, by default")
granite_speech = Wrapper(
    text="granite",
    tied="outside, by default",
    parts=(
        "encoder_config",
        "projector_config",
    ),
)
granite_speech_plus = Wrapper(
    text="granite",
    tied="outside, by default",
    parts=(
        "encoder_config",
        "projector_config",
    ),
)
hy_v4_vl = Wrapper(text="hy_v4_vl_text")
hyperclovax_vision_v2 = Wrapper(text="hyperclovax", tied="outside, by default")
idefics2 = Wrapper(
    text="mistral",
    parts=(
        "vision_config",
        "perceiver_config",
    ),
)
idefics3 = Wrapper(text="llama")
inkling2 = Wrapper(text="inkling2_text", tied="never")
inkling2_loop = Wrapper(text="inkling2_loop_text", tied="never")
inkling_mm_model = Wrapper(
    text="inkling_text",
    tied="never",
    parts=(
        "vision_config",
        "audio_config",
    ),
)
internvl = Wrapper(text="qwen2", tied="outside, by default")
janus = Wrapper(
    text="llama",
    tied="outside, by default",
    parts=(
        "vision_config",
        "vq_config",
    ),
)
kimi_k25 = Wrapper(text="deepseek_v3", tied="outside, by default")
lfm2_vl = Wrapper(text="lfm2", tied="outside, by default")
lfm3_vl = Wrapper(text="lfm3", tied="outside, by default")
lighton_ocr = Wrapper(text="qwen3", tied="outside, by default")
llava = Wrapper(text="llama", tied="either")
llava_next = Wrapper(text="llama")
llava_next_video = Wrapper(text="llama", tied="either")
llava_onevision = Wrapper(text="qwen2", tied="either")
minicpm_ocr = Wrapper(text="qwen3_5_text", tied="outside, by default")
minicpmv4_6 = Wrapper(text="qwen3_5_text")
minicpmv4_7 = Wrapper(text="qwen3_5_text")
minimax_m3_vl = Wrapper(text="minimax_m3_vl_text", tied="either")
mistral3 = Wrapper(text="mistral", tied="outside, by default")
mistral_large4 = Wrapper(text="mistral_large4_text")
mllama = Wrapper(text="mllama_text_model", tied="never")
molmo2 = Wrapper(
    text="molmo2_text",
    tied="never",
    parts=(
        "vision_config",
        "adapter_config",
    ),
)
moss_transcribe_diarize = Wrapper(text="qwen3", tied="outside, by default", parts=("audio_config",))
muse_glimmer = Wrapper(text="muse_glimmer_text")
muse_spark = Wrapper(
    text="muse_spark_text",
    tied="never",
    parts=(
        "vision_config",
        "audio_config",
    ),
)
nemo_speechlm = Wrapper(
    text="nemotron_h",
    tied="never",
    parts=(
        "audio_config",
        "word_timestamp_config",
    ),
)
nemotron_h_omni = Wrapper(
    text="nemotron_h",
    tied="never",
    parts=(
        "vision_config",
        "audio_config",
    ),
)
omniasr = Wrapper(text="llama", tied="never", parts=("audio_config",))
ovis2 = Wrapper(text="qwen2", tied="outside, by default", ignores=("hidden_size", "vocab_size"))
# The class keeps copies of two sizes outside.
paligemma = Wrapper(text="gemma", tied="outside, by default", ignores=("hidden_size", "vocab_size"))
perception_lm = Wrapper(text="llama")
pp_chart2table = Wrapper(text="qwen2", tied="outside, by default")
qianfan_ocr = Wrapper(text="qwen3")
qwen2_5_omni = Wrapper(
    text="qwen2_5_omni_thinker",
    tied="inside",
    keys=("thinker_config",),
    parts=(
        "talker_config",
        "token2wav_config",
    ),
)
qwen2_5_omni_thinker = Wrapper(
    text="qwen2_5_omni_text",
    parts=(
        "vision_config",
        "audio_config",
    ),
)
qwen2_5_vl = Wrapper(text="qwen2_5_vl_text", tied="either", flat=True)
qwen2_audio = Wrapper(text="qwen2", tied="never", parts=("audio_config",))
qwen2_vl = Wrapper(text="qwen2_vl_text", tied="either", flat=True)
qwen3_asr = Wrapper(text="qwen3", tied="outside, by default", parts=("audio_config",))
qwen3_omni_moe_thinker = Wrapper(
    text="qwen3_omni_moe_text",
    parts=(
        "vision_config",
        "audio_config",
    ),
)
qwen3_vl = Wrapper(text="qwen3_vl_text")
qwen3_vl_moe = Wrapper(text="qwen3_vl_moe_text")
qwen4_exp = Wrapper(text="qwen4_exp_text")
smolvlm = Wrapper(text="llama")
step3p7 = Wrapper(text="step3p5")
unlimited_ocr = Wrapper(text="unlimited_ocr_text")
vibevoice_asr = Wrapper(
    text="qwen2",
    tied="never",
    parts=(
        "semantic_tokenizer_encoder_config",
        "acoustic_tokenizer_encoder_config",
    ),
)
video_llama_3 = Wrapper(text="qwen2", tied="either")
video_llava = Wrapper(text="llama")
vipllava = Wrapper(text="llama")
# These classes keep a copy of the width outside.
voxtral = Wrapper(text="llama", tied="never", parts=("audio_config",), ignores=("hidden_size",))
voxtral_realtime = Wrapper(
    text="voxtral_realtime_text",
    tied="outside, by default",
    parts=("audio_config",),
    ignores=("hidden_size",),
)
