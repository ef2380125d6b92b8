from hypothesis import given
from hypothesis import strategies as st

from domain.days import LAST_DAY, ONE_DAY, days_between
from domain.kinds import WEEK
from domain.rests import Rest, awake_days, awake_from, awake_until, is_resting
from tests.domain.plans import day, rest

SUNDAYS = frozenset({6})


def test_a_rest_covers_its_days_or_only_some_days_of_the_week():
    assert [rest(2, 4).covers(day(n)) for n in range(1, 6)] == [False, True, True, True, False]
    assert rest(0).covers(LAST_DAY)
    sundays = rest(0, 20, SUNDAYS)
    assert [n for n in range(-7, 30) if sundays.covers(day(n))] == [6, 13, 20]


def test_a_rest_without_end_has_no_day_after_it():
    assert awake_from((rest(3),), day(2)) == day(2)
    assert awake_from((rest(3),), day(3)) is None
    assert awake_from((rest(3, None, WEEK),), day(4)) is None
    assert awake_until((rest(3),), LAST_DAY) == day(2)


def test_weekly_rests_that_take_the_week_between_them_never_end():
    rests = (rest(0, None, WEEK - SUNDAYS), rest(20, None, SUNDAYS))
    assert awake_from(rests, day(0)) == day(6)
    assert awake_from(rests, day(14)) is None


def test_no_day_is_awake_after_the_calendar():
    assert awake_from((), LAST_DAY) == LAST_DAY
    assert awake_from((), LAST_DAY + ONE_DAY) is None
    assert awake_from((Rest(LAST_DAY, LAST_DAY),), LAST_DAY) is None


@given(
    st.lists(
        st.builds(
            lambda first, length, weekdays: rest(
                first, None if length is None else first + length, weekdays
            ),
            st.integers(0, 40),
            st.none() | st.integers(0, 20),
            st.none() | st.frozensets(st.integers(0, 6), min_size=1),
        ),
        max_size=4,
    ).map(tuple)
)
def test_the_awake_days_are_those_that_no_rest_covers(rests: tuple[Rest, ...]):
    awake = [each for each in days_between(day(-3), day(60)) if not is_resting(rests, each)]
    assert list(awake_days(rests, day(-3), day(60))) == awake
    back, each = [], awake_until(rests, day(60))
    while each >= day(-3):
        back.append(each)
        each = awake_until(rests, each - ONE_DAY)
    assert back == awake[::-1]
