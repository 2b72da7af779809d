"""A cache key that is the object itself, whatever its contents."""

from typing import override


class ByIdentity[T]:
    """A cache key that equals only a key of the same object; its contents are not compared."""

    def __init__(self, value: T) -> None:
        self.value = value

    @override
    def __hash__(self) -> int:
        return id(self.value)

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and self.value is other.value
