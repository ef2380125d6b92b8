"""Time zones a person can live in, by IANA name."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final
from zoneinfo import TZPATH, ZoneInfo, available_timezones

from domain.errors import Reason, Refused
from domain.written import nearest

UTC_NAME: Final = "UTC"


def _usable(name: str) -> bool:
    """Places only: Etc/GMT+5 means the opposite of what people read, EST5EDT is nowhere."""
    return name == UTC_NAME or ("/" in name and not name.startswith(("Etc/", "SystemV/")))


ZONES: Final[tuple[str, ...]] = tuple(sorted(filter(_usable, available_timezones())))
_KNOWN: Final = frozenset(ZONES)
_ALSO_UTC: Final = ("etc/utc", "gmt", "etc/gmt", "z")
_BY_FOLDED_NAME: Final = {zone.casefold(): zone for zone in ZONES} | dict.fromkeys(
    _ALSO_UTC, UTC_NAME
)

_CITIES: Final = Counter(zone.rpartition("/")[2].casefold() for zone in ZONES)
_BY_CITY: Final = {
    city: zone for zone in ZONES if _CITIES[city := zone.rpartition("/")[2].casefold()] == 1
}

# For a picker, from west to east: one well-known city for most of the offsets people live in.
COMMON: Final[tuple[str, ...]] = (
    "America/Los_Angeles",
    "America/Denver",
    "America/Chicago",
    "America/New_York",
    "America/Sao_Paulo",
    "Europe/London",
    "Africa/Lagos",
    "Europe/Berlin",
    "Europe/Athens",
    "Europe/Istanbul",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
)


# Zones that the database in use has no more, by what is known of them from an earlier one.
_GONE: Final[dict[str, timezone]] = {}


def keep_offsets(offsets: Mapping[str, int]) -> None:
    """Let zones that are gone from the time zone database go on with the last offset that is known of
    them, in minutes ahead of UTC. Of a zone that is there its own rules hold."""
    gone = {name: minutes for name, minutes in offsets.items() if not listed(name)}
    _GONE.clear()
    _GONE.update({name: timezone(timedelta(minutes=at)) for name, at in gone.items()})
    zone_info.cache_clear()
    rules_of.cache_clear()


def listed(zone: str) -> bool:
    """Whether `zone` is one of ZONES; ask before storing a name that came from outside."""
    return zone in _KNOWN


def known(zone: str) -> bool:
    """Whether days can be reckoned in `zone`: it is listed, or was, and its offset is known."""
    return zone in _KNOWN or zone in _GONE


@cache
def zone_info(name: str) -> tzinfo:
    """The rules of a zone; Refused(unknown) for a name that is not known."""
    if not known(name):
        raise Refused("zone", Reason.UNKNOWN)
    return _GONE.get(name) or ZoneInfo(name)


@cache
def rules_of(name: str) -> str:
    """What tells the rules of a zone, as they are in use, from those of another time zone database:
    "UTC+05:30" for one that is gone from it, empty for a name that is not known.

    Of the data itself: what a database calls its version says nothing of a file that was patched, nor
    in which of several folders a zone was found. Looked for as zoneinfo does.
    """
    if not listed(name):
        return str(_GONE.get(name, ""))
    places = (Path(folder, name) for folder in TZPATH)
    found: Path | Traversable | None = next((path for path in places if path.is_file()), None)
    if found is None:
        found = files("tzdata").joinpath("zoneinfo", *name.split("/"))
    return blake2b(found.read_bytes(), digest_size=8).hexdigest()


def named(text: str) -> str | None:
    """The zone somebody typed, in any case (`america/new_york`), or by its city alone (`tokyo`,
    `new_york`); Etc/UTC and Z are UTC too."""
    name = text.casefold()
    return _BY_FOLDED_NAME.get(name) or _BY_CITY.get(name)


def spelled_like(text: str) -> tuple[str, ...]:
    """Zones whose city is spelled much like that of `text` (`Europe/Berln`), the likeliest first."""
    return tuple(_BY_CITY[city] for city in nearest(text.rpartition("/")[2], _BY_CITY))


def city_of(zone: str) -> str:
    """The label of a zone: "America/New_York" is "New York"."""
    return zone.rpartition("/")[2].replace("_", " ")


def utc_offset(zone: str, instant: datetime) -> timedelta:
    """How far the zone's wall clock is ahead of UTC at an aware instant."""
    offset = instant.astimezone(zone_info(zone)).utcoffset()
    assert offset is not None
    return offset
