"""Sending: what each refusal of Telegram's means for us."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.api import Api, Meaning, meaning, retry_after_seconds
from bot.codes.day import ShowToday
from bot.messenger import SHORT_WAIT, TRIES, Messenger
from bot.pictures import Picture
from bot.text import Text, bold
from bot.transport import NotSent, OutcomeUnknown
from bot.view import Button, View
from scheduling.pacer import Pacer
from tests.bot.desk import ADDRESS, TOKEN, Desk
from tests.bot.recording import BLOCKED, EDIT_LOST, UNPARSABLE, Recording, refusal
from tests.databases import rows_of

VIEW = View(bold("Hello"), ((Button("Today", ShowToday()),),))
ALICE = 101
GROUP, SUPERGROUP = -55, -100_55

MEANINGS = [
    (BadRequest("Message is not modified: specified new message"), Meaning.NOT_MODIFIED),
    (BadRequest("Query is too old and response timeout expired"), Meaning.QUERY_TOO_OLD),
    (BadRequest("Message to edit not found"), Meaning.EDIT_LOST),
    (BadRequest("Message can't be edited"), Meaning.EDIT_LOST),
    (BadRequest("Chat not found"), Meaning.GONE),
    (BadRequest("Can't parse entities: unclosed"), Meaning.BAD_ENTITIES),
    (BadRequest("Something new"), Meaning.OTHER),
    (Forbidden("bot was blocked by the user"), Meaning.GONE),
    (ChatMigrated(-100500), Meaning.MIGRATED),
    (RetryAfter(3), Meaning.WAIT),
    (Conflict("terminated by other getUpdates request"), Meaning.CONFLICT),
    (InvalidToken("Unauthorized"), Meaning.UNAUTHORIZED),
    (InvalidToken("Not Found"), Meaning.OTHER),
    (NotSent("sendMessage", "refused"), Meaning.NOT_SENT),
    (OutcomeUnknown("sendMessage", "cut"), Meaning.UNKNOWN_OUTCOME),
    (TimedOut(), Meaning.UNKNOWN_OUTCOME),
    (NetworkError("Bad Gateway"), Meaning.OTHER),
    (TelegramError("?"), Meaning.OTHER),
]


class Waits(list[float]):
    """The seconds that were waited for, in no time."""

    async def sleep(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Waits:
    waits = Waits()
    monkeypatch.setattr("bot.messenger.asyncio.sleep", waits.sleep)
    return waits


@pytest.fixture
def telegram() -> Recording:
    return Recording()


@pytest.fixture
def lost() -> list[int]:
    return []


class Line(Pacer):
    """The line that all messages share; ``ahead`` counts the answers that went before it."""

    ahead = 0

    def answered(self) -> None:
        self.ahead += 1


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
def messenger(telegram: Recording, lost: list[int], waits: Waits, line: Line) -> Messenger:
    async def on_gone(chat_id: int) -> None:
        lost.append(chat_id)

    return Messenger(Api(telegram, ADDRESS, TOKEN), on_gone, line)


@pytest.mark.parametrize(("error", "expected"), MEANINGS, ids=lambda each: str(each)[:30])
def test_every_error_says_what_to_do(error: TelegramError, expected: Meaning) -> None:
    assert meaning(error) is expected


def test_every_meaning_is_the_meaning_of_something() -> None:
    assert {expected for _, expected in MEANINGS} == set(Meaning)


@pytest.mark.parametrize("wait", [3, timedelta(seconds=3)])
def test_a_wait_is_read_in_whichever_type_it_comes(wait: int | timedelta) -> None:
    error = RetryAfter(1)
    error._retry_after = wait  # type: ignore[assignment]
    assert retry_after_seconds(error) == 3.0


def test_a_short_wait_is_sat_out(messenger: Messenger, telegram: Recording, waits: Waits) -> None:
    telegram.will("sendMessage", refusal(429, "Too Many Requests", retry_after=3))
    assert asyncio.run(messenger.send(ALICE, VIEW)) == 1
    assert waits == [3.0]


def test_a_long_wait_drops_the_answer(
    messenger: Messenger, telegram: Recording, waits: Waits
) -> None:
    telegram.will("sendMessage", refusal(429, "Too Many Requests", retry_after=int(SHORT_WAIT) + 1))
    assert asyncio.run(messenger.send(ALICE, VIEW)) is None
    assert waits == []


def test_14_every_answer_goes_ahead_of_reminders_and_a_second_try_is_one_more(
    messenger: Messenger, telegram: Recording, line: Line
) -> None:
    telegram.will("sendMessage", refusal(429, "Too Many Requests", retry_after=3))
    shown = asyncio.run(messenger.send(ALICE, VIEW))
    assert line.ahead == 2
    assert shown is not None
    asyncio.run(messenger.edit(ALICE, shown, View(Text("after"))))
    asyncio.run(messenger.strip(ALICE, shown))
    assert line.ahead == 4
    asyncio.run(messenger.answer("q"))
    assert line.ahead == 4, "a toast is no message"


def test_what_surely_never_left_is_sent_again_but_not_for_ever(
    messenger: Messenger, telegram: Recording
) -> None:
    telegram.will("sendMessage", *[NotSent("sendMessage", "refused")] * (TRIES - 1))
    assert asyncio.run(messenger.send(ALICE, VIEW)) == 1
    telegram.will("sendMessage", *[NotSent("sendMessage", "refused")] * TRIES)
    assert asyncio.run(messenger.send(ALICE, VIEW)) is None
    assert len(telegram.made("sendMessage")) == 2 * TRIES


def test_a_message_of_unknown_outcome_is_never_sent_twice(
    messenger: Messenger, telegram: Recording
) -> None:
    telegram.will("sendMessage", OutcomeUnknown("sendMessage", "cut"))
    assert asyncio.run(messenger.send(ALICE, VIEW)) is None
    assert len(telegram.made("sendMessage")) == 1


def test_an_edit_of_unknown_outcome_is_made_again(
    messenger: Messenger, telegram: Recording
) -> None:
    shown = asyncio.run(messenger.send(ALICE, View(Text("before"))))
    assert shown is not None
    telegram.will("editMessageText", OutcomeUnknown("editMessageText", "cut"))
    assert asyncio.run(messenger.edit(ALICE, shown, VIEW)) == shown
    assert telegram.chats[ALICE][shown].text == "\u2068Hello\u2069"


def test_an_edit_without_a_change_is_fine(messenger: Messenger, lost: list[int]) -> None:
    shown = asyncio.run(messenger.send(ALICE, VIEW))
    assert shown is not None
    assert asyncio.run(messenger.edit(ALICE, shown, VIEW)) == shown
    assert lost == []


def test_a_message_that_is_gone_is_sent_anew(messenger: Messenger, telegram: Recording) -> None:
    telegram.will("editMessageText", EDIT_LOST)
    assert asyncio.run(messenger.edit(ALICE, 77, VIEW)) == 1


@pytest.mark.parametrize("way", ["sent", "edited"])
def test_what_telegram_cannot_parse_arrives_plain(
    messenger: Messenger, telegram: Recording, way: str
) -> None:
    shown = asyncio.run(messenger.send(ALICE, View(Text("before"))))
    assert shown is not None
    telegram.will("editMessageText", UNPARSABLE)
    telegram.will("sendMessage", UNPARSABLE)
    work = messenger.send(ALICE, VIEW) if way == "sent" else messenger.edit(ALICE, shown, VIEW)
    assert asyncio.run(work) == shown + 1
    last = telegram.made("sendMessage")[-1].payload
    assert last.get("parse_mode") is None
    assert last["text"] == "\u2068Hello\u2069"
    assert telegram.chats[ALICE][shown + 1].labels == ["Today"]


def test_what_is_refused_even_plain_is_given_up(messenger: Messenger, telegram: Recording) -> None:
    telegram.will("sendMessage", UNPARSABLE, UNPARSABLE)
    assert asyncio.run(messenger.send(ALICE, VIEW)) is None
    assert len(telegram.made("sendMessage")) == 2


REFUSED = refusal(400, "Bad Request: not enough rights to send photos to the chat")


@pytest.mark.parametrize("way", ["sent", "edited"])
def test_of_a_picture_that_is_refused_the_words_arrive(
    messenger: Messenger, telegram: Recording, way: str
) -> None:
    view = replace(VIEW, picture=Picture(b"PNG"))
    telegram.will("sendPhoto", REFUSED)
    telegram.will("editMessageMedia", REFUSED)
    work = messenger.send(ALICE, view) if way == "sent" else messenger.edit(ALICE, 77, view)
    shown = asyncio.run(work)
    assert shown is not None
    assert telegram.chats[ALICE][shown].words == "Hello"
    assert telegram.chats[ALICE][shown].labels == ["Today"]


@pytest.mark.parametrize("way", ["sent", "edited"])
def test_a_picture_whose_file_is_not_known_any_more_is_uploaded_anew(
    messenger: Messenger, telegram: Recording, way: str
) -> None:
    unknown = refusal(400, "Bad Request: wrong file identifier/HTTP URL specified")
    view = replace(VIEW, picture=Picture(b"PNG", file_id="gone"))
    telegram.will("sendPhoto", *([unknown] if way == "sent" else []))
    telegram.will("editMessageMedia", unknown)
    work = messenger.send(ALICE, view) if way == "sent" else messenger.edit(ALICE, 77, view)
    shown = asyncio.run(work)
    assert shown is not None
    assert telegram.chats[ALICE][shown].picture == b"PNG"


def test_a_picture_that_may_have_arrived_is_not_told_again_in_words(
    messenger: Messenger, telegram: Recording
) -> None:
    telegram.will("sendPhoto", refusal(502, "Bad Gateway"))
    assert asyncio.run(messenger.send(ALICE, replace(VIEW, picture=Picture(b"PNG")))) is None
    assert telegram.made("sendMessage") == []


@pytest.mark.parametrize("answer", [BLOCKED, refusal(400, "Bad Request: chat not found")])
def test_a_chat_that_cannot_be_reached_is_reported(
    messenger: Messenger, telegram: Recording, lost: list[int], answer: tuple[int, bytes]
) -> None:
    telegram.will("sendMessage", answer)
    assert asyncio.run(messenger.send(ALICE, VIEW)) is None
    telegram.will("editMessageText", answer)
    asyncio.run(messenger.edit(ALICE, 1, VIEW))
    assert lost == [ALICE, ALICE]


MOVED = refusal(
    400,
    "Bad Request: group chat was upgraded to a supergroup chat",
    migrate_to_chat_id=SUPERGROUP,
)


def test_19_what_was_under_way_to_a_group_that_moved_goes_to_its_new_place(
    messenger: Messenger, telegram: Recording
) -> None:
    """Row 19."""
    telegram.will("sendMessage", MOVED)
    assert asyncio.run(messenger.send(GROUP, VIEW)) is not None
    assert [call.payload["chat_id"] for call in telegram.calls] == [GROUP, SUPERGROUP]
    assert list(telegram.chats[SUPERGROUP].values())


def test_19_a_group_that_never_arrives_is_followed_once(
    messenger: Messenger, telegram: Recording
) -> None:
    """Row 19."""
    telegram.will("sendMessage", MOVED, MOVED)
    assert asyncio.run(messenger.send(GROUP, VIEW)) is None
    assert len(telegram.calls) == 2


def test_stripping_never_fails(messenger: Messenger, telegram: Recording, lost: list[int]) -> None:
    asyncio.run(messenger.strip(ALICE, 77))  # it is gone
    telegram.will("editMessageReplyMarkup", BLOCKED)
    asyncio.run(messenger.strip(ALICE, 77))
    assert lost == [ALICE]


def test_a_toast_is_cut_to_what_telegram_takes(messenger: Messenger, telegram: Recording) -> None:
    asyncio.run(messenger.answer("q", "x" * 300, alert=True))
    (call,) = telegram.made("answerCallbackQuery")
    assert len(call.payload["text"]) == 200
    assert call.payload["show_alert"] is True


def test_22_an_answer_that_comes_too_late_is_fine(
    messenger: Messenger, telegram: Recording
) -> None:
    asyncio.run(messenger.answer("q"))
    asyncio.run(messenger.answer("q"))
    assert telegram.toasts == {"q": ""}
    telegram.will("answerCallbackQuery", NetworkError("down"))
    asyncio.run(messenger.answer("q"))
    assert len(telegram.made("answerCallbackQuery")) == 3


def test_who_blocked_the_bot_is_marked_and_their_change_stands(home: Desk) -> None:
    home.telegram.will("sendMessage", BLOCKED)
    home.alice.says("/today")
    assert rows_of(home.url, "SELECT blocked_at IS NOT NULL FROM people") == [(1,)]


def test_the_token_is_not_in_what_an_api_says_of_itself(telegram: Recording) -> None:
    assert TOKEN not in repr(Api(telegram, ADDRESS, TOKEN))
