"""The commands of the chat. One is listed here only once it works."""

from bot.codes.data import AskImport, SendExport, ShowErase
from bot.codes.day import ShowToday
from bot.codes.digests import AskWeek
from bot.codes.goals import NewGoal, ShowArchive, ShowBin, ShowGoals
from bot.codes.history import AskTracker, ChooseHistory
from bot.codes.moods import AskMood, ShowMoods
from bot.codes.pauses import ShowPauses
from bot.codes.reminders import ShowReminders
from bot.codes.settings import ShowHelp, ShowPrivacy, ShowSettings, ShowSupport, Start
from bot.codes.stats import AskStats
from bot.codes.undo import UndoLast
from bot.lang import N_
from bot.wire import Code

COMMANDS: dict[str, str] = {
    "today": N_("what is due, to tick"),
    "mood": N_("note how you are"),
    "new": N_("add a goal"),
    "goals": N_("see and change goals"),
    "moods": N_("see and change moods"),
    "undo": N_("take back the last thing"),
    "week": N_("how the week was"),
    "stats": N_("look back, with charts"),
    "reminders": N_("what I remind you of"),
    "pause": N_("rest for a while"),
    "archive": N_("goals you put away"),
    "history": N_("the calendar of a goal"),
    "tracker": N_("any days: FROM TO [ZONE]"),
    "bin": N_("bring back what you deleted"),
    "settings": N_("time zone, day, language"),
    "privacy": N_("what is stored"),
    "export": N_("all of it as files"),
    "import": N_("bring goals and moods along"),
    "erase": N_("have everything deleted"),
    "help": N_("what I can do"),
    "cancel": N_("leave what we are in"),
    "crisis": N_("support lines"),
    "start": N_("begin, or go on"),
}
"""Every command that works, with what it does, in the order of /help."""

LEADS_TO: dict[str, Code] = {
    "today": ShowToday(),
    "mood": AskMood(),
    "new": NewGoal(),
    "goals": ShowGoals(),
    "moods": ShowMoods(),
    "undo": UndoLast(),
    "week": AskWeek(),
    "stats": AskStats(),
    "reminders": ShowReminders(),
    "pause": ShowPauses(),
    "archive": ShowArchive(),
    "history": ChooseHistory(),
    "tracker": AskTracker(),
    "bin": ShowBin(),
    "settings": ShowSettings(),
    "privacy": ShowPrivacy(),
    "export": SendExport(),
    "import": AskImport(),
    "erase": ShowErase(),
    "help": ShowHelp(),
    "crisis": ShowSupport(),
    "start": Start(),
}
"""A command is a button that is typed. Only /cancel is not: it depends on the dialog it is said in."""

MENU = ("today", "mood", "new", "goals", "undo", "stats", "week", "pause", "settings", "help")
"""Those that Telegram's menu lists: most used first, and few."""
