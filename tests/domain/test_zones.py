from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import Reason, Refused
from domain.zones import COMMON, ZONES, city_of, known, spelled_like, utc_offset, zone_info


def test_zones_are_places_and_utc_in_order():
    assert list(ZONES) == sorted(set(ZONES))
    assert {"UTC", "Europe/Berlin", "Pacific/Apia", "Asia/Kathmandu"} <= set(ZONES)
    assert not [zone for zone in ZONES if zone.startswith(("Etc/", "posix/", "right/"))]
    assert not {"EST5EDT", "localtime", "Factory", "posixrules"} & set(ZONES)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "Etc/GMT+5", "../etc/passwd", "EST5EDT"])
def test_a_name_from_outside_is_refused_unless_known(name: str):
    assert not known(name)
    with pytest.raises(Refused) as refused:
        zone_info(name)
    assert refused.value.reason is Reason.UNKNOWN


def test_every_zone_can_be_loaded():
    assert [zone for zone in ZONES if zone_info(zone).key != zone] == []


def test_the_picker_offers_known_zones_once_from_west_to_east():
    winter = datetime(2026, 1, 15, tzinfo=UTC)
    offsets = [utc_offset(zone, winter) for zone in COMMON]
    assert all(map(known, COMMON))
    assert len(set(map(city_of, COMMON))) == len(COMMON)
    assert offsets == sorted(offsets)


@pytest.mark.parametrize(
    ("zone", "city"),
    [
        ("America/New_York", "New York"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_shown_by_its_city(zone: str, city: str):
    assert city_of(zone) == city


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Berln", "Europe/Berlin"),
        ("europe/lundon", "Europe/London"),
        ("new_yrok", "America/New_York"),
    ],
)
def test_a_slip_of_the_finger_still_finds_the_zone(typed: str, zone: str):
    assert zone in spelled_like(typed)


def test_nothing_is_spelled_like_no_zone():
    assert spelled_like("") == spelled_like("xyzzy") == ()


def test_the_offset_is_that_of_the_instant():
    assert utc_offset("Europe/Berlin", datetime(2026, 1, 1, tzinfo=UTC)) == timedelta(hours=1)
    assert utc_offset("Europe/Berlin", datetime(2026, 7, 1, tzinfo=UTC)) == timedelta(hours=2)
    assert utc_offset("America/St_Johns", datetime(2026, 1, 1, tzinfo=UTC)) == -timedelta(hours=3.5)
