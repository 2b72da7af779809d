"""What can be wrong with a form: with what a reader typed, or with what an author declared."""


class InputError(ValueError):
    """A reader's input cannot be used; the sentence stands beside its field.

    InputError("context", "20M is too large; at most 10M would do.")
    """

    def __init__(self, parameter: str, sentence: str) -> None:
        super().__init__(f"{parameter}: {sentence}")
        self.parameter = parameter
        self.sentence = sentence


class DeclarationError(TypeError):
    """A calculator that cannot become a form; its author is told what would do."""
