"""Text: a person's words go in and come out as they are, and break nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codes.day import ShowToday
from bot.lang import lang, nearest, shipped
from bot.text import EMPTY, Text, bold, esc, lines, paragraphs, quote
from bot.view import LABEL, Button, View, in_rows
from domain.graphemes import graphemes
from domain.written import clean_text, isolate
from tests.bot.telegram_html import BadHtml, read

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
NASTY = [
    "<b>R&D</b> _x_ $a_{$",
    "&lt;",
    "</blockquote>",
    "<",
    "&",
    '"',
    "{0} {title} %s",
    "\u202e!",
]


@given(WORDS)
def test_escaped_words_read_as_they_were_typed(words: str) -> None:
    assert read(esc(words).html) == isolate(words)
    assert read(bold(words).html) == isolate(words)
    assert read(quote(words).html) == isolate(words)
    assert esc(words).plain == isolate(words)


@given(WORDS)
def test_words_in_a_sentence_stay_words(words: str) -> None:
    said = lang("en").say("before {words} after", words=words)
    assert read(said.html) == f"before {isolate(words)} after"


@pytest.mark.parametrize("words", NASTY)
def test_nasty_words_are_only_words(words: str) -> None:
    said = lang("en").say("<b>{words}</b>", words=words)
    assert read(said.html) == isolate(words)


@given(st.text(st.sampled_from("😀👩‍👩‍👧‍👦 a\n"), max_size=2000))
def test_a_quote_leaves_room_for_the_rest_of_a_message(words: str) -> None:
    shown = read(quote(words).html)
    assert len(shown.encode("utf-16-le")) // 2 <= 2400
    if len(words) <= 1000:
        assert shown == isolate(words)


def test_only_what_is_text_already_goes_in_as_it_is() -> None:
    say = lang("en").say
    assert say("{x}", x=Text("<b>x</b>")).html == "<b>x</b>"
    assert say("{n}", n=7).html == "7"


def test_empty_parts_leave_no_gap() -> None:
    assert lines([Text("a"), EMPTY, Text("b")]).html == "a\nb"
    assert paragraphs(EMPTY, Text("a"), Text("b")).html == "a\n\nb"
    assert (Text("a") + Text("b")).html == "ab"


@pytest.mark.parametrize("html", ["<b>", "</b>", "<b></i>", "<x>y</x>", "a & b", "a < b", "&nbsp;"])
def test_the_reader_of_these_tests_is_strict(html: str) -> None:
    with pytest.raises(BadHtml):
        read(html)


# --- Buttons ------------------------------------------------------------------------------------


@given(WORDS)
def test_a_label_is_one_short_line(words: str) -> None:
    label = Button(words, ShowToday()).as_json()["text"]
    assert len(list(graphemes(label))) <= LABEL
    assert "\n" not in label


def test_a_button_has_to_do_something() -> None:
    with pytest.raises(ValueError, match="do something"):
        Button("idle").as_json()
    assert Button("out", url="https://example.org").as_json()["url"] == "https://example.org"


def test_a_view_has_one_kind_of_keyboard() -> None:
    assert View(Text("x")).markup() is None
    assert "keyboard" in (View(Text("x"), location_label="Here").markup() or {})
    assert in_rows([Button(f"{n}", ShowToday()) for n in range(5)], 2)[-1][0].label == "4"


# --- Languages ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "found"), [("en-GB", "en"), (None, "en"), ("tlh", "en"), ("", "en")]
)
def test_an_unknown_language_is_answered_in_english(said: str | None, found: str) -> None:
    assert nearest(said) == found
    assert lang(said or "en").code == found


def test_every_language_can_name_itself() -> None:
    assert all(lang(code).name for code in shipped())


def test_cleaned_words_are_shown_whole() -> None:
    words = clean_text("A\n\n\nB", 100, "note")
    assert read(quote(words).html) == isolate("A\n\nB")
