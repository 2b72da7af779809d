"""Vision towers, one file per kind."""


class VisionTower:
    """Everything between the pixels and the hidden states of the text model.

    That is patch and position embeddings, the tower's layers, and the projector. None of it is in
    `parameters.total`; `parameters.vision` counts it. The towers are frozen dataclasses.
    """

    def parameters(self, d: int) -> int:
        """Parameters of tower and projector; d is the hidden size of the text model."""
        raise NotImplementedError
