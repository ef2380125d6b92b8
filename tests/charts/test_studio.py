"""The studio: one process draws, on demand; what becomes of it is nobody's trouble but its own."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from charts.studio import NotDrawn, Studio
from charts.values import Theme
from tests.charts.samples import SAMPLES

PRETENDED = (sys.executable, "-m", "tests.charts.drawer")
PATIENCE = 60.0
SHORT = 0.3


@asynccontextmanager
async def studio(**settings: object) -> AsyncIterator[Studio]:
    made = Studio(**{"job_seconds": PATIENCE, **settings})  # type: ignore[arg-type]
    try:
        yield made
    finally:
        await made.close()


def pretending(**settings: object) -> Callable[..., AsyncIterator[Studio]]:
    return studio(command=PRETENDED, **settings)  # type: ignore[return-value]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0.01)


def run(work: Awaitable[None]) -> None:
    asyncio.run(work)  # type: ignore[arg-type]


def test_a_chart_is_drawn_by_a_process_that_starts_with_it() -> None:
    async def told() -> None:
        async with studio() as made:
            assert made.pid is None
            drawn = await made.draw(next(iter(SAMPLES.values())), Theme.LIGHT)
            assert drawn.content.startswith(b"\x89PNG")
            assert made.pid != os.getpid()

    run(told())


def test_what_the_bot_imports_of_charts_knows_no_matplotlib() -> None:
    seen = (
        "import sys, bot.runner, bot.handlers.charts\n"
        "print(*(name in sys.modules for name in ('matplotlib', 'numpy')))"
    )

    async def told() -> None:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", seen, stdout=asyncio.subprocess.PIPE
        )
        out, _ = await process.communicate()
        assert out.split() == [b"False", b"False"]

    run(told())


def test_it_is_niced_and_gets_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYMARK_TOKEN", "1:canary")

    async def told() -> None:
        async with studio() as made:
            await made.prepare()
            assert made.pid is not None
            assert os.getpriority(os.PRIO_PROCESS, made.pid) == min(
                19, os.getpriority(os.PRIO_PROCESS, 0) + 10
            )
            environment = Path(f"/proc/{made.pid}/environ")
            if environment.exists():
                assert b"canary" not in environment.read_bytes()

    run(told())


def test_the_same_process_does_one_job_after_the_other() -> None:
    async def told() -> None:
        async with pretending() as made:
            answers = await asyncio.gather(*(made.work("echo", number) for number in range(5)))
            assert answers == [(number,) for number in range(5)]

    run(told())


def test_41_one_that_hangs_is_ended_and_the_next_job_gets_another() -> None:
    async def told() -> None:
        async with pretending(job_seconds=SHORT) as made:
            await made.prepare()
            before = made.pid
            with pytest.raises(NotDrawn, match="too long"):
                await made.work("hang")
            assert before is not None
            assert not is_alive(before)
            assert await made.work("echo", 1) == (1,)
            assert made.pid != before

    run(told())


def test_a_long_work_has_a_limit_of_its_own() -> None:
    async def told() -> None:
        async with pretending() as made:
            with pytest.raises(NotDrawn, match="too long"):
                await made.work("hang", seconds=SHORT)
        async with pretending(job_seconds=0) as made:
            with pytest.raises(NotDrawn, match="too long"):
                await made.work("echo", 1)
            assert await made.work("echo", 1, seconds=PATIENCE) == (1,)

    run(told())


def test_41_one_that_dies_costs_its_job_alone() -> None:
    async def told() -> None:
        async with pretending() as made:
            with pytest.raises(NotDrawn, match="died"):
                await made.work("die")
            assert await made.work("echo", 1) == (1,)

    run(told())


def test_41_one_that_babbles_is_ended_and_the_next_job_gets_another() -> None:
    async def told() -> None:
        async with pretending() as made:
            await made.prepare()
            before = made.pid
            with pytest.raises(NotDrawn, match="no answer"):
                await made.work("babble")
            assert await made.work("echo", 1) == (1,)
            assert made.pid != before

    run(told())


def test_41_a_bug_in_a_chart_costs_this_chart_alone() -> None:
    async def told() -> None:
        async with studio() as made:
            with pytest.raises(NotDrawn, match="KeyError"):
                await made.draw("no chart at all", Theme.LIGHT)
            before = made.pid
            await made.draw(next(iter(SAMPLES.values())), Theme.DARK)
            assert made.pid == before

    run(told())


def test_too_many_in_line_are_told_at_once() -> None:
    async def told() -> None:
        async with pretending(line=2) as made:
            waiting = [asyncio.create_task(made.work("hang")) for _ in range(2)]
            await asyncio.sleep(0)
            with pytest.raises(NotDrawn, match="too many"):
                await made.work("echo", 1)
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)

    run(told())


def test_whoever_stops_waiting_leaves_no_answer_behind_for_the_next() -> None:
    async def told() -> None:
        async with pretending() as made:
            given_up = asyncio.create_task(made.work("hang"))
            await until(lambda: made.pid is not None)
            given_up.cancel()
            await asyncio.gather(given_up, return_exceptions=True)
            assert await made.work("echo", 1) == (1,)

    run(told())


def test_it_goes_when_nothing_was_asked_of_it_for_a_while() -> None:
    async def told() -> None:
        async with pretending(idle_seconds=SHORT) as made:
            await made.work("echo", 1)
            pid = made.pid
            assert pid is not None
            await until(lambda: made.pid is None)
            await until(lambda: not is_alive(pid))
            assert await made.work("echo", 2) == (2,)

    run(told())


def test_without_anything_to_draw_with_there_is_no_picture() -> None:
    async def told() -> None:
        async with studio(command=("/nowhere/at/all",)) as made:
            with pytest.raises(NotDrawn, match="nothing to draw with"):
                await made.draw("a chart", Theme.LIGHT)
            await made.prepare()

    run(told())


def test_41_it_ends_with_the_process_that_started_it() -> None:
    started = f"""
import asyncio, os
from charts.studio import Studio
async def main():
    studio = Studio(command={PRETENDED!r})
    await studio.prepare()
    print(studio.pid, flush=True)
    os._exit(9)
asyncio.run(main())
"""

    async def told() -> None:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", started, stdout=asyncio.subprocess.PIPE
        )
        out, _ = await process.communicate()
        await until(lambda: not is_alive(int(out)))

    run(told())
