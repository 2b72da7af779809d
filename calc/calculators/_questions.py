"""Texts for the long fields of these calculators: the answers to all of them are verified.

Each family of models as its own configuration class has it, JSON texts with every kind of value,
and texts that are no configuration.
"""

import json

from calc.llm.families import TYPES

EVERY_VALUE = {
    "model_type": "llama",
    "values": [True, False, None, -1, 0.02, 1e-06, 10**20, float("inf"), -float("inf")],
    "nan": float("nan"),
    "texts": ["", 'é\n\t"', "\U0001f999"],
    "nested": {"a": [{}, [], [[1]]]},
}
"""Every kind of value in a JSON text, and those that Python adds to JSON: some published
configurations contain Infinity."""

CONFIGS = (
    *(json.dumps({"model_type": family}) for family in TYPES),
    json.dumps(EVERY_VALUE, indent=2),
    json.dumps(EVERY_VALUE, ensure_ascii=False),
    '{"model_type": "llama", "vocab_size": []}',
)

TEXTS = {"config": CONFIGS}
"""By the parameter's name."""
