"""Reminders of a life at random: storage and a naive model of who has to hear what, side by side.

Time passes by minutes or by weeks; then the post takes what is to be said, and it arrives, or not, or
nobody knows. Bob beside has a reminder of his own, of which nothing ever changes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test
from sqlalchemy import text

from domain.goals import Criticality
from domain.quiet import QuietHours
from storage import erasing, goals, outbox, people, reminders, snoozing, sweep
from storage.goals import Wish
from storage.outbox import LEASE
from storage.parcels import Card
from storage.people import Acquaintance
from storage.tables import Base
from storage.types import EPOCH
from tests.databases import acquaint
from tests.storage import naive
from tests.storage.naive_reminding import (
    ENOUGH,
    LATE,
    MINUTE,
    SOON,
    Bell,
    Hearer,
    Pending,
    Told,
    wanted,
)
from tests.storage.test_goals import RUN, TODAY
from tests.storage.test_state_machine import (
    DEEDS,
    EXAMPLES,
    HOME,
    HOUSEHOLD,
    LIVES,
    Deed,
    Life,
    _pick,
    _some,
    which,
    wishes,
)

MINUTES = (15, 300, 480, 490, 505, 720, 1195, 1200, 1435)
"""None of them at an hour that the clocks leave out."""

USUAL = (480, 1200)
some_minutes = st.sets(st.sampled_from(MINUTES), max_size=4)
AWAY = (1, 5, 19, 20, 21, 60, 119, 121, 300, 720, 1440, 3000, 10080, 20160)
FATES = ("sent", "not sent", "unknown", "cut off", "never begun", "given back", "refused")
fates = st.lists(st.sampled_from(FATES), max_size=3)

OWN_DEEDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    **{
        name: DEEDS[name]
        for name in ("tick", "archive", "revive", "remove", "restore", "move", "rise", "rest")
    },
    **{name: DEEDS[name] for name in ("pause", "end_pause")},
    "create": {"wish": wishes, "minutes": some_minutes},
    "set": {"goal": which, "minutes": some_minutes},
    "rewrite": DEEDS["rewrite"],
    "answer": {**DEEDS["tick"], "day": st.integers(-1, 1)},
    "switch": {"bell": which, "speaks": st.booleans()},
    "be_quiet": {"hours": st.none() | st.sampled_from([(1320, 420), (470, 500), (0, 1439)])},
}
OWN_HAPPENINGS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "be_away": {"minutes": st.sampled_from(AWAY), "fates": fates},
    "reach": {"bell": which, "ahead": st.integers(-2, 25), "fates": fates},
    "put_off": {"card": which, "minutes": st.sampled_from([15, 60, 600])},
    "take_back": {},
    "be_erased": {"arrived": st.booleans()},
}
OFTEN = ("set", "archive", "revive", "move", "be_quiet", "switch", *["answer"] * 5)
deeds = _some(OWN_DEEDS, (*OWN_DEEDS, *OFTEN))
# What a moved clock jumps over goes off at once, and is not taken back.
reversible = _some(OWN_DEEDS, OWN_DEEDS.keys() - {"move", "rise"})
happenings = _some(OWN_HAPPENINGS, (*OWN_HAPPENINGS, *["reach"] * 7, *["be_away"] * 2))


@dataclass
class Side:
    """Somebody who is reminded, and the model of it."""

    me: Acquaintance
    hearer: Hearer
    told: Told
    cards: list[int] = field(default_factory=list)
    """Those that arrived."""


class Reminded(Life):
    """Alice's life, with reminders; what else there is in a life is told in the other test."""

    def __init__(self) -> None:
        super().__init__()
        self.world: Hearer = Hearer(HOME)
        self.told = Told(self.clock.now())
        self.cards: list[int] = []
        self.wished: tuple[int, ...] = ()
        self.belled: set[int] = set()
        self.reckoned: tuple[str, int] = (HOME, 0)
        self.decided: dict[int, tuple[object, ...]] = {}
        self.bob = self._somebody_else()
        self.me = self.database.run_now(people.agree, self.me, frozenset({"goals", "moods"}))

    # --- What happens ---

    edits_and_takes_it_back_later = None  # type: ignore[assignment]  # told in the other test

    @rule(some=st.lists(deeds | happenings, min_size=6, max_size=12))
    def lives_on(self, some: list[Deed]) -> None:
        for deed in some:
            self._does(deed)
            self.all_agrees()

    @rule(some=st.lists(reversible, min_size=1, max_size=5))
    def does_some_and_takes_them_all_back(self, some: list[Deed]) -> None:
        super().does_some_and_takes_them_all_back(some)

    @invariant()
    def all_agrees(self) -> None:
        """What was decided once stays so."""
        query = "SELECT id, key, state, why, decided_at FROM outbox WHERE decided_at IS NOT NULL"
        for number, *rest in self._rows(query):
            if not str(rest[0]).startswith("s"):  # what was put off may be put off again
                assert self.decided.setdefault(number, tuple(rest)) == tuple(rest)

    # --- What is done ---

    def _does(self, deed: Deed) -> None:
        name, needs = deed
        if name == "create":
            self._create({**needs["wish"], "minutes": needs["minutes"]})
        elif name == "answer":
            self._tick(**needs)
        else:
            super()._does(deed)

    def _wish(self, wish: dict[str, Any]) -> Wish:
        self.wished = tuple(sorted(wish.get("minutes", USUAL)))
        return replace(super()._wish(wish), reminders=self.wished, criticality=Criticality.HIGH)

    def _set(self, goal: int, minutes: set[int]) -> None:
        """Its reminders, and nothing else."""
        mine = _pick(self.world.goals, goal)
        if mine is None or mine.binned:
            return
        wish = self.database.read_now(goals.wish_of, self.me, mine.id)
        wish = replace(wish, reminders=tuple(sorted(minutes)))
        self._act(lambda _: self._rewritten(mine.id, wish), goals.rewrite, mine.id, wish)

    def _rewritten(self, goal_id: int, wish: Wish) -> None:
        super()._rewritten(goal_id, wish)
        kept = {
            number: bell
            for number, bell in self.world.bells.items()
            if bell.goal != goal_id or bell.speaks == (bell.minute in wish.reminders)
        }
        there = {bell.minute for bell in kept.values() if bell.goal == goal_id and bell.speaks}
        self.world.bells = kept
        self._add_bells(goal_id, {*wish.reminders} - there)

    def _switch(self, bell: int, speaks: bool) -> None:
        if self.world.bells:
            number = sorted(self.world.bells)[bell % len(self.world.bells)]
            mine = self.world.bells[number]
            self._act(lambda _: setattr(mine, "speaks", speaks), reminders.switch, number, speaks)

    def _be_erased(self, arrived: bool) -> None:
        """Row 45: while cards are on their way, and one of them may have arrived already."""
        self.clock.advance(timedelta(days=1))
        self._sweep()
        cards = self.database.run_now(outbox.take, 25)
        for card in cards:
            if card.me.id == self.bob.me.id:
                self.database.run_now(outbox.give_back, card)
        mine = [card for card in cards if card.me.id == self.me.id]
        begun = [card for card in mine if arrived and self.database.run_now(outbox.begin, card)]
        self.database.run_now(erasing.erase, self.me.telegram_id, b"salt")
        for card in begun:
            self.database.run_now(outbox.sent, card, 1)
        assert [card for card in mine if self.database.run_now(outbox.begin, card)] == []
        assert self._rows_of_mine() == {}
        self._begins_anew()
        self._post([])

    def _be_quiet(self, hours: tuple[int, int] | None) -> None:
        self._act(
            lambda _: setattr(self.world, "quiet", hours),
            people.set_quiet_hours,
            QuietHours(*hours) if hours else None,
        )

    def _put_off(self, card: int, minutes: int) -> None:
        if not self.cards:
            return
        number, now = self.cards[card % len(self.cards)], self.clock.now()
        until = now + minutes * MINUTE
        places = {
            (goal, date.fromisoformat(str(day)), slot)
            for goal, day, slot in self._rows(
                f"SELECT goal_id, day, slot FROM outbox WHERE card_id = {number}"
            )
        }
        self.database.run_now(snoozing.put_off, self.me, number, until)
        for goal, day, slot in places:
            one = Pending(goal, day, until, until, slot=slot)
            if wanted(self.world, one, now):
                self.told.pending[f"s{number}.{goal}.{day:%Y%m%d}.{slot}"] = one

    # --- Time passes ---

    def _wait(self, hours: int) -> None:
        self._be_away(60 * hours, [])

    def _be_away(self, minutes: int, fates: list[str]) -> None:
        """For all that time nothing is sent, and then what is left to say."""
        self.clock.advance(minutes * MINUTE)
        self._post(fates)

    def _reach(self, bell: int, ahead: int, fates: list[str]) -> None:
        """The next time that one of the reminders goes off, or shortly before or after."""
        if self.world.bells:
            mine = self.world.bells[sorted(self.world.bells)[bell % len(self.world.bells)]]
            now = self.clock.now()
            coming = [*self.world.goings(mine, now, now + timedelta(days=2))]
            if coming:
                self.clock.set(max(now + MINUTE, coming[-1][1] + ahead * MINUTE))
        self._post(fates)

    def _post(self, fates: list[str]) -> None:
        """Everything that is to be said is taken, and each card has its fate."""
        now, left = self.clock.now(), list(fates)
        sides = (Side(self.me, self.world, self.told, self.cards), self.bob)
        due = {}
        for side in sides:
            side.told.go_off(side.hearer, now)
            due[side.me.id] = side.told.decide(side.hearer, now)
        said: set[object] = set()
        self._sweep()
        for card in self._taken():
            side = next(side for side in sides if side.me.id == card.me.id)
            names = self._check(card, side, due[side.me.id])
            fate = left.pop(0) if left and side is not self.bob else "sent"
            said |= names
            self._meets(card, fate, {name: side.told.pending[name] for name in names}, side)
        for side in sides:
            side.told.is_over(now, said)
            self._see_what_was_early(side, now)

    def _taken(self) -> Iterator[Card]:
        """One after the other. A look may find that nothing of what is late, or of what is not, is
        wanted any more; then there is still the other."""
        in_vain = 0
        while in_vain < 3:
            cards = self.database.run_now(outbox.take, 25)
            in_vain = 0 if cards else in_vain + 1
            yield from cards

    def _check(self, card: Card, side: Side, due: dict[object, Pending]) -> set[object]:
        """That all of a card is to be said now, or soon. Returns the names of what is on it."""
        now, names = self.clock.now(), set()
        self._see_what_was_early(side, now, card.id)
        on_it = f"SELECT key FROM outbox WHERE card_id = {card.id} AND state = 'leased'"
        for (key,) in self._rows(on_it):
            name = _name(str(key))
            assert name in side.told.pending, f"{key} has no reason to be said"
            one = side.told.pending[name]
            assert name in due or now < one.due <= now + SOON, f"{key} is not due"
            assert name in due or wanted(side.hearer, one, now), f"{key} is not wanted"
            assert (one.due < now - LATE) is card.late
            names.add(name)
        lines = {(line.item.goal_id, line.item.day, line.item.slot) for line in card.lines}
        places = {side.told.pending[name].place for name in names}
        assert lines == places
        return names

    def _see_what_was_early(self, side: Side, now: datetime, card: int = 0) -> None:
        """What is due soon may have gone off with what was due now; the model leaves that open."""
        for number, bell in side.hearer.bells.items():
            for day, at in side.hearer.goings(bell, now, now + SOON):
                key = f"r{number}.{day:%Y%m%d}"
                rows = self._rows(f"SELECT state, card_id FROM outbox WHERE key = '{key}'")
                if rows == [("leased", card)]:
                    side.told.goes_off(number, bell, day, at)
                elif rows and rows[0][0] == "dropped":
                    side.told.gone_off.add((number, day))

    def _see_what_was_jumped_over(self) -> None:
        """When the clock on the wall is moved, times of a day that had not been may be over. The model
        leaves open which; no day of a reminder comes twice by that."""
        now = self.clock.now()
        at = (now - EPOCH) // timedelta(microseconds=1)
        today = self.world.day_of(now)
        for (key,) in self._rows(
            f"SELECT key FROM outbox WHERE person_id = {self.me.id} AND kind = 'reminder'"
            f" AND due_at = {at} AND state = 'waiting'"
        ):
            number, day = _name(str(key))
            if (number, day) not in self.told.gone_off:
                assert abs(day - today) <= timedelta(days=1), f"{key} is of no day around"
                self.told.goes_off(number, self.world.bells[number], day, now)

    def _meets(self, card: Card, fate: str, on_it: dict[object, Pending], side: Side) -> None:
        run, now = self.database.run_now, self.clock.now()
        assert fate in {"never begun", "given back"} or run(outbox.begin, card)
        match fate:
            case "sent":
                run(outbox.sent, card, 1000 + card.id)
                side.cards.append(card.id)
            case "refused":
                run(outbox.refused, card)
            case "not sent":
                run(outbox.not_sent, card, 10 * MINUTE)
            case "unknown":
                run(outbox.unknown, card)
            case "given back":
                run(outbox.give_back, card)
        for name, one in on_it.items():
            if fate in {"sent", "refused"}:
                del side.told.pending[name]
            one.weight += {"unknown": ENOUGH // 2, "cut off": 1}.get(fate, 0)
            one.ready = now + {"not sent": 10 * MINUTE, "given back": timedelta()}.get(fate, LEASE)
        if fate in {"unknown", "cut off", "never begun"}:
            side.told.waits(now, now + LEASE)

    def _sweep(self) -> None:
        while self.database.run_now(sweep.sweep):
            pass

    # --- Who there is ---

    def _meet_again(self) -> None:
        """Also with the reminders, which have numbers now."""
        super()._meet_again()
        for goal in self.world.goals.keys() - self.belled:
            self.belled.add(goal)
            self._add_bells(goal, self.wished)
        query = f"SELECT id, goal_id, minute, enabled FROM reminders WHERE person_id = {self.me.id}"
        stored = {
            number: Bell(goal, minute, bool(on)) for number, goal, minute, on in self._rows(query)
        }
        known = {number: bell for number, bell in self.world.bells.items() if number > 0}
        assert known == {number: stored[number] for number in known}
        assert _sorted(stored) == _sorted(self.world.bells)
        self.world.bells = stored
        before, self.reckoned = self.reckoned, (self.world.zone, self.world.day_start)
        if before != self.reckoned:
            self._see_what_was_jumped_over()
        found = (self.me.quiet_from, self.me.quiet_until)
        assert found == (self.world.quiet or (None, None))

    def _add_bells(self, goal: int, minutes: Any) -> None:
        """Their numbers are not known yet."""
        for minute in minutes:
            self.world.bells[-len(self.world.bells) - 1] = Bell(goal, minute)

    def _somebody_else(self) -> Side:
        bob = acquaint(self.database, 102, HOME)
        bob = self.database.run_now(people.agree, bob, frozenset({"goals"}))
        wish = replace(RUN, reminders=(490,), criticality=Criticality.HIGH)
        goal = self.database.run_now(goals.create, bob, wish)
        [(number,)] = self._rows(f"SELECT id FROM reminders WHERE person_id = {bob.id}")
        now = self.clock.now()
        walk = naive.Goal(goal.id, RUN.title, TODAY, None, [(TODAY, RUN.schedule)], now, set())
        hearer = Hearer(HOME, goals={goal.id: walk}, bells={number: Bell(goal.id, 490)})
        return Side(bob, hearer, Told(now))

    def _rows(self, query: str) -> Sequence[Any]:
        """What is stored, past every rule of ours."""
        return self.database.read_now(lambda session, _: session.execute(text(query)).all())

    def _begins_anew(self) -> None:
        """Nothing is known of Alice; she agrees, and has her goals."""
        me = acquaint(self.database, 101, HOME)
        self.me = self.database.run_now(people.agree, me, frozenset({"goals", "moods"}))
        self.world, self.reckoned = Hearer(HOME), (HOME, 0)
        self.told = Told(self.clock.now())
        self.cards, self.past = [], []
        for wish in HOUSEHOLD:
            self._create(wish)

    def _rows_of_mine(self) -> dict[str, int]:
        """How many rows of hers each table has that has any."""
        counted = {
            table.name: self._rows(
                f"SELECT count(*) FROM {table.name} WHERE person_id = {self.me.id}"
            )[0][0]
            for table in Base.metadata.sorted_tables
            if "person_id" in table.c
        }
        return {name: count for name, count in counted.items() if count}


@pytest.mark.timeout(0 if EXAMPLES else 300)
def test_13_45_whatever_one_does_everybody_hears_what_the_naive_model_says(
    new_database: Callable[[], str],
) -> None:
    """Rows 13 and 45: zones change and people are erased while reminders are due."""
    lives = type("Lives", (Reminded,), {"new_database": staticmethod(new_database)})
    run_state_machine_as_test(lives, settings=LIVES)


def _name(key: str) -> Any:
    """What a row of the outbox is called here."""
    if key.startswith("s"):
        return key
    number, _, stamp = key[1:].partition(".")
    return int(number), date.fromisoformat(stamp)


def _sorted(bells: dict[int, Bell]) -> list[tuple[int, int, bool]]:
    return sorted((bell.goal, bell.minute, bell.speaks) for bell in bells.values())
