"""Goals: the list, the card, the bin."""

from __future__ import annotations

from datetime import date

from bot.codes.day import ShowDay, ShowToday
from bot.codes.goals import (
    ArchiveGoal,
    DeleteGoal,
    EditGoal,
    NewGoal,
    RestoreGoal,
    ReviveGoal,
    ShowArchive,
    ShowBin,
    ShowEdit,
    ShowGoal,
    ShowGoals,
)
from bot.codes.history import ShowHistory
from bot.codes.moods import ShowMoodBin
from bot.codes.pauses import BeginPause
from bot.codes.reminders import ShowGoalReminders
from bot.codes.tags import ShowGoalTags, ShowTags
from bot.codes.templates import NameTemplate, ShowTemplates
from bot.lang import Lang
from bot.text import EMPTY, Text, bold, lines, paragraphs, quote
from bot.texts.bells import bell_in_words
from bot.texts.paging import turning
from bot.texts.schedules import day_in_words, first_period, importance, rhythm
from bot.view import Button, Row, View, in_rows
from bot.wire import Word
from domain.entries import Progress
from domain.goals import Status
from domain.kinds import Free, Once, Period, Schedule, TimesIn, TimesPer
from domain.schedules import is_any_day
from storage.goal_views import GoalView, Page

PAGE = 8
FEW = 3
"""Days that count before a strength is told."""

STREAK = 2
"""One time is no row."""


def goal_list(lang: Lang, page: Page) -> View:
    """All goals, a button each."""
    new = Button(lang.label("New goal"), NewGoal())
    if not page.lines:
        words = lang.say("You have no goals yet. A first one takes a minute.")
        return View(words, ((new, Button(lang.label("Templates"), ShowTemplates())),))
    rows = [(Button(_marked(line.title, line.status), ShowGoal(line.id)),) for line in page.lines]
    return View(
        lang.say("<b>Your goals</b>\nChoose one to see or change it."),
        (
            *rows,
            *turning(page.number, page.pages, ShowGoals),
            (new, Button(lang.label("Today"), ShowToday())),
            (
                Button(lang.label("Tags"), ShowTags()),
                Button(lang.label("Templates"), ShowTemplates()),
            ),
            (Button(lang.label("Archive"), ShowArchive()), Button(lang.label("Bin"), ShowBin())),
        ),
    )


def goal_card(lang: Lang, goal: GoalView, *, note: Text = EMPTY) -> View:
    """One goal: what it is, when it is next due, how it went lately."""
    facts = lines(
        [
            rhythm(lang, goal.schedule, goal.plan.target, goal.today),
            _next(lang, goal),
            _first_period(lang, goal),
            EMPTY if isinstance(goal.schedule, Once) else lately(lang, goal.recent),
            _strength(lang, goal),
            _streak(lang, goal),
            importance(lang, goal.criticality),
            _tags(lang, goal),
            _reminders(lang, goal),
        ]
    )
    text = paragraphs(note, bold(goal.title), _description(goal), facts, _standing(lang, goal))
    return View(text, _card_rows(lang, goal))


def edit_menu(lang: Lang, goal: GoalView) -> View:
    """Which part of a goal shall change."""
    names = field_names(lang, goal.schedule)
    buttons = [
        Button(
            label,
            ShowGoalReminders(goal.id) if field == "reminders" else EditGoal(goal.id, Word(field)),
        )
        for field, label in names.items()
    ]
    back = Button(lang.label("← Back"), ShowGoal(goal.id))
    return View(
        lang.say("What shall change about {title}?", title=bold(goal.title)),
        (*in_rows(buttons, 2), (back,)),
    )


def field_names(lang: Lang, schedule: Schedule) -> dict[str, str]:
    """What can be changed about a goal, by the group of questions that changes it."""
    once = isinstance(schedule, Once)
    names = {
        "title": lang.label("Name"),
        "description": lang.label("Description"),
        "schedule": lang.label("How often"),
        "start": lang.label("Start"),
        "target": lang.label("Due") if once else lang.label("End"),
        "criticality": lang.label("Importance"),
        "reminders": lang.label("Reminders"),
    }
    if once:
        del names["start"]
    return names


def bin_list(lang: Lang, page: Page) -> View:
    """What was deleted in the last 30 days, a tap away from being back."""
    moods = Button(lang.label("Deleted moods"), ShowMoodBin())
    back = Button(lang.label("← Goals"), ShowGoals())
    if not page.lines:
        return View(lang.say("No goals in the bin."), ((moods, back),))
    rows = [(Button(f"↩ {line.title}", RestoreGoal(line.id)),) for line in page.lines]
    return View(
        lang.say("<b>Bin</b>\nGoals stay here for 30 days. Tap one to bring it back."),
        (*rows, *turning(page.number, page.pages, ShowBin), (moods, back)),
    )


def archive_list(lang: Lang, page: Page) -> View:
    """What was put away, to be taken up again."""
    back = Button(lang.label("← Goals"), ShowGoals())
    if not page.lines:
        return View(lang.say("Nothing in the archive."), ((back,),))
    rows = [(Button(_marked(line.title, line.status), ShowGoal(line.id)),) for line in page.lines]
    return View(
        lang.say("<b>Archive</b>\nThese goals ask for nothing, and their days are kept."),
        (*rows, *turning(page.number, page.pages, ShowArchive), (back,)),
    )


