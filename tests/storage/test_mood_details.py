"""What may be said of a mood beside its level: each on its own, all of it optional."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.clock import FakeClock
from domain.errors import Gone, NotFound, Reason, Refused
from domain.moods import ENERGIES, SCALES_MAX
from storage import mood_details, moods, people, scales
from storage.database import Database
from storage.mood_rows import Mark, steps_of
from storage.people import Acquaintance
from tests.databases import NOON, dump_of, rows_of


def test_energy_is_said_and_taken_back(database: Database, alice: Acquaintance) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    for energy in ENERGIES:
        assert database.run_now(mood_details.set_energy, alice, log.id, energy).energy == energy
    assert database.run_now(mood_details.set_energy, alice, log.id, None) == log


@pytest.mark.parametrize("energy", [0, 6, -1, 2**62])
def test_energy_that_does_not_exist_is_not_found(
    database: Database, alice: Acquaintance, energy: int
) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    with pytest.raises(NotFound):
        database.run_now(mood_details.set_energy, alice, log.id, energy)
    assert database.read_now(moods.view, alice, log.id) == log


def test_feelings_are_exactly_those_and_in_that_order(
    database: Database, url: str, alice: Acquaintance
) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    for words in (("tired", "работа", "<calm>"), ("calm",)):
        assert database.run_now(mood_details.set_emotions, alice, log.id, words).emotions == words
    assert database.run_now(mood_details.set_emotions, alice, log.id, ()) == log
    assert rows_of(url, "SELECT id FROM mood_logs WHERE emotions IS NULL") == [(log.id,)]


def test_usual_feelings_are_those_of_late_most_used_first(
    database: Database, clock: FakeClock, alice: Acquaintance, bob: Acquaintance
) -> None:
    def feel(me: Acquaintance, request: str, *words: str) -> int:
        log = database.run_now(moods.log, me, request, 3)
        return database.run_now(mood_details.set_emotions, me, log.id, words).id

    feel(alice, "old", "numb")
    clock.advance(timedelta(days=30))
    feel(alice, "a", "tired", "calm")
    feel(alice, "b", "calm", "angry")
    database.run_now(moods.log, alice, "none", 3)
    database.run_now(moods.remove, alice, feel(alice, "c", "sorry"))
    feel(bob, "a", "secret")
    within = timedelta(days=30)
    usual = database.read_now(mood_details.usual_emotions, alice, 9, within)
    assert usual == ("calm", "angry", "tired")
    assert database.read_now(mood_details.usual_emotions, alice, 1, within) == ("calm",)


def test_a_mood_speaks_of_a_moment_or_of_the_whole_day(
    database: Database, alice: Acquaintance
) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    assert database.run_now(mood_details.set_whole_day, alice, log.id, True).whole_day
    assert database.run_now(mood_details.set_whole_day, alice, log.id, False) == log


def test_a_mood_moves_to_the_day_it_was_felt_on_as_the_person_counts_days(
    database: Database, url: str, alice: Acquaintance
) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    owl = database.run_now(people.set_day_start, alice, 240)
    felt_at = datetime(2026, 3, 3, 1, 0, tzinfo=UTC)  # 02:00 in Berlin, before her day begins
    moved = database.run_now(mood_details.set_felt_at, owl, log.id, felt_at)
    assert (moved.day, moved.felt_at, moved.late) == (date(2026, 3, 2), felt_at, True)
    assert rows_of(url, "SELECT logged_at <> felt_at, zone FROM mood_logs") == [
        (True, "Europe/Berlin")
    ]
    back = database.run_now(mood_details.set_felt_at, alice, log.id, NOON)
    assert back == log


@pytest.mark.parametrize(("hours", "late"), [(12, False), (12.01, True)])
def test_more_than_twelve_hours_afterwards_is_late(
    database: Database, alice: Acquaintance, hours: float, late: bool
) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    felt_at = NOON - timedelta(hours=hours)
    assert database.run_now(mood_details.set_felt_at, alice, log.id, felt_at).late is late


def test_a_mood_is_not_felt_in_the_future(database: Database, alice: Acquaintance) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    with pytest.raises(Refused) as refused:
        database.run_now(mood_details.set_felt_at, alice, log.id, NOON + timedelta(microseconds=1))
    assert (refused.value.field, refused.value.data) == ("felt_at", {"latest": NOON})
    assert database.read_now(moods.view, alice, log.id) == log


def test_moods_are_listed_by_when_they_were_felt(database: Database, alice: Acquaintance) -> None:
    first, second = (database.run_now(moods.log, alice, f"m{n}", 3) for n in range(2))
    database.run_now(mood_details.set_felt_at, alice, second.id, NOON - timedelta(days=1))
    page = database.read_now(moods.page, alice, 0, 10)
    assert [mood.id for mood in page.moods] == [first.id, second.id]


def test_a_mark_is_put_on_a_scale_changed_and_taken_off(
    database: Database, alice: Acquaintance
) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    sleep = database.run_now(scales.make, alice, "Sleep", 10)
    pain = database.run_now(scales.make, alice, "Pain", 5)
    database.run_now(mood_details.set_mark, alice, log.id, pain.id, 5)
    for value in (1, 10, 7):
        marked = database.run_now(mood_details.set_mark, alice, log.id, sleep.id, value)
        assert marked.marks == (Mark(sleep.id, "Sleep", 10, value), Mark(pain.id, "Pain", 5, 5))
    for scale in (sleep, pain):
        marked = database.run_now(mood_details.set_mark, alice, log.id, scale.id, None)
    assert marked == log


def test_a_mark_that_does_not_exist_is_not_found_and_nothing_is_lost(
    database: Database, url: str, alice: Acquaintance
) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    sleep = database.run_now(scales.make, alice, "Sleep", 5)
    database.run_now(mood_details.set_mark, alice, log.id, sleep.id, 2)
    before = dump_of(url)
    for scale_id, value in ((sleep.id, 6), (sleep.id, 0), (sleep.id, -1), (99, 3)):
        with pytest.raises(NotFound):
            database.run_now(mood_details.set_mark, alice, log.id, scale_id, value)
    assert dump_of(url) == before


def test_a_hidden_scale_is_offered_no_more_and_what_was_noted_on_it_stays(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    sleep = database.run_now(scales.make, alice, "Sleep", 5)
    marked = database.run_now(mood_details.set_mark, alice, log.id, sleep.id, 2)
    assert database.run_now(scales.hide, alice, sleep.id, True).hidden
    assert database.read_now(moods.view, alice, log.id) == marked
    with pytest.raises(NotFound):
        database.run_now(mood_details.set_mark, alice, log.id, sleep.id, 3)
    assert database.run_now(scales.hide, alice, sleep.id, False) == sleep


def test_a_scale_of_a_name_there_was_is_that_scale(
    database: Database, alice: Acquaintance, bob: Acquaintance
) -> None:
    sleep = database.run_now(scales.make, alice, "Sleep", 5)
    database.run_now(scales.hide, alice, sleep.id, True)
    assert database.run_now(scales.make, alice, "SLEEP", 10) == sleep
    assert database.read_now(scales.named, alice, "sleep") == sleep
    assert database.read_now(scales.named, alice, "Pain") is None
    assert database.read_now(scales.every, alice) == (sleep,)
    assert database.run_now(scales.make, bob, "Sleep", 10).id != sleep.id


@pytest.mark.parametrize("top", [0, 1, 6, 11, -5])
def test_a_scale_ends_where_scales_can_end(
    database: Database, alice: Acquaintance, top: int
) -> None:
    with pytest.raises(NotFound):
        database.run_now(scales.make, alice, "Sleep", top)
    assert database.read_now(scales.every, alice) == ()


def test_a_thirteenth_scale_in_sight_is_too_many(database: Database, alice: Acquaintance) -> None:
    made = [database.run_now(scales.make, alice, f"S{n}", 5) for n in range(SCALES_MAX)]
    with pytest.raises(Refused) as refused:
        database.run_now(scales.make, alice, "One more", 5)
    assert refused.value.reason is Reason.TOO_MANY
    assert database.read_now(scales.every, alice) == tuple(made)
    database.run_now(scales.hide, alice, made[0].id, True)
    database.run_now(scales.make, alice, "One more", 5)
    with pytest.raises(Refused):
        database.run_now(scales.hide, alice, made[0].id, False)


def test_the_number_of_levels_is_chosen_and_what_was_noted_stays(
    database: Database, url: str, alice: Acquaintance
) -> None:
    assert database.read_now(steps_of, alice) == 5
    database.run_now(moods.log, alice, "m1", 4)
    before = rows_of(url, "SELECT * FROM mood_logs")
    assert database.run_now(mood_details.set_steps, alice, 7) == 7
    assert database.read_now(steps_of, alice) == 7
    with pytest.raises(NotFound):
        database.run_now(mood_details.set_steps, alice, 6)
    assert database.read_now(steps_of, alice) == 7
    assert rows_of(url, "SELECT * FROM mood_logs") == before


def test_nothing_is_added_to_a_mood_in_the_bin(
    database: Database, url: str, alice: Acquaintance
) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    sleep = database.run_now(scales.make, alice, "Sleep", 5)
    database.run_now(moods.remove, alice, log.id)
    before = dump_of(url)
    for call in (
        (mood_details.set_energy, alice, log.id, 3),
        (mood_details.set_emotions, alice, log.id, ("calm",)),
        (mood_details.set_whole_day, alice, log.id, True),
        (mood_details.set_felt_at, alice, log.id, NOON),
        (mood_details.set_mark, alice, log.id, sleep.id, 3),
    ):
        with pytest.raises(Gone):
            database.run_now(*call)
    assert dump_of(url) == before
