"""The coverage workload: what any calculator may do in Python, done once.

It runs in Pyodide when functions are traced, so that the trimmed interpreter keeps those that
calculators may need later. Tests run it in CPython too, and compare.
"""

import functools
import itertools
import json
import math
from collections.abc import Iterator

CHARACTERS = 0x110000
STEP = 4096

SIZES = (0, 1, 16, 20, 50, 100, 200, 300)
PAIRS = [
    (f"{sign}{digits}e{i}", f"{digits}e{j}")
    for i in (*SIZES, *(-size for size in SIZES))
    for j in (-9, 0, 9)
    for sign in ("", "-")
    for digits in ("1.5", "2", "0.123456789012345678")
]
"""Numbers of all sizes: Python multiplies, divides and writes long ones in other ways."""


def everything(_: str) -> str:
    """Run everything."""
    for first in range(0, CHARACTERS, STEP):
        characters(json.dumps([first, first + STEP]))
    numbers(json.dumps(PAIRS))
    return objects("3") + statements('{"a": [1, 2.5]}')


def characters(text: str) -> str:
    """The string methods of each character in a range: [first, after the last]."""
    return json.dumps([_character(chr(i)) for i in range(*json.loads(text))])


def _character(c: str) -> list[object]:
    return [
        *(c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.isspace(), c.isprintable()),
        *(c.isalnum(), c.isupper(), c.islower(), c.istitle(), c.isidentifier(), c.isascii()),
        *(c.upper(), c.lower(), c.title(), c.casefold(), c.capitalize(), c.swapcase()),
        *(c.strip(), c.split(), c.splitlines(), repr(c), ascii(c)),
    ]


def numbers(text: str) -> str:
    """Arithmetic and formatting of pairs of numbers, given as texts."""
    return json.dumps(
        [list(_number(float(a), float(b), abs(float(a)))) for a, b in json.loads(text)]
    )


def _number(a: float, b: float, c: float) -> Iterator[str]:
    yield from (repr(a), f"{a:.3g}", f"{a:,.0f}", f"{b:e}", f"{b:08.3f}", f"{b:+.1%}", str(int(a)))
    yield from (
        repr(a * b),
        repr(a / b),
        repr(a // b),
        repr(a % b),
        repr(a - b),
        repr(divmod(a, b)),
    )
    yield from (repr(math.log(c)), repr(math.log10(c)), repr(math.log2(c)), repr(math.log1p(c)))
    yield from (repr(c ** (b % 1)), repr(math.sqrt(c)), repr(math.exp(b % 50)), repr(math.sin(b)))
    yield from (repr(round(b, 3)), repr(round(b)), repr(math.floor(b % 1e6)), repr(math.ceil(b)))
    yield from (repr(math.isclose(a, b)), repr(math.isinf(a)), repr(math.hypot(b, b)), b.hex())
    yield from (repr(min(a, b)), repr(max(a, b)), repr(sum([a, b])), repr(math.fsum([a, b])))
    n, m = int(c), int(b) + 1
    yield from (
        str(n**3 // m),
        str(n % m),
        str(n & m),
        str(n << 3),
        str(n >> 3),
        str(math.gcd(n, m)),
    )
    yield from (
        f"{m:,}",
        f"{m:x}",
        str(m.bit_length()),
        str(math.isqrt(n)),
        str(-n // m),
        str(n | m),
    )


def objects(text: str) -> str:
    """Lists, dictionaries, sets, texts and errors that contain a number."""
    n = int(text)
    row = [n, *range(n), -n]
    table = {str(i): i for i in row} | {"n": n}
    words = f"{n}, {n};".replace(",", " ").partition(";")
    caught = []
    for wrong in (
        lambda: row[99],
        lambda: table["x"],
        lambda: n / 0,
        lambda: int("x"),
    ):
        try:
            wrong()
        except (LookupError, ArithmeticError, ValueError) as error:
            caught.append(f"{type(error).__name__}: {error}")
    return json.dumps(
        {
            "sorted": sorted(row, key=lambda i: -i),
            "reversed": row[::-1],
            "sets": sorted({*row} & {n} | {1} - {2} ^ {5}),
            "zipped": [*zip(row, table, strict=False)],
            "counted": dict(enumerate(map(str, filter(None, row)))),
            "table": {**table, **dict.fromkeys(words)},
            "any": [any(row), all(row), len(row), row.index(n), row.count(n), n in row],
            "texts": [
                *words,
                " ".join(words),
                f"{n}-b".split("-"),
                "ab".find("b"),
                f"{n!r} {row}",
            ],
            "more": ["a".rjust(n), "b".center(n), "x".zfill(n), "ab".startswith("a"), "ab" * n],
            "caught": caught,
            "read": json.loads('{"a": [1, 2.5, null, true, "\\u00e9"]}'),
        }
    )


class Point:
    """A class like those of calculators."""

    __match_args__ = ("x", "y")

    def __init__(self, x: float, y: float = 0) -> None:
        self.x, self.y = x, y

    def __add__(self, other: "Point") -> "Point":
        return Point(self.x + other.x, y=self.y + other.y)

    def __lt__(self, other: "Point") -> bool:
        return (self.x, self.y) < (other.x, other.y)

    def __setattr__(self, name: str, value: float) -> None:
        if name in vars(self):
            raise AttributeError(f"{name!r} has a value")
        super().__setattr__(name, value)

    @property
    def norm(self) -> float:
        return math.hypot(self.x, self.y)

    @functools.cached_property
    def half(self) -> "Point":
        return Point(self.x / 2, self.y / 2)


def statements(text: str) -> str:
    """Patterns, classes, generators and other statements of a function."""
    found: list[object] = []
    for value in (json.loads(text), [1, 2, 3], (), "a", 5, None, Point(1), {"b": 1}, 2.5, b"b"):
        match value:
            case {"a": [first, *rest], **others}:
                found.append(f"{first} {rest} {others}")
            case [first, *rest] if rest:
                found.append(f"{first} and {len(rest)}")
            case Point(x=x, y=0 | 1 as y):
                found.append(f"({x}, {y})")
            case int() | float() as number:
                found.append(f"{number}")
            case None | [] | "a":
                found.append(f"{value!r:>6}")
            case _:
                found.append(type(value).__name__)
    points = {Point(i, -i): i for i in range(3)}
    total = functools.reduce(lambda a, b: a + b, points)
    try:
        total.x = 1
    except AttributeError as error:
        found.append(str(error))
    finally:
        found += [*_squares(3), *itertools.chain.from_iterable(zip("ab", "cd", strict=True))]
    first, *_, last = sorted(points)
    return json.dumps([found, total.norm, total.half.norm, first < last, first == last, last.y])


def _squares(n: int, /, *more: int, power: int = 2, **_: int) -> Iterator[int]:
    yield from (i**power for i in range(n, *more) if (j := i) or not j)