def lately(lang: Lang, recent: Progress) -> Text:
    """``9 of the last 12``: what was done, never what was not."""
    if not recent.due:
        return EMPTY
    skipped = lang.say(" ({n} skipped)", n=recent.skipped) if recent.skipped else EMPTY
    return lang.say(
        "{n} of the last {due}{skipped}", n=recent.done, due=recent.due, skipped=skipped
    )


def _marked(title: str, status: Status) -> str:
    return f"✅ {title}" if status is Status.COMPLETED else title


def _next(lang: Lang, goal: GoalView) -> Text:
    if goal.in_bin or isinstance(goal.schedule, Once) or goal.next_due is None:
        return EMPTY
    day = day_in_words(lang, goal.next_due, goal.today)
    if isinstance(goal.schedule, Free) and goal.next_due > goal.today:
        # Its days are one's own to choose: no day ahead has it on its card.
        return lang.say("Asks again: {day}", day=day)
    return lang.say("Next: {day}", day=day)


def _first_period(lang: Lang, goal: GoalView) -> Text:
    """Of the rhythm that holds now, or will from tomorrow on."""
    if goal.in_bin:
        return EMPTY
    return first_period(lang, goal.plan, max(goal.today, goal.plan.versions[-1].from_day))


def _strength(lang: Lang, goal: GoalView) -> Text:
    """In whole percent: more digits would pretend to know more. Nothing is said before there is
    anything to go by, and nobody is told that they have none."""
    percent = round((goal.strength or 0) * 100)
    if not percent or goal.recent.due < FEW:
        return EMPTY
    return lang.say("Strength {n}%", n=percent)


def _streak(lang: Lang, goal: GoalView) -> Text:
    """In the goal's own period, and only once it is one."""
    current, since = _row(goal)
    if since is None or current < STREAK:
        return EMPTY
    match goal.schedule:
        case TimesPer(period=Period.WEEK):
            return lang.count("{n} week in a row", "{n} weeks in a row", current)
        case TimesPer():
            return lang.count("{n} month in a row", "{n} months in a row", current)
        case TimesIn():
            # It asks anew each day how often it was done lately: a number would count those days.
            return lang.say("On course since {day}", day=lang.day(since, goal.today))
        case _:
            return lang.count("Once in a row", "{n} times in a row", current)


def _row(goal: GoalView) -> tuple[int, date | None]:
    """How long the row under way is, and since when; it is nothing to who does not want to know."""
    return (goal.streaks.current, goal.streaks.current_since) if goal.streaks else (0, None)


def _tags(lang: Lang, goal: GoalView) -> Text:
    return lang.say("{tags}", tags=" ".join(f"#{tag}" for tag in goal.tags)) if goal.tags else EMPTY


def _reminders(lang: Lang, goal: GoalView) -> Text:
    if not goal.bells:
        return EMPTY
    times = ", ".join(bell_in_words(lang, bell, goal.today) for bell in goal.bells)
    return lang.say("Reminders: {times}", times=times)


def _description(goal: GoalView) -> Text:
    return quote(goal.description) if goal.description else EMPTY


def _standing(lang: Lang, goal: GoalView) -> Text:
    if goal.in_bin:
        return lang.say("In the bin.")
    if goal.archived:
        return lang.say("In the archive: it asks for nothing, and its days are kept.")
    match goal.status:
        case Status.COMPLETED:
            return lang.say("<b>Completed.</b>")
        case Status.ENDED:
            return lang.say(
                "Ended on {day}.", day=lang.day(goal.plan.target or goal.today, goal.today)
            )
        case Status.OPEN:
            return EMPTY


def _card_rows(lang: Lang, goal: GoalView) -> tuple[Row, ...]:
    goals = Button(lang.label("← Goals"), ShowGoals())
    delete = Button(lang.label("Delete"), DeleteGoal(goal.id))
    history = Button(lang.label("History"), ShowHistory(goal.id))
    if goal.in_bin:
        return ((Button(lang.label("Restore"), RestoreGoal(goal.id)), goals),)
    if goal.archived:
        revive = Button(lang.label("Take up again"), ReviveGoal(goal.id))
        return (revive, history), (delete, Button(lang.label("← Archive"), ShowArchive()))
    return (
        (Button(lang.label("Edit"), ShowEdit(goal.id)), history),
        (
            Button(lang.label("Pause"), BeginPause(goal=goal.id)),
            Button(lang.label("Archive"), ArchiveGoal(goal.id)),
            delete,
        ),
        (
            Button(lang.label("Reminders"), ShowGoalReminders(goal.id)),
            Button(lang.label("Tags"), ShowGoalTags(goal.id)),
        ),
        (Button(lang.label("Save as template"), NameTemplate(goal=goal.id)),),
        (goals, _next_day(lang, goal)),
    )


def _next_day(lang: Lang, goal: GoalView) -> Button:
    """The card of the day it is next due on."""
    named = not is_any_day(goal.plan) and not isinstance(goal.schedule, Free)
    if named and goal.next_due and goal.next_due > goal.today:
        return Button(lang.short_day(goal.next_due), ShowDay(goal.next_due))
    return Button(lang.label("Today"), ShowToday())
