"""People: met once, changed only by themselves, and asked before anything is kept."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.clock import FakeClock
from domain.errors import NotFound
from domain.quiet import USUAL, QuietWeek
from storage import consents, people
from storage.database import Database
from storage.people import Acquaintance
from storage.types import EPOCH
from tests.databases import NOON, acquaint, rows_of


def test_meeting_somebody_twice_changes_nothing(database: Database) -> None:
    first = database.run_now(people.meet, 101, 101, "en")
    again = database.run_now(people.meet, 101, 999, "de")
    assert again == first
    assert first.zone is None
    assert first.zone_or_utc == "UTC"
    assert first.agreed == frozenset()
    assert first.quiet == QuietWeek(USUAL)


def test_two_first_messages_at_once_are_one_person(database: Database) -> None:
    jobs = [database._submit(people.meet, 101, 101, "en") for _ in range(10)]
    assert len({job.result().id for job in jobs}) == 1


def test_a_stranger_is_not_found(database: Database) -> None:
    assert database.read_now(people.find, 404) is None


def test_what_somebody_sets_is_theirs_alone(
    database: Database, alice: Acquaintance, bob: Acquaintance
) -> None:
    database.run_now(people.set_zone, alice, "Asia/Tokyo")
    database.run_now(people.set_day_start, alice, 180)
    database.run_now(people.set_first_weekday, alice, 6)
    changed = database.run_now(people.set_language, alice, "de")
    assert changed == replace(
        alice, zone="Asia/Tokyo", day_start_minute=180, first_weekday=6, language="de"
    )
    assert database.read_now(people.find, bob.telegram_id) == bob


def test_a_person_who_is_not_there_cannot_be_changed(
    database: Database, alice: Acquaintance
) -> None:
    nobody = replace(alice, id=999, telegram_id=999)
    with pytest.raises(NotFound):
        database.run_now(people.set_language, nobody, "de")


def test_the_day_begins_when_the_person_says(database: Database) -> None:
    me = acquaint(database, 7, "Europe/Berlin")
    late = datetime(2026, 3, 5, 1, 30, tzinfo=UTC)  # 02:30 in Berlin
    assert me.day_of(late) == date(2026, 3, 5)
    assert database.run_now(people.set_day_start, me, 180).day_of(late) == date(2026, 3, 4)


def test_blocking_and_waking_leaves_the_data_alone(
    database: Database, url: str, alice: Acquaintance
) -> None:
    gone = database.run_now(people.set_blocked, alice, True)
    assert replace(gone, blocked_at=None) == alice
    assert rows_of(url, "SELECT blocked_at IS NOT NULL FROM people") == [(True,)]
    assert database.run_now(people.set_blocked, alice, False) == alice
    assert rows_of(url, "SELECT blocked_at FROM people") == [(None,)]


def test_a_chat_that_is_lost_stays_lost_since_the_first_time(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance, bob: Acquaintance
) -> None:
    for _ in range(2):
        database.run_now(people.lose, alice.chat_id)
        clock.advance(timedelta(days=1))
    lost = rows_of(url, "SELECT telegram_id, blocked_at FROM people ORDER BY telegram_id")
    assert lost == [(alice.telegram_id, (NOON - EPOCH) // timedelta(microseconds=1)), (102, None)]
    assert bob.telegram_id == 102


def test_consent_is_exactly_what_was_last_said(database: Database, alice: Acquaintance) -> None:
    for said in ({"goals"}, {"goals", "moods"}, {"moods"}, set(), {"goals"}):
        me = database.run_now(people.agree, alice, frozenset(said))
        assert me.agreed == said


def test_a_withdrawn_consent_stays_as_a_record(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance
) -> None:
    for said in ({"goals"}, {"goals"}, set(), set(), {"goals"}):
        database.run_now(people.agree, alice, frozenset(said))
    recorded = rows_of(url, "SELECT withdrawn_at IS NULL FROM consents ORDER BY id")
    assert [bool(still) for (still,) in recorded] == [False, True]


def test_a_consent_to_older_words_is_asked_anew(
    database: Database, alice: Acquaintance, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.run_now(people.agree, alice, frozenset({"goals"}))
    later = consents.CONSENT_VERSION + 1
    for module in (people, consents):
        monkeypatch.setattr(module, "CONSENT_VERSION", later)
    found = database.read_now(people.find, alice.telegram_id)
    assert found is not None
    assert found.agreed == frozenset()
