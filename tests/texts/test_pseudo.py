"""A language that is none: what reaches a phone without brackets never passed the translator.

Each stretch of a sentence is wrapped on its own, so that a value filled in stands outside of the
brackets, and dates come from a locale of another script.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from bot import lang as languages
from domain.zones import COMMON, city_of
from tests.bot.conftest import places  # noqa: F401 - cities without a map
from tests.bot.desk import Desk
from tests.bot.touring import OWN, TYPED, Seen, tour
from tests.databases import sqlite_template  # noqa: F401 - a fixture
from tests.texts.test_extraction import BOT, KEYWORDS

PSEUDO = "el"
"""Greek letters for months and weekdays, and no Latin ones."""

CITIES = {city_of(zone) for zone in COMMON} | {"Tokyo", "Paris", "Chicago"}
NAMES = OWN | CITIES | {"UTC", "Olga", "English", "findahelpline.com", *TYPED}
"""What is nobody's to translate."""

WRAPPED = re.compile("⟦[^⟦⟧…]*(?:⟧|…|$)")
"""A button's label may be cut before its end."""

NO_WORDS = re.compile(r"(?:⟦/⟧|/)[a-z]+|https?://\S+")
"""Commands and links."""


def wrapped(sentence: str) -> str:
    """⟦Repeats ⟧{words}⟦ until ⟧{day}, with Telegram's tags left where they were."""
    pieces = re.split(r"(\{\w+\}|<[^>]*>)", sentence)
    return "".join(
        f"⟦{piece}⟧" if piece and not number % 2 else piece for number, piece in enumerate(pieces)
    )


def bare(words: str) -> list[str]:
    """The Latin words that no bracket holds."""
    rest = WRAPPED.sub(" ", NO_WORDS.sub(" ", words))
    for name in sorted(NAMES, key=len, reverse=True):
        rest = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", rest)
    return re.findall("[A-Za-z]+", rest)


@pytest.fixture
def pseudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The bot speaks English and the pseudo language, and no other."""
    catalog = Catalog(locale=PSEUDO)
    for _, _, sentence, _, _ in extract_from_dir(BOT, keywords=KEYWORDS):
        forms = (sentence,) if isinstance(sentence, str) else sentence
        catalog.add(sentence, tuple(map(wrapped, forms)) if len(forms) > 1 else wrapped(forms[0]))
    with (tmp_path / f"{PSEUDO}.po").open("wb") as file:
        write_po(file, catalog)
    monkeypatch.setattr(languages, "LOCALES", tmp_path)
    _forget()
    yield PSEUDO
    _forget()


def _forget() -> None:
    languages.shipped.cache_clear()
    languages.lang.cache_clear()


@pytest.fixture
def desk(sqlite_template: Path, tmp_path: Path) -> Iterator[Desk]:  # noqa: F811
    path = tmp_path / "desk.db"
    shutil.copy(sqlite_template, path)
    with Desk(path) as desk:
        yield desk


def test_no_word_reaches_a_phone_past_the_translator(desk: Desk, pseudo: str) -> None:
    found: dict[str, Seen] = {}
    steps = 0
    for seen in tour(desk, pseudo):
        steps += 1
        for shown in (seen.words, *seen.labels, seen.toast):
            found.update(dict.fromkeys(bare(shown), seen))
    assert found == {}
    assert steps > 400


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("⟦Done: ⟧Qa", []),
        ("⟦Done: ⟧Read", ["Read"]),
        ("/today – ⟦what is due⟧, Berlin", []),
        ("⟦a label that was cut sho…", []),
        ("Πέμπτη, 5 March", ["March"]),
    ],
)
def test_the_reader_of_this_test_finds_bare_words(words: str, said: list[str]) -> None:
    assert bare(words) == said


def test_values_stand_outside_of_the_brackets() -> None:
    assert wrapped("Repeats {words} until {day}") == "⟦Repeats ⟧{words}⟦ until ⟧{day}"
    assert wrapped("<b>Done</b>") == "<b>⟦Done⟧</b>"
