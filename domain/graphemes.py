"""What a reader sees as one character (UAX #29, to the depth that names and titles need)."""

import unicodedata
from collections.abc import Iterator
from typing import Final

_ZWJ: Final = "\u200d"
# Joined to what stands before them although they are no marks by category: ZWNJ, ZWJ, Thai and
# Lao AM, the halfwidth voicing marks.
_ATTACHED: Final = frozenset("\u200c\u200d\u0e33\u0eb3\uff9e\uff9f")
_MARKS: Final = frozenset({"Mn", "Me", "Mc"})
_SYMBOLS: Final = frozenset({"So", "Sm"})


def graphemes(text: str) -> Iterator[str]:
    """Split into clusters that may not be cut; joined they are `text` again."""
    cluster = ""
    for char in text:
        if cluster and not _belongs(cluster, char):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


def _belongs(cluster: str, char: str) -> bool:
    return (
        _extends(char)
        or (cluster[-1] == _ZWJ and _pictures(char))
        or (len(cluster) == 1 and _is_flag_half(cluster) and _is_flag_half(char))
        or _joins_jamo(cluster[-1], char)
    )


def _extends(char: str) -> bool:
    """Marks, variation selectors, keycaps, skin tones and the tags of subdivision flags."""
    return (
        char in _ATTACHED
        or unicodedata.category(char) in _MARKS
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
    )


def _pictures(char: str) -> bool:
    """By block too: emoji newer than this Python's Unicode tables have no category yet."""
    return unicodedata.category(char) in _SYMBOLS or "\U0001f000" <= char <= "\U0001faff"


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _joins_jamo(before: str, char: str) -> bool:
    """Hangul written letter by letter: initials lead, vowels and finals follow a syllable."""
    if "\u1160" <= char <= "\u11ff":
        return "\u1100" <= before <= "\u11ff" or "\uac00" <= before <= "\ud7a3"
    return "\u1100" <= before <= "\u115f" and (
        "\u1100" <= char <= "\u115f" or "\uac00" <= char <= "\ud7a3"
    )
