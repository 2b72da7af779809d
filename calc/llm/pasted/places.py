"""Where something stands in a text, and the names of characters that nobody sees."""

INVISIBLE = {
    "\v": "a vertical tab",
    "\f": "a form feed",
    "\x85": "a next line",
    "\u00a0": "a no-break space",
    "\u00ad": "a soft hyphen",
    "\u034f": "a combining grapheme joiner",
    "\u061c": "an Arabic letter mark",
    "\u1680": "an Ogham space mark",
    "\u180e": "a Mongolian vowel separator",
    **{chr(c): "a wide or narrow space" for c in range(0x2000, 0x200B)},
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u200e": "a left-to-right mark",
    "\u200f": "a right-to-left mark",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    **{chr(c): "a mark of writing direction" for c in range(0x202A, 0x202F)},
    **{chr(c): "a mark of writing direction" for c in range(0x2066, 0x206A)},
    "\u202f": "a narrow no-break space",
    "\u205f": "a mathematical space",
    "\u2060": "a word joiner",
    "\u2061": "an invisible operator",
    "\u2062": "an invisible operator",
    "\u2063": "an invisible operator",
    "\u2064": "an invisible operator",
    "\u3000": "an ideographic space",
    "\ufe0e": "a variation selector",
    "\ufe0f": "a variation selector",
    "\ufeff": "a byte order mark",
}
"""Characters without a picture that mean nothing between the values of a text."""

CONTROLS = {"\0": "a null character", "\x1b": "an escape character", "\x7f": "a delete character"}


def invisible(character: str) -> str:
    """The name of a character that is not seen: "a no-break space (U+00A0)"; "" for others."""
    name = INVISIBLE.get(character) or CONTROLS.get(character)
    if not name and character < " " and character not in "\t\r\n":
        name = "a control character"
    return f"{name} (U+{ord(character):04X})" if name else ""


def place(text: str, at: int) -> tuple[int, int]:
    """Line and column, from 1, of the character with that index."""
    before = text[:at].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def several(name: str) -> str:
    """The plural of such a name: "no-break spaces"."""
    noun = name.removeprefix("an ").removeprefix("a ")
    first, of, rest = noun.partition(" of ")
    return f"{first}s{of}{rest}"
