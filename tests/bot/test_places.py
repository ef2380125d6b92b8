"""From a place to its zone: the real list and the real map, asked in a process of their own."""

import asyncio

import pytest

from bot import places


def test_a_city_and_a_place_are_found_by_a_process_of_its_own() -> None:
    async def both() -> tuple[places.Zones, places.Zones]:
        city, place = places.zones_of_city("Berlin"), places.zones_at(35.68, 139.77)
        return await asyncio.gather(city, place)

    assert tuple(asyncio.run(both())) == (("Europe/Berlin",), ("Asia/Tokyo",))


@pytest.mark.parametrize(
    ("city", "first"), [("münchen", "Europe/Berlin"), ("  ROMA ", "Europe/Rome")]
)
def test_a_city_is_known_by_all_its_names(city: str, first: str) -> None:
    assert places.answer({"city": city})[0] == first


@pytest.mark.parametrize(
    ("city", "zones"), [("Rome", {"Europe/Rome", "America/New_York"}), ("Lomé", {"Africa/Lome"})]
)
def test_a_city_s_own_name_wins_over_what_another_is_called_somewhere(
    city: str, zones: set[str]
) -> None:
    """Lomé is Rome in one of its many names."""
    assert set(places.answer({"city": city})) <= zones


def test_of_many_namesakes_the_largest_come_first_and_the_tiny_not_at_all() -> None:
    zones = places.answer({"city": "Portland"})
    assert zones[0] == "America/Los_Angeles"
    assert len(zones) == len(set(zones)) <= places.MOST


@pytest.mark.parametrize("question", [{"city": "Xyzzyplugh"}, {"city": "<b>"}])
def test_an_unknown_name_has_no_zone(question: dict[str, str]) -> None:
    assert places.answer(question) == ()


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "SECONDS", 0.0)
    assert asyncio.run(places.zones_of_city("Berlin")) == ()


def test_a_process_that_fails_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.places.sys.executable", "/bin/false")
    assert asyncio.run(places.zones_of_city("Berlin")) == ()
