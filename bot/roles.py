"""What a process does."""

from enum import StrEnum


class Role(StrEnum):
    """Of those that answer one is at it and the others wait; any number sends."""

    ALL = "all"
    UPDATES = "updates"
    SENDER = "sender"
