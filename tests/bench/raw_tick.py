"""Baseline: ticking a goal in the driver's own SQL, in one thread, as durable as ours."""

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_PERSON = "SELECT zone, day_start_minute FROM people WHERE id = ?"
_GOALS = (
    "SELECT g.id, g.title, e.state FROM goals g"
    " LEFT JOIN entries e ON e.goal_id = g.id AND e.day = ? WHERE g.person_id = ?"
)
_TICK = (
    "INSERT INTO entries (person_id, goal_id, day, slot, state, made_at, answered_at)"
    " VALUES (?, ?, ?, 0, ?, 0, 0) ON CONFLICT (goal_id, day, slot)"
    " DO UPDATE SET state = excluded.state, answered_at = excluded.answered_at"
)
_TOUCH = "UPDATE goals SET updated_at = updated_at + 1 WHERE id = ?"


class RawTicks:
    """One connection, one thread, one commit each."""

    def __init__(self, file: Path) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self._connection.execute(f"PRAGMA {pragma}")

    async def tick(self, person: int, goal: int, day: str, state: str) -> None:
        """Durable when it returns."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._tick, person, goal, day, state)

    def close(self) -> None:
        """Let go of the file."""
        self._thread.shutdown()
        self._connection.close()

    def _tick(self, person: int, goal: int, day: str, state: str) -> None:
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        run(_PERSON, (person,)).fetchone()
        run(_GOALS, (day, person)).fetchall()
        run(_TICK, (person, goal, day, state))
        run(_TOUCH, (goal,))
        run("COMMIT")
