"""Pictures by a real process that draws: it comes when it is needed, may end at any moment and is never
left behind."""

import os
import signal
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from charts.drawing.paper import WIDTH
from charts.studio import JOB_SECONDS
from tests.bot_process import BotProcess
from tests.crash.conversation import HELLO, Conversation, Press, Say
from tests.emulator_process import ChatView, Emulator, Json, Person, Seen

pytestmark = pytest.mark.e2e

UNDRAWN = "The picture could not be drawn just now"
COLD_SECONDS = 60.0
"""The first picture waits until matplotlib is loaded."""


@pytest.fixture
def looking(emulator: Emulator, bot: BotProcess, alice: Person) -> Conversation:
    """Alice has noted a mood, and looks at the figures of the month."""
    conversation = Conversation(emulator, bot.start(), [alice])
    noted = (Say("/mood", "How are you, right now?"), Press("🙂 4", "Noted: 4"))
    conversation.go((*HELLO, *noted, Say("/stats", "1 of 1 day recorded")))
    return conversation


def picture_of(person: Person, button: str) -> Seen:
    """What a button below the figures brings: a message with a picture."""
    newest = person.last().id
    tap(person, button)
    return new_picture(person, newest)


def tap(person: Person, button: str) -> None:
    """On the figures, since on a picture it would bring another one in its place."""
    figures = next(seen for seen in person.messages() if "Day by day" in seen.labels)
    person.press(button, figures.id)


def new_picture(person: Person, after: int) -> Seen:
    def found(chat: ChatView) -> list[Seen]:
        return [seen for seen in chat.messages if seen.raw["photo"] and seen.id > after]

    return found(person.wait_for(found, COLD_SECONDS))[-1]


def drawer_of(bot: BotProcess) -> int:
    """The process that draws for this bot."""
    assert bot.process is not None
    (pid,) = (pid for pid in children_of(bot.process.pid) if is_drawer(pid))
    return pid


def children_of(parent: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended meanwhile
            if int(stat.read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(stat.parent.name))
    return found


def is_drawer(pid: int) -> bool:
    """Whether it lives and is one; a number is given anew to others."""
    with suppress(OSError):
        return b"charts.drawing" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def file_of(emulator: Emulator, picture: Seen) -> bytes:
    return emulator.http.get(picture.raw["photo"]["url"]).content


def is_uploaded(call: Json) -> bool:
    """Whether the picture itself is sent, and not what Telegram calls it."""
    return isinstance(call["params"]["photo"], dict)


def test_a_chart_comes_as_a_picture_and_is_uploaded_once(
    emulator: Emulator, alice: Person, looking: Conversation
) -> None:
    first = picture_of(alice, "Calendar")
    assert "1 of 1 day recorded" in first.text
    drawn = Image.open(BytesIO(file_of(emulator, first)))
    drawn.verify()
    assert (drawn.format, drawn.width) == ("PNG", WIDTH)
    again = picture_of(alice, "Calendar")
    assert again.raw["photo"] == first.raw["photo"]
    assert [is_uploaded(call) for call in emulator.journal("sendPhoto")] == [True, False]


def test_when_what_draws_was_killed_the_next_picture_comes_all_the_same(
    alice: Person, bot: BotProcess, looking: Conversation
) -> None:
    picture_of(alice, "Calendar")
    before = drawer_of(bot)
    os.kill(before, signal.SIGKILL)
    picture_of(alice, "How often")
    assert drawer_of(bot) != before


def test_when_what_draws_hangs_there_are_words_in_time_and_the_next_picture_comes(
    emulator: Emulator, alice: Person, bot: BotProcess, looking: Conversation
) -> None:
    picture_of(alice, "Calendar")
    stuck = drawer_of(bot)
    os.kill(stuck, signal.SIGSTOP)
    tap(alice, "How often")
    words = alice.wait_for_text(UNDRAWN, seconds=2 * JOB_SECONDS)
    assert "4 pleasant: 1" in plain(words)
    emulator.wait_until(lambda: not is_drawer(stuck))
    picture_of(alice, "How often")


def test_while_what_draws_hangs_others_are_answered_and_its_death_brings_words(
    emulator: Emulator, alice: Person, bob: Person, bot: BotProcess, looking: Conversation
) -> None:
    picture_of(alice, "Calendar")
    os.kill(drawer_of(bot), signal.SIGSTOP)
    tap(alice, "How often")
    Conversation(emulator, bot, [bob]).go(HELLO[:3])
    os.kill(drawer_of(bot), signal.SIGKILL)
    alice.wait_for_text(UNDRAWN)


def test_a_bot_that_is_stopped_while_it_draws_ends_in_time_and_alone(
    emulator: Emulator, alice: Person, bob: Person, bot: BotProcess, looking: Conversation
) -> None:
    picture_of(alice, "Calendar")
    stuck = drawer_of(bot)
    os.kill(stuck, signal.SIGSTOP)
    tap(alice, "How often")
    Conversation(emulator, bot, [bob]).go(HELLO[:1])
    assert bot.terminate() == 0
    assert not is_drawer(stuck)
    newest = alice.last().id
    bot.start()
    new_picture(alice, after=newest)


def test_a_bot_that_is_killed_leaves_nothing_behind_that_draws(
    emulator: Emulator, alice: Person, bot: BotProcess, looking: Conversation
) -> None:
    picture_of(alice, "Calendar")
    orphan = drawer_of(bot)
    bot.kill()
    emulator.wait_until(lambda: not is_drawer(orphan))


def plain(seen: Seen) -> str:
    """Its words without the marks around what was filled in."""
    return seen.text.translate(dict.fromkeys(map(ord, "\u2068\u2069")))
