"""Privacy: what is stored of a person, who can see it, and how it goes away."""

from __future__ import annotations

from bot.codes.settings import ShowConsent, ShowSupport
from bot.lang import N_, Lang
from bot.text import lines, paragraphs
from bot.texts.hello import privacy_line
from bot.view import Button, View

STORED: dict[str, tuple[str, ...]] = {
    N_("• your Telegram number, your settings, when you came, whether you stopped me"): ("people",),
    N_("• what you agreed to, and when"): ("consents",),
    N_("• goals: name, description, schedule, importance, reminder times, tags, pauses"): (
        *("goals", "schedule_versions", "reminders"),
        *("tags", "goal_tags", "pauses"),
    ),
    N_("• their days: what you answered and when, notes, why you skipped"): ("entries",),
    N_(
        "• moods: when and how you were, reasons, feelings, energy, notes; your own words and scales"
    ): ("mood_logs", "mood_reasons", "mood_labels", "scales", "scale_values"),
    N_("• which of these go with your mood, worked out once a month"): ("findings",),
    N_("• templates you saved: whoever has the link can see what they make"): ("templates",),
    N_("• for up to 30 days: questions half answered, and what /undo needs"): (
        *("drafts", "acts", "act_changes"),
    ),
    N_("• which message is your card"): ("day_cards",),
    N_("• when I remind you next, and for four weeks what I said by myself"): ("alarms", "outbox"),
    N_("• after /erase: a date, and a number that only proves that you were deleted"): ("erased",),
}
"""Everything that is stored, with the tables it stands in."""

FOR_A_MOMENT = ("inbox",)
"""Named under what is not stored: it goes with the answer."""

OF_NOBODY = ("leases", "zone_offsets")
"""Tell which process does what and what clocks show, and nothing of anybody."""


def privacy(lang: Lang, operator: str) -> View:
    """Short enough to be read, and complete: STORED names every table."""
    return View(
        paragraphs(
            lang.say("<b>Privacy</b>"),
            privacy_line(lang, operator),
            lines(
                [
                    lang.say("<b>Stored</b>, goals and moods only with your yes, and in backups:"),
                    *(lang.say(sentence) for sentence in STORED),
                ]
            ),
            lang.say(
                "<b>Not stored:</b> your name, your phone number, where you are. A message of yours is "
                "kept only until it is answered; one that I could not handle, for up to 30 days."
            ),
            lang.say(
                "<b>Who sees it:</b> you; whoever runs the server, since they can read its disk; and "
                "Telegram, through which we talk."
            ),
            lang.say(
                "<b>Yours:</b> what you delete lies in /bin for 30 days and is then gone for good. "
                "/export sends you everything as files, and /erase has everything deleted."
            ),
        ),
        (
            (Button(lang.label("What I agreed to"), ShowConsent()),),
            (Button(lang.label("Support lines"), ShowSupport()),),
        ),
    )
