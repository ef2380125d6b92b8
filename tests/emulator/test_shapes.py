"""Every answer and update is what python-telegram-bot expects of Telegram."""

from collections.abc import Callable
from typing import Any

import pytest
import telegram
from telegram import (
    BotCommand,
    BotDescription,
    BotName,
    BotShortDescription,
    Chat,
    ChatFullInfo,
    ChatMember,
    File,
    MenuButton,
    Message,
    Update,
    User,
    WebhookInfo,
)

from emulator.methods import OFFICIAL_NAMES
from tests.emulator.pictures import png
from tests.emulator_process import Bot, Emulator, Person

Call = tuple[str, dict[str, Any], type[telegram.TelegramObject] | None]


def calls(bot: Bot, alice: Person) -> list[Call]:
    """One good call of each method, in an order in which they all succeed."""
    here = {"chat_id": alice.id}
    photo = bot.upload("sendPhoto", alice, "photo", "p.png", png(9, 9), caption="c")
    known = photo["photo"][-1]["file_id"]
    sent = bot.send(alice, "text", [("A", "a")])
    query = alice.press("A")["callback_query_id"]
    text = here | {"message_id": sent}
    media = {"type": "photo", "media": known, "caption": "m"}
    return [
        ("getMe", {}, User),
        ("sendMessage", here | {"text": "<b>a</b>", "parse_mode": "HTML"}, Message),
        ("sendPhoto", here | {"photo": known}, Message),
        ("sendDocument", here | {"document": known}, Message),
        ("sendLocation", here | {"latitude": 1, "longitude": 2}, Message),
        ("sendMediaGroup", here | {"media": [media, media]}, Message),
        ("sendChatAction", here | {"action": "typing"}, None),
        ("answerCallbackQuery", {"callback_query_id": query}, None),
        ("editMessageText", text | {"text": "edited"}, Message),
        (
            "editMessageReplyMarkup",
            text | {"reply_markup": {"inline_keyboard": [[{"text": "B", "url": "https://e.org"}]]}},
            Message,
        ),
        (
            "editMessageCaption",
            here | {"message_id": photo["message_id"], "caption": "d"},
            Message,
        ),
        ("editMessageMedia", here | {"message_id": photo["message_id"], "media": media}, Message),
        ("setMessageReaction", text | {"reaction": []}, None),
        ("deleteMessage", text, None),
        ("deleteMessages", here | {"message_ids": [photo["message_id"]]}, None),
        ("setMyCommands", {"commands": [{"command": "a", "description": "b"}]}, None),
        ("getMyCommands", {}, BotCommand),
        ("deleteMyCommands", {}, None),
        ("setMyName", {"name": "n"}, None),
        ("getMyName", {}, BotName),
        ("setMyDescription", {"description": "d"}, None),
        ("getMyDescription", {}, BotDescription),
        ("setMyShortDescription", {"short_description": "s"}, None),
        ("getMyShortDescription", {}, BotShortDescription),
        ("setChatMenuButton", {"menu_button": {"type": "commands"}}, None),
        ("getChatMenuButton", {}, MenuButton),
        ("getFile", {"file_id": known}, File),
        ("getChat", here, ChatFullInfo),
        ("getChatMember", here | {"user_id": alice.id}, ChatMember),
        ("getUpdates", {"offset": -1}, Update),
        ("setWebhook", {"url": "http://127.0.0.1:9/"}, None),
        ("getWebhookInfo", {}, WebhookInfo),
        ("deleteWebhook", {}, None),
        ("logOut", {}, None),
        ("close", {}, None),
    ]


def test_every_method_answers_in_telegrams_shape(bot: Bot, alice: Person):
    tried = set()
    for method, params, shape in calls(bot, alice):
        result = bot.call(method, **params)
        tried.add(method)
        if shape is None:
            assert result is True, method
        else:
            for value in result if isinstance(result, list) else [result]:
                assert_known(shape, value)
    assert tried == set(OFFICIAL_NAMES.values())


ACTS: dict[str, Callable[[Emulator, Bot, Person], object]] = {
    "say": lambda _e, _b, alice: alice.say("/start https://e.org"),
    "photo": lambda _e, _b, alice: alice.send_photo(png(9, 9), "caption"),
    "document": lambda _e, _b, alice: alice.send_document("a.txt", b"a"),
    "location": lambda _e, _b, alice: alice.send_location(1.5, 2.5),
    "contact": lambda _e, _b, alice: alice.send_contact(),
    "edit": lambda _e, _b, alice: alice.edit(1, "changed"),
    "press": lambda _e, bot, alice: (bot.send(alice, "a", [("A", "a")]), alice.press("A")),
    "forge": lambda _e, _b, alice: alice.press_data("x", 999, forge=True),
    "block": lambda _e, _b, alice: alice.block(),
    "group": lambda emulator, _b, alice: emulator.group("Family", alice),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_every_update_has_telegrams_shape(
    emulator: Emulator, bot: Bot, alice: Person, act: Callable[..., object]
):
    act(emulator, bot, alice)
    updates = bot.updates()
    assert updates
    for update in updates:
        parsed = assert_known(Update, update)
        assert parsed.effective_chat
        assert isinstance(parsed.effective_chat, Chat)
        assert parsed.effective_user == User(alice.id, alice.name, is_bot=False)


def assert_known(shape: type[telegram.TelegramObject], value: dict[str, Any]) -> Any:  # noqa: ANN401
    """Parse, and find no field that python-telegram-bot does not know."""
    parsed = shape.de_json(value, None)
    assert parsed is not None
    assert not parsed.api_kwargs, parsed.api_kwargs
    return parsed
