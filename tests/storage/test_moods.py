"""Moods: one question, one log; corrected, explained, binned and brought back by their owner."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.clock import FakeClock
from domain.errors import Gone, NotFound
from domain.moods import LEVELS, Degree
from storage import goals, mood_details, moods, people, scales
from storage.database import Database
from storage.mood_rows import MoodView
from storage.people import Acquaintance
from tests.databases import dump_of, rows_of


def test_a_mood_is_noted_for_now_and_the_persons_own_day(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    clock.set(datetime(2026, 3, 4, 23, 30, tzinfo=UTC))  # half past midnight in Berlin
    log = database.run_now(moods.log, alice, "m1", 4)
    assert log == MoodView(
        id=log.id,
        level=4,
        degree=Degree(4),
        label=None,
        reasons=(),
        emotions=(),
        energy=None,
        marks=(),
        note=None,
        whole_day=False,
        day=date(2026, 3, 5),
        today=date(2026, 3, 5),
        felt_at=clock.now(),
        late=False,
        in_bin=False,
    )
    late = database.run_now(people.set_day_start, alice, 180)
    assert database.run_now(moods.log, late, "m2", 4).day == date(2026, 3, 4)
    assert database.read_now(moods.view, alice, log.id) == log


def test_a_second_thought_on_one_question_corrects_the_first(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    first = database.run_now(moods.log, alice, "m1", 4)
    clock.advance(timedelta(minutes=1))
    second = database.run_now(moods.log, alice, "m1", 2)
    assert (second.id, second.level, second.felt_at) == (first.id, 2, first.felt_at)
    assert len(database.read_now(moods.page, alice, 0, 10).moods) == 1


def test_a_double_tap_at_once_is_one_mood(database: Database, alice: Acquaintance) -> None:
    jobs = [database._submit(moods.log, alice, "m1", 3) for _ in range(8)]
    assert len({job.result(20).id for job in jobs}) == 1


def test_two_people_may_be_asked_the_same_question(
    database: Database, alice: Acquaintance, bob: Acquaintance
) -> None:
    logs = [database.run_now(moods.log, me, "m1", 3) for me in (alice, bob)]
    assert logs[0].id != logs[1].id


@pytest.mark.parametrize("level", [0, 6, -1, 2**62])
def test_a_level_that_does_not_exist_is_not_found(
    database: Database, alice: Acquaintance, level: int
) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    for call in ((moods.log, alice, "m2", level), (moods.set_level, alice, log.id, level)):
        with pytest.raises(NotFound) as refused:
            database.run_now(*call)
        assert refused.value.kind == "level"
    assert database.read_now(moods.page, alice, 0, 10).moods == (log,)


def test_every_level_can_be_chosen_and_corrected(database: Database, alice: Acquaintance) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    assert [database.run_now(moods.set_level, alice, log.id, n).level for n in LEVELS] == [*LEVELS]


def test_one_of_seven_levels_is_kept_exactly_and_counts_under_the_nearest_of_five(
    database: Database, url: str, alice: Acquaintance
) -> None:
    log = database.run_now(moods.log, alice, "m1", 3, 7)
    assert (log.level, log.degree) == (2, Degree(3, 7))
    log = database.run_now(moods.set_level, alice, log.id, 6, 7)
    assert (log.level, log.degree) == (4, Degree(6, 7))
    assert rows_of(url, "SELECT level, pleasant FROM mood_logs") == [(4, 67)]
    for level, steps in ((8, 7), (0, 7), (3, 6)):
        with pytest.raises(NotFound):
            database.run_now(moods.set_level, alice, log.id, level, steps)


def test_a_log_from_before_pleasantness_was_kept_is_shown_by_its_level(
    database: Database, url: str, alice: Acquaintance
) -> None:
    log = database.run_now(moods.log, alice, "m1", 5)
    rows_of(url, "UPDATE mood_logs SET pleasant = NULL")
    assert database.read_now(moods.view, alice, log.id) == log
    database.run_now(mood_details.set_steps, alice, 7)
    assert database.read_now(moods.view, alice, log.id).degree == Degree(7, 7)


def test_words_are_put_and_taken_away(database: Database, alice: Acquaintance) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    assert database.run_now(moods.set_note, alice, log.id, "Rain").note == "Rain"
    assert database.run_now(moods.set_note, alice, log.id, None) == log


def test_reasons_are_exactly_those_and_in_that_order(
    database: Database, alice: Acquaintance
) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    for reasons in (("work", "sleep", "art"), ("sleep", "work"), ("sleep", "work"), ()):
        assert database.run_now(moods.set_reasons, alice, log.id, reasons).reasons == reasons


def test_a_removed_mood_is_seen_in_the_bin_only_and_comes_back_as_it_was(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    logs = [database.run_now(moods.log, alice, f"m{n}", 3) for n in range(2)]
    logs[0] = database.run_now(moods.set_reasons, alice, logs[0].id, ("work",))
    for log in logs:
        clock.advance(timedelta(minutes=1))
        assert database.run_now(moods.remove, alice, log.id).in_bin
    assert database.read_now(moods.page, alice, 0, 10).moods == ()
    binned = database.read_now(moods.bin_page, alice, 0, 10).moods
    assert [log.id for log in binned] == [logs[1].id, logs[0].id]
    assert database.run_now(moods.restore, alice, logs[0].id) == logs[0]
    assert database.read_now(moods.page, alice, 0, 10).moods == (logs[0],)


def test_removing_and_restoring_twice_changes_nothing(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance
) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    for use_case in (moods.remove, moods.restore):
        database.run_now(use_case, alice, log.id)
        before = dump_of(url)
        clock.advance(timedelta(days=1))
        database.run_now(use_case, alice, log.id)
        assert dump_of(url) == before


def test_a_mood_in_the_bin_cannot_be_changed(database: Database, alice: Acquaintance) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    database.run_now(moods.remove, alice, log.id)
    for call in (
        (moods.log, alice, "m1", 4),
        (moods.set_level, alice, log.id, 4),
        (moods.set_note, alice, log.id, "x"),
        (moods.set_reasons, alice, log.id, ("x",)),
    ):
        with pytest.raises(Gone) as gone:
            database.run_now(*call)
        assert gone.value.id == log.id


def test_moods_are_listed_latest_first_in_pages(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    ids = []
    for n in range(5):
        ids.append(database.run_now(moods.log, alice, f"m{n}", 3).id)
        clock.advance(timedelta(minutes=n % 2))  # some at the very same moment
    pages = [database.read_now(moods.page, alice, number, 2) for number in range(3)]
    assert [log.id for page in pages for log in page.moods] == ids[::-1]
    assert {page.pages for page in pages} == {3}


def test_usual_reasons_are_those_of_late_most_used_first(
    database: Database, clock: FakeClock, alice: Acquaintance, bob: Acquaintance
) -> None:
    def note(me: Acquaintance, request: str, *reasons: str) -> int:
        log = database.run_now(moods.log, me, request, 3)
        return database.run_now(moods.set_reasons, me, log.id, reasons).id

    note(alice, "old", "weather", "weather forecast")
    clock.advance(timedelta(days=30))
    note(alice, "a", "work", "sleep")
    note(alice, "b", "sleep", "art")
    database.run_now(moods.remove, alice, note(alice, "c", "regret"))
    note(bob, "a", "secret")
    within = timedelta(days=30)
    assert database.read_now(moods.usual_reasons, alice, 9, within) == ("sleep", "art", "work")
    assert database.read_now(moods.usual_reasons, alice, 1, within) == ("sleep",)


def test_the_bin_keeps_moods_for_thirty_days(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance
) -> None:
    for n in range(2):
        log = database.run_now(moods.log, alice, f"m{n}", 3)
        database.run_now(moods.set_reasons, alice, log.id, ("work",))
        scale = database.run_now(scales.make, alice, "Sleep", 5)
        database.run_now(mood_details.set_mark, alice, log.id, scale.id, 3)
    database.run_now(moods.remove, alice, log.id)
    clock.advance(goals.BIN_KEEPS)
    assert database.run_now(moods.empty_bins) == 0
    clock.advance(timedelta(microseconds=1))
    assert [database.run_now(moods.empty_bins) for _ in range(2)] == [1, 0]
    for table in ("mood_reasons", "scale_values"):
        assert rows_of(url, f"SELECT count(*) FROM {table}") == [(1,)]
    assert len(database.read_now(moods.page, alice, 0, 10).moods) == 1
