"""Keyboards as a bot may send them."""

from typing import Any

from emulator import errors, limits
from emulator.errors import bad_request
from emulator.text import utf8_bytes

Json = dict[str, Any]

INLINE_ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "copy_text",
    "pay",
)


def checked_markup(markup: Any) -> Json | None:  # noqa: ANN401
    """A reply_markup of any kind; None stays None and an empty inline keyboard becomes None."""
    if markup is None or markup == "":
        return None
    if not isinstance(markup, dict):
        raise bad_request(errors.MARKUP_NOT_OBJECT)
    if "inline_keyboard" in markup:
        return _checked_inline(markup)
    if "keyboard" in markup:
        return markup | {"keyboard": _checked_reply_rows(markup["keyboard"])}
    return markup


def checked_inline(markup: Any) -> Json | None:  # noqa: ANN401
    """A reply_markup where only inline keyboards are allowed, as in edits."""
    checked = checked_markup(markup)
    if checked and "inline_keyboard" not in checked:
        raise bad_request(errors.INLINE_EXPECTED)
    return checked


def _checked_inline(markup: Json) -> Json | None:
    rows = [row for row in _rows(markup["inline_keyboard"]) if row]
    _check_size(rows)
    for row in rows:
        for button in row:
            _check_inline_button(button)
    return {"inline_keyboard": rows} if rows else None


def _rows(rows: Any) -> list[list[Any]]:  # noqa: ANN401
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse reply keyboard markup: expected an array of arrays")
    return rows


def _check_size(rows: list[list[Any]]) -> None:
    too_wide = any(len(row) > limits.MAX_BUTTONS_PER_ROW for row in rows)
    if too_wide or sum(map(len, rows)) > limits.MAX_BUTTONS:
        raise bad_request(errors.MARKUP_TOO_LONG)


def _check_inline_button(button: Any) -> None:  # noqa: ANN401
    _check_label(button, "inline keyboard button")
    if not any(button.get(action) not in (None, "") for action in INLINE_ACTIONS):
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    data = button.get("callback_data")
    if data is not None and not _fits(data):
        raise bad_request(errors.BUTTON_DATA_INVALID)


def _fits(data: Any) -> bool:  # noqa: ANN401
    return isinstance(data, str) and 1 <= utf8_bytes(data) <= limits.MAX_CALLBACK_DATA_BYTES


def _check_label(button: Any, what: str) -> None:  # noqa: ANN401
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request(f'can\'t parse {what}: Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request(f"{what} text must be non-empty")


def _checked_reply_rows(rows: Any) -> list[list[Json]]:  # noqa: ANN401
    objects = [[_as_object(button) for button in row] for row in _rows(rows) if row]
    _check_size(objects)
    for row in objects:
        for button in row:
            _check_label(button, "keyboard button")
    return objects


def _as_object(button: Any) -> Any:  # noqa: ANN401
    return {"text": button} if isinstance(button, str) else button
