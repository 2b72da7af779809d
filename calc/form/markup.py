"""Text as HTML, and the names of a form's parts."""

PARTS = (
    *("title", "problem", "notice", "asked", "summary", "results", "brief", "folded"),
    "figures",
)
"""The parts of a form beside its fields: the ids of both begin with the form's own."""


def escape(text: str) -> str:
    """Text for markup and for quoted attributes.

    Lone surrogates, which a reader's text may have, cannot be encoded and become question marks.
    HTML has no NUL; it becomes U+FFFD.
    """
    if not text.isascii():
        text = text.encode(errors="replace").decode()
    # An answer escapes hundreds of short texts, and this takes a third as long as `str.translate`.
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#x27;").replace("\0", "\ufffd")


def source_link(source: str) -> str:
    """A source, "words, https://…", as a link; without an address only the words."""
    words, _, address = source.rpartition(", https://")
    if not words:
        return escape(source)
    return f'<a href="https://{escape(address)}">{escape(words)}</a>'
