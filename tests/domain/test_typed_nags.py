"""How often, and how early, as people type it, in both languages."""

import pytest

from domain.errors import Reason, Refused
from domain.typed_nags import parse_lead, parse_nag


@pytest.mark.parametrize(
    ("text", "language", "nag"),
    [
        ("20", "en", (20, 3)),
        ("20 min", "en", (20, 3)),
        ("20min.", "en", (20, 3)),
        ("every 20 min, 4 times", "en", (20, 4)),
        ("4 times every 20 minutes", "en", (20, 4)),
        ("20x4", "en", (20, 4)),
        ("20 × 4", "en", (20, 4)),
        ("20 min, twice", "en", (20, 2)),
        ("2h, 5x", "en", (120, 5)),
        ("every hour, three times", "en", (60, 3)),
        ("an hour", "en", (60, 3)),
        ("5x1", "en", (5, 1)),
        ("720x10", "en", (720, 10)),
        ("alle 20 min, 4 mal", "de", (20, 4)),
        ("Alle 20 Minuten 4-mal", "de", (20, 4)),
        ("viermal alle 20 Min", "de", (20, 4)),
        ("jede Stunde, 5x", "de", (60, 5)),
    ],
)
def test_how_often_is_read(text: str, language: str, nag: tuple[int, int]) -> None:
    assert parse_nag(text, language=language) == nag


@pytest.mark.parametrize("text", ["4", "721", "13 h", "20x0", "20, 11 times", "0"])
def test_how_often_has_bounds(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_nag(text)
    assert refusal.value.reason is Reason.OUT_OF_RANGE


@pytest.mark.parametrize(
    "text", ["", "every", "often", "-20", "20.5", "20 5", "4 times", "20 days", "20 x 4 times", "x"]
)
def test_what_says_no_length_is_not_guessed(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_nag(text)
    assert refusal.value.reason is Reason.UNREADABLE


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("5", "en", 5),
        ("0", "en", 0),
        ("30", "en", 30),
        ("5 days before", "en", 5),
        ("a week", "en", 7),
        ("2 Wochen vorher", "de", 14),
    ],
)
def test_a_number_of_days_is_read(text: str, language: str, days: int) -> None:
    assert parse_lead(text, language=language) == days


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31", Reason.OUT_OF_RANGE),
        ("5 weeks", Reason.OUT_OF_RANGE),
        ("-1", Reason.UNREADABLE),
        ("soon", Reason.UNREADABLE),
        ("", Reason.UNREADABLE),
    ],
)
def test_other_numbers_of_days_are_refused(text: str, reason: Reason) -> None:
    with pytest.raises(Refused) as refusal:
        parse_lead(text)
    assert refusal.value.reason is reason
