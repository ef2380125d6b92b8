"""Every limit and error text, met by a bot that does it wrong."""

from typing import Any

import pytest

from tests.emulator.pictures import png
from tests.emulator_process import Bot, Emulator, Person

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
SMILE = "\N{SMILING FACE WITH SUNGLASSES}"


def inline(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def button(**action: object) -> dict[str, Any]:
    return {"text": "Press"} | action


BAD_MESSAGES = {
    "no text": ({}, "message text is empty"),
    "blank text": ({"text": " \n\t"}, "message text is empty"),
    "only markup": ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
    "4097 characters": ({"text": "a" * 4097}, "message is too long"),
    "2049 emoji are 4098 units": ({"text": SMILE * 2049}, "message is too long"),
    "half an emoji": ({"text": "\ud83d"}, "strings must be encoded in UTF-8"),
    "markdown": (
        {"text": "*a*", "parse_mode": "MarkdownV2"},
        "unsupported parse_mode: the emulator reads HTML, not MarkdownV2",
    ),
    "entities that are none": (
        {"text": "a", "entities": ["bold"]},
        "can't parse entities: expected an array of MessageEntity objects",
    ),
    "65 bytes of data": (
        {"text": "a", "reply_markup": inline([button(callback_data="ä" * 32 + "b")])},
        "BUTTON_DATA_INVALID",
    ),
    "a button that does nothing": (
        {"text": "a", "reply_markup": inline([button()])},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    "empty data": (
        {"text": "a", "reply_markup": inline([button(callback_data="")])},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    "a button without a label": (
        {"text": "a", "reply_markup": inline([{"text": " ", "callback_data": "x"}])},
        "inline keyboard button text must be non-empty",
    ),
    "a label that is a number": (
        {"text": "a", "reply_markup": inline([{"text": 1, "callback_data": "x"}])},
        'can\'t parse inline keyboard button: Field "text" must be of type String',
    ),
    "nine in a row": (
        {"text": "a", "reply_markup": inline([button(callback_data="x")] * 9)},
        "reply markup is too long",
    ),
    "101 buttons": (
        {"text": "a", "reply_markup": inline(*[[button(callback_data="x")]] * 101)},
        "reply markup is too long",
    ),
    "rows that are none": (
        {"text": "a", "reply_markup": {"inline_keyboard": [button(callback_data="x")]}},
        "can't parse reply keyboard markup: expected an array of arrays",
    ),
    "a markup that is a list": (
        {"text": "a", "reply_markup": []},
        "object expected as reply markup",
    ),
    "a reply key without a label": (
        {"text": "a", "reply_markup": {"keyboard": [[""]]}},
        "keyboard button text must be non-empty",
    ),
    "broken nested JSON": (
        {"text": "a", "reply_markup": "{"},
        "can't parse reply_markup JSON object",
    ),
    "a reply to nothing": (
        {"text": "a", "reply_parameters": {"message_id": 999}},
        "message to be replied not found",
    ),
    "no chat": ({"text": "a", "chat_id": ""}, "chat_id is empty"),
    "a chat nobody knows": ({"text": "a", "chat_id": 999_999}, "chat not found"),
    "a chat that is no number": ({"text": "a", "chat_id": "@channel"}, "chat not found"),
}


@pytest.mark.parametrize(("params", "reason"), BAD_MESSAGES.values(), ids=BAD_MESSAGES)
def test_a_bad_message_is_refused_and_not_shown(
    bot: Bot, alice: Person, params: dict[str, Any], reason: str
):
    before = len(alice.messages())
    answer = bot.error("sendMessage", **({"chat_id": alice.id} | params))
    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {reason}"}
    assert len(alice.messages()) == before


BAD_CALLS = {
    "document without a file": ("sendDocument", {}, "there is no document in the request"),
    "photo without a file": ("sendPhoto", {}, "there is no photo in the request"),
    "unknown file": (
        "sendPhoto",
        {"photo": "nonsense"},
        "wrong file identifier/HTTP URL specified",
    ),
    "empty album": ("sendMediaGroup", {"media": []}, "there are no media to send"),
    "album of eleven": (
        "sendMediaGroup",
        {"media": [{"type": "photo", "media": "x"}] * 11},
        "too many media to send as an album",
    ),
    "album of animations": (
        "sendMediaGroup",
        {"media": [{"type": "animation", "media": "x"}]},
        "type of the media must be photo or document in the emulator",
    ),
    "nowhere": (
        "sendLocation",
        {"latitude": 52.5},
        "latitude and longitude must be specified",
    ),
    "beyond the pole": (
        "sendLocation",
        {"latitude": 91, "longitude": 0},
        "invalid location specified",
    ),
    "unknown action": (
        "sendChatAction",
        {"action": "dancing"},
        "wrong parameter action in request",
    ),
    "edit of nothing": (
        "editMessageText",
        {"message_id": 999, "text": "a"},
        "message to edit not found",
    ),
    "edit without id": ("editMessageText", {"text": "a"}, "message identifier is not specified"),
    "edit of a person's message": (
        "editMessageText",
        {"message_id": 1, "text": "a"},
        "message can't be edited",
    ),
    "deletion of nothing": (
        "deleteMessage",
        {"message_id": 999},
        "message to delete not found",
    ),
    "deletion without ids": (
        "deleteMessages",
        {"message_ids": []},
        "message identifiers are not specified",
    ),
    "deletion of 101": (
        "deleteMessages",
        {"message_ids": list(range(101))},
        "too many message identifiers specified",
    ),
    "reaction to nothing": (
        "setMessageReaction",
        {"message_id": 999, "reaction": []},
        "message to react not found",
    ),
    "answer to nothing": ("answerCallbackQuery", {"callback_query_id": "1"}, TOO_OLD),
    "unknown file id": ("getFile", {"file_id": "x"}, "invalid file_id"),
    "unknown member": ("getChatMember", {"user_id": 5}, "user not found"),
    "101 commands": (
        "setMyCommands",
        {"commands": [{"command": f"c{n}", "description": "d"} for n in range(101)]},
        "BOT_COMMANDS_TOO_MUCH",
    ),
    "a command of 33": (
        "setMyCommands",
        {"commands": [{"command": "c" * 33, "description": "d"}]},
        "BOT_COMMAND_INVALID",
    ),
    "a command in capitals": (
        "setMyCommands",
        {"commands": [{"command": "Today", "description": "d"}]},
        "BOT_COMMAND_INVALID",
    ),
    "a command without description": (
        "setMyCommands",
        {"commands": [{"command": "today", "description": ""}]},
        "BOT_COMMAND_DESCRIPTION_INVALID",
    ),
    "a description of 257": (
        "setMyCommands",
        {"commands": [{"command": "today", "description": "d" * 257}]},
        "BOT_COMMAND_DESCRIPTION_INVALID",
    ),
    "an unknown scope": (
        "getMyCommands",
        {"scope": {"type": "moon"}},
        "can't parse BotCommandScope: unsupported type",
    ),
    "a name of 65": ("setMyName", {"name": "n" * 65}, "bot name is too long"),
    "a description too long": (
        "setMyDescription",
        {"description": "d" * 513},
        "bot description is too long",
    ),
    "a short description too long": (
        "setMyShortDescription",
        {"short_description": "d" * 121},
        "bot short description is too long",
    ),
    "an unknown menu button": (
        "setChatMenuButton",
        {"menu_button": {"type": "bell"}},
        "can't parse menu button: unsupported type",
    ),
    "a webhook in the clear": (
        "setWebhook",
        {"url": "http://example.org/hook"},
        "bad webhook: An HTTPS URL must be provided for webhook",
    ),
    "a secret with a blank": (
        "setWebhook",
        {"url": "https://example.org/", "secret_token": "a b"},
        "secret token contains unallowed characters",
    ),
    "kinds that are no list": (
        "getUpdates",
        {"allowed_updates": {"message": 1}},
        "can't parse allowed_updates JSON object",
    ),
}


@pytest.mark.parametrize(("method", "params", "reason"), BAD_CALLS.values(), ids=BAD_CALLS)
def test_a_bad_call_is_refused(
    bot: Bot, alice: Person, method: str, params: dict[str, Any], reason: str
):
    answer = bot.error(method, **({"chat_id": alice.id} | params))
    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {reason}"}


def test_what_fits_exactly_is_accepted(bot: Bot, alice: Person):
    widest = [button(callback_data="ä" * 32)] * 8
    sent = bot.call(
        "sendMessage",
        chat_id=alice.id,
        text="<b>" + SMILE * 2048 + "</b>",
        parse_mode="HTML",
        reply_markup=inline(*[widest] * 12, widest[:4]),
    )
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]
    assert len(alice.last().buttons) == 100


def test_a_person_who_never_wrote_cannot_be_written_to_even_if_looked_at(bot: Bot, charlie: Person):
    charlie.chat()
    answer = bot.error("sendMessage", chat_id=charlie.id, text="hi")
    assert answer["error_code"] == 403
    reason = "Forbidden: bot can't initiate conversation with a user"
    assert answer["description"] == reason


def test_a_blocked_bot_is_forbidden_until_start_is_pressed(bot: Bot, alice: Person):
    alice.block()
    answer = bot.error("sendMessage", chat_id=alice.id, text="hi")
    assert answer["error_code"] == 403
    assert answer["description"] == "Forbidden: bot was blocked by the user"
    assert bot.call("getChat", chat_id=alice.id)["id"] == alice.id
    alice.start()
    bot.send(alice, "welcome back")


def test_an_edit_that_changes_nothing_is_refused(bot: Bot, alice: Person):
    sent = bot.send(alice, "same", [("A", "a")])
    same = {"chat_id": alice.id, "message_id": sent, "text": " same\n"}
    markup = inline([{"text": "A", "callback_data": "a"}])
    answer = bot.error("editMessageText", **same, reply_markup=markup)
    assert answer["description"] == f"Bad Request: {NOT_MODIFIED}"
    bot.call("editMessageText", **same)
    answer = bot.error("editMessageReplyMarkup", chat_id=alice.id, message_id=sent)
    assert answer["description"] == f"Bad Request: {NOT_MODIFIED}"


def test_an_edit_takes_only_inline_keyboards(bot: Bot, alice: Person):
    sent = bot.send(alice, "a")
    answer = bot.error(
        "editMessageText",
        chat_id=alice.id,
        message_id=sent,
        text="b",
        reply_markup={"keyboard": [["key"]]},
    )
    assert answer["description"] == "Bad Request: inline keyboard expected"


def test_a_text_has_no_caption_and_a_photo_no_text(bot: Bot, alice: Person):
    text = bot.send(alice, "a")
    answer = bot.error("editMessageCaption", chat_id=alice.id, message_id=text, caption="c")
    assert answer["description"] == "Bad Request: there is no caption in the message to edit"
    photo = bot.upload("sendPhoto", alice, "photo", "p.png", png(4, 4))["message_id"]
    answer = bot.error("editMessageText", chat_id=alice.id, message_id=photo, text="t")
    assert answer["description"] == "Bad Request: there is no text in the message to edit"


PICTURES = {
    "empty": (b"", "file must be non-empty"),
    "not a picture": (b"plain text", "IMAGE_PROCESS_FAILED"),
    "too long and thin": (png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
    "too large": (png(6000, 4001), "PHOTO_INVALID_DIMENSIONS"),
    "too heavy": (png(4, 4) + bytes(10 * 1024 * 1024), "file is too big"),
}


@pytest.mark.parametrize(("data", "reason"), PICTURES.values(), ids=PICTURES)
def test_a_bad_picture_is_refused(bot: Bot, alice: Person, data: bytes, reason: str):
    answer = bot.raw_upload("sendPhoto", alice, "photo", "p.png", data).json()
    assert answer["description"] == f"Bad Request: {reason}"


def test_a_caption_has_1024_units(bot: Bot, alice: Person):
    sent = bot.upload("sendPhoto", alice, "photo", "p.png", png(4, 4), caption=SMILE * 512)
    known = sent["photo"][-1]["file_id"]
    answer = bot.error("sendPhoto", chat_id=alice.id, photo=known, caption=SMILE * 512 + "a")
    assert answer["description"] == "Bad Request: message caption is too long"


def test_an_answer_to_a_tap_has_200_units_and_a_minute(emulator: Emulator, bot: Bot, alice: Person):
    bot.send(alice, "a", [("A", "a")])
    query = alice.press("A")["callback_query_id"]
    answer = bot.error("answerCallbackQuery", callback_query_id=query, text="a" * 201)
    assert answer["description"] == "Bad Request: MESSAGE_TOO_LONG"
    emulator.advance(61)
    answer = bot.error("answerCallbackQuery", callback_query_id=query, text="a")
    assert answer["description"] == f"Bad Request: {TOO_OLD}"


def test_a_message_can_be_deleted_for_48_hours(emulator: Emulator, bot: Bot, alice: Person):
    sent = bot.send(alice, "a")
    emulator.advance(48 * 3600 + 2)
    answer = bot.error("deleteMessage", chat_id=alice.id, message_id=sent)
    assert answer["description"] == "Bad Request: message can't be deleted for everyone"


def test_flood_limits_are_real_when_switched_on(emulator: Emulator, bot: Bot, alice: Person):
    emulator.post("limits", enforce=True)
    answers = [bot.raw("sendMessage", chat_id=alice.id, text=str(n)).json() for n in range(8)]
    refused = [answer for answer in answers if not answer["ok"]]
    assert answers[0]["ok"]
    assert refused
    assert refused[0]["error_code"] == 429
    assert refused[0]["parameters"] == {"retry_after": 1}
    assert refused[0]["description"] == "Too Many Requests: retry after 1"


def test_an_unknown_method_is_not_found_and_case_does_not_matter(bot: Bot):
    answer = bot.error("sendMoney")
    assert answer == {"ok": False, "error_code": 404, "description": "Not Found"}
    assert bot.call("GETME")["is_bot"]


def test_a_malformed_token_is_unauthorized(emulator: Emulator):
    answer = emulator.bot("nonsense").error("getMe")
    assert answer["error_code"] == 401
    assert answer["description"] == "Unauthorized: invalid token specified"


def test_only_the_tokens_named_at_the_start_are_accepted():
    with Emulator(token="7:right", only_tokens=("7:right",)) as emulator:
        assert emulator.bot().call("getMe")["id"] == 7
        answer = emulator.bot("8:wrong").error("getMe")
        assert answer == {"ok": False, "error_code": 401, "description": "Unauthorized"}
        answer = emulator.bot("7:wrong").error("getMe")
        assert answer["error_code"] == 401
