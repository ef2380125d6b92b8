from collections.abc import Sequence
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.days import FIRST_DAY, LAST_DAY
from domain.entries import State
from domain.errors import Reason, Refused
from domain.goals import clean_title, title_key
from domain.kinds import Weekdays
from domain.moods import NOTE_MAX
from domain.oneline import Sketchy
from domain.quick import (
    ENTRY_MAX,
    Done,
    GoalSaid,
    Reading,
    Unclear,
    UndoSaid,
    Which,
    answer_to_mood,
    read_entry,
)
from domain.said_mood import Levels, MoodSaid, NewWord
from tests.domain.told import told

TODAY = date(2026, 11, 22)  # a Sunday
ENGLISH = (
    (1, "Read"),
    (2, "\U0001f3c3 Run"),
    (3, "Water plants"),
    (4, "Walk"),
    (5, "Read the paper"),
    (6, "Day: one"),
)
GERMAN = (
    (1, "Lesen"),
    (2, "\U0001f3c3 Laufen"),
    (3, "Wasser trinken"),
    (4, "Wandern"),
    (5, "Lesen im Bett"),
    (6, "Tag: eins"),
    (7, "\u00dcbung"),
)


def shown(reading: Reading) -> str:
    """`2 done 2026-11-22: a note`, `4 work, tired: a note`, `which 1 5`"""
    match reading:
        case Done(goal, day, state, note):
            return f"{goal} {state} {day}" + (f": {note}" if note else "")
        case Which(candidates):
            return f"which {' '.join(str(done.goal_id) for done in candidates)}"
        case MoodSaid(level, reasons, note, day, steps, word):
            said = f"word {word}" if word else str(level) if steps == 5 else f"{level} of {steps}"
            felt = " ".join([f"mood {said}", *([", ".join(reasons)] if reasons else [])])
            return felt + (f" {day}" if day else "") + (f": {note}" if note else "")
        case NewWord(word, note):
            return f"new word {word}" + (f": {note}" if note else "")
        case GoalSaid(sketch):
            return f"goal {told(sketch)}"
    return type(reading).__name__


