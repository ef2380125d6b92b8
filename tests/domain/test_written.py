import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.errors import Reason, Refused
from domain.graphemes import graphemes
from domain.written import (
    clean_line,
    clean_text,
    fold,
    isolate,
    nearest,
    shorten,
    visible,
)

any_text = st.text(st.characters(codec=None), max_size=80)
FAMILY = "👩‍👩‍👧‍👦"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Read  a\tbook \n", "Read a book"),
        ("a\u00a0b\u3000c\u2028d", "a b c d"),
        ("e\u0301", "é"),
        ("e\x00\u0301", "é"),
        ("a\x00b\x1bc\x9fd", "abcd"),
        ("a\ud800b\udfffc", "abc"),
        ("a\ufdd0b\ufdefc\uffffd\ufffee\U0010ffff", "abcde"),
        ("\ufdcf\ufdf0\ufffd", "\ufdcf\ufdf0\ufffd"),
        ("مرحبا", "مرحبا"),
        (FAMILY, FAMILY),
    ],
)
def test_a_line_is_kept_clean(typed: str, kept: str):
    assert clean_line(typed, 99, "title") == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\ntwo", "one\ntwo"),
        ("one\r\n\r\n\r\n\r\ntwo\u2028three", "one\n\ntwo\nthree"),
        ("\n\n  one   word \n \n \n two\n", "one word\n\ntwo"),
    ],
)
def test_a_text_keeps_its_lines_with_one_blank_line_at_most(typed: str, kept: str):
    assert clean_text(typed, 99, "note") == kept


@pytest.mark.parametrize("clean", [clean_line, clean_text])
def test_too_long_is_told_with_both_lengths_in_code_points(clean: Callable[[str, int, str], str]):
    assert clean("👍" * 5, 5, "note") == "👍" * 5
    with pytest.raises(Refused) as refused:
        clean("👍" * 6, 5, "note")
    assert (refused.value.field, refused.value.reason) == ("note", Reason.TOO_LONG)
    assert refused.value.data == {"length": 6, "limit": 5}


@pytest.mark.parametrize("clean", [clean_line, clean_text])
@given(any_text)
def test_what_was_cleaned_can_be_stored_and_stays_as_it_is(
    clean: Callable[[str, int, str], str], typed: str
):
    assume(visible(typed))
    kept = clean(typed, 300, "note")
    assert clean(kept, 300, "note") == kept
    assert visible(kept)
    assert kept.encode().decode() == unicodedata.normalize("NFC", kept)
    assert "\x00" not in kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "\u200b\u200d\ufeff",
        "\u2060\u00ad",
        "\u3164",
        "\u2800",
        "\ufe0f",
        "\x00\x1b",
        "\u202e",
    ],
)
def test_nothing_to_see_counts_as_empty(text: str):
    assert not visible(text)
    with pytest.raises(Refused) as refused:
        clean_line(text, 99, "title")
    assert refused.value.reason is Reason.EMPTY


@pytest.mark.parametrize("text", ["a", ".", "👍", "\u200b1", "한", "\U0001fae8", "ा"])
def test_one_visible_character_is_enough(text: str):
    assert visible(text)


@pytest.mark.parametrize(
    "cluster",
    [
        "a",
        "e\u0301\u0323",
        "👍🏽",
        FAMILY,
        "👩🏽‍🚀",
        "❤️‍🔥",
        "🙂‍↔️",
        "\U0001fae8\u200d\U0001fae8",
        "🇩🇪",
        SCOTLAND,
        "1️⃣",
        "नि",
        "กำ",
        "ᄒ\u1161\u11ab",
        "하\u11ab",
        "ᄒ한",
        "ｶﾞ",
        "a\u200c",
    ],
)
def test_what_reads_as_one_character_is_never_cut(cluster: str):
    assert list(graphemes(f"x{cluster}y")) == ["x", cluster, "y"]


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        ("", []),
        ("ab", ["a", "b"]),
        ("🇩🇪🇫🇷🇮", ["🇩🇪", "🇫🇷", "🇮"]),
        ("🇩🇪👍", ["🇩🇪", "👍"]),
        ("👍👍🏽", ["👍", "👍🏽"]),
        ("a\u200db", ["a\u200d", "b"]),
        ("한국", ["한", "국"]),
        ("aᅡ", ["a", "ᅡ"]),
        ("\u0301a", ["\u0301", "a"]),
    ],
)
def test_neighbours_stay_apart(text: str, clusters: list[str]):
    assert list(graphemes(text)) == clusters


