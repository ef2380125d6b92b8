from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import Reason, Refused
from domain.moods import (
    LEVELS,
    NOTE_MAX,
    Degree,
    Mood,
    clean_emotion,
    clean_emotions,
    clean_label,
    clean_note,
    clean_reason,
    clean_reasons,
    clean_scale_name,
    degree_of,
    is_late,
    level_of,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_mood_has_a_level_from_one_to_five():
    assert [Mood(level, "so-so").level for level in LEVELS] == [1, 2, 3, 4, 5]
    for level in (0, 6):
        with pytest.raises(Refused) as refused:
            Mood(level, "so-so")
        assert refused.value.data == {"first": 1, "last": 5}


def test_five_levels_are_spread_evenly():
    assert [Degree(step).pleasant for step in range(1, 6)] == [-100, -50, 0, 50, 100]
    assert [Degree(step).level for step in range(1, 6)] == [1, 2, 3, 4, 5]


def test_seven_levels_are_finer_and_each_counts_under_the_nearest_of_five():
    degrees = [Degree(step, 7) for step in range(1, 8)]
    assert [degree.pleasant for degree in degrees] == [-100, -67, -33, 0, 33, 67, 100]
    assert [degree.level for degree in degrees] == [1, 2, 2, 3, 4, 4, 5]


def test_exactly_between_two_levels_is_the_lower_one():
    assert [level_of(pleasant) for pleasant in (-100, -76, -75, -74, 25, 26, 100)] == [
        *(1, 1, 1, 2, 3, 4, 5)
    ]


def test_a_degree_nobody_can_choose_is_refused():
    for step, steps in ((0, 5), (6, 5), (0, 7), (8, 7)):
        with pytest.raises(Refused) as refused:
            Degree(step, steps)
        assert refused.value.reason is Reason.OUT_OF_RANGE
        assert refused.value.data == {"first": 1, "last": steps}
    with pytest.raises(Refused) as refused:
        Degree(1, 6)
    assert refused.value.reason is Reason.UNKNOWN


@pytest.mark.parametrize(
    ("pleasant", "preferred", "shown"),
    [
        (100, 5, Degree(5, 5)),
        (100, 7, Degree(7, 7)),
        (0, 7, Degree(4, 7)),
        (50, 7, Degree(4, 5)),
        (-67, 5, Degree(2, 7)),
        (-67, 7, Degree(2, 7)),
        (12, 7, Degree(3, 5)),
    ],
)
def test_a_mood_is_shown_in_the_levels_it_was_chosen_from(
    pleasant: int, preferred: int, shown: Degree
):
    assert degree_of(pleasant, preferred) == shown


@pytest.mark.parametrize(
    ("clean", "limit"),
    [(clean_label, 255), (clean_reason, 64), (clean_emotion, 64), (clean_scale_name, 64)],
)
def test_words_are_bounded_lines(clean: Callable[[str], str], limit: int):
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


def test_feelings_are_kept_as_reasons_are():
    assert clean_emotions(["Calm", "\x07calm", " ", "CALM", "tired\nout"]) == ("Calm", "tired out")
    with pytest.raises(Refused) as refused:
        clean_emotions([f"feeling {n}" for n in range(13)])
    assert (refused.value.field, refused.value.reason) == ("emotions", Reason.TOO_MANY)


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
