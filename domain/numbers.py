"""Typed whole numbers, in the digits of any script."""

import unicodedata
from typing import Final

from domain.errors import Reason, Refused

LARGEST: Final = 10**9


def parse_number(text: str) -> int:
    """The whole number from 0 to LARGEST that was typed; Refused(unreadable or out_of_range)."""
    digits = "".join(text.split())
    if not digits or not digits.isdecimal():
        raise Refused("number", Reason.UNREADABLE)
    # Counted before it is read: to read a million digits takes long, and int() refuses with words of
    # its own.
    if len(digits) > len(str(LARGEST)):
        raise Refused("number", Reason.OUT_OF_RANGE, first=0, last=LARGEST)
    return int("".join(str(unicodedata.decimal(digit)) for digit in digits))
