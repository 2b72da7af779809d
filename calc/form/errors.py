"""What can be wrong with a form: with what a reader typed, or with what an author declared."""


class InputError(ValueError):
    """A reader's input cannot be used; the sentence stands beside its field.

    >>> raise InputError("context", "20,000,000 is not between 1 and 10M.")
    Traceback (most recent call last):
    calc.form.errors.InputError: context: 20,000,000 is not between 1 and 10M.
    """

    def __init__(self, parameter: str, sentence: str) -> None:
        super().__init__(f"{parameter}: {sentence}")
        self.parameter = parameter
        self.sentence = sentence


class DeclarationError(TypeError):
    """A calculator that cannot become a form; its author is told what would do."""