@pytest.mark.parametrize(
    ("first", "last"),
    [("\U0001f3fb", "\U0001f3ff"), ("\U000e0020", "\U000e007f"), ("\u1160", "\u11ff")],
    ids=["skin tones", "tags", "vowels and finals"],
)
def test_the_ends_of_what_attaches_are_exact(first: str, last: str):
    def attaches(code: int) -> bool:
        return len(list(graphemes(f"각{chr(code)}"))) == 1

    codes = range(ord(first) - 1, ord(last) + 2)
    assert [attaches(code) for code in codes] == [False, *[True] * (len(codes) - 2), False]


@pytest.mark.parametrize(
    ("pair", "together"),
    [
        ("\U0001f1e6\U0001f1ff", True),
        ("\U0001f1e5\U0001f1ff", False),
        ("\U0001f1e6\U0001f200", False),
        ("\u1100\u115f", True),
        ("\u10ff\u1100", False),
        ("\u115f\uac00", True),
        ("\u1100\ud7a3", True),
        ("\u1100\ud7a4", False),
        ("\u1100\uabff", False),
        ("\u1160\u1100", False),
        ("\u1100\u1160", True),
        ("\u11ff\u11ff", True),
        ("\u1200\u1160", False),
        ("\uac00\u1160", True),
        ("\ud7a3\u1160", True),
        ("\uabff\u1160", False),
        ("\ud7a4\u1160", False),
    ],
)
def test_flags_and_hangul_join_only_their_own(pair: str, together: bool):
    assert (len(list(graphemes(pair))) == 1) is together


def test_emoji_newer_than_the_tables_join_by_their_block():
    joined = [f"a\u200d{char}" for char in ("\U0001f000", "\U0001faff")]
    assert [list(graphemes(text)) for text in joined] == [[text] for text in joined]
    apart = [f"a\u200d{char}" for char in ("\U0001efff", "\U0001fc00")]
    assert [len(list(graphemes(text))) for text in apart] == [2, 2]


@given(any_text)
def test_no_character_is_lost_in_clusters(text: str):
    assert "".join(graphemes(text)) == text


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("Read a book", 11, "Read a book"),
        ("Read a book", 10, "Read a…"),
        ("Read a book", 7, "Read a…"),
        ("Read a book", 6, "Read…"),
        ("Read\na\n\nbook", 20, "Read a book"),
        ("abcd efghijk", 9, "abcd…"),
        ("abc efghijkl", 9, "abc efgh…"),
        ("A supercalifragilistic day", 10, "A superca…"),
        ("Donaudampfschiff", 6, "Donau…"),
        ("日本語の本を読む", 5, "日本語の…"),
        (FAMILY * 3, 2, f"{FAMILY}…"),
        ("🇩🇪🇫🇷🇮🇹", 2, "🇩🇪…"),
        ("👍🏽👍🏽👍🏽", 3, "👍🏽👍🏽👍🏽"),
        ("e\u0301" * 4, 3, "e\u0301e\u0301…"),
        ("abc", 1, "…"),
        ("evil\u202etxt\u2066", 20, "eviltxt"),
        ("", 5, ""),
    ],
)
def test_a_long_text_is_cut_after_a_word_where_it_can(text: str, width: int, short: str):
    assert shorten(text, width) == short


@given(any_text, st.integers(1, 20))
def test_a_shortened_text_is_one_line_of_its_width(text: str, width: int):
    short = shorten(text, width)
    assert len(list(graphemes(short))) <= width
    assert len(short.splitlines()) <= 1
    assert not set(short) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_an_isolated_text_cannot_break_out():
    assert isolate("שלום") == "\u2068שלום\u2069"
    assert isolate("a\u2069\u202eb") == "\u2068ab\u2069"


def test_texts_that_read_alike_fold_to_one_key():
    assert fold(" Straße\n7 ") == fold("STRASSE 7")
    assert fold("\u212b") == fold("a\u030a")


@pytest.mark.parametrize(
    ("word", "found"),
    [("tody", ["today"]), ("STAT", ["stats", "start"]), ("xyzzy", []), ("", [])],
)
def test_a_mistyped_word_finds_its_neighbours(word: str, found: list[str]):
    assert nearest(word, ["today", "stats", "start", "mood"]) == found
    assert nearest("goal", ["goals", "goal1", "goal2", "goal3"], n=2) == ["goals", "goal3"]