def shown_or_refused(text: str, names: Sequence[tuple[int, str]], language: str) -> str:
    try:
        return shown(read_entry(text, names, TODAY, language=language))
    except Refused as refused:
        return f"{refused.field} {refused.reason}"


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("read", "1 done 2026-11-22"),
        ("READ", "1 done 2026-11-22"),
        ("rea", "which 1 5"),
        ("Read: finished it", "1 done 2026-11-22: finished it"),
        ("yesterday read", "1 done 2026-11-21"),
        ("read yesterday", "1 done 2026-11-21"),
        ("mon run", "2 done 2026-11-16"),
        ("run monday", "2 done 2026-11-16"),
        ("sun run", "2 done 2026-11-22"),
        ("last sunday run", "2 done 2026-11-15"),
        ("3 days ago run", "2 done 2026-11-19"),
        ("run 5 dec", "2 done 2025-12-05"),
        ("run 20 nov", "2 done 2026-11-20"),
        ("20 nov run: rain", "2 done 2026-11-20: rain"),
        ("skip run", "2 skipped 2026-11-22"),
        ("run skip", "2 skipped 2026-11-22"),
        ("run skip: ill", "2 skipped 2026-11-22: ill"),
        ("part read", "1 part 2026-11-22"),
        ("clear read", "1 open 2026-11-22"),
        ("yesterday skip run", "2 skipped 2026-11-21"),
        ("skip run yesterday", "2 skipped 2026-11-21"),
        ("tomorrow read", "1 done 2026-11-23"),
        ("next friday read", "Unclear"),
        ("in 3 days read", "Unclear"),
        ("run 5", "Unclear"),
        ("5 run", "Unclear"),
        ("run 5 km", "Unclear"),
        ("run 5.5", "Unclear"),
        ("re", "which 1 5"),
        ("w", "Unclear"),
        ("wa", "which 3 4"),
        ("\U0001f3c3 run", "2 done 2026-11-22"),
        ("\U0001f3c3", "2 done 2026-11-22"),
        ("run far", "Unclear"),
        ("\U0001f642", "mood 4"),
        ("\U0001f623 work, tired: long day", "mood 1 work, tired: long day"),
        ("mood 4", "mood 4"),
        ("mood 4 work, tired: long day", "mood 4 work, tired: long day"),
        ("mood yesterday 4", "mood 4 2026-11-21"),
        ("yesterday mood 4", "mood 4 2026-11-21"),
        ("mood 4 work yesterday", "mood 4 work 2026-11-21"),
        ("mood 4 sun", "mood 4 sun"),
        ("mood 4: fine", "mood 4: fine"),
        ("mood: 4 work", "mood 4 work"),
        ("mood 0", "level out_of_range"),
        ("mood 6", "level out_of_range"),
        ("mood -1", "level out_of_range"),
        ("mood great", "new word great"),
        ("mood great: a nice walk", "new word great: a nice walk"),
        ("mood: great", "new word great"),
        ("mood", "Unclear"),
        ("mood 4/5", "mood 4"),
        ("mood 5/7", "mood 5 of 7"),
        ("mood 8/7", "level out_of_range"),
        ("mood 4/10", "level out_of_range"),
        ("mood 1,5", "level out_of_range"),
        ("mood tomorrow 4", "felt_at out_of_range"),
        ("mood yesterday", "Unclear"),
        ("mood lifting music", "Unclear"),
        ("mood x2", "Unclear"),
        ("undo", "UndoSaid"),
        ("Undo!", "UndoSaid"),
        ("run mon wed 7:00", "Unclear"),
        ("floss every day 7:00", "goal floss: daily, reminded 7:00"),
        ("floss", "Unclear"),
        ("see you friday", "Unclear"),
        ("hello there", "Unclear"),
        ("day: one", "6 done 2026-11-22"),
        ("3/4 read", "day ambiguous_date"),
        ("the day before yesterday read", "1 done 2026-11-20"),
        ("read 31 feb", "day not_a_date"),
        ("feeling 2", "mood 2"),
        ("21 november run", "2 done 2026-11-21"),
        ("2 weeks ago walk", "4 done 2026-11-08"),
        ("done walk", "4 done 2026-11-22"),
    ],
)
def test_an_english_entry_is_read(text: str, reading: str):
    assert shown_or_refused(text, ENGLISH, "en") == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("lesen", "1 done 2026-11-22"),
        ("LESEN", "1 done 2026-11-22"),
        ("les", "which 1 5"),
        ("lesen: fertig geworden", "1 done 2026-11-22: fertig geworden"),
        ("gestern lesen", "1 done 2026-11-21"),
        ("lesen gestern", "1 done 2026-11-21"),
        ("vorgestern laufen", "2 done 2026-11-20"),
        ("mo laufen", "2 done 2026-11-16"),
        ("laufen montag", "2 done 2026-11-16"),
        ("letzten sonntag laufen", "2 done 2026-11-15"),
        ("vor 3 tagen laufen", "2 done 2026-11-19"),
        ("laufen 20.11.", "2 done 2026-11-20"),
        ("20. november laufen: regen", "2 done 2026-11-20: regen"),
        ("laufen auslassen", "2 skipped 2026-11-22"),
        ("überspringen laufen", "2 skipped 2026-11-22"),
        ("laufen ausgelassen: krank", "2 skipped 2026-11-22: krank"),
        ("teilweise lesen", "1 part 2026-11-22"),
        ("lesen teil", "1 part 2026-11-22"),
        ("lesen leeren", "1 open 2026-11-22"),
        ("gestern laufen auslassen", "2 skipped 2026-11-21"),
        ("morgen lesen", "1 done 2026-11-23"),
        ("nächsten freitag lesen", "Unclear"),
        ("in 3 tagen lesen", "Unclear"),
        ("laufen 5", "Unclear"),
        ("laufen 5 km", "Unclear"),
        ("laufen 5,5", "Unclear"),
        ("w", "Unclear"),
        ("wa", "which 3 4"),
        ("was", "3 done 2026-11-22"),
        ("\U0001f3c3 laufen", "2 done 2026-11-22"),
        ("\U0001f3c3", "2 done 2026-11-22"),
        ("übung", "7 done 2026-11-22"),
        ("uebung", "Unclear"),
        ("\U0001f642", "mood 4"),
        ("\U0001f604 arbeit: guter tag", "mood 5 arbeit: guter tag"),
        ("stimmung 4", "mood 4"),
        ("stimmung 4 arbeit, müde: langer tag", "mood 4 arbeit, müde: langer tag"),
        ("laune 2", "mood 2"),
        ("stimmung gestern 4", "mood 4 2026-11-21"),
        ("gestern stimmung 4", "mood 4 2026-11-21"),
        ("stimmung 4 arbeit gestern", "mood 4 arbeit 2026-11-21"),
        ("stimmung 0", "level out_of_range"),
        ("stimmung 6", "level out_of_range"),
        ("stimmung super", "new word super"),
        ("rückgängig", "UndoSaid"),
        ("rueckgaengig", "UndoSaid"),
        ("undo", "UndoSaid"),
        ("laufen mo mi 7:00", "Unclear"),
        ("zähne putzen täglich 7:00", "goal zähne putzen: daily, reminded 7:00"),
        ("bis freitag", "Unclear"),
        ("hallo", "Unclear"),
        ("tag: eins", "6 done 2026-11-22"),
        ("3/4 lesen", "1 done 2026-04-03"),
        ("am montag laufen", "2 done 2026-11-16"),
    ],
)
def test_a_german_entry_is_read(text: str, reading: str):
    assert shown_or_refused(text, GERMAN, "de") == reading


