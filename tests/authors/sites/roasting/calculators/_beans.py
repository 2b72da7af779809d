"""What several calculators know of beans."""

from enum import Enum


class Degree(Enum):
    """How dark a roast is."""

    LIGHT = "Light"
    MEDIUM = "Medium"
    VERY_DARK = "Very dark"


LOSS = {Degree.LIGHT: 0.12, Degree.MEDIUM: 0.15, Degree.VERY_DARK: 0.2}
END = {Degree.LIGHT: 205.0, Degree.MEDIUM: 220.0, Degree.VERY_DARK: 235.0}
