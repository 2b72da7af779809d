"""Mistakes of authors, and the sentence that each of them gives: a test makes them all.

Each is a change of one small site: a page, and a calculator that pours coffee.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

CONFIG = "site_name: Coffee\ntheme: {name: material}\nplugins: [search, calculators]\n"

PAGE = """# Coffee

``` calculator
name = "pour"
```
"""

CALCULATOR = '''"""How many cups a pot fills."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Interval, Unit, doc

from calc.form import Formula, calculator


@dataclass(frozen=True)
class Cups:
    cups: Annotated[float, "Cups", Formula("{water} ÷ {cup}")]


@calculator
def pour(
    water: Annotated[float, doc("Water"), Unit("ml"), Interval(ge=100, le=2000)] = 1000,
    cup: Annotated[float, doc("A cup"), Unit("ml"), Interval(ge=50, le=500)] = 125,
) -> Cups:
    """How many cups a pot fills."""
    return Cups(cups=water / cup)
'''

FILES = {
    "mkdocs.yml": CONFIG,
    "docs/index.md": PAGE,
    "calculators/pour.py": CALCULATOR,
}
"""The site without a mistake."""


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """A mistake: in a file, something is written in place of what would be right."""

    what: str
    file: str
    right: str
    wrong: str
    sentence: str
    shown: str = ""
    """The code in the table; "" if it is what is wrong."""
    others: Mapping[str, str] = field(default_factory=dict)
    """Other files of the site."""

    def files(self) -> dict[str, str]:
        """The site with this mistake."""
        made = FILES | dict(self.others)
        text = made[self.file]
        assert text.count(self.right) >= 1, self.what
        return made | {self.file: text.replace(self.right, self.wrong, 1)}


PY, MD, YML = "calculators/pour.py", "docs/index.md", "mkdocs.yml"
RETURN = "    return Cups(cups=water / cup)\n"

MISTAKES = (
    Mistake(
        what="Python that cannot be read",
        file=PY,
        right="Cups(cups=water / cup)",
        wrong="Cups(cups=water / cup",
        sentence="calculators/pour.py:22: SyntaxError: '(' was never closed.",
    ),
    Mistake(
        what="A package that is not named in `packages`",
        file=PY,
        right=RETURN,
        wrong="    import numpy\n\n" + RETURN,
        shown="import numpy",
        sentence=(
            "docs/index.md:3: calculators/pour.py:22: There is no module numpy; add packages: "
            "[numpy] in mkdocs.yml."
        ),
    ),
    Mistake(
        what="A package with compiled parts",
        file=YML,
        right="plugins: [search, calculators]",
        wrong="plugins:\n- search\n- calculators: {packages: [numpy]}",
        shown="packages: [numpy]",
        sentence=(
            "mkdocs.yml: packages: numpy has compiled parts, or needs a package that has, and "
            "a browser cannot run them; use a package in pure Python, or arithmetic of your own."
        ),
    ),
    Mistake(
        what="A module that browsers lack",
        file=PY,
        right=RETURN,
        wrong="    import sqlite3\n\n" + RETURN,
        shown="import sqlite3",
        sentence=(
            "calculators/pour.py:22: Python in a browser cannot import sqlite3: No module "
            "named 'sqlite3'. Compute without it."
        ),
    ),
    Mistake(
        what="A number without bounds",
        file=PY,
        right='Unit("ml"), Interval(ge=50, le=500)',
        wrong='Unit("ml")',
        shown='cup: Annotated[float, doc("A cup"), Unit("ml")] = 125',
        sentence="calculators/pour.py:19: pour(cup) needs both bounds: Interval(ge=…, le=…).",
    ),
    Mistake(
        what="A start value beyond the bounds",
        file=PY,
        right="= 125",
        wrong="= 600",
        sentence=(
            "calculators/pour.py:19: pour(cup) starts from a wrong value: 600 is too large; enter "
            "at most 500."
        ),
    ),
    Mistake(
        what="A file without its calculator",
        file=PY,
        right="def pour(",
        wrong="def poured(",
        sentence=(
            "calculators/pour.py:1: calculators.pour has no @calculator named pour; add one."
        ),
    ),
    Mistake(
        what="A formula that cannot be read",
        file=PY,
        right="{water} ÷ {cup}",
        wrong="({water} ÷ {cup}",
        sentence=(
            "calculators/pour.py:13: pour → cups has a formula that cannot be read at its "
            "end: “({water} ÷ {cup}”; put ) or an operator here."
        ),
    ),
    Mistake(
        what="A formula that is not what the function computes",
        file=PY,
        right="{water} ÷ {cup}",
        wrong="{water} × {cup}",
        sentence=(
            "calculators/pour.py:16: pour → cups: the formula “{water} × {cup}” gives "
            "125000.0, and the function returns 8.0, for water = 1000.0 and cup = 125.0, at "
            "the start values; use a formula of what the function computes."
        ),
    ),
    Mistake(
        what="An exception at the start values",
        file=PY,
        right=RETURN,
        wrong='    sizes = {"large": 250}\n' + RETURN.replace("water /", 'sizes["small"] /'),
        shown='sizes["small"]',
        sentence=(
            "docs/index.md:3: calculators/pour.py:23: pour(water=1000.0, cup=125.0) fails: "
            "KeyError: 'small'. Use other start values, or let the calculator accept these."
        ),
    ),
    Mistake(
        what="An exception at a bound",
        file=PY,
        right=RETURN,
        wrong="    assert water < 2000\n" + RETURN,
        shown="assert water < 2000",
        sentence=(
            "calculators/pour.py:22: pour fails with water = 2,000: AssertionError; use narrower "
            "bounds, or a ValueError with a sentence for readers."
        ),
    ),
    Mistake(
        what="A loop that does not end",
        file=PY,
        right=RETURN,
        wrong="    while cup > 0:\n        water += 1\n" + RETURN,
        shown="while cup > 0: water += 1",
        sentence=(
            "docs/index.md:3: calculators/pour.py:22: pour was stopped here after 5 seconds; use "
            "a loop that ends, or compute less."
        ),
    ),
    Mistake(
        what="A loop that does not end at a bound",
        file=PY,
        right=RETURN,
        wrong="    while cup == 500:\n        water += 1\n" + RETURN,
        shown="while cup == 500: water += 1",
        sentence=(
            "calculators/pour.py:22: pour was stopped here after 5 seconds; use a loop that ends, "
            "or compute less. The inputs were cup = 500."
        ),
    ),
    Mistake(
        what="A random number",
        file=PY,
        right=RETURN,
        wrong="    import random\n\n    water += random.random()\n" + RETURN,
        shown="random.random()",
        sentence=(
            "calculators/pour.py:24: random.random gives another value each time, and page "
            "and browser would disagree; use random.Random(1) with a fixed number."
        ),
    ),
    Mistake(
        what="The clock",
        file=PY,
        right=RETURN,
        wrong="    from datetime import date\n\n    water += date.today().day\n" + RETURN,
        shown="date.today()",
        sentence=(
            "calculators/pour.py:24: datetime.date.today gives another value each time, and "
            "page and browser would disagree; use an input with a date."
        ),
    ),
    Mistake(
        what="A fence that is nearly right",
        file=MD,
        right="``` calculator",
        wrong="``` calculater",
        sentence="docs/index.md:3: There is no fence “calculater”; use ``` calculator.",
    ),
    Mistake(
        what="A calculator that does not exist",
        file=MD,
        right='name = "pour"',
        wrong='name = "por"',
        sentence="docs/index.md:3: There is no calculator “por”; use pour.",
    ),
    Mistake(
        what="An input that does not exist",
        file=MD,
        right='name = "pour"\n',
        wrong='name = "pour"\nwatr = 500\n',
        shown="watr = 500",
        sentence="docs/index.md:3: pour has no parameter watr; use water.",
    ),
    Mistake(
        what="A value beyond the bounds",
        file=MD,
        right='name = "pour"\n',
        wrong='name = "pour"\nwater = "5 l"\n',
        shown='water = "5 l"',
        sentence="docs/index.md:3: pour(water): 5,000 is too large; enter at most 2,000.",
    ),
    Mistake(
        what="A word that is nearly right",
        file=MD,
        right="# Coffee\n",
        wrong="# Coffee\n\nA pot fills `#!valeu pour.cups` cups.\n",
        shown="`#!valeu pour.cups`",
        sentence="docs/index.md:3: There is no word `#!valeu`; use `#!value`.",
    ),
    Mistake(
        what="A broken formula in a page",
        file=MD,
        right="# Coffee\n",
        wrong="# Coffee\n\nA pot fills `#!math \\frac{1`.\n",
        shown="`#!math \\frac{1`",
        sentence="docs/index.md:3: In the formula “\\frac{1” { is not closed; add } after it.",
    ),
    Mistake(
        what="A heading with the name of a calculator",
        file=MD,
        right="# Coffee\n",
        wrong="# Coffee\n\n## Pour\n",
        shown="## Pour",
        sentence=(
            "docs/index.md:5: Calculator “pour” has the id pour, as heading “Pour” "
            '(docs/index.md:3) has; use another id = "…" in the fence, or another heading, or '
            "{#…} after it."
        ),
    ),
    Mistake(
        what="An option that is nearly right",
        file=YML,
        right="plugins: [search, calculators]",
        wrong="plugins:\n- search\n- calculators: {package: [more-itertools]}",
        shown="package: [more-itertools]",
        sentence="mkdocs.yml: calculators has no option package; use packages.",
    ),
)
