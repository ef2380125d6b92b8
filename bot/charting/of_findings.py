"""The chart of what goes together: a row for each goal and reason, clear or not, or what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.charting.heading import period
from bot.lang import Lang
from charts.levels import Together as Chart
from charts.levels import TogetherRow
from charts.values import Heading, Named
from domain.insight.findings import LeftOut, Standing, Together
from domain.insight.pairs import looked_at
from domain.insight.progress import Counted, NotYet
from domain.spans import Span
from storage.people import Acquaintance
from storage.retests import Found

ROWS = 10
"""On one picture."""


def together_chart(lang: Lang, me: Acquaintance, every: Sequence[Found], today: date) -> Chart:
    tested = sum(isinstance(each.result, Together) for each in every)
    return Chart(
        Heading(
            Named(lang.label("What goes with your mood")),
            period(lang, Span(*looked_at(today)), me.zone_or_utc),
            lang.count("{n} tested this month", "{n} tested this month", tested).plain,
        ),
        tuple(_row(lang, each, nth) for nth, each in enumerate(every, start=1)),
        lower=lang.label("lower"),
        higher=lang.label("higher"),
        n_label=lang.label("with / without"),
        legend=lang.label(
            "Solid: clear in two months in a row. Grey: no clear difference. Bar: where it likely lies."
        ),
    )


def lacks(lang: Lang, found: NotYet) -> str:
    """``12 of 30 days``"""
    match found.counted:
        case Counted.DONE:
            return lang.label("{have} of {need} days with", have=found.have, need=found.need)
        case Counted.NOT_DONE:
            return lang.label("{have} of {need} days without", have=found.have, need=found.need)
        case _:
            return lang.label("{have} of {need} days", have=found.have, need=found.need)


def _row(lang: Lang, each: Found, nth: int) -> TogetherRow:
    goal = each.subject.goal_id is not None
    stand_in = lang.label("Goal {n}", n=nth) if goal else lang.label("Reason {n}", n=nth)
    name = Named(each.subject.name, stand_in)
    match each.result:
        case NotYet():
            return TogetherRow(name, lacks(lang, each.result))
        case LeftOut():
            return TogetherRow(name, lang.label("not tested"))
        case result:
            return TogetherRow(
                name,
                f"{result.done} / {result.not_done}",
                result.difference,
                result.low,
                result.high,
                clear=each.standing is Standing.TOLD,
            )
