"""Rent of Behemoth's run on 20T to 40T tokens at $2 to $4 an hour, at 390 TFLOP/s, by chance alone.

Run by numpy in an environment of its own: nothing of this project is imported. Prints the 5 %, 50 %
and 95 % quantiles in dollars, as JSON. Tokens are log-normal, the price is normal.
"""

import json

import numpy

Z_95 = 1.6448536269514722
ACTIVE_PARAMETERS, FLOP_PER_SECOND = 288e9, 390e12

chance = numpy.random.default_rng(18)
z = chance.standard_normal((2, 10**6))
tokens = 20e12 ** (0.5 - z[0] / (2 * Z_95)) * 40e12 ** (0.5 + z[0] / (2 * Z_95))
usd = numpy.clip(3 + z[1] / Z_95, 0, 1000)
rent = 6 * ACTIVE_PARAMETERS * tokens / FLOP_PER_SECOND / 3600 * usd
print(json.dumps(numpy.quantile(rent, (0.05, 0.5, 0.95)).tolist()))
