"""How the weights beside a params.json are stored: it does not say the number format."""

from calc.llm.architecture import Stored
from calc.llm.config_fields import Fields
from calc.llm.quantization import NotWeighed

SIXTEEN_BITS = Stored(
    format="16 bits",
    assumption="A params.json does not say the number format; 16 bits were taken.",
)


def read(fields: Fields, *quantised: str) -> Stored:
    """`quantised` are the keys of which one is there if the weights are quantised."""
    for key in quantised:
        if fields.has(key):
            return NotWeighed(
                format=f"quantised, by the key {key}",
                reason=f"{key} does not say which matrices are quantised.",
            )
    return SIXTEEN_BITS
