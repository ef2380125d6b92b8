"""The first minutes: who I am, what may be stored, and a first goal."""

from __future__ import annotations

from bot.codes.day import ShowToday
from bot.codes.dialogs import Discard
from bot.codes.goals import NewGoal, ShowGoals, StarterGoal
from bot.codes.moods import AskMood, ShowMoods
from bot.codes.settings import (
    Agree,
    ChangeZone,
    ShowConsent,
    ShowHello,
    ShowPrivacy,
    ShowSetting,
    ShowSettings,
)
from bot.lang import Lang, shipped
from bot.text import EMPTY, Text, paragraphs
from bot.view import Button, Row, View, in_rows
from bot.wire import Word
from storage.drafts import Sketch


def welcome(lang: Lang, operator: str, then: str = "", *, gone: bool = False) -> View:
    """Two lines and a privacy line, before anything is asked. ``then`` is what they came for, and
    ``gone`` tells that all they had was deleted."""
    deleted = lang.say("Everything of yours was deleted, and nothing is stored of you.")
    return View(
        paragraphs(
            deleted if gone else EMPTY,
            lang.say(
                "<b>I am Daymark.</b> Goals, a daily card to tick, and how you are: kept honestly, "
                "without pressure."
            ),
            privacy_line(lang, operator),
        ),
        (
            (Button(lang.label("Let's go"), ShowConsent(Word(then))),),
            _more(lang),
        ),
    )


def _more(lang: Lang) -> Row:
    privacy = Button(lang.label("Privacy"), ShowPrivacy())
    if len(shipped()) == 1:
        return (privacy,)
    return privacy, Button(lang.label("Language"), ShowSetting(Word("language")))


def privacy_line(lang: Lang, operator: str) -> Text:
    """Where everything lies. Nobody named is said in the person's language, too."""
    if not operator:
        return lang.say(
            "Your entries are stored on the server of whoever runs this bot. Chats with bots are not "
            "end-to-end encrypted: Telegram can technically read them."
        )
    return lang.say(
        "Your entries are stored on the server of {operator}. Chats with bots are not end-to-end "
        "encrypted: Telegram can technically read them.",
        operator=operator,
    )


def consent_question(lang: Lang, agreed: frozenset[str], operator: str, then: str = "") -> View:
    """Two questions in one: goals, and moods as a yes of their own. ``then`` is the command that was
    asked for and goes on after a yes."""
    buttons = (
        (
            Button(
                _ticked(lang.label("Yes, goals and moods"), agreed >= {"goals", "moods"}),
                Agree(Word("all"), Word(then)),
            ),
        ),
        (
            Button(
                _ticked(lang.label("Only goals, no moods"), agreed == {"goals"}),
                Agree(Word("goals"), Word(then)),
            ),
        ),
        (Button(lang.label("No, keep nothing of that"), Agree(Word("none"))),),
    )
    return View(
        paragraphs(
            lang.say("<b>May I store what you tell me?</b>"),
            lang.say(
                "Goals and ticks, so that I can show them again. Moods and notes are health data "
                "and need a yes of their own. You can change this at any time in /settings. Without a "
                "yes I keep your settings only."
            ),
            privacy_line(lang, operator),
        ),
        (*buttons, (Button(lang.label("← Settings"), ShowSettings()),)) if agreed else buttons,
    )


def refused_storage(lang: Lang) -> View:
    """Somebody said no. That is a fine answer."""
    return View(
        lang.say(
            "All right, I keep nothing more of that. What was stored before stays until you delete it. "
            "/start asks again whenever you like."
        ),
        (
            (
                Button(lang.label("My goals"), ShowGoals()),
                Button(lang.label("My moods"), ShowMoods()),
            ),
        ),
    )


def first_goal(lang: Lang, draft: Sketch) -> View:
    """Something to tick within a minute. ``draft`` is the goal that typed words begin."""
    buttons = [Button(label, StarterGoal(Word(name))) for name, label in starters(lang).items()]
    return View(
        lang.say(
            "What would you like to do more often? Tap one to have it on your card every day, or "
            "type your own, such as “run mon wed fri”."
        ),
        (
            *in_rows(buttons, 2),
            (
                Button(lang.label("My own goal"), NewGoal()),
                Button(lang.label("Later"), Discard(Word(draft.kind), draft.id)),
            ),
        ),
    )


def starters(lang: Lang) -> dict[str, str]:
    """Ready-made goals, by the names their buttons carry."""
    return {
        "walk": lang.label("Take a walk"),
        "read": lang.label("Read"),
        "water": lang.label("Drink water"),
        "sleep": lang.label("In bed by 23:00"),
        "medicine": lang.label("Take medicine"),
        "call": lang.label("Call someone"),
    }


def zone_offer(lang: Lang, draft: Sketch | None = None) -> View:
    """Asked once at the start; whoever skips it is reminded by the card. ``draft`` is what hears a
    city that is typed at once."""
    later = Discard(Word(draft.kind), draft.id) if draft else ShowHello(zone_later=True)
    return View(
        lang.say("When does your day begin and end? For that I need your time zone."),
        (
            (Button(lang.label("Set my time zone"), ChangeZone()),),
            (Button(lang.label("Later"), later),),
        ),
    )


def welcome_back(lang: Lang) -> View:
    return View(
        lang.say("Good to see you. Everything is where you left it."),
        (
            (
                Button(lang.label("Today"), ShowToday()),
                Button(lang.label("How is it now?"), AskMood()),
            ),
        ),
    )


def support(lang: Lang) -> View:
    """Plain and short: this is a program, and people are elsewhere."""
    return View(
        paragraphs(
            lang.say("<b>Support lines</b>"),
            lang.say(
                "I am a program and cannot help in an emergency. In danger, call your local emergency "
                "number: 112 works in many countries, 911 in North America."
            ),
            lang.say("People to talk to, by country: findahelpline.com"),
        ),
        ((Button("findahelpline.com", url="https://findahelpline.com"),),),
    )


def _ticked(label: str, ticked: bool) -> str:
    return f"✓ {label}" if ticked else label
