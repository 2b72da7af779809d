"""Calculators of a coffee roaster, and the unit that only roasters know."""

from calc.site import Site

SITE = Site(units=("calculators._units:STYLES",), example="roast --green 800 --degree dark")
