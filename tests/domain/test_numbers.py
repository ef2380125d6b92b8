"""Typed whole numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Reason, Refused
from domain.numbers import LARGEST, parse_number


@pytest.mark.parametrize(
    ("text", "number"), [("3", 3), (" 14 ", 14), ("007", 7), ("٣", 3), ("१२", 12), ("1 000", 1000)]
)
def test_a_number_is_read_in_any_script(text: str, number: int) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text", ["", " ", "three", "-1", "1.5", "1e5", "²", "½", "3x", "\x00", "\ud800"]
)
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_number(text)
    assert refusal.value.reason is Reason.UNREADABLE


def test_a_number_beyond_all_reason_is_refused_at_once() -> None:
    with pytest.raises(Refused) as refusal:
        parse_number("9" * 1_000_000)
    assert refusal.value.reason is Reason.OUT_OF_RANGE
    assert refusal.value.data["last"] == LARGEST


@given(st.integers(0, LARGEST))
def test_every_number_is_read_as_it_is_written(number: int) -> None:
    assert parse_number(str(number)) == number
