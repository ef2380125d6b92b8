"""How much the bot begins by itself, and what becomes of a reminder that nobody answers."""

import pytest

from domain.kindness import A_DAY, AN_HOUR, Pace, is_too_much, pace

NO, YES = False, True


@pytest.mark.parametrize(
    ("answered", "asked", "said_last", "becomes"),
    [
        ([], False, False, Pace.SAY),
        ([NO, NO], False, True, Pace.SAY),
        ([NO, NO, NO], False, True, Pace.ASK),
        ([NO, NO, YES], False, True, Pace.SAY),
        ([NO, NO, NO, YES], False, True, Pace.ASK),
        ([NO, NO, NO], True, True, Pace.REST),
        ([NO, NO, NO], True, False, Pace.SAY),
        ([YES, NO, NO], True, True, Pace.RESUME),
        ([NO, YES, NO], True, False, Pace.RESUME),
        ([], True, True, Pace.REST),
    ],
)
def test_three_in_a_row_are_asked_about_and_then_one_of_two_is_left_out(
    answered: list[bool], asked: bool, said_last: bool, becomes: Pace
):
    assert pace(answered, asked=asked, said_last=said_last) is becomes


@pytest.mark.parametrize(
    ("an_hour", "a_day", "limits", "too_much"),
    [
        (AN_HOUR - 1, A_DAY - 1, (None, None), False),
        (AN_HOUR, 0, (None, None), True),
        (0, A_DAY, (None, None), True),
        (AN_HOUR, A_DAY, (AN_HOUR + 1, A_DAY + 1), False),
        (0, 0, (0, 5), True),
        (0, 0, (5, 0), True),
        (1, 1, (1, None), True),
    ],
)
def test_what_the_bot_begins_is_bounded_an_hour_and_a_day(
    an_hour: int, a_day: int, limits: tuple[int | None, int | None], too_much: bool
):
    assert is_too_much(an_hour, a_day, limits) is too_much
