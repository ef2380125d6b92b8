"""Remarks on an import: in people's words, with the place, and with what was done instead."""

import ast
import re
from itertools import product
from pathlib import Path

import domain.files
from bot.imports import note_as_plain, told_as_plain
from bot.lang import lang, shipped
from bot.texts.remarks import FIELDS, WHY, remark
from domain.errors import Reason
from domain.files.report import Note, Remark, Severity
from storage.importing import Fate, Told

READERS = Path(domain.files.__file__).parent
WHOLE_FILE = {"file", "lines"}
"""What these refuse is no item of a file, but all of it."""

NAMED_AS = {
    **dict.fromkeys(("Refused", "day_of"), 0),
    **dict.fromkeys(("changed", "told", "passed_over", "iso_day", "iso_moment", "iso_time"), 1),
    **dict.fromkeys(("text_of", "line_of", "flag_of", "id_of", "list_of", "_moment"), 1),
    **dict.fromkeys(("_number", "_column"), 1),
    **dict.fromkeys(("line", "bounded", "fitted", "_cut"), 2),
}
"""Where the name of a field stands in the calls that may name it in a remark."""

FROM_THE_FILE = re.compile(
    "|".join(name for name in FIELDS if re.search(r"[A-Z_.]|date|track", name))
)


def named() -> set[str]:
    """Every name that a reader of files may put into a note."""
    calls = (
        node
        for path in READERS.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
    )
    return {name for call in calls if (name := _name_in(call))} - WHOLE_FILE


def _name_in(call: ast.Call) -> str | None:
    function = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    place = NAMED_AS.get(function)
    if place is None or len(call.args) <= place:
        return None
    value = call.args[place]
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None


def test_whatever_a_reader_may_name_has_words_of_its_own() -> None:
    assert {"goaltracking", "Value", "full_date", "description", "tag"} <= named()
    assert named() - FIELDS.keys() == set()


def test_every_remark_and_every_fate_has_a_sentence() -> None:
    assert {*Remark, *Fate} - WHY.keys() == set()


def test_no_remark_shows_a_name_out_of_a_file() -> None:
    for code, field, why in product(shipped(), sorted(named()), (*Reason, *Remark)):
        note = Note(3, Severity.CHANGED, why, field, "Read", {"minute": 5})
        words = remark(lang(code), note_as_plain(note, by_line=False)).plain
        assert not FROM_THE_FILE.search(words), words
        assert "{" not in words


def said(note: Note, code: str = "en", *, by_line: bool = False) -> str:
    words = remark(lang(code), note_as_plain(note, by_line)).plain
    return re.sub("[\u2068\u2069]", "", words)


def test_a_remark_tells_the_place_the_matter_and_what_was_done() -> None:
    day = Note(2, Severity.CHANGED, Reason.NOT_A_DATE, "duedate", "Read", {"entry": 5})
    assert said(day) == "No. 2, Read, day 5: the date is no day that exists; that day is left out"
    row = Note(2, Severity.CHANGED, Reason.UNREADABLE, "Value", "Read", {"line": 9})
    assert said(row) == "No. 2, Read, line 9: the value cannot be read; that day is left out"
    assert said(row, by_line=True).startswith("Line 9, Read: the value cannot be read")
    words = Note(4, Severity.CHANGED, Remark.KEPT_AS_TEXT, "frequency", None, {})
    assert said(words) == (
        "No. 4: the rhythm is said in words I do not know; they are kept as text"
    )
    late = Note(1, Severity.TOLD, Remark.NO_PLACE, "startdate", "Read", {"minute": 90})
    assert said(late) == "No. 1, Read: the time on the first day has no place here and is left out"
    twice = Note(3, Severity.LEFT_OUT, Reason.TWICE, "title", "Read", {"first": 1})
    assert said(twice) == "No. 3, Read: the name is there twice; not taken"
    many = Note(3, Severity.CHANGED, Reason.TOO_MANY, "activities", None, {"limit": 20})
    assert said(many, by_line=True) == (
        "Line 3: the list of activities has more than I can keep; the rest is left out"
    )


def test_a_remark_in_german_reads_as_german() -> None:
    day = Note(2, Severity.CHANGED, Reason.NOT_A_DATE, "duedate", "Lesen", {"entry": 5})
    assert said(day, "de") == (
        "Nr. 2, Lesen, Tag 5: das Datum ist kein Tag, den es gibt; dieser Tag bleibt weg"
    )
    words = Note(4, Severity.CHANGED, Remark.KEPT_AS_TEXT, "criticality", None, {})
    assert said(words, "de") == (
        "Nr. 4: die Wichtigkeit steht in Worten da, die ich nicht kenne; sie bleiben als Text erhalten"
    )


def test_what_storage_refuses_is_told_the_same_way() -> None:
    told = told_as_plain(Told(2, "Read", Reason.PAST_STAYS, "target"), by_line=False)
    words = remark(lang("en"), told).plain
    assert words.endswith("it would change days that are over; not taken")
    gone = remark(lang("en"), told_as_plain(Told(2, "Read", Fate.IN_BIN), by_line=False)).plain
    assert gone.endswith("bring it back first: /bin")
