"""Naming the time zone: by a shared place, a city, or a choice; always echoed as a time of day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.codes.settings import ShowHello, ShowSettings
from bot.dialogs.steps import Answer, Asking, Data, Dialog, Question, Step
from bot.lang import Lang
from bot.places import zones_at, zones_of_city
from bot.router import reply_to
from bot.text import Text, bold, paragraphs
from bot.turn import Turn
from bot.view import Reply, in_rows
from domain.days import local_time
from domain.errors import Reason, Refused
from domain.written import clean_line
from domain.zones import COMMON, listed
from storage import drafts, people
from storage.drafts import Sketch

ZONE = "zone"
HERE = "here"
CITY_MAX = 100

OFFERED = "offered"
"""Marks the draft of a newcomer who was offered to be asked, and was not asked yet."""


def _ask_place(asking: Asking) -> Question:
    if asking.page == HERE:
        return Question(
            asking.lang.say(
                "Tap the button below the chat to share where you are. I look the zone up and forget "
                "the place at once."
            ),
            location_label=asking.lang.label("📍 Share my location"),
        )
    cities = [asking.choice(asking.lang.city(zone), zone.replace("/", ":")) for zone in COMMON]
    here = asking.leaf(asking.lang.label("📍 Share my location"), HERE)
    return Question(
        asking.lang.say("Where are you? <b>Type your city</b>, share your location, or choose."),
        ((here,), *in_rows(cities, 3)),
    )


async def _read_place(_asking: Asking, words: str) -> Answer:
    return _found(await zones_of_city(clean_line(words, CITY_MAX, "city")))


def _choose_place(_asking: Asking, value: str) -> Answer:
    return _found((value.replace(":", "/"),))


async def _locate(_asking: Asking, latitude: float, longitude: float) -> Answer:
    return _found(await zones_at(latitude, longitude))


def _found(zones: tuple[str, ...]) -> Answer:
    """Only zones we can count with; one is confirmed, several are offered."""
    usable = [zone for zone in zones if listed(zone)]
    if not usable:
        raise Refused("city", Reason.UNKNOWN)
    found = {"zones": usable, "zone": usable[0], "sure": False, "moves": False}
    return Answer(found, go_to="which" if len(usable) > 1 else "right")


def _ask_which(asking: Asking) -> Question:
    now = asking.turn.house.clock.now()
    buttons = [
        asking.choice(
            f"{asking.lang.city(zone)} {_clock(asking.lang, now, zone)}", zone.replace("/", ":")
        )
        for zone in asking.data["zones"]
    ]
    return Question(
        asking.lang.say("There are several. What time is it for you?"), in_rows(buttons, 1)
    )


def _choose_which(asking: Asking, value: str) -> Answer:
    zone = value.replace(":", "/")
    if zone not in asking.data["zones"]:
        raise Refused("city", Reason.UNKNOWN)
    # Told by its time: that need not be asked again.
    return Answer({"zone": zone, "sure": True, "moves": _moves(asking, zone)})


def _ask_right(asking: Asking) -> Question:
    zone = asking.data["zone"]
    local = local_time(asking.turn.house.clock.now(), zone)
    return Question(
        asking.lang.say(
            "It is {time} on {weekday} for you? ({city})",
            time=bold(asking.lang.moment(local)),
            weekday=asking.lang.weekday_of(local.date()),
            city=asking.lang.city(zone),
        ),
        (
            (
                asking.choice(asking.lang.label("Yes"), "yes"),
                asking.choice(asking.lang.label("No, another"), "no"),
            ),
        ),
    )


def _choose_right(asking: Asking, value: str) -> Answer:
    if value != "yes":
        return Answer(go_to="place")
    return Answer({"moves": _moves(asking, asking.data["zone"])})


def _moves(asking: Asking, zone: str) -> bool:
    """Whether another zone makes it another day of the person's: one would close early, or come twice.
    Who has named none yet has no day to lose."""
    me, now = asking.turn.me, asking.turn.house.clock.now()
    return me.zone is not None and replace(me, zone=zone).day_of(now) != me.day_of(now)


def _ask_when(asking: Asking) -> Question:
    lang, here = asking.lang, asking.turn.today
    later = lang.label("When {here} is over", here=lang.weekday_of(here))
    return Question(
        paragraphs(_where_it_is(asking, here), lang.say("When shall I change your time zone?")),
        ((asking.choice(lang.label("Now"), "now"),), (asking.choice(later, "later"),)),
    )


def _where_it_is(asking: Asking, here: date) -> Text:
    lang, me, zone = asking.lang, asking.turn.me, asking.data["zone"]
    there = replace(me, zone=zone).day_of(asking.turn.house.clock.now())
    if there > here:
        return lang.say(
            "In {city} it is {there} already, and your {here} is not over yet.",
            city=lang.city(zone),
            there=lang.day(there, here),
            here=lang.weekday_of(here),
        )
    return lang.say(
        "In {city} it is still {there}, which you have had already.",
        city=lang.city(zone),
        there=lang.day(there, here),
    )


def _choose_when(_asking: Asking, value: str) -> Answer:
    return Answer({"later": value == "later"})


def _clock(lang: Lang, now: datetime, zone: str) -> str:
    return lang.moment(local_time(now, zone))


async def _settle(turn: Turn, draft: Sketch, data: Data) -> Reply:
    """A newcomer goes on from here; anybody else sees the settings as they are now."""
    shows = ShowHello() if data.get("hello") else ShowSettings()
    change = people.set_next_zone if data.get("later") else people.set_zone
    await turn.change_me(shows, drafts.finish, turn.me, draft.id, change, turn.me, data["zone"])
    return await reply_to(turn, shows)


def _name(lang: Lang, _data: Data) -> Text:
    return lang.say("your time zone")


zone = Dialog(
    ZONE,
    (
        Step("place", ZONE, _ask_place, read=_read_place, choose=_choose_place, locate=_locate),
        Step(
            "which",
            ZONE,
            _ask_which,
            read=_read_place,
            choose=_choose_which,
            locate=_locate,
            applies=lambda data: len(data.get("zones", ())) > 1,
        ),
        Step(
            "right",
            ZONE,
            _ask_right,
            choose=_choose_right,
            applies=lambda data: not data.get("sure"),
        ),
        Step(
            "when",
            ZONE,
            _ask_when,
            choose=_choose_when,
            applies=lambda data: bool(data.get("moves")),
        ),
    ),
    _settle,
    _name,
    back=lambda data: ShowHello(zone_later=True) if data.get("hello") else ShowSettings(),
)
