"""Charlie has no access to Alice's words, scales and details of moods, whatever id Charlie names."""

from collections.abc import Callable

import pytest

from domain.errors import NotFound
from storage import mood_details, mood_labels, moods, scales
from storage.database import Database
from storage.people import Acquaintance
from tests.databases import NOON, dump_of

Attempt = Callable[[Database, Acquaintance, int], object]
ABSENT = 9999

REFUSED: dict[str, Attempt] = {
    "set_energy": lambda db, me, id: db.run_now(mood_details.set_energy, me, id, 1),
    "set_emotions": lambda db, me, id: db.run_now(mood_details.set_emotions, me, id, ("x",)),
    "set_whole_day": lambda db, me, id: db.run_now(mood_details.set_whole_day, me, id, True),
    "set_felt_at": lambda db, me, id: db.run_now(mood_details.set_felt_at, me, id, NOON),
    "set_mark": lambda db, me, id: db.run_now(mood_details.set_mark, me, id, 2, 1),
    "find a label": lambda db, me, id: db.run_now(mood_labels.find, me, id),
    "remap": lambda db, me, id: db.run_now(mood_labels.remap, me, id, 1),
    "rename": lambda db, me, id: db.run_now(mood_labels.rename, me, id, "mine"),
    "forget": lambda db, me, id: db.run_now(mood_labels.forget, me, id),
    "log a label": lambda db, me, id: db.run_now(mood_labels.log, me, "m9", id),
    "set a label of one's own": lambda db, me, id: db.run_now(mood_labels.set_on, me, id, 2),
    "set a new label": lambda db, me, id: db.run_now(mood_labels.set_new, me, id, "x", 1),
    "find a scale": lambda db, me, id: db.run_now(scales.find, me, id),
    "hide": lambda db, me, id: db.run_now(scales.hide, me, id, True),
}


@pytest.fixture(autouse=True)
def belongings(database: Database, alice: Acquaintance, charlie: Acquaintance) -> None:
    """Everything with the number 1 is Alice's, everything with 2 Charlie's."""
    for me, word in ((alice, "Secret"), (charlie, "Open")):
        log = database.run_now(mood_labels.log_new, me, "m1", word, 2)
        scale = database.run_now(scales.make, me, word, 5)
        database.run_now(mood_details.set_mark, me, log.id, scale.id, 4)
        database.run_now(mood_details.set_emotions, me, log.id, (word,))


@pytest.mark.parametrize("attempt", REFUSED.values(), ids=REFUSED.keys())
def test_charlie_finds_nothing_of_alices_by_id(
    database: Database, url: str, charlie: Acquaintance, attempt: Attempt
) -> None:
    before = dump_of(url)
    with pytest.raises(NotFound) as refused:
        attempt(database, charlie, 1)
    with pytest.raises(NotFound) as unknown:
        attempt(database, charlie, ABSENT)
    assert str(refused.value) == str(unknown.value)  # the answer does not tell that it exists
    assert {**dump_of(url), "numbering": []} == {**before, "numbering": []}
    attempt(database, charlie, 2)  # what is refused here is whose it is, nothing else


MIXED: dict[str, Callable[[Database, Acquaintance], object]] = {
    "his word on her mood": lambda db, me: db.run_now(mood_labels.set_on, me, 1, 2),
    "her word on his mood": lambda db, me: db.run_now(mood_labels.set_on, me, 2, 1),
    "her scale on his mood": lambda db, me: db.run_now(mood_details.set_mark, me, 2, 1, 1),
}


@pytest.mark.parametrize("attempt", MIXED.values(), ids=MIXED.keys())
def test_charlie_cannot_mix_alices_things_with_his_own(
    database: Database,
    url: str,
    charlie: Acquaintance,
    attempt: Callable[[Database, Acquaintance], object],
) -> None:
    before = dump_of(url)
    with pytest.raises(NotFound):
        attempt(database, charlie)
    assert dump_of(url) == before


def test_charlies_lists_hold_what_is_charlies(database: Database, charlie: Acquaintance) -> None:
    labels = database.read_now(mood_labels.page, charlie, 0, 9).labels
    offered = database.read_now(mood_labels.offers, charlie, 9).labels
    assert [label.id for label in labels] == [label.id for label in offered] == [2]
    assert [scale.id for scale in database.read_now(scales.every, charlie)] == [2]
    assert database.read_now(mood_labels.known, charlie, "Secret") is None
    assert database.read_now(scales.named, charlie, "Secret") is None
    assert [mood.id for mood in database.read_now(moods.page, charlie, 0, 9).moods] == [2]
