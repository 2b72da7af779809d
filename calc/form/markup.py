"""Text as HTML."""

_ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "\0": "\ufffd"}
)


def escape(text: str) -> str:
    """Text as it may stand in markup and in a quoted attribute.

    Halves of characters, which a reader's text may hold, become question marks: no encoder
    writes them. Nor does HTML have a NUL, at which a text in C would end.
    """
    return text.translate(_ENTITIES).encode(errors="replace").decode()


def cited(source: str) -> str:
    """A source as a link: the words before the address at its end, if it has one."""
    words, _, address = source.rpartition(", https://")
    if not words:
        return escape(source)
    return f'<a href="https://{escape(address)}">{escape(words)}</a>'
