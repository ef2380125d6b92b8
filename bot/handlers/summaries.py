"""The summary for a clinician: put together, made and sent."""

from __future__ import annotations

from bot.charting.of_summary import summary, weeks_in
from bot.codes.summaries import Part, SendSummary, ShowSummary
from bot.handlers.gates import needs_consent
from bot.messenger import Document
from bot.router import on
from bot.texts.summaries import (
    file_name,
    named,
    nothing_to_sum_up,
    summary_choice,
    summary_not_made,
    summary_sent,
)
from bot.turn import Turn
from bot.view import Reply
from charts.summary import Summary
from domain.ranges import checked
from domain.spans import Span
from storage import looks, summaries
from storage.summaries import Wanted


@on(ShowSummary)
@needs_consent("moods")
async def show_summary(turn: Turn, code: ShowSummary) -> Reply:
    checked(code.first, code.last)
    offered = await _offered(turn)
    return Reply(summary_choice(turn.lang, turn.me, code, offered, turn.today))


@on(SendSummary)
@needs_consent("moods")
async def send_summary(turn: Turn, code: SendSummary) -> Reply:
    checked(code.first, code.last)
    span, offered = Span(code.first, code.last).until(turn.today), await _offered(turn)
    weeks, wanted = weeks_in(span, turn.me.first_weekday), _wanted(offered & code.parts)
    found = await turn.look(summaries.records, turn.me, span, weeks, wanted)
    if not found.logs:
        return Reply(nothing_to_sum_up(turn.lang, code), fresh=True)
    findings = await turn.wait_for(turn.house.findings.told(turn.me))
    names = named(turn.lang, offered & ~code.parts)
    shown = summary(turn.lang, turn.me, found, wanted, names, findings)
    if not await _sent(turn, shown, file_name(span)):
        return Reply(summary_not_made(turn.lang, code), fresh=True)
    return Reply(summary_sent(turn.lang), fresh=True)


async def _offered(turn: Turn) -> Part:
    """The parts that there are: nobody is asked about goals they do not keep, or scales they have not."""
    offered = Part.REASONS | Part.NOTES
    if "goals" in turn.me.agreed:
        offered |= Part.GOALS
    if len(await turn.look(looks.subjects, turn.me)) > 1:
        offered |= Part.SCALES
    return offered


def _wanted(parts: Part) -> Wanted:
    return Wanted(
        goals=Part.GOALS in parts,
        scales=Part.SCALES in parts,
        reasons=Part.REASONS in parts,
        notes=Part.NOTES in parts,
    )


async def _sent(turn: Turn, shown: Summary, name: str) -> bool:
    """Have it made, and send it. Returns whether it is known to have arrived."""
    pdf = await turn.wait_for(turn.house.pictures.summary(shown))
    if pdf is None:
        return False
    messenger = turn.house.messenger
    return await turn.wait_for(messenger.send_document(turn.me.chat_id, Document(name, pdf)))
