"""A text and what is special in it: parsed, trimmed, and shown as safe HTML."""

import html
import re
from dataclasses import dataclass
from typing import Any

from emulator import errors
from emulator.errors import bad_request
from emulator.html_parser import HtmlParser, MarkupError
from emulator.text import has_lone_surrogate, utf16_length, utf16_slice

Json = dict[str, Any]

DETECTED = re.compile(
    r"(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)])"
    r"|(?P<mention>(?<!\w)@[A-Za-z0-9_]{3,32}\b)"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d]\w*)"
)
VERBATIM = ("code", "pre", "text_link")
SAFE_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
SAFE_SCHEMES = ("http://", "https://", "tg://", "mailto:")


@dataclass(frozen=True, slots=True)
class FormattedText:
    """Text with Bot API entities; offsets count UTF-16 units."""

    text: str
    entities: list[Json]


def parse_text(text: str, parse_mode: str, given: Any) -> FormattedText:  # noqa: ANN401
    """A bot's text as Telegram stores it. Raises the server's "can't parse entities"."""
    if has_lone_surrogate(text):
        raise bad_request(errors.NOT_UTF8)
    mode = parse_mode.lower()
    if mode == "html":
        try:
            text, entities = HtmlParser(text).parse()
        except MarkupError as error:
            raise bad_request(f"can't parse entities: {error}") from error
    elif mode in {"", "none"}:
        entities = _checked(given)
    else:
        raise bad_request(f"unsupported parse_mode: the emulator reads HTML, not {parse_mode}")
    return trimmed(FormattedText(text, with_detected(text, entities)))


def with_detected(text: str, entities: list[Json]) -> list[Json]:
    """`entities` plus the commands, links, mentions and hashtags that clients find themselves."""
    found = []
    for match in DETECTED.finditer(text):
        start = utf16_length(text[: match.start()])
        span = {"offset": start, "length": utf16_length(match.group())}
        if not any(_overlap(span, entity) for entity in entities if entity["type"] in VERBATIM):
            found.append({"type": str(match.lastgroup), **span})
    return sorted(entities + found, key=lambda entity: (entity["offset"], -entity["length"]))


def trimmed(formatted: FormattedText) -> FormattedText:
    """Without outer whitespace; entities move along and those left empty go."""
    stripped = formatted.text.lstrip()
    shift = utf16_length(formatted.text) - utf16_length(stripped)
    stripped = stripped.rstrip()
    length = utf16_length(stripped)
    moved = [_moved(entity, shift, length) for entity in formatted.entities]
    return FormattedText(stripped, [entity for entity in moved if entity["length"] > 0])


def safe_html(formatted: FormattedText) -> str:
    """HTML that shows the text and never runs any of it: everything but our own tags is escaped."""
    if not formatted.entities:
        return html.escape(formatted.text)
    pieces: list[str] = []
    active: list[Json] = []
    marks = _marks(formatted)
    for start, end in zip(marks, marks[1:] + [marks[-1]], strict=True):
        active = _close_ended(active, start, pieces)
        for entity in formatted.entities:
            if entity["offset"] == start and entity["length"] > 0:
                pieces.append(_start_tag(entity, formatted.text))
                active.append(entity)
        pieces.append(html.escape(utf16_slice(formatted.text, start, end)))
    return "".join(pieces)


def _checked(given: Any) -> list[Json]:  # noqa: ANN401
    if not given:
        return []
    if not isinstance(given, list) or not all(_is_entity(entity) for entity in given):
        raise bad_request("can't parse entities: expected an array of MessageEntity objects")
    return given


def _is_entity(entity: Any) -> bool:  # noqa: ANN401
    if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
        return False
    return all(isinstance(entity.get(key), int) for key in ("offset", "length"))


def _marks(formatted: FormattedText) -> list[int]:
    length = utf16_length(formatted.text)
    edges = {0, length}
    for entity in formatted.entities:
        edges |= {entity["offset"], min(length, entity["offset"] + entity["length"])}
    return sorted(edges)


def _close_ended(active: list[Json], at: int, pieces: list[str]) -> list[Json]:
    """Close what ends at `at`; entities that merely overlap it are closed and opened again."""
    ended = [entity for entity in active if entity["offset"] + entity["length"] <= at]
    if not ended:
        return active
    keep = active[: active.index(ended[0])]
    reopened = [entity for entity in active[len(keep) :] if entity not in ended]
    pieces.extend(_end_tag(entity) for entity in reversed(active[len(keep) :]))
    pieces.extend(_start_tag(entity, "") for entity in reopened)
    return keep + reopened


def _start_tag(entity: Json, text: str) -> str:
    kind = entity["type"]
    if kind in SAFE_TAGS:
        return f"<{SAFE_TAGS[kind]}>"
    url = _url(entity, text)
    if url.lower().startswith(SAFE_SCHEMES):
        return f'<a href="{html.escape(url)}" target="_blank" rel="noopener noreferrer">'
    return f'<span class="{html.escape(str(kind))}">'


def _end_tag(entity: Json) -> str:
    kind = entity["type"]
    if kind in SAFE_TAGS:
        return f"</{SAFE_TAGS[kind]}>"
    linked = str(entity.get("url", "http://")).lower().startswith(SAFE_SCHEMES)
    return "</a>" if kind in {"url", "text_link"} and linked else "</span>"


def _url(entity: Json, text: str) -> str:
    if entity["type"] == "text_link":
        return str(entity.get("url", ""))
    if entity["type"] == "url":
        return utf16_slice(text, entity["offset"], entity["offset"] + entity["length"])
    return ""


def _overlap(one: Json, other: Json) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )


def _moved(entity: Json, shift: int, length: int) -> Json:
    start = max(0, entity["offset"] - shift)
    end = min(length, entity["offset"] + entity["length"] - shift)
    return entity | {"offset": start, "length": end - start}
