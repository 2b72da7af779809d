"""A model that sees or hears is read as its language model; what else it has is named."""

import pytest

from calc.llm import config, parameters
from calc.llm.errors import ConfigError

SMALL = {
    "hidden_size": 64,
    "intermediate_size": 128,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "num_hidden_layers": 2,
    "vocab_size": 100,
}
LLAMA = {"model_type": "llama", **SMALL}
DEVSTRAL_SMALL_2 = {
    "model_type": "ministral3",
    "hidden_size": 5120,
    "intermediate_size": 32_768,
    "num_hidden_layers": 40,
    "num_attention_heads": 32,
    "num_key_value_heads": 8,
    "head_dim": 128,
    "vocab_size": 131_072,
}
KIMI_K2 = {"model_type": "kimi_k2", "vocab_size": 163_840, "num_attention_heads": 64,
           "n_routed_experts": 384, "first_k_dense_replace": 1}  # fmt: skip


@pytest.mark.parametrize(
    ("wrapper", "text", "total"),
    [
        ("mistral3", {"model_type": "mistral", **SMALL}, 86_848),
        ("mistral3", DEVSTRAL_SMALL_2, 23_572_403_200),
        ("kimi_k25", KIMI_K2, 1_026_408_209_408),
    ],
)
def test_a_checkpoint_whose_language_model_has_a_head_is_untied(wrapper, text, total):
    """Their classes would tie; transformers then finds two matrices in the checkpoint, and loads
    both. The totals are those of the classes that do not tie.
    """
    model = config.read({"model_type": wrapper, "text_config": text})
    assert parameters.total(model) == total
    assert not model.tied_embeddings
    assert "tie_word_embeddings" in model.assumed


@pytest.mark.parametrize("tied", [True, False])
def test_what_the_config_of_such_a_wrapper_says_counts(tied):
    given = {"model_type": "mistral3", "tie_word_embeddings": tied, "text_config": LLAMA}
    model = config.read(given)
    assert model.tied_embeddings == tied
    assert "tie_word_embeddings" not in model.assumed


def test_a_class_with_a_language_model_of_its_own_has_no_other():
    text = {"model_type": "llama", **SMALL}
    other = config.read({"model_type": "qwen2_vl", "text_config": text})
    own = config.read(
        {"model_type": "qwen2_vl", "text_config": {**text, "model_type": "qwen2_vl_text"}}
    )
    assert other == own
    found = next(key for key in other.assumed if key == "text_config.model_type")
    assert str(found.value).startswith("qwen2_vl_text")


def test_sizes_where_the_class_does_not_look_are_refused():
    with pytest.raises(ConfigError, match="language_model: the class looks for these sizes in"):
        config.read({"model_type": "llava", "language_model": LLAMA})
    with pytest.raises(ConfigError, match=r"use text_config\.hidden_size"):
        config.read({"model_type": "llava", "hidden_size": 5376})


def test_old_configs_have_the_sizes_outside():
    outside = config.read({**SMALL, "model_type": "qwen2_vl", "vision_config": {}})
    inside = config.read({"model_type": "qwen2_vl", "text_config": SMALL})
    assert outside == inside


@pytest.mark.parametrize(
    "nested",
    [
        {"text_config": LLAMA},
        {"llm_config": LLAMA},
        {"language_config": LLAMA},
        {"thinker_config": {"model_type": "nobody_knows_thinker", "text_config": LLAMA}},
    ],
)
def test_a_wrapper_that_nobody_knows_is_read_as_the_language_model_in_it(nested):
    given = {
        "model_type": "nobody_knows",
        "architectures": ["NobodyKnowsChatModel"],
        "vision_config": {"model_type": "clip_vision_model"},
        "resampler_config": {"depth": 3},
        "image_token_id": 7,
        **nested,
    }
    model = config.read(given)
    assert model == config.read(LLAMA)
    assert model.not_counted == ("the vision tower", "what resampler_config describes")
    found = next(key for key in model.assumed if key == "model_type")
    assert str(found.value).startswith("llama, the language model in ")
    assert not model.unread


@pytest.mark.parametrize("outside", [None, False, True])
@pytest.mark.parametrize("inside", [None, False, True])
def test_of_an_unknown_wrapper_either_level_says_whether_it_is_tied(outside, inside):
    text = {**LLAMA} if inside is None else {**LLAMA, "tie_word_embeddings": inside}
    given = {"model_type": "nobody_knows", "text_config": text}
    if outside is not None:
        given["tie_word_embeddings"] = outside
    if None not in (outside, inside) and outside != inside:
        with pytest.raises(ConfigError, match=r"contradicts text_config\.tie_word_embeddings"):
            config.read(given)
    else:
        assert config.read(given).tied_embeddings == bool(outside or inside)


@pytest.mark.parametrize(
    ("nested", "key", "sentence"),
    [
        (
            {"text_config": LLAMA, "llm_config": LLAMA},
            "model_type",
            "its language model may be in text_config or llm_config",
        ),
        (
            {"text_config": LLAMA, "draft": {**LLAMA, "num_hidden_layers": 1}},
            "model_type",
            "its language model may be in text_config or draft",
        ),
        ({"text_config": SMALL}, "text_config.model_type", "it is missing"),
        (
            {"text_config": {**SMALL, "model_type": "llama9"}},
            "text_config.model_type",
            "'llama9' is not known here, either",
        ),
        ({"vision_config": LLAMA}, "model_type", "'nobody_knows' is not known here"),
        (
            {"text_config": LLAMA, "is_encoder_decoder": True},
            "model_type",
            "'nobody_knows' is not known here",
        ),
        ({"text_config": LLAMA, "hidden_size": 128}, "hidden_size", "stands outside of"),
        (
            {"text_config": LLAMA, "architectures": ["NobodyKnowsForRetrieval"]},
            "architectures",
            "not a class whose head is known here",
        ),
    ],
)
def test_a_wrapper_that_nobody_knows_is_refused_where_it_is_ambiguous(nested, key, sentence):
    with pytest.raises(ConfigError) as refused:
        config.read({"model_type": "nobody_knows", **nested})
    assert refused.value.key == key
    assert sentence in str(refused.value)


def test_a_head_of_ovis_2_has_the_sizes_outside_of_the_language_model():
    """Only where it is not tied. Source: transformers, Ovis2ForConditionalGeneration"""
    text = {"model_type": "qwen2", "hidden_size": 64, "vocab_size": 128, "num_attention_heads": 4}
    given = {"model_type": "ovis2", "text_config": {**text, "num_key_value_heads": 2}}
    tied = parameters.total(config.read({**given, "tie_word_embeddings": True}))
    untied = {**given, "tie_word_embeddings": False, "hidden_size": 64, "vocab_size": 100}
    assert parameters.total(config.read(untied)) == tied + 100 * 64
    with pytest.raises(ConfigError, match="hidden_size: the head has its inputs, 65"):
        config.read({**untied, "hidden_size": 65})
