"""Wrapping: lines that fit, nothing lost unless lines are."""

from hypothesis import given
from hypothesis import strategies as st

from charts.drawing.typeface import fitted, width
from charts.drawing.wrapping import wrapped

TEXTS = st.text(alphabet="aWil .,é-", max_size=120)


@given(TEXTS, st.floats(60, 500))
def test_every_line_fits_and_no_letter_is_lost(text: str, room: float):
    lines = wrapped(text, room, 27)
    assert all(width(line, 27) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(text.split())


@given(TEXTS, st.integers(1, 3))
def test_there_are_never_more_lines_than_asked_for(text: str, most: int):
    lines = wrapped(text, 200, 27, most)
    assert len(lines) <= most
    assert all(width(line, 27) <= 200 for line in lines)


def test_what_is_left_out_is_shown_by_an_ellipsis():
    assert wrapped("one two three four five", 130, 27, 2) == ["one two", "three…"]


@given(TEXTS, st.floats(40, 500))
def test_a_single_line_is_shortened_only_where_it_does_not_fit(text: str, room: float):
    line = fitted(text.strip(), room, 27)
    assert width(line, 27) <= room
    assert line == text.strip() or line.endswith("…")


def test_a_shortened_line_uses_the_room_it_has():
    line = fitted("Wassertrinken" * 20, 400, 27)
    assert 400 - width("W…", 27) < width(line, 27) <= 400


def test_words_stay_whole_where_they_can():
    assert wrapped("Stimmung niedriger", 180, 27) == ["Stimmung", "niedriger"]


def test_nothing_is_no_line():
    assert wrapped("  ", 100, 27) == []
