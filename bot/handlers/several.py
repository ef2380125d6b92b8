"""Several lines in one message: entries, moods and goals, one each."""

from __future__ import annotations

from bot.dialogs.several import heard, offer
from bot.handlers.gates import ask_consent
from bot.handlers.said import words
from bot.hearing import hearing
from bot.texts.data import file_refused
from bot.turn import Turn
from bot.view import Reply
from domain.errors import Refused
from domain.quick import Done
from domain.said_mood import MoodSaid
from domain.several import Line, are_a_list


async def on_new_lines(turn: Turn) -> Reply:
    """/new with several lines: a goal each."""
    if "goals" not in turn.me.agreed:
        return ask_consent(turn)
    command, _, rest = turn.typed.partition("\n")
    try:
        return await offer(turn, f"{command.partition(' ')[2]}\n{rest}", goals=True)
    except Refused as error:
        return Reply(file_refused(turn.lang, turn.today, error))


async def on_lines(turn: Turn) -> Reply:
    """Several lines, typed to nobody: a list where most of them say something by themselves. Words
    about a day have lines, too, and so has a note behind a colon."""
    if "goals" not in turn.me.agreed:
        return ask_consent(turn)
    ear = await hearing(turn)
    try:
        lines = heard(ear, turn.typed, goals=False)
    except Refused:
        return await words(turn)
    if not are_a_list(lines) or _is_a_note(lines):
        return await words(turn)
    return await offer(turn, turn.typed, goals=False)


def _is_a_note(lines: tuple[Line, ...]) -> bool:
    """Whether the lines go on with the note that the first one begins."""
    first = lines[0].meant
    begins = isinstance(first, Done | MoodSaid) and first.note is not None
    return begins and not all(line.is_an_entry for line in lines)
