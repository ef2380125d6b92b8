"""The privacy text names everything that is stored: a new table has to be told of."""

import pytest

from bot.lang import lang, shipped
from bot.texts.privacy import FOR_A_MOMENT, OF_NOBODY, STORED, privacy
from storage.tables import Base

PHONE = 1700
"""Characters that a phone shows in about two screens."""


def test_every_table_is_named_once() -> None:
    named = [table for tables in STORED.values() for table in tables] + [*FOR_A_MOMENT, *OF_NOBODY]
    assert sorted(named) == sorted(table.name for table in Base.metadata.sorted_tables)


@pytest.mark.parametrize("code", shipped())
def test_the_text_has_every_sentence_and_stays_short(code: str) -> None:
    words = privacy(lang(code), "Olga").text.plain
    assert [each for each in STORED if lang(code).say(each).plain not in words] == []
    assert len(words) < PHONE
