"""Settings, consent, help."""

from __future__ import annotations

from dataclasses import dataclass

from bot.wire import Code, Word


@dataclass(frozen=True, slots=True)
class ShowSettings(Code, family="s"):
    pass


@dataclass(frozen=True, slots=True)
class ShowSetting(Code, family="sv"):
    """The choices of one setting."""

    name: Word


@dataclass(frozen=True, slots=True)
class SetSetting(Code, family="ss"):
    name: Word
    value: Word


@dataclass(frozen=True, slots=True)
class ChangeZone(Code, family="sz"):
    """Begin to name a zone."""


@dataclass(frozen=True, slots=True)
class ShowPrivacy(Code, family="p"):
    pass


@dataclass(frozen=True, slots=True)
class ShowSupport(Code, family="pc"):
    """Where help can be found."""


@dataclass(frozen=True, slots=True)
class Start(Code, family="st"):
    """What /start does: a welcome, or going on."""


@dataclass(frozen=True, slots=True)
class ShowHello(Code, family="sh"):
    """Whatever a newcomer has not done yet."""

    zone_later: bool = False


@dataclass(frozen=True, slots=True)
class ShowConsent(Code, family="pq"):
    """``then`` is what to go on with after a yes."""

    then: Word = Word()


@dataclass(frozen=True, slots=True)
class Agree(Code, family="pa"):
    """Consent to exactly this: ``all``, ``goals`` or ``none``; ``then`` is a command to go on with, or
    the link of a template."""

    to: Word
    then: Word = Word()


@dataclass(frozen=True, slots=True)
class ShowHelp(Code, family="h"):
    pass


@dataclass(frozen=True, slots=True)
class Nothing(Code, family="n"):
    """A button that only shows something, such as a calendar's empty place."""
