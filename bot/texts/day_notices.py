"""What the card of a day says beside its goals: that they rest, and that everything will go."""

from __future__ import annotations

from bot.codes.data import KeepEverything
from bot.codes.pauses import ShowPauses
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, lines
from bot.texts.pauses import TITLE, until_words
from bot.view import Button, Row
from domain.written import shorten
from storage.board import Board
from storage.resting import Resting

SHOWN = 3
"""Resting goals that an empty card names."""


def resting(lang: Lang, board: Board) -> Text:
    """Why the day asks little or nothing."""
    shown = [_rest(lang, board, rest) for rest in board.resting[:SHOWN]]
    others = len(board.resting) - SHOWN
    further = lang.count("and {n} more", "and {n} more", others) if others > 0 else EMPTY
    return lines([*shown, further, _dated(lang, board)])


def ways_out(lang: Lang, board: Board, *, erasing: bool) -> tuple[Row, ...]:
    """Leading to what can be ended: a pause that is not over, an erasure."""
    rests = any(rest.last is None or rest.last >= board.today for rest in board.resting)
    pauses = ((Button(lang.label("Pauses"), ShowPauses()),),) if rests else ()
    keep = ((Button(lang.label("Keep everything"), KeepEverything()),),) if erasing else ()
    return (*pauses, *keep)


def _rest(lang: Lang, board: Board, rest: Resting) -> Text:
    name = bold(shorten(rest.of or lang.label("Everything"), TITLE))
    if board.day < board.today:
        return lang.say("{name} rested on this day", name=name)
    if rest.last == board.day:
        return lang.say("{name} rests on this day", name=name)
    return until_words(lang, name, rest.last, board.today)


def _dated(lang: Lang, board: Board) -> Text:
    """Beside "everything rests", what is on the card all the same would look like a mistake."""
    asks = any(item.reading.is_unanswered for item in board.items)
    if board.rests and asks and board.day >= board.today:
        return lang.say("Only what has a date of its own asks.")
    return EMPTY
