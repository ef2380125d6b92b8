"""What goes through the pipe between the bot and the process that draws: a length, then a pickle.

Both ends are ours, and nothing else can write into it.
"""

import pickle
from typing import Any, BinaryIO, Final

SIZE: Final = 4
"""Bytes of a length."""


def packed(message: object) -> bytes:
    """A message as it goes through."""
    content = pickle.dumps(message)
    return len(content).to_bytes(SIZE, "big") + content


def length_of(head: bytes) -> int:
    return int.from_bytes(head, "big")


def unpacked(content: bytes) -> Any:  # noqa: ANN401 - whatever was packed
    return pickle.loads(content)  # noqa: S301 - from our own process


def next_message(source: BinaryIO) -> Any:  # noqa: ANN401 - whatever was packed
    """Wait for the next one. Raises EOFError when the other end is gone."""
    return unpacked(_exactly(source, length_of(_exactly(source, SIZE))))


def _exactly(source: BinaryIO, size: int) -> bytes:
    content = source.read(size)
    if len(content) < size:
        raise EOFError
    return content
