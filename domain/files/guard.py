"""The first look at bytes that nobody vouches for: how many, in which encoding, how long a text."""

import codecs
from typing import Final

from domain.errors import Reason, Refused
from domain.written import ELLIPSIS, clean_line, clean_text, visible

MAX_BYTES: Final = 10 * 1024 * 1024
"""Below what Telegram hands a bot (20 MB): a decade of days stays far under a tenth of it."""

_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What a text may shrink by when it is cleaned (white space, composed accents). Sorting the accents
# of a longer one takes the square of its length: a megabyte of them would hang the bot.
_SLACK: Final = 4


def check_size(data: bytes) -> None:
    """Refused(too_large, limit) above MAX_BYTES; Refused(empty) for nothing at all."""
    if not data:
        raise Refused("file", Reason.EMPTY)
    if len(data) > MAX_BYTES:
        raise Refused("file", Reason.TOO_LARGE, limit=MAX_BYTES)


def read_text(data: bytes) -> str:
    """The text of a file: UTF-16 where its mark says so, else UTF-8, with or without a mark.

    Anything else is Refused(wrong_encoding, line) and never guessed: read as cp1252 every file is
    some text, and names would be saved garbled. NUL is a sign of the same. Blank is Refused(empty).
    """
    check_size(data)
    try:
        text = data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong_encoding(data[: error.start].count(b"\n")) from None
    if "\0" in text:
        raise _wrong_encoding(text[: text.index("\0")].count("\n"))
    if not text.strip():
        raise Refused("file", Reason.EMPTY)
    return text


def _wrong_encoding(lines_before: int) -> Refused:
    return Refused("file", Reason.WRONG_ENCODING, line=lines_before + 1)


def bounded(text: str, limit: int, field: str) -> str:
    """The text itself, short enough to be cleaned; Refused(too_long) when it never could fit."""
    if len(text) > limit * _SLACK:
        raise Refused(field, Reason.TOO_LONG, length=len(text), limit=limit)
    return text


def line(text: str, limit: int, field: str) -> str | None:
    """One line as it is kept, None when nothing is visible; Refused(too_long)."""
    short = bounded(text, limit, field)
    return clean_line(short, limit, field) if visible(short) else None


def fitted(text: str, limit: int, field: str) -> tuple[str | None, bool]:
    """Lines as they are kept, None when nothing is visible, and whether they had to be cut.

    A diary is not turned away for one long page: it is cut with "…", and the report says so.
    """
    short = text[: limit * _SLACK]
    if not visible(short):
        return None, False
    # Composing can lengthen a text, threefold at most; what is cut below need not be refused here.
    kept = clean_text(short, len(short) * 3, field)
    if len(kept) <= limit and short == text:
        return kept, False
    return kept[: limit - 1].rstrip() + ELLIPSIS, True
