from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import Reason, Refused
from domain.moods import (
    LEVELS,
    NOTE_MAX,
    Mood,
    clean_label,
    clean_note,
    clean_reason,
    clean_reasons,
    is_late,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_mood_has_a_level_from_one_to_five():
    assert [Mood(level, "so-so").level for level in LEVELS] == [1, 2, 3, 4, 5]
    for level in (0, 6):
        with pytest.raises(Refused) as refused:
            Mood(level, "so-so")
        assert refused.value.data == {"first": 1, "last": 5}


@pytest.mark.parametrize(("clean", "limit"), [(clean_label, 255), (clean_reason, 64)])
def test_labels_and_reasons_are_bounded_lines(clean: Callable[[str], str], limit: int):
    assert clean("  a\n b ") == "a b"
    assert clean("x" * limit) == "x" * limit
    for text, reason in ((" ", Reason.EMPTY), ("x" * (limit + 1), Reason.TOO_LONG)):
        with pytest.raises(Refused) as refused:
            clean(text)
        assert refused.value.reason is reason


def test_reasons_keep_their_order_and_first_spelling_without_blanks():
    assert clean_reasons(["Work", " sleep", "WORK", "", "\u200b", "Sleep "]) == ("Work", "sleep")
    assert clean_reasons([]) == ()


def test_twelve_reasons_are_enough():
    twelve = [f"reason {n}" for n in range(12)]
    assert clean_reasons([*twelve, "REASON 0"]) == tuple(twelve)
    with pytest.raises(Refused) as refused:
        clean_reasons([*twelve, "one more"])
    assert refused.value.reason is Reason.TOO_MANY
    assert refused.value.data == {"count": 13, "limit": 12}


def test_a_note_may_be_empty_but_not_endless():
    assert clean_note("  ") is None
    assert clean_note("long day\nbut good ") == "long day\nbut good"
    assert clean_note("x" * NOTE_MAX) == "x" * 2000
    with pytest.raises(Refused):
        clean_note("x" * (NOTE_MAX + 1))


@pytest.mark.parametrize(
    ("after", "late"), [(-1, False), (0, False), (720, False), (721, True), (3000, True)]
)
def test_a_mood_told_from_memory_is_late(after: int, late: bool):
    assert is_late(NOON, NOON + timedelta(minutes=after)) is late
