"""The bot's profile in Telegram, the doctor, and the people it has met lately."""

import asyncio
from functools import partial
from typing import Any

import pytest
from pydantic import SecretStr

from bot import doctor, profile
from bot.acquaintances import Acquaintances
from bot.api import Api
from bot.commands import MENU
from bot.config import Config
from bot.lang import shipped
from storage.errors import DatabaseUnusable
from storage.migrations import HEAD
from storage.people import Acquaintance
from tests.bot import recording
from tests.bot.desk import ADDRESS, TOKEN
from tests.bot.recording import Payload, Recording, fine, refusal


class Profile(Recording):
    """A Telegram that keeps what a bot says of itself, by language and field."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str | None, str], Any] = {}

    def answer(self, method: str, payload: Payload) -> recording.Answer:
        fields = {"Commands": "commands", "Description": "description"}
        field = fields.get(method[5:], "short_description")
        place = payload.get("language_code"), field
        if method.startswith("set"):
            self.kept[place] = payload[field]
            return fine(True)
        if field == "commands":
            return fine(self.kept.get(place, []))
        return fine({field: self.kept.get(place, "")})


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Profile:
    methods = [
        verb + what
        for verb in ("getMy", "setMy")
        for what in ("Commands", "Description", "ShortDescription")
    ]
    for method in methods:
        monkeypatch.setitem(recording._ANSWERS, method, partial(_kept, method))
    return Profile()


def _kept(method: str, telegram: Profile, payload: Payload) -> recording.Answer:
    return telegram.answer(method, payload)


def setters(telegram: Recording) -> list[tuple[str, str | None]]:
    """What was set, and in which language."""
    calls = [call for call in telegram.calls if call.method.startswith("set")]
    return [(call.method, call.payload.get("language_code")) for call in calls]


def test_a_new_bot_is_given_its_menu_and_its_words_in_every_language(telegram: Profile) -> None:
    asyncio.run(profile.present(Api(telegram, ADDRESS, TOKEN)))
    # English goes without a code: it is what everybody gets whose language there is not.
    codes = [None, *(code for code in shipped() if code != "en")]
    for code in codes:
        menu = telegram.kept[code, "commands"]
        assert [each["command"] for each in menu] == list(MENU)
        assert all(0 < len(each["description"]) < 40 for each in menu)
        assert 0 < len(telegram.kept[code, "short_description"]) <= 120
        assert 0 < len(telegram.kept[code, "description"]) <= 512
    assert len({str(telegram.kept[code, "commands"]) for code in codes}) == len(codes)


def test_only_what_differs_is_set(telegram: Profile) -> None:
    api = Api(telegram, ADDRESS, TOKEN)
    asyncio.run(profile.present(api))
    telegram.calls.clear()
    asyncio.run(profile.present(api))
    assert setters(telegram) == []
    telegram.kept["de", "description"] = "something older"
    asyncio.run(profile.present(api))
    assert setters(telegram) == [("setMyDescription", "de")]


def test_a_refusal_leaves_everything_as_it_was(telegram: Profile) -> None:
    telegram.will("getMyCommands", refusal(429, "Too Many Requests", retry_after=100))
    asyncio.run(profile.present(Api(telegram, ADDRESS, TOKEN)))
    assert setters(telegram) == []


# --- The doctor ---------------------------------------------------------------------------------


def finding(monkeypatch: pytest.MonkeyPatch, telegram: Recording, what: str) -> doctor.Finding:
    monkeypatch.setattr(doctor, "AiohttpRequest", lambda: telegram)
    config = Config(token=SecretStr("1:x"), database="sqlite:////nowhere/daymark.db")
    findings = asyncio.run(doctor.examine(config))
    return next(each for each in findings if each.what == what)


@pytest.mark.parametrize(
    ("answer", "good", "words"),
    [
        (fine(recording.ME), True, "it belongs to @daymark_bot"),
        (refusal(401, "Unauthorized"), False, "Telegram does not know it"),
        (refusal(404, "Not Found"), False, "Telegram does not know it"),
    ],
)
def test_the_token_is_shown_to_telegram(
    monkeypatch: pytest.MonkeyPatch, answer: recording.Answer, good: bool, words: str
) -> None:
    telegram = Recording()
    telegram.will("getMe", answer)
    found = finding(monkeypatch, telegram, "token")
    assert found.good is good
    assert words in found.words


def test_a_telegram_out_of_reach_is_not_called_a_bad_token(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    telegram = Recording()
    telegram.will("getMe", recording.refusal(409, "Conflict"))
    assert "cannot be reached" in finding(monkeypatch, telegram, "token").words


@pytest.mark.parametrize(
    ("revision", "words"),
    [(None, "none yet"), ("0000", "at 0000; the next start brings it to"), (HEAD, "at ")],
)
def test_the_database_is_only_looked_at(
    monkeypatch: pytest.MonkeyPatch, revision: str | None, words: str
) -> None:
    monkeypatch.setattr(doctor, "revision", lambda _url: revision)
    found = finding(monkeypatch, Recording(), "database")
    assert found.good
    assert found.words.startswith(words)


def test_a_database_that_cannot_be_used_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    def unusable(_url: str) -> None:
        raise DatabaseUnusable("It is from a newer version.")

    monkeypatch.setattr(doctor, "revision", unusable)
    found = finding(monkeypatch, Recording(), "database")
    assert found == doctor.Finding("database", False, "It is from a newer version.")


# --- Acquaintances ------------------------------------------------------------------------------


def person(telegram_id: int, language: str = "en") -> Acquaintance:
    return Acquaintance(telegram_id, telegram_id, telegram_id, language, None, 0, 0, frozenset())


def test_who_was_met_last_is_remembered_longest() -> None:
    met = Acquaintances(capacity=2)
    met.remember(person(1))
    met.remember(person(2))
    assert met.get(1) == person(1)
    met.remember(person(3))
    assert met.get(2) is None
    assert met.get(1) == person(1)


def test_the_latest_word_about_somebody_counts() -> None:
    met = Acquaintances()
    met.remember(person(1))
    met.remember(person(1, "de"))
    assert met.get(1) == person(1, "de")
