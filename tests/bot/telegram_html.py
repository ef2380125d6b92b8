"""Telegram's HTML, read more strictly than Telegram does: what is not certainly fine is refused."""

import re

TAGS = frozenset({"b", "i", "u", "s", "code", "pre", "blockquote"})
ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}

_PIECE = re.compile(
    r"<(?P<end>/?)(?P<tag>[^<>]*)>|(?P<entity>&[a-z]+;)|(?P<words>[^<>&]+)|(?P<stray>.)"
)


class BadHtml(ValueError):
    """Telegram might answer "can't parse entities"."""


def read(html: str) -> str:
    """The words of a message without their dress. Raises BadHtml."""
    words: list[str] = []
    open_tags: list[str] = []
    for piece in _PIECE.finditer(html):
        match piece.lastgroup:
            case "tag" | "end":
                _dress(piece["end"], piece["tag"], open_tags)
            case "entity" if piece["entity"] in ENTITIES:
                words.append(ENTITIES[piece["entity"]])
            case "words":
                words.append(piece["words"])
            case _:
                raise BadHtml(f"stray {piece.group()!r}")
    if open_tags:
        raise BadHtml(f"never closed: {open_tags}")
    return "".join(words)


def _dress(end: str, tag: str, open_tags: list[str]) -> None:
    if tag not in TAGS:
        raise BadHtml(f"no such tag: {tag!r}")
    if not end:
        open_tags.append(tag)
    elif not open_tags or open_tags.pop() != tag:
        raise BadHtml(f"wrongly closed: {tag!r}")
