"""The words people use for times, days and rhythms. A language is one entry of `LANGUAGES`."""

from collections.abc import Mapping
from typing import Final

from domain.words.base import Says, Span, Words
from domain.words.english import ENGLISH
from domain.words.german import GERMAN

__all__ = ["ENGLISH", "GERMAN", "LANGUAGES", "Says", "Span", "Words", "words_of"]

LANGUAGES: Final[Mapping[str, Words]] = {"en": ENGLISH, "de": GERMAN}


def words_of(language: str) -> Words:
    """The words of a language; English for one that has none of its own."""
    return LANGUAGES.get(language, ENGLISH)
