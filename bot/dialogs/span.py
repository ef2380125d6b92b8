"""Which days to look back on: typed, and echoed by what follows."""

from __future__ import annotations

from bot.codes.stats import ShowStats
from bot.dialogs.steps import Answer, Asking, Data, Dialog, Question, Step
from bot.lang import Lang
from bot.router import reply_to
from bot.text import Text
from bot.turn import Turn
from bot.view import Reply
from bot.wire import Word
from domain.days import daystamp, from_daystamp
from domain.looking_back import parse_days
from domain.spans import Unit, span_of
from storage import drafts
from storage.drafts import Sketch

SPAN = "span"


def _ask_span(asking: Asking) -> Question:
    return Question(
        asking.lang.say(
            "Which days? Type a month, a year or two dates, such as “March”, “2025” or "
            "“1 March – 15 March”."
        )
    )


def _read_span(asking: Asking, words: str) -> Answer:
    turn = asking.turn
    # Nothing is changed by it, and the days are echoed: 3/4 need not be asked about.
    order = turn.me.date_order or "day"
    zone = turn.me.zone_or_utc
    span = parse_days(words, turn.today, zone, order, language=asking.lang.code)
    return Answer({"first": daystamp(span.first), "last": daystamp(span.last)})


async def _save(turn: Turn, draft: Sketch, data: Data) -> Reply:
    here = ShowStats(from_daystamp(data["first"]), from_daystamp(data["last"]), Word(data["of"]))
    await turn.act_for_good(here, drafts.close, turn.me, draft.id)
    return await reply_to(turn, here)


def _name(lang: Lang, _data: Data) -> Text:
    return lang.say("days to look back on")


def _back(data: Data) -> ShowStats:
    """The month it was asked from."""
    day = from_daystamp(data["day"])
    month = span_of(day, Unit.MONTH, 0)
    return ShowStats(month.first, month.last, Word(data["of"]))


span = Dialog(
    SPAN,
    (Step("days", SPAN, _ask_span, read=_read_span),),
    _save,
    _name,
    subject="moods",
    back=_back,
)
