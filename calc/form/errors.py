"""Errors in what a reader typed, and in what an author declared."""


class InputError(ValueError):
    """A reader's input is invalid; the sentence is shown beside its field.

    InputError("weight", "20M is too large; use at most 10M.")
    """

    def __init__(self, parameter: str, sentence: str) -> None:
        super().__init__(f"{parameter}: {sentence}")
        self.parameter = parameter
        self.sentence = sentence


class DeclarationError(TypeError):
    """A function that cannot become a form; the message tells its author why."""
