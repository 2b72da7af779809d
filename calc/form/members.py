"""The members of an Enum as options: a key for links, and words for people."""

from enum import Enum


def key(member: Enum) -> str:
    """The name in lower case: LIGHT_ROAST is light_roast."""
    return member.name.lower()


def label(member: Enum) -> str:
    """The member's value if that is a text, else its name in words: LIGHT_ROAST, Light roast."""
    if isinstance(member.value, str):
        return member.value
    return member.name.replace("_", " ").strip().capitalize()
