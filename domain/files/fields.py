"""The fields of one JSON object, each read as what it must be; absent and null are both None."""

import re
from collections.abc import Mapping
from typing import Final

from domain.errors import Reason, Refused
from domain.files.guard import line

ID_MAX: Final = 2**63 - 1
_DIGITS: Final = re.compile(r"\d{1,30}", re.ASCII)

Item = Mapping[str, object]


def text_of(item: Item, key: str) -> str | None:
    """The text as it stands; Refused(unreadable) for anything else."""
    value = item.get(key)
    if value is None or isinstance(value, str):
        return value
    raise Refused(key, Reason.UNREADABLE)


def line_of(item: Item, key: str, limit: int) -> str | None:
    """One line as it is kept, None when nothing is visible; Refused(unreadable, too_long)."""
    return line(text_of(item, key) or "", limit, key)


def flag_of(item: Item, key: str) -> bool | None:
    """True or false; Refused(unreadable) for "yes", 1 and the like."""
    value = item.get(key)
    if value is None or isinstance(value, bool):
        return value
    raise Refused(key, Reason.UNREADABLE)


def id_of(item: Item, key: str) -> int | None:
    """A number of 64 bits above zero, also written in quotes; zero and absent are None."""
    value = item.get(key)
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        value = int(value)
    # `type`, since False is 0 to Python and would be a goal without an id.
    if value is None or (type(value) is int and value == 0):
        return None
    if type(value) not in (int, float):
        raise Refused(key, Reason.UNREADABLE)
    if type(value) is not int or not 1 <= value <= ID_MAX:
        raise Refused(key, Reason.OUT_OF_RANGE, first=1, last=ID_MAX)
    return value


def list_of(item: Item, key: str) -> list[object]:
    """The values of an array, none when it is absent; Refused(unreadable)."""
    value = item.get(key)
    if value is None or isinstance(value, list):
        return value or []
    raise Refused(key, Reason.UNREADABLE)
