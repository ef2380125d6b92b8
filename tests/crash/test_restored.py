"""Row 43: a backup taken while people talk and are reminded, and brought back later."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.bot_process import daymark
from tests.crash.soak import Soak
from tests.habits import goings
from tests.reminded import Copy, Occasion, copies_in, decisions_in

pytestmark = pytest.mark.crash
CROWD = 6
TWO_HOURS = timedelta(hours=2)


@pytest.mark.parametrize("later", [timedelta(), timedelta(days=2)], ids=["at once", "days later"])
def test_43_a_restored_backup_says_again_only_what_it_cannot_know_was_said(
    soaked: Callable[..., Soak], tmp_path: Path, later: timedelta
) -> None:
    soak = soaked(crowd=CROWD, strikes=False)
    soak.leap(TWO_HOURS)
    soak.rest()
    before, since = copies(soak), soak.clock.now()
    file = tmp_path / "backup.db"
    back_up_under_load(soak, file)
    soak.rest()
    soak.leap(2 * TWO_HOURS)
    soak.rest()
    known = {one.occasion for one in decisions_in(url_of(file)).values() if one.state == "sent"}
    assert {copy.occasion for copy in before} <= known
    assert {copy.occasion for copy in copies(soak)} > known, "something was said since"

    assert soak.bot.terminate() == 0
    restored = daymark("restore", str(file), "--replace", DAYMARK_DATABASE=soak.bot.database)
    assert restored.returncode == 0, restored.stdout
    soak.leap(later)
    begins = soak.emulator.newest_call()
    soak.bot.start()
    soak.rest()

    again = copies_in(soak.emulator.journal("sendMessage", after=begins))
    said = Counter(copy.occasion for copy in again)
    assert set(said.values()) == {1}
    assert said.keys() & known == set()
    assert said.keys() >= latest_of_each(soak, since) - known
    days = Counter(copy.occasion.goal for copy in again)
    assert {goal for goal, times in days.items() if times > 1} <= on_their_way_in(file), "folded"
    assert max(messages_of_each(again).values()) <= 2, "one of what is late, one of what is not"
    soak.finish()


def back_up_under_load(soak: Soak, file: Path) -> None:
    """While people talk, and just as some are reminded."""
    soak.emulator.bulk(*soak.crowd, texts=["mood 3: before", "/today", "mood 4: after"], n=120)
    soak.leap(TWO_HOURS)
    made = daymark("backup", str(file), DAYMARK_DATABASE=soak.bot.database)
    assert made.returncode == 0, made.stdout


def copies(soak: Soak) -> list[Copy]:
    return copies_in(soak.emulator.journal("sendMessage"))


def url_of(file: Path) -> str:
    return f"sqlite:///{file}"


def on_their_way_in(file: Path) -> set[int]:
    """The goals of which something was about to be said when the backup was taken."""
    decisions = decisions_in(url_of(file)).values()
    return {one.occasion.goal for one in decisions if one.state in {"waiting", "leased"}}


def latest_of_each(soak: Soak, since: datetime) -> set[Occasion]:
    """Of each goal, the last day since then for which its reminder went off, where it is asked for."""
    latest = {one.occasion.goal: one for one in goings(soak.habits, since, soak.clock.now())}
    return {one.occasion for one in latest.values() if one.asked}


def messages_of_each(copies: Iterable[Copy]) -> Counter[int]:
    """How many messages each person had: what is on one came at one moment."""
    return Counter(person for person, _ in {(copy.occasion.person, copy.at) for copy in copies})
