"""Stacked bars whose parts have colours of their own."""

import re

import pytest

from calc.calculators.training_memory import training_memory
from calc.chart import texture
from calc.chart.axis import Axis
from calc.chart.stack import Stack, Whole

AXIS = Axis(label="Memory", unit="B")


def stack(parts, roles):
    wholes = (Whole(name="One", values=(5,) * parts, role="pinned-1"),)
    names = tuple(f"part {i}" for i in range(parts))
    return Stack(
        title="Memory", description="", axis=AXIS, parts=names, wholes=wholes, part_roles=roles
    )


def test_parts_have_their_own_roles_or_that_of_their_whole():
    own = stack(2, ("part-1", "other")).draw("x").body
    assert re.findall('data-role="([^"]+)"', own) == ["part-1", "other"] * 2
    assert set(re.findall('data-role="([^"]+)"', stack(2, ()).draw("x").body)) == {"pinned-1"}


def test_a_role_is_missing():
    with pytest.raises(ValueError, match="Memory has 1 values for 2 parts"):
        stack(2, ("part-1",))


def test_the_parts_of_an_accelerator_differ_without_their_colours():
    """In print and in a system's own colours only the textures are left."""
    chart = training_memory().parts
    assert isinstance(chart, Stack)
    assert len(chart.parts) <= texture.KINDS
    assert len(set(chart.part_roles[:-2])) == 6
    drawn = chart.draw("x").body
    named = set(re.findall(r'fill="url\(#x-texture-(\d)\)"', drawn))
    assert named == set(re.findall(r'id="x-texture-(\d)"', drawn))
