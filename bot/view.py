"""What the bot shows: a text with buttons below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.pictures import Picture
from bot.text import Text
from bot.wire import Code
from domain.written import shorten
from storage.drafts import Sketch

LABEL = 32
"""Graphemes that a button shows on a narrow phone when it stands alone in its row."""


@dataclass(frozen=True, slots=True)
class Button:
    """``label`` is plain words; it is shortened to fit. Either ``code`` or ``url`` is set."""

    label: str
    code: Code | None = None
    url: str | None = None

    def as_json(self) -> dict[str, Any]:
        label = shorten(self.label, LABEL)
        if self.url is not None:
            return {"text": label, "url": self.url}
        if self.code is None:
            raise ValueError("a button has to do something")
        return {"text": label, "callback_data": self.code.wire}


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A message as it shall look. ``location_label`` asks for the place by a keyboard of its own. Of a
    ``picture`` the text is the caption, and says all that it shows."""

    text: Text
    rows: tuple[Row, ...] = ()
    location_label: str | None = None
    picture: Picture | None = None

    def markup(self) -> dict[str, Any] | None:
        """Telegram's ``reply_markup``, as plain JSON."""
        if self.location_label is not None:
            button = {"text": self.location_label, "request_location": True}
            return {"keyboard": [[button]], "resize_keyboard": True, "one_time_keyboard": True}
        if not self.rows:
            return None
        return {"inline_keyboard": [[button.as_json() for button in row] for row in self.rows]}


def in_rows(buttons: Iterable[Button], width: int) -> tuple[Row, ...]:
    """Buttons in rows of at most ``width``."""
    every = tuple(buttons)
    return tuple(every[start : start + width] for start in range(0, len(every), width))


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one update.

    ``toast`` answers a tap. ``fresh`` sends a new message where a tapped one could be rewritten.
    ``public`` answers in the group it came from. ``card`` makes the message the living card of the
    day. ``draft`` is the talk whose question ``view`` asks.
    """

    view: View | None = None
    toast: str = ""
    alert: bool = False
    fresh: bool = False
    card: bool = False
    public: bool = False
    draft: Sketch | None = None
