"""Who may send now, in virtual time: at the allowed rate, no faster and no slower."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from functools import partial
from itertools import pairwise

import pytest

from scheduling.pacer import ANSWERS_AHEAD, FORGET_SECONDS, Pacer
from tests.scheduling.virtual_time import now, run

ALICE, BOB, CHARLIE, GROUP = 1, 2, 3, -100
Left = list[tuple[float, int]]
BEAT = 0.04
"""Seconds between any two, at 25 a second."""


class Post:
    """Sends through a pacer, and writes down what left when."""

    def __init__(self, late: float = 0.0) -> None:
        self.pacer = Pacer(now, lambda seconds: self._sleep(seconds + late))
        self.left: Left = []
        self.sleeps = 0

    async def _sleep(self, seconds: float) -> None:
        self.sleeps += 1
        await asyncio.sleep(seconds)

    async def send(self, chat: int) -> None:
        await self.pacer.turn(chat)
        self.left.append((now(), chat))

    async def send_all(self, chats: Iterable[int]) -> None:
        await asyncio.gather(*map(self.send, chats))

    def times(self, chat: int | None = None) -> list[float]:
        return [at for at, to in self.left if chat in (None, to)]


def at(seconds: float, act: Callable[[], object]) -> None:
    asyncio.get_running_loop().call_at(seconds, act)


def posted(chats: Iterable[int], *acts: tuple[float, Callable[[Pacer], None]]) -> Post:
    """All are asked for at once, in this order, and each act happens at its second."""

    async def story() -> Post:
        post = Post()
        for seconds, act in acts:
            at(seconds, partial(act, post.pacer))
        await post.send_all(chats)
        return post

    return run(story())


def most_within(seconds: float, times: list[float]) -> int:
    """The most that left in any stretch of so many seconds, its end not included."""
    return max(sum(first <= at < first + seconds - 1e-6 for at in times) for first in times)


def evenly(count: int, gap: float, first: float = 0.0) -> object:
    return pytest.approx([first + n * gap for n in range(count)])


def test_who_is_alone_waits_for_nothing() -> None:
    assert posted([ALICE]).left == [(0.0, ALICE)]


def test_14_three_messages_to_each_of_a_hundred_leave_as_fast_as_is_allowed_and_no_faster() -> None:
    post = posted([*range(1, 101)] * 3)
    assert post.times() == evenly(300, BEAT)
    assert most_within(1, post.times()) == 25
    for chat in range(1, 101):
        apart = [later - earlier for earlier, later in pairwise(post.times(chat))]
        assert len(apart) == 2
        assert min(apart) > 1 - 1e-6


def test_a_loop_that_wakes_late_keeps_the_rate() -> None:
    async def story() -> Post:
        post = Post(late=0.005)
        await post.send_all(range(1, 301))
        return post

    post = run(story())
    assert 299 * BEAT <= post.times()[-1] <= 299 * BEAT / 0.95
    assert most_within(1, post.times()) <= 26


def test_nothing_is_saved_up_while_nobody_sends() -> None:
    async def story() -> Post:
        post = Post()
        await post.send(ALICE)
        await asyncio.sleep(1000)
        await post.send_all([ALICE, ALICE, *range(10, 60)])
        return post

    post = run(story())
    assert post.times()[1:] == evenly(52, BEAT, 1000)
    assert post.times(ALICE) == pytest.approx([0, 1000, 1000 + 51 * BEAT])


def test_a_flood_to_one_chat_keeps_nobody_else_waiting() -> None:
    post = posted([ALICE] * 50 + [*range(10, 20)])
    others = [at for at, chat in post.left if chat != ALICE]
    assert others == evenly(10, BEAT, BEAT)
    assert post.times(ALICE) == evenly(50, 1)


def test_messages_to_one_chat_keep_their_order() -> None:
    async def story() -> list[int]:
        post, order = Post(), list[int]()

        async def send(number: int) -> None:
            await post.send(ALICE)
            order.append(number)

        await asyncio.gather(*map(send, range(5)), post.send_all(range(10, 90)))
        return order

    assert run(story()) == [0, 1, 2, 3, 4]


def test_a_group_gets_twenty_a_minute() -> None:
    post = posted([GROUP] * 45 + [ALICE] * 10)
    assert most_within(60, post.times(GROUP)) == 20
    assert post.times(GROUP)[-1] == pytest.approx(44 * 3)
    assert post.times(ALICE) == evenly(10, 1, BEAT)


def test_the_numbers_can_be_others() -> None:
    async def story() -> list[float]:
        pacer = Pacer(now, all_per_second=1000, chat_per_second=4, group_per_minute=60)
        await asyncio.gather(pacer.turn(GROUP), pacer.turn(ALICE))
        times = []
        for chat in (ALICE, GROUP, BOB):
            await pacer.turn(chat)
            times.append(now())
        return times

    assert run(story()) == pytest.approx([0.251, 1.0, 1.001])


def test_14_a_chat_rests_exactly_as_long_as_it_is_told_and_the_others_go_on() -> None:
    post = posted([ALICE] * 3 + [BOB] * 3, (0.5, lambda pacer: pacer.rest(30, ALICE)))
    assert post.times(ALICE) == pytest.approx([0, 30.5, 31.5])
    assert post.times(BOB) == evenly(3, 1, BEAT)


def test_14_a_chat_that_is_told_to_rest_while_it_stands_in_line_costs_nobody_a_turn() -> None:
    post = posted([*range(10, 60), ALICE, *range(60, 70)], (1.0, lambda it: it.rest(5, ALICE)))
    assert post.times(ALICE) == [6.0]
    assert post.times()[:-1] == evenly(60, BEAT)


def test_14_when_all_have_to_rest_nothing_leaves_early_and_everything_goes_on() -> None:
    post = posted(range(1, 101), (1.99, lambda pacer: pacer.rest(3600)))
    assert post.times()[:50] == evenly(50, BEAT)
    assert post.times()[50:] == evenly(50, BEAT, 3601.99)


def test_14_one_chat_that_is_refused_again_and_again_keeps_nobody_else_waiting() -> None:
    post = posted(
        [ALICE] * 2 + [BOB] * 3,
        (0.5, lambda pacer: pacer.refused(30, ALICE)),
        (0.6, lambda pacer: pacer.refused(40, ALICE)),
    )
    assert post.times(ALICE) == pytest.approx([0, 40.6])
    assert post.times(BOB) == evenly(3, 1, BEAT)


@pytest.mark.parametrize(("first", "second", "end"), [(30, 29, 30.5), (5, 60, 61.5)])
def test_14_a_second_chat_that_is_refused_while_the_first_one_rests_lets_all_rest(
    first: float, second: float, end: float
) -> None:
    post = posted(
        range(1, 101),
        (0.5, lambda pacer: pacer.refused(first, ALICE)),
        (1.5, lambda pacer: pacer.refused(second, BOB)),
    )
    before = [at for at in post.times() if at < end]
    assert max(before) <= 1.5
    assert post.times()[len(before)] == pytest.approx(end)
    assert len(post.left) == 100


def test_14_who_is_refused_after_the_rest_of_another_rests_alone() -> None:
    post = posted(
        [ALICE] * 2 + [BOB] * 4 + [CHARLIE] * 5,
        (0.5, lambda pacer: pacer.refused(1, ALICE)),
        (1.6, lambda pacer: pacer.refused(30, BOB)),
    )
    assert post.times(BOB) == pytest.approx([BEAT, 1 + BEAT, 31.6, 32.6])
    assert post.times(CHARLIE) == evenly(5, 1, 2 * BEAT)


def test_14_while_all_rest_for_a_second_refusal_the_pacer_says_so() -> None:
    async def story() -> list[bool]:
        pacer = Pacer(now)
        pacer.refused(10, ALICE)
        alone = pacer.rests
        pacer.refused(10, BOB)
        both = pacer.rests
        await asyncio.sleep(10)
        return [alone, both, pacer.rests]

    assert run(story()) == [False, True, False]


def test_a_shorter_rest_does_not_end_a_longer_one() -> None:
    post = posted(
        [ALICE, BOB, BOB],
        (0.01, lambda pacer: pacer.rest(60)),
        (0.02, lambda pacer: pacer.rest(1)),
        (0.03, Pacer.answered),
    )
    assert post.times() == pytest.approx([0, 60.01, 61.01])


def test_14_reminders_let_answers_go_first() -> None:
    answers = [(second / 20, Pacer.answered) for second in range(1, 201)]
    post = posted(range(1, 101), *answers)
    while_answering = [at for at in post.times() if at <= 10]
    assert 45 <= len(while_answering) <= 52, "25 a second, 20 of them answers"
    assert len(post.left) == 100


def test_a_burst_of_answers_holds_up_reminders_for_a_second_and_no_longer() -> None:
    async def story() -> list[float]:
        post = Post()
        for _ in range(10):
            post.pacer.answered()
        await post.send(ALICE)
        for _ in range(1000):
            post.pacer.answered()
        await post.send(BOB)
        return post.times()

    assert run(story()) == pytest.approx([10 * BEAT, 10 * BEAT + ANSWERS_AHEAD])


def test_who_gives_up_waiting_takes_nobodys_turn() -> None:
    async def story() -> Post:
        post = Post()
        await post.send(ALICE)
        second = asyncio.create_task(post.send(ALICE))  # waits for its own second
        first_in_line = asyncio.create_task(post.send(BOB))
        in_line = asyncio.create_task(post.send(3))
        others = asyncio.create_task(post.send_all([ALICE, *range(10, 20)]))
        await asyncio.sleep(BEAT / 2)
        for task in (second, first_in_line, in_line):
            assert task.cancel()
        await others
        return post

    post = run(story())
    assert post.times(BOB) == post.times(3) == []
    assert post.times()[:11] == evenly(11, BEAT)
    assert post.times(ALICE) == pytest.approx([0, 1])


def test_chats_are_forgotten_once_there_is_nothing_to_wait_for() -> None:
    async def story() -> tuple[int, int]:
        post, most = Post(), 0
        for chat in range(1, 10_001):
            await post.send(chat)
            most = max(most, post.pacer.chats)
        await asyncio.sleep(FORGET_SECONDS)
        await post.send(ALICE)
        return most, post.pacer.chats

    most, at_last = run(story())
    assert most <= 25 * (FORGET_SECONDS + 2)
    assert at_last == 1


def test_a_chat_that_rests_is_not_forgotten() -> None:
    async def story() -> Post:
        post = Post()
        post.pacer.rest(1000, ALICE)
        for minute in range(10):
            await post.send(10 + minute)
            await asyncio.sleep(FORGET_SECONDS)
        await post.send(ALICE)
        return post

    assert run(story()).times(ALICE) == [1000]


def test_a_chat_that_somebody_waits_for_is_not_forgotten() -> None:
    async def story() -> Post:
        post = Post()
        post.pacer.rest(100)
        at(FORGET_SECONDS + 10, lambda: post.pacer.rest(500, ALICE))
        later = [asyncio.sleep(FORGET_SECONDS), post.send(BOB)]
        await asyncio.gather(post.send(ALICE), in_turn(*later))
        return post

    post = run(story())
    assert post.times(ALICE) == [FORGET_SECONDS + 510]
    assert post.times(BOB) == [100]


async def in_turn(*steps: Coroutine[object, object, None]) -> None:
    for step in steps:
        await step


def test_nobody_wakes_up_without_need() -> None:
    post = posted([*range(1, 501)] * 2 + [GROUP] * 20, (5, lambda pacer: pacer.rest(600)))
    each = 3  # in the lane, in the line, and once more where a sum was rounded
    assert post.sleeps <= each * len(post.left)
