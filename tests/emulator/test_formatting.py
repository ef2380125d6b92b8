"""Telegram's HTML: what is understood, what is complained about, and what the page is shown."""

import pytest

from tests.emulator_process import Bot, Person

# The official server's own cases: a stadium (2 UTF-16 units, 4 + 3 bytes with its selector or 4).
AHEAD = "\N{STADIUM} \N{STADIUM}&lt;"

COMPLAINTS = {
    f"{AHEAD}<abacaba": "Unclosed start tag at byte offset 13",
    f"{AHEAD}<abac aba>": 'Unsupported start tag "abac" at byte offset 13',
    f"{AHEAD}<i   =aba>": 'Empty attribute name in the tag "i" at byte offset 13',
    f"{AHEAD}<i    aba>": 'Can\'t find end tag corresponding to start tag "i"',
    f"{AHEAD}<i    aba  =  ": 'Unclosed start tag "i" at byte offset 13',
    f"{AHEAD}<i    aba  =  190azAz-.,": "Unexpected end of name token at byte offset 27",
    f'{AHEAD}<i    aba  =  "&lt;&gt;&quot;>': "Unclosed start tag at byte offset 13",
    f"{AHEAD}</": "Unexpected end tag at byte offset 13",
    f"{AHEAD}<b></b></": "Unexpected end tag at byte offset 20",
    f"{AHEAD}<i>a</i   ": "Unclosed end tag at byte offset 17",
    f"{AHEAD}<i>a</em   >": ('Unmatched end tag at byte offset 17, expected "</i>", found "</em>"'),
    "a < b": 'Unsupported start tag "" at byte offset 2',
    "<span>x</span>": 'Tag "span" must have class "tg-spoiler" at byte offset 0',
    "&#57311;": (
        "Text contains invalid Unicode characters after decoding HTML entities, "
        "check for unmatched surrogate code units"
    ),
}


@pytest.mark.parametrize(("html", "complaint"), COMPLAINTS.items())
def test_broken_html_is_refused_in_the_words_of_the_server(
    bot: Bot, alice: Person, html: str, complaint: str
):
    answer = bot.error("sendMessage", chat_id=alice.id, text=html, parse_mode="HTML")
    assert answer["description"] == f"Bad Request: can't parse entities: {complaint}"


UNDERSTOOD = {
    "<b>a</b><strong>b</strong>": ("ab", [("bold", 0, 1), ("bold", 1, 1)]),
    "<i>a</i><em>b</em>": ("ab", [("italic", 0, 1), ("italic", 1, 1)]),
    "<u>a</u><ins>b</ins>": ("ab", [("underline", 0, 1), ("underline", 1, 1)]),
    "<s>a</s><strike>b</strike><del>c</del>": (
        "abc",
        [("strikethrough", 0, 1), ("strikethrough", 1, 1), ("strikethrough", 2, 1)],
    ),
    "<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>b</span>": (
        "ab",
        [("spoiler", 0, 1), ("spoiler", 1, 1)],
    ),
    "<code>a</code> <pre>b</pre>": ("a b", [("code", 0, 1), ("pre", 2, 1)]),
    "<blockquote>a</blockquote>": ("a", [("blockquote", 0, 1)]),
    "<blockquote expandable>a</blockquote>": ("a", [("expandable_blockquote", 0, 1)]),
    "\N{STADIUM}<b>\N{STADIUM}</b>": ("\N{STADIUM}\N{STADIUM}", [("bold", 2, 2)]),
    "<b>a<i>b</i></b>": ("ab", [("bold", 0, 2), ("italic", 1, 1)]),
    "  <b> a</b> ": ("a", [("bold", 0, 1)]),
    "&lt;&gt;&amp;&quot;&#65;&#x42; &laquo; &": ('<>&"AB &laquo; &', []),
    "<b></b>a": ("a", []),
    "<B>a</b>": ("a", [("bold", 0, 1)]),
    "/today and #goals @alice_sandbox": (
        "/today and #goals @alice_sandbox",
        [("bot_command", 0, 6), ("hashtag", 11, 6), ("mention", 18, 14)],
    ),
    "<code>/today</code>": ("/today", [("code", 0, 6)]),
}


@pytest.mark.parametrize(("html", "expected"), UNDERSTOOD.items())
def test_html_becomes_text_with_entities_in_utf16_units(
    bot: Bot, alice: Person, html: str, expected: tuple[str, list[tuple[str, int, int]]]
):
    sent = bot.call("sendMessage", chat_id=alice.id, text=html, parse_mode="HTML")
    found = [(e["type"], e["offset"], e["length"]) for e in sent.get("entities", [])]
    assert (sent["text"], found) == expected


def test_a_link_keeps_its_address_and_code_its_language(bot: Bot, alice: Person):
    sent = bot.call(
        "sendMessage",
        chat_id=alice.id,
        text='<a href="https://example.org/?a=1&amp;b">x</a>'
        '<pre><code class="language-python">y</code></pre>',
        parse_mode="HTML",
    )
    link, *code = sent["entities"]
    assert link == {
        "type": "text_link",
        "offset": 0,
        "length": 1,
        "url": "https://example.org/?a=1&b",
    }
    assert code == [{"type": "pre", "offset": 1, "length": 1, "language": "python"}]


SHOWN = {
    "<b>a<i>b</i></b>": "<b>a<i>b</i></b>",
    "&lt;img src=x onerror=alert(1)&gt;": "&lt;img src=x onerror=alert(1)&gt;",
    '<a href="javascript:alert(1)">x</a>': '<span class="text_link">x</span>',
    '<a href="https://e.org/&quot;">x</a>': (
        '<a href="https://e.org/&quot;" target="_blank" rel="noopener noreferrer">x</a>'
    ),
    "<tg-spoiler>x</tg-spoiler>": '<span class="spoiler">x</span>',
    "\N{STADIUM}<b>\N{STADIUM}</b>": "\N{STADIUM}<b>\N{STADIUM}</b>",
}


@pytest.mark.parametrize(("html", "shown"), SHOWN.items())
def test_the_page_is_given_html_that_cannot_run(bot: Bot, alice: Person, html: str, shown: str):
    bot.call("sendMessage", chat_id=alice.id, text=html, parse_mode="HTML")
    assert alice.last().raw["html"] == shown


def test_overlapping_entities_are_shown_as_nested_tags(bot: Bot, alice: Person):
    entities = [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "italic", "offset": 1, "length": 2},
    ]
    bot.call("sendMessage", chat_id=alice.id, text="abc", entities=entities)
    assert alice.last().raw["html"] == "<b>a<i>b</i></b><i>c</i>"


def test_what_a_person_types_is_never_markup(alice: Person):
    alice.say("<b>bold</b> <script>")
    assert alice.last().raw["html"] == "&lt;b&gt;bold&lt;/b&gt; &lt;script&gt;"
