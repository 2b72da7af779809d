"""Reads JSON, and what is nearly JSON and has one meaning; says what it had to mend.

Comments, commas too many, single or curly quotes, Python's literals, NaN, keys without quotes,
invisible characters, a Markdown fence or a name around the object, and its braces if both are
missing. A text that may have been cut is refused, and so is everything with two meanings.
"""

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]  # not in the type stubs
from typing import Any

from calc.llm.errors import ConfigError, PastedError
from calc.llm.pasted.places import INVISIBLE, invisible, place, several

MAX_NESTING = 50
"""Levels of lists and objects. A browser's stack ends long before Python's recursion limit."""
MAX_DIGITS = 1000
"""Digits of a whole number; Python itself reads 4,300."""

_WORDS = {"true": True, "false": False, "null": None}
_PYTHON = {"True": True, "False": False, "None": None}
_NO_NUMBERS = {
    "NaN": float("nan"),
    "Infinity": float("inf"),
    "-Infinity": -float("inf"),
    "nan": float("nan"),
    "inf": float("inf"),
    "-inf": -float("inf"),
}
_CURLY = {"“": "“”„‟", "”": "“”„‟", "„": "“”„‟", "‘": "‘’‚", "’": "‘’‚"}
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?(?![\w.])")
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:_\d{3})+(?![\w.])")
_WORD = re.compile(r"-?[A-Za-z_$][\w$]*")
_FENCE = re.compile(r"^[ \t]*(```|~~~)[^\n]*\n(.*?)(?:^[ \t]*\1|\Z)", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"\s*(?:[A-Za-z_][\w.]*[ \t]+){0,3}[A-Za-z_][\w.]*[ \t]*(?:[=:][ \t]*)?(?=\{)")
_SECTION = re.compile(r"\[[A-Za-z_][\w. -]*\][ \t]*[\r\n]")
_STARTS = re.compile(r"\s*[\[{]")
_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"?|([\[{])|([\]}])', re.DOTALL)
_DIGITS = re.compile(rf"\d{{{MAX_DIGITS + 1},}}")


class _TooLong(ValueError):
    """A whole number with too many digits."""


def parse(text: str) -> tuple[Any, str]:
    """The value, and how it was mended: "after leaving out comments"; "" for plain JSON.

    Errors: PastedError with line and column; ConfigError for a key that stands there twice.
    """
    _check_nesting(text)
    taken: dict[str, None] = {}

    def constant(word: str) -> float:
        taken[word] = None
        return _NO_NUMBERS[word]

    try:
        value = json.loads(
            text, object_pairs_hook=unique, parse_int=_integer, parse_constant=constant
        )
    except _TooLong as error:
        raise _long_number(text) from error
    except json.JSONDecodeError:
        reader = _Reader(text)
        return reader.whole(), reader.mended()
    return value, "".join(_kept(taken))


def may_be(text: str) -> bool:
    """Whether a text that is not JSON begins like an object or a list, or has one in a fence.

    A section of a list of settings, "[model]" in a line of its own, is not a list.
    """
    reader = _Reader(text)
    try:
        reader.enter()
    except PastedError:
        return True
    if _SECTION.match(text, reader.at):
        return False
    return text[reader.at : reader.at + 1] in ("{", "[") or reader.open_members()


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object as a dictionary. Raises ConfigError for a key that is there twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ConfigError(twice, "This key occurs twice; remove one.")
    if "__proto__" in found:
        raise ConfigError("__proto__", "No model has this key; remove it.")
    return found


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise _TooLong
    return int(digits)


def _long_number(text: str) -> PastedError:
    found = _DIGITS.search(text)
    at, length = (found.start(), len(found[0])) if found else (0, MAX_DIGITS + 1)
    line, column = place(text, at)
    return PastedError(
        f"Line {line}, column {column}: a whole number of {length:,} digits will not do; no size of"
        " a model has more than a dozen."
    )


def _check_nesting(text: str) -> None:
    """PastedError for too many levels of lists and objects; the text need not be valid JSON."""
    if text.count("[") + text.count("{") <= MAX_NESTING:
        return
    depth = 0
    for found in _BRACKET.finditer(text):
        if found[1]:
            depth += 1
            if depth > MAX_NESTING:
                raise PastedError(
                    f"This is nested more than {MAX_NESTING} levels deep; a config.json has a few"
                    " levels."
                )
        elif found[2]:
            depth -= 1


