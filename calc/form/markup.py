"""Text as HTML."""


def escape(text: str) -> str:
    """Text as it may stand in markup and in a quoted attribute.

    Halves of characters, which a reader's text may hold, become question marks: no encoder
    writes them. Nor does HTML have a NUL, at which a text in C would end.
    """
    if not text.isascii():
        text = text.encode(errors="replace").decode()
    # An answer escapes hundreds of short texts; this is a third of the time of `str.translate`.
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#x27;").replace("\0", "\ufffd")


def source_link(source: str) -> str:
    """A source as a link: the words before the address at its end, if it has one."""
    words, _, address = source.rpartition(", https://")
    if not words:
        return escape(source)
    return f'<a href="https://{escape(address)}">{escape(words)}</a>'
