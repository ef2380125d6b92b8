"""Buttons that name another person's things: of every family there is, by the names of its fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from itertools import product
from random import Random
from typing import Any, get_type_hints

from sqlalchemy.orm import Session

from bot.codes.dialogs import DialogCode
from bot.handlers.dialogs import DIALOGS
from bot.texts.mood_levels import fingerprint
from bot.wire import Code, Word
from domain.clock import Clock
from storage import drafts, moods, templates
from storage.people import Acquaintance
from storage.tables import Base, Parcel, Reminder
from tests.bot.desk import Desk, Player
from tests.bot.homes import TODAY
from tests.databases import dump_of, rows_of
from tests.storage import belongings
from tests.storage.acts import act

ALICES = "Xanthippe"
"""In all that Alice ever said."""

HIS = "Quentin"

THINGS = {
    "goal": "goals",
    "mood": "mood_logs",
    "draft": "drafts",
    "tag": "tags",
    "pause": "pauses",
    "act": "acts",
    "label": "mood_labels",
    "scale": "scales",
    "template": "templates",
    "reminder": "reminders",
    "card": "outbox",
}
"""The fields that name something of somebody's, and where that is kept."""

PLAIN = {
    *("page", "late", "slot", "back", "month", "request", "level", "steps", "key", "energy"),
    *("value", "weekday", "words", "minute", "until", "parts"),
}
"""The numbers that name nothing; a ``request`` is a name among one's own moods."""

NOBODYS = 999_999
MANY = 24
"""So many codes are tried of a family that has more."""

_WORDS = ("title", "save", "note", "all", "day", "0", "zone", "20260304", "Asia:Tokyo")
_HOLDERS = {"people": "id", "schedule_versions": "goal_id", "act_changes": "act_id"}
_NOBODYS_TABLES = {"inbox", "erased", "leases", "numbering", "zone_offsets"}


def settle_side_by_side(desk: Desk) -> None:
    """Alice has something of everything, and Charlie has his own."""
    for player, word in ((desk.alice, ALICES), (desk.charlie, HIS)):
        me = player.settles_in()
        belongings.live(desk.database, me, word)
        desk.do(drafts.begin, me, "goal", "description", {"title": f"{word} half said"})
        act(desk.database, me, moods.log, "m3", 2)
        desk.do(templates.save, me, f"{word} again", [number_of(desk, player, "goal")], True)
        rows_of(desk.url, f"DELETE FROM templates WHERE name = '{word}s'")  # of no shape of ours
        desk.do(_remind, me, number_of(desk, player, "goal"))
    desk.charlie.says("/help")


def _remind(session: Session, clock: Clock, me: Acquaintance, goal_id: int) -> None:
    """A reminder of today that was sent."""
    now = clock.now()
    card = Parcel(
        person_id=me.id,
        kind="reminder",
        key="r0.20260304",
        goal_id=goal_id,
        day=TODAY,
        slot=0,
        due_at=now,
        state="sent",
        message_id=1,
        attempts=1,
        try_at=now,
        decided_at=now,
    )
    session.add_all(
        [
            card,
            Reminder(
                person_id=me.id, goal_id=goal_id, what="goal", key="1", minute=1, enabled=True
            ),
        ]
    )
    session.flush()
    card.card_id = card.id


def number_of(desk: Desk, player: Player, thing: str) -> int:
    """The number of somebody's first thing of a kind."""
    statement = f"SELECT min(id) FROM {THINGS[thing]} WHERE person_id = {player.me.id}"
    [(number,)] = rows_of(desk.url, statement)
    assert number is not None, f"{player.id} has no {thing}"
    return int(number)


def rows_about(desk: Desk, player: Player) -> dict[str, list[tuple[Any, ...]]]:
    """Every row that is somebody's."""
    dump, me = dump_of(desk.url), player.me.id

    def whose(name: str, column: str, owners: set[int]) -> list[tuple[Any, ...]]:
        place = list(Base.metadata.tables[name].columns.keys()).index(column)
        return [row for row in dump[name] if row[place] in owners]

    owners = {
        "people": {me},
        "schedule_versions": {row[0] for row in whose("goals", "person_id", {me})},
        "act_changes": {row[0] for row in whose("acts", "person_id", {me})},
    }
    return {
        name: whose(name, _HOLDERS.get(name, "person_id"), owners.get(name, {me}))
        for name in dump.keys() - _NOBODYS_TABLES
    }


def numbers_in(family: type[Code]) -> dict[str, type]:
    """The fields of a family that are numbers."""
    kinds = get_type_hints(family)
    return {
        each.name: kinds[each.name]
        for each in fields(family)  # type: ignore[arg-type]
        if kinds[each.name] is int
    }


def foreign(desk: Desk, family: type[Code]) -> Iterator[tuple[Code, Code]]:
    """Codes with something of Alice's in them, each beside the same code with nobody's in its place."""
    kinds = get_type_hints(family)
    names = [each.name for each in fields(family)]  # type: ignore[arg-type]
    choices = [list(_guesses(desk, family, name, kinds[name])) for name in names]
    every = [family(*values) for values in product(*choices)]
    alices = {name: number_of(desk, desk.alice, name) for name in names if name in THINGS}
    hers = [code for code in every if _of(code, alices)]
    for code in Random(family.family).sample(hers, min(MANY, len(hers))):
        yield code, replace(code, **dict.fromkeys(_of(code, alices), NOBODYS))  # type: ignore[type-var]


def harmless(desk: Desk, family: type[Code]) -> list[Code]:
    """Codes that name nothing of anybody's, or Charlie's own."""
    kinds = get_type_hints(family)
    names = [each.name for each in fields(family)]  # type: ignore[arg-type]
    choices = [list(_guesses(desk, family, name, kinds[name])) for name in names]
    every = [family(*values) for values in product(*choices)]
    return Random(family.family).sample(every, min(MANY, len(every)))


def _of(code: Code, alices: dict[str, int]) -> list[str]:
    return [name for name, number in alices.items() if getattr(code, name) == number]


def _guesses(desk: Desk, family: type[Code], name: str, kind: type) -> Iterator[Any]:
    if name in THINGS and kind is int:
        yield from (number_of(desk, player, name) for player in (desk.alice, desk.charlie))
        yield 0
    elif kind is int:
        yield from [fingerprint(ALICES)] if name == "key" else [0, 1, 5]
    elif kind is bool:
        yield from (False, True)
    elif kind is date:
        yield TODAY
    elif kind is Word:
        kinds = (*DIALOGS,) if name == "kind" and issubclass(family, DialogCode) else ()
        yield from map(Word, kinds or _WORDS)
    else:
        assert issubclass(kind, StrEnum), f"{family.__name__}.{name}: what could that be?"
        yield from kind
