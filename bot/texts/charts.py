"""What stands below a chart: the ways to its neighbours, to other charts, and to the figures."""

from __future__ import annotations

from datetime import date

from bot.codes.stats import SendChart, ShowChart, ShowStats
from bot.lang import Lang
from bot.text import Text, paragraphs
from bot.texts.stats import chart_names, kinds_of, neighbours
from bot.view import Button, Row, in_rows
from domain.spans import Span
from storage.looks import Look
from storage.people import Acquaintance


def chart_rows(lang: Lang, me: Acquaintance, look: Look, code: ShowChart) -> tuple[Row, ...]:
    """Earlier and later, the other charts of the span, the file, and the figures."""
    span = Span(code.first, code.last)
    names = chart_names(lang)
    kinds = (
        kind for kind in kinds_of(span, look.subject, me.first_weekday) if kind is not code.kind
    )
    others = [
        Button(names[kind], ShowChart(kind, code.first, code.last, code.of)) for kind in kinds
    ]
    figures = Button(lang.label("In figures"), ShowStats(code.first, code.last, code.of))
    file = Button(lang.label("Full size"), SendChart(code.kind, code.first, code.last, code.of))
    last = (file, figures) if look.logs else (figures,)

    def of(other: Span) -> ShowChart:
        return ShowChart(code.kind, other.first, other.last, code.of)

    return (*neighbours(lang, me, span, look.today, of), *in_rows(others, 3), last)


def undrawn(lang: Lang, caption: Text) -> Text:
    """The words alone, and why."""
    why = lang.say("The picture could not be drawn just now. This is all it would have shown:")
    return paragraphs(why, caption)


def not_sent(lang: Lang) -> Text:
    return lang.say("The file could not be sent. Tap again to have it sent anew.")


def file_name(what: str, first: date, last: date) -> str:
    return f"daymark-{what}-{first}-{last}.png"
