"""JSON that nobody vouches for: bounded in depth and in values before a single one is made."""

import json
import math
import re
from collections.abc import Iterator
from typing import Final

from domain.errors import Reason, Refused
from domain.files.guard import read_text

DEPTH_MAX: Final = 32
VALUES_MAX: Final = 1_000_000
_DIGITS_MAX: Final = 32

# Strings are passed over in one piece, also one that never ends, so that a scan stays linear.
_MARK: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{},]', re.DOTALL)


class _Doubled(dict[str, object]):
    """An object in which one key stands twice: no reader may choose between the two values."""


def read_json(data: bytes) -> object:
    """The value a JSON file holds, made of dict, list, str, int, float, bool and None.

    Refused(file): as `guard.read_text`, not_json (line, column), wrong_shape when nested deeper than
    DEPTH_MAX, too_many values, and twice (item) for an object that names a key twice. A number of more
    than 32 digits, or one beyond all floats, reads as infinity: no field takes that.
    """
    text = read_text(data)
    _check_size(text)
    doubled: list[_Doubled] = []

    def an_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
        if len(made := dict(pairs)) == len(pairs):
            return made
        doubled.append(_Doubled(made))
        return doubled[-1]

    try:
        tree: object = json.loads(
            text,
            object_pairs_hook=an_object,
            parse_int=_whole,
            parse_float=_fraction,
            parse_constant=_not_a_number,
        )
    except json.JSONDecodeError as error:
        raise Refused("file", Reason.NOT_JSON, line=error.lineno, column=error.colno) from None
    if doubled:
        raise Refused("file", Reason.TWICE, item=_item_with_doubled(tree))
    return tree


def items(tree: object) -> Iterator[object]:
    """The items of a batch: one value, those of an array, or those of arrays within arrays."""
    if not isinstance(tree, list):
        yield tree
        return
    for each in tree:
        yield from items(each)


def _check_size(text: str) -> None:
    depth = values = 0
    for mark in _MARK.finditer(text):
        char = mark[0]
        if char in "[{":
            depth += 1
        elif char in "]}":
            depth -= 1
        values += char in "[{,"
        if depth > DEPTH_MAX:
            raise Refused("file", Reason.WRONG_SHAPE, limit=DEPTH_MAX)
        if values > VALUES_MAX:
            raise Refused("file", Reason.TOO_MANY, count=values, limit=VALUES_MAX)


def _whole(digits: str) -> int | float:
    # Reading an integer takes the square of its length.
    return int(digits) if len(digits) <= _DIGITS_MAX else math.inf


def _fraction(digits: str) -> float:
    return float(digits) if len(digits) <= _DIGITS_MAX else math.inf


def _not_a_number(_name: str) -> object:
    """NaN and Infinity are Python's, not JSON's."""
    raise Refused("file", Reason.NOT_JSON)


def _item_with_doubled(tree: object) -> int:
    return next(number for number, item in enumerate(items(tree), 1) if _holds_doubled(item))


def _holds_doubled(value: object) -> bool:
    if isinstance(value, _Doubled):
        return True
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(map(_holds_doubled, inner))
