"""What is wrong with a bundle, as a sentence."""


class BundleError(RuntimeError):
    """The browser's files cannot be made as they should be."""