def read(text: str, *titles: str, today: date = TODAY) -> Reading:
    return read_entry(text, list(enumerate(titles, 1)), today, language="en")


def test_a_question_carries_an_answer_for_each_goal():
    assert read("skip wa yesterday: ill", "Walk", "Water") == Which(
        (
            Done(1, date(2026, 11, 21), State.SKIPPED, "ill"),
            Done(2, date(2026, 11, 21), State.SKIPPED, "ill"),
        )
    )


def test_an_exact_title_beats_longer_ones_and_the_emoji_is_no_part_of_a_name():
    assert read("run", "Run far", "Run") == Done(2, TODAY, State.DONE)
    assert read("run", "\U0001f3c3 Run", "Run") == Done(2, TODAY, State.DONE)
    assert read("\U0001f3c3\ufe0f run", "Run", "\U0001f3c3 Run") == Done(2, TODAY, State.DONE)
    assert read("\u2600\ufe0f walk", "Walk") == Done(1, TODAY, State.DONE)


def test_accents_are_part_of_a_name():
    assert read("resume", "R\u00e9sum\u00e9") == Unclear()
    assert read("re\u0301sume\u0301", "R\u00e9sum\u00e9") == Done(1, TODAY, State.DONE)


@pytest.mark.parametrize(
    "title", ["yesterday", "mood 4", "undo", "skip", "run: fast", "daily", "\U0001f642"]
)
def test_a_goal_may_be_called_anything(title: str):
    assert read(title, "Read", title) == Done(2, TODAY, State.DONE)
    assert read(f"yesterday {title}", "Read", title) == Done(2, date(2026, 11, 21), State.DONE)


def test_a_colon_in_a_title_is_no_note():
    assert read("run: fast: wet", "Run", "Run: fast") == Done(2, TODAY, State.DONE, "wet")
    assert read("run: slow: wet", "Run", "Run: fast") == Done(1, TODAY, State.DONE, "slow: wet")


def test_a_note_keeps_its_lines_and_has_an_end():
    assert read("read: one\ntwo", "Read") == Done(1, TODAY, State.DONE, "one\ntwo")
    with pytest.raises(Refused) as refused:
        read("read: " + "x" * (NOTE_MAX + 1), "Read")
    assert refused.value.field == "note"
    assert read("x" * (ENTRY_MAX + 1), "Read") == Unclear()


def test_the_other_order_of_a_date_is_asked_with_days_that_are_over():
    with pytest.raises(Refused) as refused:
        read("3/4 read", "Read")
    assert refused.value.reason is Reason.AMBIGUOUS_DATE
    assert refused.value.data == {"candidates": (date(2026, 4, 3), date(2026, 3, 4))}
    names = [(1, "Read")]
    dated = read_entry("3/4 read", names, TODAY, language="en", order="month")
    assert dated == Done(1, date(2026, 3, 4), State.DONE)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("sun read", date(2026, 11, 22), date(2026, 11, 22)),
        ("mon read", date(2026, 11, 22), date(2026, 11, 16)),
        ("31st read", date(2026, 9, 1), date(2026, 8, 31)),
        ("31st read", date(2026, 7, 30), date(2026, 5, 31)),
        ("15th read", date(2026, 3, 15), date(2026, 3, 15)),
        ("29 feb read", date(2104, 2, 28), date(2096, 2, 29)),
        ("1 jan read", date(2026, 12, 31), date(2026, 1, 1)),
        ("2026-11-30 read", date(2026, 11, 22), None),
        ("day after tomorrow read", date(2026, 11, 22), None),
        ("tomorrow read", date(2026, 11, 22), date(2026, 11, 23)),
        ("1 jan read", FIRST_DAY, FIRST_DAY),
    ],
)
def test_a_day_is_the_latest_such_one(text: str, today: date, day: date | None):
    reading = read(text, "Read", today=today)
    assert reading == (Done(1, day, State.DONE) if day else Unclear())


