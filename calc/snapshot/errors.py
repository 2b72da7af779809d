"""The error of every step that makes the browser's files."""


class BuildError(RuntimeError):
    """The browser's files cannot be made; the message says why and what to do."""
