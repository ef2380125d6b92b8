"""Findings are worked out from the rest: they hold nothing up, and go with what they are about."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from domain.clock import Clock, FakeClock
from storage import goals, undo
from storage.database import Database
from storage.goals import BIN_KEEPS
from storage.people import Acquaintance
from storage.tables import Finding
from tests.databases import rows_of
from tests.storage.acts import act
from tests.storage.test_goals import RUN


def find(session: Session, clock: Clock, me: Acquaintance, **about: Any) -> None:  # noqa: ANN401
    """Write one down of March."""
    figures = {"done_days": 20, "other_days": 10, "difference": 0.5, "low": 0.1, "high": 0.9}
    said = {"clear": True, "either_way": False, "tested_at": clock.now()}
    month = {"person_id": me.id, "month": date(2026, 3, 1)}
    session.execute(insert(Finding), {**month, **figures, **said, **about})


def subjects(url: str) -> list[str]:
    return [row[0] for row in rows_of(url, "SELECT subject FROM findings ORDER BY subject")]


def test_a_goal_that_is_emptied_out_of_the_bin_takes_its_findings_along(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    database.run_now(find, alice, subject="goal", goal_id=goal.id)
    database.run_now(find, alice, subject="reason", reason="work")
    database.run_now(goals.remove, alice, goal.id)
    assert subjects(url) == ["goal", "reason"]
    clock.advance(BIN_KEEPS + timedelta(minutes=1))
    assert database.run_now(goals.empty_bins) == 1
    assert subjects(url) == ["reason"]


def test_a_goal_whose_making_is_taken_back_takes_its_findings_along(
    database: Database, url: str, alice: Acquaintance
) -> None:
    """One with a long past can have come by an import, and have been tested since."""
    act(database, alice, goals.create, RUN)
    database.run_now(find, alice, subject="goal", goal_id=1)
    assert subjects(url) == ["goal"]
    database.run_now(undo.take_back, alice, None)
    assert rows_of(url, "SELECT id FROM goals") == []
    assert subjects(url) == []


@pytest.mark.parametrize("about", [{}, {"goal_id": 1, "reason": "work"}], ids=["nothing", "both"])
def test_a_finding_is_about_a_goal_or_a_reason(
    database: Database, alice: Acquaintance, about: dict[str, Any]
) -> None:
    database.run_now(goals.create, alice, RUN)
    with pytest.raises(Exception, match=re.compile("check constraint", re.I)):
        database.run_now(find, alice, subject="x", **about)


def test_a_subject_is_found_out_about_once_a_month(
    database: Database, alice: Acquaintance, bob: Acquaintance
) -> None:
    for me in (alice, bob):
        database.run_now(find, me, subject="reason", reason="work")
    with pytest.raises(Exception, match=re.compile("unique", re.I)):
        database.run_now(find, alice, subject="reason", reason="work")


def test_pictures_have_a_light_ground_or_a_dark_one(url: str, alice: Acquaintance) -> None:
    assert rows_of(url, "SELECT theme FROM people") == [("light",)]
    with pytest.raises(Exception, match=re.compile("check constraint", re.I)):
        rows_of(url, "UPDATE people SET theme = 'pink'")
