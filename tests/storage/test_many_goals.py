"""Ten goals or a thousand: a page asks the database for it in as many statements."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from domain.clock import FakeClock
from domain.entries import State
from storage import entries, goal_views, histories
from storage.database import Database
from storage.people import Acquaintance
from tests.databases import acquaint
from tests.storage.crowds import crowd
from tests.storage.test_goals import DAY, TODAY

FEW, MANY = 24, 1000
SIZE = 8


@pytest.fixture
def crowded(
    new_database: Callable[[], str], clock: FakeClock
) -> Iterator[tuple[Database, Acquaintance, Acquaintance]]:
    """One with few goals, and one with many, who have been ticking for two years."""
    database = Database(new_database(), clock)
    few, many = acquaint(database, 101, "Europe/Berlin"), acquaint(database, 102, "UTC")
    database.run_now(crowd, few, FEW)
    database.run_now(crowd, many, MANY)
    yield database, few, many
    database.close()


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that any connection carries out meanwhile."""
    statements: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.split(maxsplit=1)[0] in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}:
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", count)


def test_a_thousand_goals_cost_no_more_statements_than_a_few(
    crowded: tuple[Database, Acquaintance, Acquaintance],
) -> None:
    """The list, the day, the day again, a tick and a goal's card."""
    database, few, many = crowded

    def statements_of(me: Acquaintance) -> dict[str, int]:
        found = {}
        goal_id = database.read_now(goal_views.page, me, 0, 1).lines[0].id
        looks: dict[str, Callable[[], object]] = {
            "goals": lambda: database.read_now(goal_views.page, me, 1, SIZE),
            "the last goals": lambda: database.read_now(goal_views.page, me, 2, SIZE),
            "titles": lambda: database.read_now(goal_views.titles, me),
            "a day": lambda: database.run_now(entries.open_day, me, TODAY),
            "the same day": lambda: database.run_now(entries.open_day, me, TODAY),
            "a tick": lambda: database.run_now(entries.tick, me, goal_id, TODAY, State.DONE),
            "a goal": lambda: database.read_now(goal_views.view, me, goal_id),
        }
        for name, look in looks.items():
            with counted() as statements:
                look()
            found[name] = len(statements)
        return found

    assert statements_of(many) == statements_of(few)


def test_a_thousand_goals_are_all_there(
    crowded: tuple[Database, Acquaintance, Acquaintance],
) -> None:
    """Each on some page of the list, and each that is due on the card."""
    database, _, me = crowded
    pages = [database.read_now(goal_views.page, me, n, 100) for n in range(MANY // 100)]
    assert len({line.id for page in pages for line in page.lines}) == MANY
    board = database.run_now(entries.open_day, me, TODAY)
    shown = {item.goal_id for item in board.items}
    for line in pages[0].lines[:24]:
        view = database.read_now(goal_views.view, me, line.id)
        if view.next_due == TODAY:
            assert line.id in shown
        month = database.read_now(histories.month, me, line.id, TODAY - 30 * DAY, TODAY)
        assert len(month.readings) == 31
