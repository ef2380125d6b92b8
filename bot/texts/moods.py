"""Moods: the question, what was noted, the list. Moods are not achievements: nothing is praised."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from bot.codes import (
    AskMood,
    ChooseLevel,
    ChooseReasons,
    DeleteMood,
    DropNote,
    LogMood,
    RestoreMood,
    SetLevel,
    SetReason,
    ShowBin,
    ShowMood,
    ShowMoodBin,
    ShowMoods,
    ShowSupport,
    WriteNote,
    WriteReason,
)
from bot.lang import Lang
from bot.text import EMPTY, Text, esc, lines, paragraphs, quote
from bot.texts.goals import turning
from bot.view import Button, Row, View, in_rows
from domain.days import local_time
from domain.moods import LEVELS
from domain.written import fold
from storage.moods import MoodPage, MoodView
from storage.people import Acquaintance

PAGE = 6
LISTED = 3
"""Reasons that the list names of each log: all of all of them would not fit a message."""

FACES = {1: "😣", 2: "🙁", 3: "😐", 4: "🙂", 5: "😄"}


def level_name(lang: Lang, level: int) -> str:
    """The bot's own word for a level, where the person has none."""
    return {
        1: lang.label("very unpleasant"),
        2: lang.label("unpleasant"),
        3: lang.label("in between"),
        4: lang.label("pleasant"),
        5: lang.label("very pleasant"),
    }[level]


def suggestions(lang: Lang) -> tuple[str, ...]:
    """Reasons to begin with, until the person has words of their own."""
    return (
        lang.label("work"),
        lang.label("family"),
        lang.label("friends"),
        lang.label("sleep"),
        lang.label("health"),
        lang.label("weather"),
    )


def mood_question(lang: Lang, request: int) -> View:
    """How is it now? One tap is enough."""
    buttons = tuple(Button(f"{FACES[level]} {level}", LogMood(request, level)) for level in LEVELS)
    scale = lang.say("1 is very unpleasant, 5 is very pleasant.")
    return View(paragraphs(lang.say("How are you, right now?"), scale), (buttons,))


def noted(lang: Lang, me: Acquaintance, mood: MoodView) -> View:
    """A log as it stands, with what may be added."""
    text = paragraphs(
        lang.say("Noted: {level}, {label}.", level=mood.level, label=esc(_label(lang, mood))),
        _details(lang, me, mood),
    )
    return View(text, _noted_rows(lang, mood))


def level_choice(lang: Lang, mood: MoodView) -> View:
    buttons = tuple(Button(f"{FACES[level]} {level}", SetLevel(mood.id, level)) for level in LEVELS)
    back = Button(lang.label("← Back"), ShowMood(mood.id))
    return View(lang.say("Which level fits better?"), (buttons, (back,)))


def reason_choice(lang: Lang, mood: MoodView, offered: Sequence[str]) -> View:
    """Reasons to give or take back; each button says what shall hold afterwards."""
    given = {fold(reason) for reason in mood.reasons}
    buttons = [
        Button(
            f"✓ {reason}" if fold(reason) in given else reason,
            SetReason(mood.id, fingerprint(reason), fold(reason) not in given),
        )
        for reason in offered
    ]
    last = (
        Button(lang.label("Another…"), WriteReason(mood.id)),
        Button(lang.label("Done"), ShowMood(mood.id)),
    )
    return View(
        lang.say("What has to do with it? As many as you like."), (*in_rows(buttons, 3), last)
    )


def mood_list(lang: Lang, me: Acquaintance, page: MoodPage) -> View:
    """What was noted, latest first."""
    ask = Button(lang.label("How is it now?"), AskMood())
    if not page.moods:
        return View(lang.say("No moods noted yet."), ((ask,),))
    text = paragraphs(
        lang.say("<b>Your moods</b>"), lines(_line(lang, me, mood) for mood in page.moods)
    )
    rows = [(Button(_short(lang, me, mood), ShowMood(mood.id)),) for mood in page.moods]
    return View(text, (*rows, *turning(page.number, page.pages, ShowMoods), (ask,)))


def mood_bin(lang: Lang, me: Acquaintance, page: MoodPage) -> View:
    back = Button(lang.label("← Bin"), ShowBin())
    if not page.moods:
        return View(lang.say("No moods in the bin."), ((back,),))
    rows = [(Button(f"↩ {_short(lang, me, mood)}", RestoreMood(mood.id)),) for mood in page.moods]
    return View(
        lang.say("<b>Deleted moods</b>\nThey stay here for 30 days. Tap one to bring it back."),
        (*rows, *turning(page.number, page.pages, ShowMoodBin), (back,)),
    )


def fingerprint(reason: str) -> int:
    """A reason as a button carries it: titles and reasons are too long, and no business of a code."""
    return crc32(fold(reason).encode())


def _label(lang: Lang, mood: MoodView) -> str:
    return mood.label or level_name(lang, mood.level)


def _details(lang: Lang, me: Acquaintance, mood: MoodView) -> Text:
    reasons = lang.say("Reasons: {reasons}", reasons=", ".join(mood.reasons))
    return lines(
        [
            lang.say("{when}", when=_when(lang, me, mood)),
            reasons if mood.reasons else EMPTY,
            quote(mood.note) if mood.note else EMPTY,
            lang.say("In the bin.") if mood.in_bin else EMPTY,
        ]
    )


def _noted_rows(lang: Lang, mood: MoodView) -> tuple[Row, ...]:
    moods = Button(lang.label("All moods"), ShowMoods())
    if mood.in_bin:
        return ((Button(lang.label("Restore"), RestoreMood(mood.id)), moods),)
    note = Button(
        lang.label("Change note") if mood.note else lang.label("Note"), WriteNote(mood.id)
    )
    rows: list[Row] = [
        (Button(lang.label("Reasons"), ChooseReasons(mood.id)), note),
        (
            Button(lang.label("Another level"), ChooseLevel(mood.id)),
            Button(lang.label("Delete"), DeleteMood(mood.id)),
        ),
    ]
    if mood.note:
        rows.append((Button(lang.label("Remove note"), DropNote(mood.id)),))
    if mood.level == LEVELS[0]:
        rows.append((Button(lang.label("Support lines"), ShowSupport()),))
    return *rows, (moods,)


def _when(lang: Lang, me: Acquaintance, mood: MoodView) -> str:
    local = local_time(mood.felt_at, me.zone_or_utc)
    return f"{lang.short_day(mood.day)}, {lang.moment(local)}"


def _short(lang: Lang, me: Acquaintance, mood: MoodView) -> str:
    return f"{FACES[mood.level]} {mood.level} · {_when(lang, me, mood)}"


def _line(lang: Lang, me: Acquaintance, mood: MoodView) -> Text:
    reasons = f" – {', '.join(mood.reasons[:LISTED])}" if mood.reasons else ""
    if len(mood.reasons) > LISTED:
        reasons += ", …"
    return lang.say(
        "{when}: {level}, {label}{reasons}",
        when=_when(lang, me, mood),
        level=mood.level,
        label=_label(lang, mood),
        reasons=reasons,
    )
