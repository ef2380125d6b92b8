"""Languages: every text of the bot passes through here; its English form is its name.

A template is ours and may hold Telegram's tags; the values put into it are escaped by their type:
``Text`` goes in as it is, anything else as a person's words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from bot.text import Text, esc
from domain.zones import city_of

LOCALES = Path(__file__).parent / "locale"
ENGLISH = "en"


class Lang:
    """One language: ``say`` makes sentences, ``label`` the short words on buttons."""

    def __init__(self, code: str, translations: NullTranslations) -> None:
        self.code = code
        self.locale = Locale.parse(code)
        self._translations = translations

    @property
    def name(self) -> str:
        """The language's name in itself."""
        return (self.locale.get_display_name() or self.code).capitalize()

    def say(self, message: str, /, **values: object) -> Text:
        """A sentence. ``message`` is the English template, with ``{names}`` for the values."""
        return _filled(self._translations.gettext(message), values)

    def count(self, one: str, more: str, n: int, /, **values: object) -> Text:
        """A sentence that depends on a number, which it may name as ``{n}``. How many forms there are,
        and for which numbers, is the language's own business."""
        return _filled(self._translations.ngettext(one, more, n), {"n": n, **values})

    def label(self, message: str, /, **values: object) -> str:
        """Plain words for a button or a toast, where Telegram takes no markup."""
        return self._translations.gettext(message).format(**values)

    def day(self, day: date, today: date) -> str:
        """A day as one says it: with its weekday, and its year only when that is another."""
        if day.year == today.year:
            return self._date(day, self._translations.gettext("EEEE d MMMM"))
        return self._date(day, self._translations.gettext("EEEE d MMMM y"))

    def short_day(self, day: date) -> str:
        """``Sun 22``, for buttons."""
        return self._date(day, self._translations.gettext("EEE d"))

    def days(self, first: date, last: date) -> str:
        """``1–30 June 2026``: some days, told once where they have it in common."""
        end = self._date(last, self._translations.gettext("d MMMM y"))
        if first == last:
            return end
        if (first.year, first.month) == (last.year, last.month):
            start = self._date(first, self._translations.gettext("d"))
            return f"{start}–{end}"
        pattern = "d MMMM" if first.year == last.year else "d MMMM y"
        return f"{self._date(first, self._translations.gettext(pattern))} – {end}"

    def short_date(self, day: date) -> str:
        """``3 Jun``, where there is little room."""
        return self._date(day, self._translations.gettext("d MMM"))

    def month_name(self, number: int, width: str = "abbreviated") -> str:
        """1 is January."""
        name: str = self.locale.months["stand-alone"][width][number]
        return name.rstrip(".")

    def month(self, day: date) -> str:
        return self._date(day, self._translations.gettext("LLLL y"))

    def _date(self, day: date, pattern: str) -> str:
        # The order of weekday, day and month is the translator's choice: CLDR's skeletons know no
        # "Sunday 22 November" and Babel falls back to an abbreviated one.
        return format_date(day, pattern, locale=self.locale)

    def yearly(self, day: date) -> str:
        """``5 March``: a date as it comes every year."""
        return self._date(day, self._translations.gettext("d MMMM"))

    def weekday(self, number: int, width: str = "wide") -> str:
        """0 is Monday; ``width`` is wide, abbreviated or short."""
        name: str = self.locale.days["stand-alone"][width][number]
        return name

    def number(self, value: float) -> str:
        """``3.5``, ``4``: a level, to one place."""
        return format_decimal(value, format="0.#", locale=self.locale)

    def time(self, minute: int) -> str:
        """A wall time given in minutes after midnight. Twenty-four hours in every language: nobody
        then has to wonder which 7:30 is meant."""
        return "{:02}:{:02}".format(*divmod(minute, 60))

    def moment(self, local: datetime) -> str:
        """``21:14`` of a local, naive date-time."""
        return self.time(local.hour * 60 + local.minute)

    def weekday_of(self, day: date) -> str:
        return self.weekday(day.weekday())

    def city(self, zone: str) -> str:
        """The place a zone is called after: ``Tokio`` in German. A language names only those places
        that it spells in its own way."""
        own: str | None = self.locale.time_zones.get(zone, {}).get("city")
        return own or city_of(zone)


def N_(message: str) -> str:  # noqa: N802 - gettext's name for "translate this later"
    """The English template itself, marked for the translators where it is not said at once."""
    return message


def _filled(template: str, values: Mapping[str, object]) -> Text:
    safe = {name: _safe(value).html for name, value in values.items()}
    return Text(template.format(**safe))


def _safe(value: object) -> Text:
    match value:
        case Text():
            return value
        case int():
            return Text(str(value))
        case _:
            return esc(str(value))


@cache
def shipped() -> tuple[str, ...]:
    """The languages there are, English first."""
    return ENGLISH, *sorted(path.stem for path in LOCALES.glob("*.po"))


@cache
def lang(code: str) -> Lang:
    """The language with this code, or English when it is not shipped."""
    known = nearest(code)
    return Lang(known, NullTranslations() if known == ENGLISH else _catalog(known))


def nearest(code: str | None) -> str:
    """The shipped language closest to what a client says: ``pt-BR`` becomes ``pt``, if that is there."""
    base = (code or ENGLISH).split("-")[0].lower()
    return base if base in shipped() else ENGLISH


def _catalog(code: str) -> GNUTranslations:
    """A catalog straight from its .po file: no compiled twin that could be out of date."""
    compiled = BytesIO()
    with (LOCALES / f"{code}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)
