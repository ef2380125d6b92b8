"""When a mood was felt: tapped or typed, in the past; echoed by the card that follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.codes.moods import ShowDetails
from bot.dialogs.steps import Answer, Asking, Data, Dialog, Question, Step, day_and_minute
from bot.handlers.mood_details import detailed
from bot.lang import Lang
from bot.text import EMPTY, Text, paragraphs
from bot.turn import Turn
from bot.view import Button, Reply, in_rows
from domain.days import ONE_DAY, daystamp
from domain.errors import Refused
from domain.felt import NOON, Clockwork, felt_on, parse_felt
from storage import drafts, mood_details
from storage.drafts import Sketch

FELT = "felt"
HOUR = "hour"
MORNING, EVENING = 8 * 60, 19 * 60


def _ask_when(asking: Asking) -> Question:
    to_come = asking.lang.say("That is still to come. A mood is noted for now, or for before.")
    return Question(
        paragraphs(
            to_come if asking.data.get("to_come") else EMPTY,
            asking.lang.say(
                "When was it? Tap, or type a time or a day, such as “14:30”, “yesterday 9pm” or "
                "“3 March”."
            ),
        ),
        in_rows(_presets(asking), 2),
    )


def _presets(asking: Asking) -> list[Button]:
    """Those that are past by now. A value is a day and a minute of it, so that a button tapped after
    midnight means what it meant."""
    clockwork = _clockwork(asking)
    today, label = clockwork.today, asking.lang.label
    before = today - ONE_DAY
    presets = [
        (label("This morning"), today, MORNING),
        (label("At noon"), today, NOON),
        (label("Yesterday morning"), before, MORNING),
        (label("Yesterday evening"), before, EVENING),
    ]
    return [
        asking.choice(label("An hour ago"), HOUR),
        *(
            asking.choice(words, f"{daystamp(day)}-{minute}")
            for words, day, minute in presets
            if clockwork.moment(day, minute) < clockwork.now
        ),
    ]


def _choose_when(asking: Asking, value: str) -> Answer:
    if value == HOUR:
        return _answer(_clockwork(asking).now - timedelta(hours=1))
    day, minute = day_and_minute(value)
    return _past(lambda: felt_on(day, minute, _clockwork(asking)))


def _read_when(asking: Asking, words: str) -> Answer:
    clockwork, order = _clockwork(asking), asking.turn.me.date_order
    return _past(lambda: parse_felt(words, clockwork, order, language=asking.lang.code))


def _past(read: Callable[[], datetime]) -> Answer:
    """What lies in the future is asked again, with a word on why."""
    try:
        return _answer(read())
    except Refused as error:
        if "latest" not in error.data:
            raise
        return Answer({"to_come": True}, stay=True)


def _answer(felt_at: datetime) -> Answer:
    return Answer({"felt_at": felt_at.isoformat()})


def _clockwork(asking: Asking) -> Clockwork:
    me = asking.turn.me
    return Clockwork(asking.turn.house.clock.now(), me.zone_or_utc, me.day_start_minute)


async def _save(turn: Turn, draft: Sketch, data: Data) -> Reply:
    mood = await turn.act(
        ShowDetails(data["mood"]),
        drafts.finish,
        turn.me,
        draft.id,
        mood_details.set_felt_at,
        turn.me,
        data["mood"],
        datetime.fromisoformat(data["felt_at"]),
    )
    return await detailed(turn, mood)


def _name(lang: Lang, _data: Data) -> Text:
    return lang.say("when a mood was")


felt = Dialog(
    FELT,
    (Step("when", FELT, _ask_when, read=_read_when, choose=_choose_when),),
    _save,
    _name,
    subject="moods",
    back=lambda data: ShowDetails(data["mood"]),
)