def test_a_new_goal_is_said_where_no_goal_has_that_name():
    said = read("run mon wed 7:00", "Read")
    assert said == GoalSaid(Sketchy("run", Weekdays(frozenset({0, 2})), (420,)))
    assert read("run mon wed 7:00", "Run") == Unclear()
    assert read("run mon wed 7:00\nand more") == Unclear()


def test_a_mood_of_another_day_cannot_be_tomorrows():
    with pytest.raises(Refused) as refused:
        read("tomorrow \U0001f642")
    assert refused.value.data == {"latest": TODAY}
    assert read("mood mood 4") == Unclear()


OWN = Levels(7, {"meh": 1, "so so": 2, "so": 3, "yesterday": 4, "5": 5})


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("meh", "mood word 1"),
        ("Meh!", "mood word 1"),
        ("meh: long day", "mood word 1: long day"),
        ("mood meh", "mood word 1"),
        ("mood meh work: long day", "mood word 1 work: long day"),
        ("yesterday mood meh", "mood word 1 2026-11-21"),
        ("mood yesterday meh", "mood word 4 meh"),
        ("mood so so work", "mood word 2 work"),
        ("mood so tired", "mood word 3 tired"),
        ("so so", "mood word 2"),
        ("mood 5", "mood 5 of 7"),
        ("mood 7 work", "mood 7 work of 7"),
        ("meh work", "Unclear"),
        ("meh yesterday", "Unclear"),
        ("mood fine", "new word fine"),
        ("mood fine: sun", "new word fine: sun"),
        ("mood music daily", "goal mood music: daily"),
    ],
)
def test_a_mood_is_said_by_words_of_one_s_own(text: str, reading: str):
    said = read_entry(text, ENGLISH, TODAY, language="en", levels=OWN)
    assert shown(said) == reading.replace("7 work of 7", "7 of 7 work")


def test_a_goal_of_that_name_comes_before_a_word_for_a_mood():
    names = [(9, "Meh")]
    said = read_entry("meh", names, TODAY, language="en", levels=OWN)
    assert said == Done(9, TODAY, State.DONE)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("4", "mood 4 of 7"),
        ("4 work: long", "mood 4 of 7 work: long"),
        ("3/5", "mood 3"),
        ("\U0001f642", "mood 4"),
        ("meh work", "mood word 1 work"),
        ("8", None),
        ("eggs", None),
        ("", None),
        ("4: " + "x" * (NOTE_MAX + 1), None),
    ],
)
def test_an_answer_to_how_one_is_needs_no_other_word(text: str, reading: str | None):
    said = answer_to_mood(text, TODAY, language="en", levels=OWN)
    assert (said and shown(said)) == reading


def test_undo_is_said_alone():
    assert read("Undo.") == UndoSaid()
    assert read("undo it") == Unclear()


titles = st.text(st.characters(codec=None), min_size=1, max_size=30) | st.lists(
    st.sampled_from(
        [
            "mood",
            "4",
            "yesterday",
            "undo",
            "skip",
            "run",
            ":",
            "-",
            "mon",
            "7:00",
            "5",
            "\U0001f642",
            "done",
        ]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
languages = st.sampled_from(["en", "de"])


@settings(deadline=None)
@given(st.lists(titles, max_size=4), titles, st.dates(FIRST_DAY, LAST_DAY), languages)
def test_no_entry_does_worse_than_a_refusal(
    names: list[str], text: str, today: date, language: str
):
    with suppress(Refused):
        read_entry(text, list(enumerate(names)), today, language=language)


@settings(deadline=None)
@given(st.lists(titles, min_size=1, max_size=4), languages)
def test_a_full_title_always_finds_its_goal(texts: list[str], language: str):
    cleaned: dict[str, str] = {}
    for text in texts:
        with suppress(Refused):
            cleaned.setdefault(title_key(clean_title(text)), clean_title(text))
    names = list(enumerate(cleaned.values()))
    for goal, title in names:
        found = read_entry(title, names, TODAY, language=language)
        assert found == Done(goal, TODAY, State.DONE)
