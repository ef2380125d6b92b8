from datetime import date

import pytest

from domain.entries import State
from domain.errors import Reason, Refused
from domain.oneline import Sketchy
from domain.quick import Done, GoalSaid, Reading, Unclear, UndoSaid, Which
from domain.said_mood import MoodSaid, NewWord
from domain.several import LINES_MAX, Line, are_a_list, asks_order, bare, read_several, why_not

TODAY = date(2026, 11, 22)
DONE = Done(1, TODAY, State.DONE)
MEANINGS: dict[str, Reading] = {
    "read": DONE,
    "mood 4": MoodSaid(4),
    "floss daily": GoalSaid(Sketchy("floss")),
    "re": Which((DONE, DONE)),
    "undo": UndoSaid(),
    "mood meh": NewWord("meh"),
    "-5 kg": DONE,
}


def read(line: str) -> Reading:
    """What a line means here: a date in figures is refused, and what is not known is unclear."""
    if "3/4" in line:
        raise Refused("day", Reason.AMBIGUOUS_DATE)
    if "31 feb" in line:
        raise Refused("day", Reason.NOT_A_DATE)
    return MEANINGS.get(line, Unclear())


def test_each_line_is_read_by_itself_and_bullets_go():
    lines = read_several("- read\r\n\n * mood 4\n\u2022 floss daily\n-5 kg\nhm", read)
    assert [(line.number, line.text) for line in lines] == [
        (1, "read"),
        (3, "mood 4"),
        (4, "floss daily"),
        (5, "-5 kg"),
        (6, "hm"),
    ]
    assert [line.is_sound for line in lines] == [True, True, True, True, False]


def test_what_has_to_be_asked_about_is_not_carried_out_among_others():
    lines = read_several("re\nundo\nmood meh\nread 3/4\n31 feb", read)
    assert not any(line.is_sound for line in lines)
    assert [(why_not(line).field, why_not(line).reason) for line in lines] == [
        ("line", Reason.AMBIGUOUS),
        ("line", Reason.UNREADABLE),
        ("line", Reason.UNREADABLE),
        ("day", Reason.AMBIGUOUS_DATE),
        ("day", Reason.NOT_A_DATE),
    ]


@pytest.mark.parametrize(
    ("text", "is_a_list"),
    [
        ("read\nmood 4", True),
        ("read\nhm", False),
        ("read\nmood 4\nhm\nhm", True),
        ("read\nmood 4\nhm\nhm\nhm", False),
        ("re\nread 3/4", True),
        ("undo\n31 feb", False),
        ("It was long.\nI slept.", False),
    ],
)
def test_lines_are_a_list_where_half_of_them_say_something(text: str, is_a_list: bool):
    assert are_a_list(read_several(text, read)) is is_a_list


def test_only_a_date_in_figures_asks_for_its_order():
    assert asks_order(read_several("read\nread 3/4", read))
    assert not asks_order(read_several("read\nre\n31 feb", read))


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", Reason.EMPTY), (" \n\t\n", Reason.EMPTY), ("a\n" * (LINES_MAX + 1), Reason.TOO_MANY)],
)
def test_no_line_and_too_many_are_refused(text: str, reason: Reason):
    with pytest.raises(Refused) as refused:
        read_several(text, read)
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("line", "left"),
    [(" - a b ", "a b"), ("*a", "*a"), ("\u2013 a", "a"), ("-", "-"), ("a - b", "a - b")],
)
def test_a_bullet_stands_in_front_and_apart(line: str, left: str):
    assert bare(line) == left


def test_a_line_knows_what_it_means():
    assert Line(1, "read", DONE).is_an_entry
    assert not Line(1, "hm", Unclear()).is_an_entry
