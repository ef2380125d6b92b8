import codecs
import unicodedata

import pytest

from domain.errors import Reason
from domain.files.gather import title
from domain.files.guard import MAX_BYTES, fitted, line, read_text
from domain.goals import TITLE_MAX
from tests.domain.files.corpus import refusal


@pytest.mark.parametrize(
    "data",
    [
        "Grüße\r\n".encode(),
        codecs.BOM_UTF8 + "Grüße\r\n".encode(),
        codecs.BOM_UTF16_LE + "Grüße\r\n".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "Grüße\r\n".encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 le", "utf-16 be"],
)
def test_text_is_read_in_the_encoding_its_mark_names(data: bytes):
    assert read_text(data) == "Grüße\r\n"


@pytest.mark.parametrize(
    ("data", "at"),
    [
        ("a\nGrüße".encode("cp1252"), 2),
        (b"a\n\n\0", 3),
        ("Grüße".encode("utf-16-le"), 1),
        (codecs.BOM_UTF32_LE + "Alice".encode("utf-32-le"), 1),
        (codecs.BOM_UTF16_LE + b"a", 1),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", 1),
        (b"\xed\xa0\x80", 1),
    ],
    ids=["cp1252", "nul", "no mark", "utf-32", "cut", "utf-16 surrogate", "utf-8 surrogate"],
)
def test_other_encodings_are_refused_with_the_line_and_never_guessed(data: bytes, at: int):
    no = refusal(read_text, data)
    assert (no.field, no.reason, no.data) == ("file", Reason.WRONG_ENCODING, {"line": at})


def test_a_file_may_be_as_large_as_the_limit_and_no_larger():
    assert len(read_text(b"a" * MAX_BYTES)) == MAX_BYTES
    no = refusal(read_text, b"a" * (MAX_BYTES + 1))
    assert (no.reason, no.data) == (Reason.TOO_LARGE, {"limit": MAX_BYTES})


@pytest.mark.parametrize("data", [b"", b" \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_BE])
def test_an_empty_file_is_refused_as_empty(data: bytes):
    assert refusal(read_text, data).reason is Reason.EMPTY


def test_a_line_is_cleaned_and_nothing_visible_is_none():
    assert line(" a\0\tb\ud800 ", 5, "tag") == "a b"
    assert line("\u200b \0", 5, "tag") is None
    assert refusal(line, "abcdef", 5, "tag").reason is Reason.TOO_LONG


def test_a_title_must_be_visible():
    assert refusal(title, "\u200b").reason is Reason.EMPTY


def test_a_megabyte_of_combining_marks_is_refused_before_it_is_sorted():
    # Composing this text would take minutes: each mark moves past all of the other class.
    marks = "a" + "\u0301\u0316" * 500_000
    assert unicodedata.combining("\u0301") != unicodedata.combining("\u0316")
    no = refusal(title, marks)
    assert (no.reason, no.data["limit"]) == (Reason.TOO_LONG, TITLE_MAX)
    kept, cut = fitted(marks, 2000, "note")
    assert cut
    assert kept is not None
    assert len(kept) == 2000


@pytest.mark.parametrize(
    ("text", "kept", "cut"),
    [
        ("a\r\nb\0", "a\nb", False),
        ("abcde", "abcde", False),
        ("abcdef", "abcd\u2026", True),
        ("abc de", "abc\u2026", True),
        ("\u200b", None, False),
        ("a" + " " * 100, "a\u2026", True),
        ("\ufb2c", "\u05e9\u05bc\u05c1", False),  # composed as three
    ],
)
def test_a_text_that_is_too_long_is_cut_and_that_is_said(text: str, kept: str | None, cut: bool):
    assert fitted(text, 5, "note") == (kept, cut)
