"""Random models have blocks and masks of every kind, so that the properties are tested for all."""

import pkgutil
from importlib import import_module

import pytest

from calc.llm import blocks, masks
from calc.llm.blocks import Block
from tests.llm import strategies

for module in pkgutil.iter_modules(blocks.__path__, f"{blocks.__name__}."):
    import_module(module.name)

KINDS = sorted(Block.__subclasses__(), key=lambda kind: kind.__name__)
MASKS = masks.Mask.__value__.__args__


@pytest.mark.parametrize("kind", [*KINDS, *MASKS], ids=lambda kind: kind.__name__)
def test_random_models_have_blocks_and_masks_of_every_kind(kind):
    assert kind in vars(strategies).values() or kind is masks.Full  # there as FULL


def test_the_kinds_are_found():
    assert {"Attention", "Dense", "MoE", "Mamba2"} <= {kind.__name__ for kind in KINDS}
