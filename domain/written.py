"""What people type, made safe to keep and to show. Lengths count code points."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from domain.errors import Reason, Refused
from domain.graphemes import graphemes

ELLIPSIS: Final = "\u2026"
_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
# Embeddings, overrides and isolates: left open, they turn the rest of the message around. And lone
# surrogates, which JSON can carry and UTF-8 cannot: with one of them a message is not delivered.
_UNSHOWABLE: Final = re.compile("[\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BLANK_LINES: Final = re.compile(r"\n{3,}")
# Letters and symbols by category that nobody can see: Hangul fillers and the empty Braille cell.
_BLANK_LETTERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_UNSEEN_MARKS: Final = re.compile(
    "[\u034f\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
_UNSEEN_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
_SIMILAR_ENOUGH: Final = 0.6


def clean_line(text: str, limit: int, field: str) -> str:
    """One line: whitespace runs become a space; Refused empty or too_long (length, limit)."""
    return _checked(" ".join(_storable(text).split()), limit, field)


def clean_text(text: str, limit: int, field: str) -> str:
    """Lines kept, with at most one blank line between; Refused empty or too_long."""
    lines = (" ".join(line.split()) for line in _storable(text).splitlines())
    return _checked(_BLANK_LINES.sub("\n\n", "\n".join(lines)).strip(), limit, field)


def _checked(text: str, limit: int, field: str) -> str:
    if not visible(text):
        raise Refused(field, Reason.EMPTY)
    if len(text) > limit:
        raise Refused(field, Reason.TOO_LONG, length=len(text), limit=limit)
    return text


def _storable(text: str) -> str:
    """NFC without what databases and UTF-8 refuse: NUL, controls, surrogates, noncharacters."""
    return unicodedata.normalize("NFC", "".join(filter(_is_storable, text)))


def _is_storable(char: str) -> bool:
    if unicodedata.category(char) in ("Cc", "Cs"):
        return char.isspace()
    code = ord(char)
    return not (0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE)


def visible(text: str) -> bool:
    """Whether a reader sees anything: spaces, zero-width characters and controls do not count."""
    return any(map(_is_visible, text))


def _is_visible(char: str) -> bool:
    return (
        unicodedata.category(char) not in _UNSEEN_CATEGORIES
        and char not in _BLANK_LETTERS
        and not _UNSEEN_MARKS.match(char)
    )


def fold(text: str) -> str:
    """The key under which two texts that read alike are the same: case, accents' form, spaces."""
    folded = unicodedata.normalize("NFD", text).casefold()
    return unicodedata.normalize("NFC", " ".join(folded.split()))


def shorten(text: str, width: int) -> str:
    """One line of at most `width` (≥ 1) visible characters, cut after a word where that keeps half.

    Clusters (emoji families, flags, accents) are never cut; what was cut ends in "…".
    """
    line = " ".join(_UNSHOWABLE.sub("", text).split())
    if len(line) <= width:  # there are never more clusters than code points
        return line
    clusters = list(graphemes(line))
    if len(clusters) <= width:
        return line
    return "".join(_whole_words(clusters, width - 1)).rstrip() + ELLIPSIS


def _whole_words(clusters: list[str], width: int) -> list[str]:
    """The first `width` clusters, or fewer to end at a word; `clusters` is longer than `width`."""
    spaces = [at for at, cluster in enumerate(clusters[: width + 1]) if cluster == " "]
    return clusters[: spaces[-1]] if spaces and spaces[-1] * 2 >= width else clusters[:width]


def isolate(text: str) -> str:
    """A text whose writing direction cannot disturb its surroundings (U+2068 … U+2069)."""
    return f"{_ISOLATE}{_UNSHOWABLE.sub('', text)}{_POP_ISOLATE}"


def nearest(word: str, choices: Iterable[str], n: int = 3) -> list[str]:
    """Up to `n` choices spelled much like `word`, the likeliest first."""
    by_key = {fold(choice): choice for choice in choices}
    keys = difflib.get_close_matches(fold(word), by_key, n, _SIMILAR_ENOUGH)
    return [by_key[key] for key in keys]
