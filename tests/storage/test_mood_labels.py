"""A person's own words for moods: asked once, offered again, and never changed behind a log's back."""

import pytest

from domain.errors import Gone, NotFound, Reason, Refused
from domain.moods import Degree
from storage import drafts, mood_details, mood_labels, moods
from storage.database import Database
from storage.mood_labels import LabelView
from storage.people import Acquaintance
from tests.databases import dump_of


def words(database: Database, me: Acquaintance) -> list[str]:
    return [label.label for label in database.read_now(mood_labels.page, me, 0, 99).labels]


def test_a_log_keeps_the_word_and_its_level(database: Database, alice: Acquaintance) -> None:
    log = database.run_now(mood_labels.log_new, alice, "m1", "irritable", 2)
    assert (log.label, log.level, log.degree) == ("irritable", 2, Degree(2))
    label = database.read_now(mood_labels.known, alice, "Irritable")
    assert label == LabelView(1, "irritable", 2)
    other = database.run_now(mood_labels.log, alice, "m2", label.id)
    assert (other.label, other.level) == ("irritable", 2)


def test_a_word_answers_one_question_once(database: Database, alice: Acquaintance) -> None:
    first = database.run_now(mood_labels.log_new, alice, "m1", "irritable", 2)
    assert database.run_now(mood_labels.log_new, alice, "m1", "irritable", 2).id == first.id
    assert len(database.read_now(moods.page, alice, 0, 9).moods) == 1


def test_a_level_takes_the_word_away_and_a_word_brings_its_level(
    database: Database, alice: Acquaintance
) -> None:
    log = database.run_now(mood_labels.log_new, alice, "m1", "irritable", 2)
    label = database.read_now(mood_labels.known, alice, "irritable")
    assert label is not None
    plain = database.run_now(moods.set_level, alice, log.id, 4)
    assert (plain.label, plain.level) == (None, 4)
    assert database.run_now(mood_labels.set_on, alice, log.id, label.id) == log
    again = database.run_now(moods.log, alice, "m1", 5)
    assert (again.id, again.label, again.level) == (log.id, None, 5)
    other = database.run_now(mood_labels.set_new, alice, log.id, "wide awake", 4)
    assert (other.label, other.level) == ("wide awake", 4)


def test_a_word_said_again_is_the_same_word_for_the_new_level(
    database: Database, alice: Acquaintance, bob: Acquaintance
) -> None:
    first = database.run_now(mood_labels.add, alice, "So-so", 3)
    assert database.run_now(mood_labels.add, alice, "so-SO", 2) == LabelView(first.id, "So-so", 2)
    assert database.run_now(mood_labels.add, bob, "So-so", 4).id != first.id
    assert database.read_now(mood_labels.known, alice, "other") is None


def test_words_are_offered_most_used_first(database: Database, alice: Acquaintance) -> None:
    for word in ("never", "once", "often"):
        database.run_now(mood_labels.add, alice, word, 3)
    for number, label_id in enumerate((2, 3, 3, 1)):
        log = database.run_now(mood_labels.log, alice, f"m{number}", label_id)
    database.run_now(moods.remove, alice, log.id)
    assert words(database, alice) == ["often", "once", "never"]
    offers = database.read_now(mood_labels.offers, alice, 2)
    assert [label.label for label in offers.labels] == ["often", "once"]
    assert offers.steps == 5
    database.run_now(mood_details.set_steps, alice, 7)
    assert database.read_now(mood_labels.offers, alice, 2).steps == 7


def test_logs_keep_what_they_have_when_a_word_changes(
    database: Database, alice: Acquaintance
) -> None:
    log = database.run_now(mood_labels.log_new, alice, "m1", "irritable", 2)
    assert database.run_now(mood_labels.remap, alice, 1, 1) == LabelView(1, "irritable", 1)
    assert database.run_now(mood_labels.rename, alice, 1, "cross") == LabelView(1, "cross", 1)
    assert database.read_now(moods.view, alice, log.id) == log
    database.run_now(mood_labels.forget, alice, 1)
    assert database.read_now(moods.view, alice, log.id) == log
    assert words(database, alice) == []


def test_a_word_may_change_its_case_but_not_become_another_one(
    database: Database, alice: Acquaintance
) -> None:
    database.run_now(mood_labels.add, alice, "cross", 2)
    database.run_now(mood_labels.add, alice, "calm", 4)
    assert database.run_now(mood_labels.rename, alice, 1, "Cross").label == "Cross"
    with pytest.raises(Refused) as refused:
        database.run_now(mood_labels.rename, alice, 1, "CALM")
    assert (refused.value.reason, refused.value.data) == (Reason.TAKEN, {"label": "calm"})
    assert words(database, alice) == ["Cross", "calm"]


def test_forgetting_a_word_closes_the_talk_about_it(
    database: Database, alice: Acquaintance
) -> None:
    label = database.run_now(mood_labels.add, alice, "cross", 2)
    database.run_now(drafts.begin, alice, "relabel", "spelling", {"label": label.id})
    database.run_now(mood_labels.forget, alice, label.id)
    assert database.read_now(drafts.waiting, alice) is None


@pytest.mark.parametrize("level", [0, 6, -1, 2**62])
def test_a_word_stands_for_a_level_that_exists(
    database: Database, url: str, alice: Acquaintance, level: int
) -> None:
    label = database.run_now(mood_labels.add, alice, "cross", 2)
    before = dump_of(url)
    for call in ((mood_labels.remap, alice, label.id, level), (mood_labels.add, alice, "x", level)):
        with pytest.raises(NotFound):
            database.run_now(*call)
    assert {**dump_of(url), "numbering": []} == {**before, "numbering": []}


def test_a_word_changes_nothing_about_a_mood_in_the_bin(
    database: Database, url: str, alice: Acquaintance
) -> None:
    log = database.run_now(mood_labels.log_new, alice, "m1", "cross", 2)
    database.run_now(moods.remove, alice, log.id)
    before = dump_of(url)
    for call in ((mood_labels.set_on, alice, log.id, 1), (mood_labels.log, alice, "m1", 1)):
        with pytest.raises(Gone):
            database.run_now(*call)
    assert dump_of(url) == before
