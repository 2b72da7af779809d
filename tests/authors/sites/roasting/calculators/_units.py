"""Green coffee is sold in bags of 60 kg, ten bags to a lot."""

from calc.units import UnitStyle

STYLES = {
    "bags": UnitStyle(
        magnitudes=((10, " lots"),), base=" bags", after="", after_one=" bag", counts=False
    ),
}
