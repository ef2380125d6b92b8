"""The evening review: what a day still asks, and one mood of the whole day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.clock import FakeClock
from domain.entries import State
from domain.errors import Gone, NotFound
from domain.kinds import Once, TimesPer
from domain.kinds import Period as Per
from storage import entries, goals, mood_details, moods, reviews
from storage.database import Database
from storage.people import Acquaintance
from tests.databases import dump_of, rows_of
from tests.storage.test_goals import DAY, RUN, TODAY


def titles(review: reviews.Review) -> list[str]:
    return [item.title for item in review.open]


def test_what_is_open_is_listed_and_any_day_can_wait(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    for title, schedule, target in (
        ("Open", RUN.schedule, None),
        ("Done", RUN.schedule, None),
        ("Thrice", TimesPer(3, Per.WEEK), None),
        ("Someday", Once(), None),
        ("Rent", Once(), TODAY),
    ):
        wish = replace(RUN, title=title, schedule=schedule, target=target)
        database.run_now(goals.create, alice, wish)
    clock.advance(timedelta(days=1))
    database.run_now(entries.tick, alice, 2, TODAY + DAY, State.DONE)
    review = database.run_now(reviews.review, alice, TODAY + DAY)
    assert titles(review) == ["Open", "Thrice", "Rent"]
    assert review.mood is None
    assert review.steps == 5


def test_a_day_has_one_mood_and_a_second_thought_corrects_it(
    database: Database, url: str, alice: Acquaintance
) -> None:
    for level in (2, 4, 4):
        mood = database.run_now(reviews.say_mood, alice, TODAY, level, 5)
        assert mood.whole_day
        assert not mood.late
        assert database.run_now(reviews.review, alice, TODAY).mood == mood
    assert rows_of(url, "SELECT level, kind FROM mood_logs") == [(4, "day")]


def test_the_levels_are_those_that_were_chosen(database: Database, alice: Acquaintance) -> None:
    database.run_now(mood_details.set_steps, alice, 7)
    assert database.run_now(reviews.review, alice, TODAY).steps == 7
    assert database.run_now(reviews.say_mood, alice, TODAY, 7, 7).degree.steps == 7


def test_a_mood_told_on_a_later_day_belongs_to_the_day_it_is_of(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    clock.advance(timedelta(days=1))
    for _ in range(2):
        mood = database.run_now(reviews.say_mood, alice, TODAY, 3, 5)
        assert (mood.day, mood.late) == (TODAY, True)
    assert database.run_now(reviews.review, alice, TODAY + DAY).mood is None


def test_a_mood_in_the_bin_is_not_made_anew(database: Database, alice: Acquaintance) -> None:
    mood = database.run_now(reviews.say_mood, alice, TODAY, 3, 5)
    database.run_now(moods.remove, alice, mood.id)
    assert database.run_now(reviews.review, alice, TODAY).mood is None
    with pytest.raises(Gone):
        database.run_now(reviews.say_mood, alice, TODAY, 3, 5)


def test_a_day_ahead_has_no_review(database: Database, alice: Acquaintance) -> None:
    with pytest.raises(NotFound):
        database.run_now(reviews.review, alice, TODAY + DAY)
    with pytest.raises(NotFound):
        database.run_now(reviews.say_mood, alice, TODAY + DAY, 3, 5)


@pytest.mark.parametrize(("level", "steps"), [(0, 5), (6, 5), (8, 7), (1, 3)])
def test_a_level_nobody_offers_changes_nothing(
    database: Database, url: str, alice: Acquaintance, level: int, steps: int
) -> None:
    before = dump_of(url)
    with pytest.raises(NotFound):
        database.run_now(reviews.say_mood, alice, TODAY, level, steps)
    assert dump_of(url) == before


def test_charlie_reviews_only_a_day_of_charlies(
    database: Database, alice: Acquaintance, charlie: Acquaintance
) -> None:
    database.run_now(goals.create, alice, RUN)
    hers = database.run_now(reviews.say_mood, alice, TODAY, 1, 5)
    assert titles(database.run_now(reviews.review, charlie, TODAY)) == []
    assert database.run_now(reviews.review, charlie, TODAY).mood is None
    own = database.run_now(reviews.say_mood, charlie, TODAY, 5, 5)
    assert own.id != hers.id
    assert database.read_now(moods.view, alice, hers.id).level == 1
