"""What happens seldom: a day that was skipped, a zone found nowhere but in the package, too much at once."""

from datetime import UTC, date, datetime

import pytest

from domain import zones
from domain.bells import Bell
from domain.days import day_ends
from domain.errors import Reason, Refused
from domain.typed import parse_span
from tests.domain.files.test_seed import made


def test_a_day_before_one_that_was_skipped_ends_where_the_next_begins():
    noon = datetime(2011, 12, 29, 22, tzinfo=UTC)
    assert day_ends(noon, "Pacific/Apia", 0) == datetime(2011, 12, 30, 10, tzinfo=UTC)


def test_without_a_folder_the_rules_of_a_zone_are_those_of_the_package(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(zones, "TZPATH", ())
    zones.rules_of.cache_clear()
    assert len(zones.rules_of("Europe/Berlin")) == 16
    zones.rules_of.cache_clear()


def test_a_while_without_a_time_is_asked_for_again():
    with pytest.raises(Refused) as refusal:
        parse_span("and")
    assert refusal.value.reason is Reason.UNREADABLE


def test_a_date_of_its_own_is_a_reminder_of_its_own_unless_it_is_the_goals():
    once = {"is_onetime": True, "targetdate": "2030-03-10", "remindertime": "18:00:00"}
    assert made(**once, reminderdate="2030-03-10").dated == ()
    assert made(**once, reminderdate="2030-03-08").dated == (Bell(1080, day=date(2030, 3, 8)),)


def test_of_very_many_dates_of_their_own_the_first_are_kept():
    days = [
        {"duedate": "2030-03-20", "reminderdate": f"2030-03-{day:02}", "remindertime": "18:00:00"}
        for day in range(1, 16)
    ]
    assert len(made(goaltracking=days).dated) == 12
