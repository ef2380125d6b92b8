"""Telegram's HTML: text with entities in UTF-16 offsets, and the official server's complaints."""

import re
from dataclasses import dataclass, field
from typing import Any

from emulator.text import utf8_bytes, utf16_length

Json = dict[str, Any]

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "blockquote": "blockquote",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
CHARACTER = re.compile(r"&(?:#(\d{1,8})|#x([0-9a-fA-F]{1,8})|(lt|gt|amp|quot)\b);?")
TAG_NAME = re.compile(r"[^\s>]*")
END_TAG = re.compile(r"</([^\s>]*)\s*")
SPACE = re.compile(r"\s*")
ATTRIBUTE_NAME = re.compile(r"[^\s=>/\"']*")
NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
LANGUAGE_CLASS = "language-"


class MarkupError(ValueError):
    """HTML that Telegram cannot parse; the text is the server's."""


@dataclass(slots=True)
class OpenTag:
    """A start tag that waits for its end."""

    name: str
    offset: int
    attributes: dict[str, str]


@dataclass(slots=True)
class HtmlParser:
    """One pass over `source`; `parse` gives the text and its entities."""

    source: str
    position: int = 0
    text: list[str] = field(default_factory=list)
    length: int = 0
    open_tags: list[OpenTag] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def parse(self) -> tuple[str, list[Json]]:
        """Plain text and entities, outermost first. Raises MarkupError."""
        while self.position < len(self.source):
            char = self.source[self.position]
            if char == "<":
                self._end_tag() if self.source.startswith("</", self.position) else self._tag()
            elif char == "&":
                self._character_reference()
            else:
                self._plain_run()
        if self.open_tags:
            name = self.open_tags[-1].name
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{name}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.text), self.entities

    def _emit(self, piece: str) -> None:
        self.text.append(piece)
        self.length += utf16_length(piece)

    def _plain_run(self) -> None:
        end = min(
            (at for mark in "<&" if (at := self.source.find(mark, self.position)) >= 0),
            default=len(self.source),
        )
        self._emit(self.source[self.position : end])
        self.position = end

    def _character_reference(self) -> None:
        match = CHARACTER.match(self.source, self.position)
        if match is None:
            self._emit("&")
            self.position += 1
            return
        self.position = match.end()
        self._emit(_referenced(match))

    def _byte_offset(self, position: int) -> int:
        return utf8_bytes(self.source[:position])

    def _tag(self) -> None:
        begin, at = self.position, self._byte_offset(self.position)
        name_match = TAG_NAME.match(self.source, begin + 1)
        assert name_match is not None
        self.position = name_match.end()
        if self.position == len(self.source):
            raise MarkupError(f"Unclosed start tag at byte offset {at}")
        name = name_match.group().lower()
        if name not in TAGS:
            raise MarkupError(f'Unsupported start tag "{name}" at byte offset {at}')
        attributes = self._attributes(name, at)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise MarkupError(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
        self.open_tags.append(OpenTag(name, self.length, attributes))

    def _attributes(self, tag: str, at: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while not self._skip_to_end_of_tag(tag, at):
            name = self._read(ATTRIBUTE_NAME)
            if not name:
                raise MarkupError(f'Empty attribute name in the tag "{tag}" at byte offset {at}')
            attributes[name.lower()] = self._attribute_value(tag, at)
        return attributes

    def _skip_to_end_of_tag(self, tag: str, at: int) -> bool:
        self._read(SPACE)
        if self.position >= len(self.source):
            raise MarkupError(f'Unclosed start tag "{tag}" at byte offset {at}')
        if self.source[self.position] != ">":
            return False
        self.position += 1
        return True

    def _attribute_value(self, tag: str, at: int) -> str:
        self._read(SPACE)
        if not self.source.startswith("=", self.position):
            return ""
        self.position += 1
        self._read(SPACE)
        if self.position >= len(self.source):
            raise MarkupError(f'Unclosed start tag "{tag}" at byte offset {at}')
        quote = self.source[self.position]
        return self._quoted(quote, at) if quote in "'\"" else self._name_token()

    def _quoted(self, quote: str, at: int) -> str:
        end = self.source.find(quote, self.position + 1)
        if end < 0 or end + 1 == len(self.source):
            raise MarkupError(f"Unclosed start tag at byte offset {at}")
        value = self.source[self.position + 1 : end]
        self.position = end + 1
        return CHARACTER.sub(_referenced, value)

    def _name_token(self) -> str:
        begin = self.position
        token = self._read(NAME_TOKEN)
        if self.position < len(self.source) and self.source[self.position] not in " \t\n\r>":
            raise MarkupError(
                f"Unexpected end of name token at byte offset {self._byte_offset(begin)}"
            )
        return token.lower()

    def _read(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.position)
        assert match is not None
        self.position = match.end()
        return match.group()

    def _end_tag(self) -> None:
        at = self._byte_offset(self.position)
        if not self.open_tags:
            raise MarkupError(f"Unexpected end tag at byte offset {at}")
        match = END_TAG.match(self.source, self.position)
        assert match is not None
        self.position = match.end()
        if not self.source.startswith(">", self.position):
            raise MarkupError(f"Unclosed end tag at byte offset {at}")
        self.position += 1
        self._close(self.open_tags.pop(), match.group(1).lower(), at)

    def _close(self, tag: OpenTag, found: str, at: int) -> None:
        # "</>" closes whatever is open.
        if found and found != tag.name:
            raise MarkupError(
                f"Unmatched end tag at byte offset {at}, "
                f'expected "</{tag.name}>", found "</{found}>"'
            )
        length = self.length - tag.offset
        if length and (entity := self._entity(tag, length)) and not self._covered(entity):
            self.entities.append(entity)

    def _covered(self, entity: Json) -> bool:
        """The `pre` around a `code` that names a language is one entity with it."""
        place = ("type", "offset", "length")
        return entity["type"] == "pre" and any(
            all(other[key] == entity[key] for key in place) for other in self.entities
        )

    def _entity(self, tag: OpenTag, length: int) -> Json | None:
        kind = TAGS[tag.name]
        entity: Json = {"type": kind, "offset": tag.offset, "length": length}
        if kind == "text_link":
            url = tag.attributes.get("href", "")
            return entity | {"url": url} if url else None
        if kind == "custom_emoji":
            return entity | {"custom_emoji_id": tag.attributes.get("emoji-id", "")}
        if kind == "blockquote" and "expandable" in tag.attributes:
            return entity | {"type": "expandable_blockquote"}
        return self._code_in_pre(tag, entity) if kind == "code" else entity

    def _code_in_pre(self, tag: OpenTag, entity: Json) -> Json:
        """`<pre><code class="language-x">` becomes one entity with a language."""
        language = tag.attributes.get("class", "").removeprefix(LANGUAGE_CLASS)
        outer = self.open_tags[-1] if self.open_tags else None
        if outer and outer.name == "pre" and language:
            return entity | {"type": "pre", "language": language}
        return entity


def _referenced(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if 0xD800 <= code <= 0xDFFF:
        raise MarkupError(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code) if 0 < code < 0x110000 else match.group()