class _Reader:
    """Reads one text from its beginning; `at` is where it is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.end = len(text)
        self.left_out: dict[str, None] = {}
        self.replaced: dict[str, None] = {}
        self.added: dict[str, None] = {}
        self.kept: dict[str, None] = {}

    def mended(self) -> str:
        """What was mended, as the end of a sentence: "after leaving out comments"."""
        parts = {
            "leaving out": self.left_out,
            "replacing": self.replaced,
            "adding": self.added,
        }
        said = [f"{verb} {_listed(what)}" for verb, what in parts.items() if what]
        mended = [f"after {_listed(said)}"] if said else []
        return ", ".join([*mended, *_kept(self.kept)])

    def error(self, why: str, at: int | None = None) -> PastedError:
        line, column = place(self.text, self.at if at is None else at)
        return PastedError(f"Line {line}, column {column} is not JSON: {why}.")

    def whole(self) -> Any:
        """The value of the whole text."""
        self.enter()
        if self.open_members():
            self.added["the outer braces"] = None
            value: Any = self.members(1, braced=False)
        else:
            value = self.value(0)
        self.skip()
        if self.at < self.end:
            raise self.error("there is more text after the end; paste one config.json")
        return value

    def open_members(self) -> bool:
        """Whether a quoted key and a colon come next, without a brace before them."""
        quotes = "\"'“”„‘’"
        return bool(
            re.compile(rf"[{quotes}][\w.-]+[{quotes}]\s*:").match(self.text, self.at, self.end)
        )

    def enter(self) -> None:
        """Go to where the value begins, past what stands around it."""
        fenced = [one for one in _FENCE.finditer(self.text) if _STARTS.match(one[2])]
        if len(fenced) > 1:
            raise self.error(
                f"{len(fenced)} of its fenced blocks begin like JSON; paste one",
                fenced[1].start(2),
            )
        if fenced:
            self.at, self.end = fenced[0].span(2)
            around = self.text[: fenced[0].start()] + self.text[fenced[0].end() :]
            self.left_out["the Markdown fence"] = None
            if around.strip("`~ \t\r\n"):
                self.left_out["the text around it"] = None
        self.skip()
        if self.end - self.at > 1 and self.text[self.at] == "`" and not fenced:
            end = self.text.rfind("`", self.at + 1, self.end)
            if end > 0 and not self.text[end + 1 : self.end].strip():
                self.at, self.end = self.at + 1, end
                self.left_out["backquotes"] = None
                self.skip()
        named = _NAME.match(self.text, self.at, self.end)
        if named and named[0].strip():
            self.at = named.end()
            self.left_out["the name in front"] = None

    def skip(self) -> None:
        """Go past spaces, comments and invisible characters."""
        text = self.text
        while self.at < self.end:
            here = text[self.at]
            if here in " \t\r\n":
                self.at += 1
            elif here == "#" or text.startswith("//", self.at):
                found = text.find("\n", self.at, self.end)
                self.at = self.end if found < 0 else found
                self.left_out["comments"] = None
            elif text.startswith("/*", self.at):
                found = text.find("*/", self.at + 2, self.end)
                if found < 0:
                    raise self.error("this comment has no end")
                self.at = found + 2
                self.left_out["comments"] = None
            elif here in INVISIBLE:
                self.at += 1
                self.left_out[several(INVISIBLE[here])] = None
            else:
                return

    def peek(self) -> str:
        """The next character that means something; "" at the end."""
        self.skip()
        return self.text[self.at] if self.at < self.end else ""

    def value(self, depth: int) -> Any:
        """The value that comes next."""
        if depth > MAX_NESTING:
            raise PastedError(f"This is nested more than {MAX_NESTING} levels deep.")
        here = self.peek()
        if not here:
            raise self.error(_CUT)
        if here == "{":
            self.at += 1
            return self.members(depth + 1, braced=True)
        if here == "[":
            self.at += 1
            return self.items(depth + 1)
        if here in "\"'" or here in _CURLY:
            return self.quoted()
        if here.isdigit() or (here == "-" and self.text[self.at + 1 : self.at + 2].isdigit()):
            return self.number()
        return self.word()

    def members(self, depth: int, *, braced: bool) -> dict[str, Any]:
        """The keys and values up to the closing brace."""
        pairs: list[tuple[str, Any]] = []
        while True:
            here = self.peek()
            if here == "}" or (not here and not braced):
                self.at += bool(here)
                return unique(pairs)
            key = self.key()
            if self.peek() != ":":
                raise self.error(f"a colon must follow the key {key[:40]}" if here else _CUT)
            self.at += 1
            pairs.append((key, self.value(depth)))
            self.comma("}", braced=braced)

    def items(self, depth: int) -> list[Any]:
        """The items up to the closing bracket."""
        found: list[Any] = []
        while self.peek() != "]":
            found.append(self.value(depth))
            self.comma("]", braced=True)
        self.at += 1
        return found

    def comma(self, end: str, *, braced: bool) -> None:
        """Go past the comma after a value, or stay before the end."""
        here = self.peek()
        if here == ",":
            self.at += 1
            if self.peek() == end or (not self.peek() and not braced):
                self.left_out["commas too many"] = None
        elif not here and braced:
            raise self.error(_CUT)
        elif here and here != end:
            raise self.error(self.wrong(f"a comma or {end} must come before it"))

    def key(self) -> str:
        here = self.peek()
        if not here:
            raise self.error(_CUT)
        if here in "\"'" or here in _CURLY:
            return self.quoted()
        found = _WORD.match(self.text, self.at, self.end)
        if not found or found[0].startswith("-"):
            raise self.error(self.wrong("a key in quotes must be here"))
        self.at = found.end()
        self.added["quotes around keys"] = None
        return found[0]

    def quoted(self) -> str:
        """A text in quotes of any kind."""
        opening, start = self.text[self.at], self.at
        if opening == '"':
            try:
                value, self.at = scanstring(self.text, start + 1, True)
            except json.JSONDecodeError as error:
                raise self.error(self._fault(error), error.pos) from error
            if self.at > self.end:
                raise self.error("this text has no end", start)
            return str(value)
        closing = _CURLY.get(opening, opening)
        single = opening == "'"
        found = re.compile(
            rf"{opening}((?:[^{closing}\\\n{'' if single else chr(34)}]|\\.)*)[{closing}]"
        ).match(self.text, start, self.end)
        if not found:
            raise self.error("this text has no end in its line, or other quotes in it", start)
        self.at = found.end()
        self.replaced["single quotes" if single else "curly quotes"] = None
        inner = re.sub(
            r"\\(.)|\"", lambda m: '\\"' if m[0] == '"' else m[1] if m[1] == "'" else m[0], found[1]
        )
        try:
            return str(json.loads(f'"{inner}"'))
        except json.JSONDecodeError as error:
            raise self.error(f"this text has {self._fault(error)}", start) from error

    def _fault(self, error: json.JSONDecodeError) -> str:
        """What is wrong in a text in quotes."""
        if "control" in error.msg:
            here = self.text[error.pos : error.pos + 1]
            name = invisible(here) or {"\t": "a tab", "\n": "a line break"}.get(here)
            return f"{name or 'a control character'} stands in a text in quotes"
        return "this text has no end" if "Unterminated" in error.msg else "an unknown escape"

    def number(self) -> int | float:
        if grouped := _GROUPED.match(self.text, self.at, self.end):
            self.at = grouped.end()
            self.left_out["underscores in numbers"] = None
            return int(grouped[0].replace("_", ""))
        found = _NUMBER.match(self.text, self.at, self.end)
        if not found:
            raise self.error("this is not a JSON number")
        if found[1] or found[2]:
            self.at = found.end()
            return float(found[0])
        if len(found[0]) > MAX_DIGITS:
            raise _long_number(self.text)
        self.at = found.end()
        return int(found[0])

    def word(self) -> Any:
        """A value without quotes: true, None, NaN."""
        found = _WORD.match(self.text, self.at, self.end)
        word = found[0] if found else ""
        if not found or word not in {**_WORDS, **_PYTHON, **_NO_NUMBERS}:
            raise self.error(self.wrong("a value must be here"))
        self.at = found.end()
        if word in _PYTHON:
            self.replaced["Python's True, False and None"] = None
        elif word in _NO_NUMBERS:
            self.kept[word] = None
            return _NO_NUMBERS[word]
        return {**_WORDS, **_PYTHON}[word]

    def wrong(self, would: str) -> str:
        """What is here, and what is needed."""
        here = self.text[self.at]
        found = _WORD.match(self.text, self.at, self.end)
        if found:
            word = found[0] if len(found[0]) <= 24 else f"{found[0][:24]}…"
            return f"the word {word} has no quotes; {would}"
        return f"{invisible(here) or here} is here; {would}"


_CUT = "the text ends before its braces are closed; it may have been cut"


def _kept(words: dict[str, None]) -> list[str]:
    return [f"with {_listed(words)}, which JSON does not have"] if words else []


def _listed(words: Any) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else str(last)
