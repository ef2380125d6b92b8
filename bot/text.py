"""Text: the only thing that can be sent, and the only ways to make it.

Words of a person become ``Text`` through ``esc`` alone, which is why a title such as
``<b>R&D</b>`` can neither break a message nor dress itself up as one of ours.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from domain.graphemes import graphemes
from domain.written import ELLIPSIS, isolate


@dataclass(frozen=True, slots=True)
class Text:
    """Telegram's HTML, known to be well formed."""

    html: str

    def __add__(self, other: Text) -> Text:
        return Text(self.html + other.html)

    @property
    def plain(self) -> str:
        """What a person reads, for places where Telegram takes no markup."""
        return html.unescape(re.sub(r"<[^>]*>", "", self.html))


EMPTY = Text("")
QUOTED = 2300
"""UTF-16 units of a quote; 4096 are a message, and only a text of hardly anything but emoji is ever
cut."""


def esc(words: str) -> Text:
    """A person's words, shown as they typed them and kept from reordering what stands around them."""
    return Text(html.escape(isolate(words), quote=False))


def bold(words: str) -> Text:
    return Text(f"<b>{esc(words).html}</b>")


def italic(words: str) -> Text:
    return Text(f"<i>{esc(words).html}</i>")


def quote(words: str) -> Text:
    """Longer words of a person's own, set apart."""
    return Text(f"<blockquote>{esc(within(words, QUOTED)).html}</blockquote>")


def within(words: str, units: int) -> str:
    """What of it fits into so many UTF-16 units, which is how Telegram counts; cut between signs."""
    if _units(words) <= units:
        return words
    ends = accumulate(map(_units, graphemes(words)))
    kept = sum(end < units for end in ends)
    return "".join(islice(graphemes(words), kept)) + ELLIPSIS


def _units(words: str) -> int:
    # What was typed and not cleaned yet may hold half a pair, which would end the answer.
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


def lines(parts: Iterable[Text], between: str = "\n") -> Text:
    """Join what is not empty, one below the other."""
    return Text(between.join(part.html for part in parts if part.html))


def paragraphs(*parts: Text) -> Text:
    return lines(parts, "\n\n")


def fitting(parts: Iterable[Text | Sequence[Text]], units: int) -> Text:
    """Paragraphs, as many of the first as fit into so many UTF-16 units of what a person reads. Of one
    that is given as its lines the first that fit are kept: a list is not lost to one long name."""
    kept = EMPTY
    for part in parts:
        ways = (part,) if isinstance(part, Text) else _shortened(part)
        longer = (paragraphs(kept, way) for way in ways)
        kept = next((text for text in longer if _units(text.plain) <= units), kept)
    return kept


def _shortened(part: Sequence[Text]) -> Iterator[Text]:
    """All of the lines, and then ever fewer of them."""
    yield lines(part)
    for count in range(len(part) - 1, 0, -1):
        yield lines([*part[:count], Text(ELLIPSIS)])
