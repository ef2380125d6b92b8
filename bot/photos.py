"""Photos as the Bot API takes them: uploaded once, and named by their file id ever after."""

from __future__ import annotations

from typing import Any

from telegram import InputFile
from telegram.constants import ParseMode

from bot.api import Attached
from bot.pictures import Picture
from bot.view import View

NAME = "chart.png"


def photo_fields(view: View) -> dict[str, object]:
    """A new message with a picture."""
    return {"photo": _photo(_picture(view)), **_caption(view)}


def photo_instead(view: View) -> dict[str, object]:
    """Another picture in the place of one."""
    picture = _picture(view)
    media: dict[str, object] = {"type": "photo", **_caption(view)}
    if picture.file_id:
        return {"media": {**media, "media": picture.file_id}}
    file = InputFile(picture.content, NAME, attach=True)
    return {"media": Attached({**media, "media": file.attach_uri}, file)}


def take_note(picture: Picture | None, message: Any) -> None:  # noqa: ANN401 - Telegram's JSON
    """From the message that shows it: what Telegram calls the file."""
    if picture and isinstance(message, dict) and message.get("photo"):
        picture.file_id = message["photo"][-1]["file_id"]


def _photo(picture: Picture) -> object:
    return picture.file_id or InputFile(picture.content, NAME)


def _caption(view: View) -> dict[str, object]:
    return {"caption": view.text.html, "parse_mode": ParseMode.HTML}


def _picture(view: View) -> Picture:
    assert view.picture is not None
    return view.picture
