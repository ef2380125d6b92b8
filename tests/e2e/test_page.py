"""The chat page in a real browser, against a real emulator, with the bot's side played by hand."""

# ruff: noqa: ANN401 - the Bot API's parameters and answers are any JSON

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.browser import chromium
from tests.emulator_process import Bot, Emulator

__all__ = ["chromium"]
pytestmark = [pytest.mark.e2e, pytest.mark.page]

Json = dict[str, Any]
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
ALICE, BOB = 1001, 1002


@dataclass
class PlayedBot:
    """The far end of the chat: what a bot would do, said line by line by a test."""

    api: Bot

    def call(self, method: str, **parameters: Any) -> Any:
        """A Bot API call that must succeed; returns its result."""
        return self.api.call(method, **parameters)

    def next(self, kind: str) -> Json:
        """The next update of this kind; others before it are let go."""
        for _ in range(20):
            for update in self.api.updates(limit=1):
                if kind in update:
                    return dict(update[kind])
        raise AssertionError(f"the page sent no {kind}")

    def say(self, text: str, *rows: list[str], **more: Any) -> Json:
        """A message to Alice with rows of inline buttons whose data is their label."""
        markup = {"reply_markup": inline(*rows)} if rows else {}
        return dict(self.call("sendMessage", chat_id=ALICE, text=text, **markup, **more))

    def edit(self, message: Json, text: str, *rows: list[str]) -> None:
        """New text and buttons for a message."""
        where = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
        self.call("editMessageText", **where, text=text, reply_markup=inline(*rows))

    def send_photo(self, picture: bytes, caption: str) -> None:
        """A photo for Alice."""
        form = {"chat_id": str(ALICE), "caption": caption}
        files = {"photo": ("photo.png", picture, "image/png")}
        address = f"/bot{self.api.token}/sendPhoto"
        self.api.http.post(address, data=form, files=files).raise_for_status()


def inline(*rows: list[str]) -> Json:
    """An inline keyboard whose buttons carry their own label as data."""
    keyboard = [[{"text": label, "callback_data": label} for label in row] for row in rows]
    return {"inline_keyboard": keyboard}


def png(width: int, height: int) -> bytes:
    """A plain picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    rows = zlib.compress((b"\x00" + b"\xd9\x60\x3b" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


@pytest.fixture
def bot(emulator: Emulator) -> PlayedBot:
    emulator.reset()
    played = PlayedBot(emulator.bot())
    played.call("getUpdates", offset=-1)
    played.call("setMyName", name="Daymark")
    return played


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(chromium: Browser, emulator: Emulator, bot: PlayedBot) -> Iterator[OpenPage]:
    """Opens the page as a person; any error in the page's scripts fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(person: int = ALICE, size: Json = WIDE, **options: Any) -> Page:
        context = chromium.new_context(viewport=size, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{emulator.url}/#person={person}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def alice(open_page: OpenPage, bot: PlayedBot) -> Page:
    """Alice's page, once she has pressed START."""
    page = open_page()
    page.get_by_role("button", name="START", exact=True).click()
    bot.next("message")
    return page


def write(page: Page, text: str) -> None:
    page.get_by_label("Message", exact=True).fill(text)
    page.keyboard.press("Enter")


def key(page: Page, label: str) -> Locator:
    return page.locator(".keyboard .key", has_text=label).last


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent"))


def test_a_newcomer_sees_who_they_are_what_this_is_and_where_to_start(open_page: OpenPage):
    page = open_page()
    expect(page.locator(".person[aria-current]")).to_contain_text("Alice")
    expect(page.get_by_role("heading", name="Daymark").last).to_be_visible()
    expect(page.locator("#welcome")).to_contain_text("Nothing leaves this computer.")
    expect(page.get_by_role("button", name="START", exact=True)).to_be_in_viewport()


def test_start_brings_the_answer_with_its_buttons(open_page: OpenPage, bot: PlayedBot):
    page = open_page()
    page.get_by_role("button", name="START", exact=True).click()
    assert bot.next("message")["text"] == "/start"
    bot.say("What brings you here?", ["A habit", "A goal"], ["Just my moods"])
    expect(page.get_by_text("What brings you here?").last).to_be_visible()
    expect(page.locator(".keyboard .row")).to_have_count(2)
    expect(page.get_by_role("button", name="START", exact=True)).to_be_hidden()


def test_a_pressed_button_spins_until_answered_and_the_toast_shows(alice: Page, bot: PlayedBot):
    bot.say("Today", ["⬜ Read", "⬜ Walk"])
    key(alice, "Read").click()
    query = bot.next("callback_query")
    assert query["data"] == "⬜ Read"
    expect(key(alice, "Read")).to_have_attribute("aria-busy", "true")
    expect(key(alice, "Walk")).not_to_have_attribute("aria-busy", "true")
    bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Well done")
    expect(alice.locator(".toast")).to_have_text("Well done")
    expect(key(alice, "Read")).not_to_have_attribute("aria-busy", "true")


def test_an_alert_is_a_dialog_that_escape_closes(alice: Page, bot: PlayedBot):
    bot.say("Today", ["Skip"])
    key(alice, "Skip").click()
    query = bot.next("callback_query")
    bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Rest", show_alert=True)
    expect(alice.get_by_role("dialog")).to_contain_text("Rest")
    alice.keyboard.press("Escape")
    expect(alice.get_by_role("dialog")).to_have_count(0)


def test_an_edit_keeps_the_focus_and_the_very_same_nodes(alice: Page, bot: PlayedBot):
    message = bot.say("0 of 2", ["⬜ Read"], ["⬜ Walk"])
    key(alice, "Walk").focus()
    alice.evaluate("document.activeElement.isTheOldOne = true")
    bot.edit(message, "1 of 2", ["⬜ Read"], ["✅ Walk"])
    expect(alice.get_by_text("1 of 2").first).to_be_visible()
    assert focused(alice) == "✅ Walk"
    assert alice.evaluate("document.activeElement.isTheOldOne")


def test_a_keyboard_of_another_shape_keeps_the_focus_on_the_same_label(alice: Page, bot: PlayedBot):
    message = bot.say("Goals", ["Read"], ["Walk"], ["Done"])
    key(alice, "Done").focus()
    bot.edit(message, "Fewer goals", ["Read", "Done"])
    expect(alice.get_by_text("Fewer goals").first).to_be_visible()
    assert focused(alice) == "Done"


def test_a_keyboard_that_goes_away_leaves_the_focus_on_its_message(alice: Page, bot: PlayedBot):
    message = bot.say("Sure?", ["Yes"])
    key(alice, "Yes").focus()
    bot.edit(message, "Gone")
    expect(alice.get_by_text("Gone").first).to_be_visible()
    assert "Gone" in focused(alice)


def test_commands_are_found_and_sent_by_keyboard(alice: Page, bot: PlayedBot):
    texts = {"today": "What is due", "mood": "How are you?", "month": "The calendar"}
    commands = [{"command": name, "description": text} for name, text in texts.items()]
    bot.call("setMyCommands", commands=commands)
    alice.get_by_label("Message", exact=True).focus()
    alice.keyboard.type("/mo")
    expect(alice.get_by_role("option")).to_have_count(2)
    alice.keyboard.press("ArrowDown")
    selected = alice.locator("[role=option][aria-selected=true]")
    expect(selected).to_contain_text("/month")
    alice.keyboard.type("n")
    expect(alice.get_by_role("option")).to_have_count(1)
    alice.keyboard.press("Backspace")
    expect(alice.get_by_role("option")).to_have_count(2)
    expect(selected).to_contain_text("/month")
    alice.keyboard.press("Escape")
    alice.keyboard.type("n")
    expect(selected).to_contain_text("/month")
    alice.keyboard.press("Backspace")
    expect(selected).to_contain_text("/mood")
    alice.keyboard.press("ArrowDown")
    alice.keyboard.press("Enter")
    assert bot.next("message")["text"] == "/month"
    expect(alice.get_by_role("listbox")).to_be_hidden()


def test_the_menu_button_lists_all_commands_and_escape_closes_it(alice: Page, bot: PlayedBot):
    bot.call("setMyCommands", commands=[{"command": "today", "description": "What is due"}])
    alice.get_by_role("button", name="Menu").click()
    expect(alice.get_by_role("option")).to_contain_text("What is due")
    alice.keyboard.press("Escape")
    expect(alice.get_by_role("listbox")).to_be_hidden()


def test_people_do_not_see_each_others_chats_or_drafts(alice: Page, bot: PlayedBot):
    bot.say("Only for Alice")
    expect(alice.locator("#messages")).to_contain_text("Only for Alice")
    alice.get_by_label("Message", exact=True).fill("half a thought")
    alice.get_by_role("button", name="Bob").click()
    expect(alice.get_by_role("button", name="START", exact=True)).to_be_visible()
    expect(alice.locator("#messages")).not_to_contain_text("Only for Alice")
    expect(alice.get_by_label("Message", exact=True)).to_have_value("")
    write(alice, "hello from Bob")
    assert bot.next("message")["from"]["id"] == BOB
    alice.get_by_role("button", name="Alice").click()
    expect(alice.locator("#messages")).to_contain_text("Only for Alice")
    expect(alice.get_by_label("Message", exact=True)).to_have_value("half a thought")


def test_a_dot_marks_who_got_a_message_meanwhile(alice: Page, bot: PlayedBot, emulator: Emulator):
    expect(alice.get_by_role("button", name="Bob")).to_contain_text("No messages yet")
    emulator.person("Bob").start()
    bot.call("sendMessage", chat_id=BOB, text="for Bob")
    dot = alice.get_by_role("button", name="Bob").get_by_role("img", name="New message")
    expect(dot).to_be_visible(timeout=20_000)
    alice.get_by_role("button", name="Bob").click()
    expect(dot).to_be_hidden()


def test_a_new_person_can_join(open_page: OpenPage, bot: PlayedBot):
    page = open_page()
    page.get_by_role("button", name="Add person").click()
    page.get_by_label("First name").fill("Dana")
    page.keyboard.press("Enter")
    expect(page.locator(".person[aria-current]")).to_contain_text("Dana")
    page.get_by_role("button", name="START", exact=True).click()
    assert bot.next("message")["from"]["first_name"] == "Dana"


def test_a_photo_is_shown_without_a_shift_and_enlarged(alice: Page, bot: PlayedBot):
    bot.send_photo(png(640, 400), "Your week")
    image = alice.get_by_role("img", name="Your week")
    expect(image).to_have_attribute("width", "640")
    expect(image).to_have_js_property("naturalWidth", 640)
    alice.get_by_role("button", name="Enlarge photo: Your week").click()
    expect(alice.get_by_role("dialog", name="Photo")).to_be_visible()
    alice.keyboard.press("Escape")
    expect(alice.get_by_role("dialog", name="Photo")).to_be_hidden()


def test_a_photo_is_sent_with_the_written_text_as_caption(alice: Page, bot: PlayedBot):
    alice.get_by_label("Message", exact=True).fill("my desk")
    picture = {"name": "desk.png", "mimeType": "image/png", "buffer": png(40, 30)}
    alice.locator("#pick-photo").set_input_files(picture)
    message = bot.next("message")
    assert message["caption"] == "my desk"
    assert message["photo"]


def test_a_reply_keyboard_asks_for_a_place_and_sends_a_city(alice: Page, bot: PlayedBot):
    keyboard = {"keyboard": [[{"text": "Send location", "request_location": True}], ["Not now"]]}
    bot.call("sendMessage", chat_id=ALICE, text="Where are you?", reply_markup=keyboard)
    alice.get_by_role("button", name="Send location").click()
    alice.get_by_role("button", name="Kolkata").click()
    alice.get_by_role("button", name="Send", exact=True).last.click()
    place = bot.next("message")["location"]
    assert (round(place["latitude"], 2), round(place["longitude"], 2)) == (22.57, 88.36)


def test_a_reply_keyboards_button_says_its_text(alice: Page, bot: PlayedBot):
    bot.call("sendMessage", chat_id=ALICE, text="?", reply_markup={"keyboard": [["Not now"]]})
    alice.get_by_role("button", name="Not now").click()
    assert bot.next("message")["text"] == "Not now"


def test_next_morning_moves_the_clock(open_page: OpenPage, bot: PlayedBot):
    page = open_page(timezone_id="Asia/Kolkata")
    clock = page.locator("#clock-time")
    expect(clock).to_have_attribute("datetime", re.compile("Z$"))
    before = str(clock.get_attribute("datetime"))
    page.get_by_role("button", name="Next morning").click()
    expect(clock).to_contain_text("08:00")
    assert str(clock.get_attribute("datetime")) > before
    page.get_by_role("button", name="one hour forward").click()
    expect(clock).to_contain_text("09:00")


def test_hostile_text_stays_text(alice: Page, bot: PlayedBot):
    hostile = '<img src=x onerror="window.owned = 1"><script>window.owned = 1</script>'
    bot.say(hostile, [hostile[:60]])
    bot.say("a link", entities=[{**whole("a link"), "type": "text_link", "url": "javascript:1"}])
    expect(alice.get_by_text("a link").last).to_be_visible()
    assert hostile in alice.locator("#messages").inner_text()
    assert alice.locator("#messages .text img, #messages script").count() == 0
    assert alice.locator("a[href^=javascript]").count() == 0
    assert alice.evaluate("window.owned") is None


def whole(text: str) -> Json:
    return {"offset": 0, "length": len(text)}


def test_right_to_left_text_stands_right_to_left(alice: Page, bot: PlayedBot):
    bot.say("صباح الخير", ["قراءة"])
    line = alice.locator(".bot .text").last
    assert line.evaluate("node => getComputedStyle(node).direction") == "rtl"


def test_formatting_becomes_elements(alice: Page, bot: PlayedBot):
    text = "<b>bold <i>both</i></b> <code>x &lt; 1</code><blockquote>said</blockquote>"
    bot.say(text + '<pre>a\nb</pre> <a href="https://example.org">link</a>', parse_mode="HTML")
    line = alice.locator(".bot .text").last
    expect(line.locator("strong > em")).to_have_text("both")
    expect(line.locator("code").first).to_have_text("x < 1")
    expect(line.locator("blockquote")).to_have_text("said")
    expect(line.locator("pre")).to_have_text("a\nb")
    expect(line.get_by_role("link")).to_have_attribute("href", "https://example.org")


CONTRAST = """node => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
  const light = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const linear = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
      .map((part) => part / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  let ground = node;
  while (getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
  const pair = [light(getComputedStyle(node).color), light(getComputedStyle(ground).backgroundColor)];
  return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground_in_both_themes(
    open_page: OpenPage, bot: PlayedBot, scheme: str
):
    page = open_page(color_scheme=scheme)
    ratios = [page.locator("#start").evaluate(CONTRAST)]
    page.locator("#start").click()
    bot.say("Today", ["Done"])
    expect(key(page, "Done")).to_be_visible()
    words = ".text, .meta, .key, .day-line, .pill, .person-name, .person-last, .menu-button, #bot-status"
    ratios += [node.evaluate(CONTRAST) for node in page.locator(words).all()]
    assert min(ratios) >= 4.5, ratios


def test_the_theme_switch_wins_over_the_system_and_is_remembered(open_page: OpenPage):
    page = open_page(color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Chat settings").click()
    page.get_by_label("Dark").check(force=True)
    dark = page.evaluate(ground)
    page.reload()
    assert light != dark == page.evaluate(ground)


def test_nothing_scrolls_sideways_on_a_phone(open_page: OpenPage, bot: PlayedBot):
    page = open_page(size=PHONE)
    page.get_by_role("button", name="START", exact=True).click()
    bot.next("message")
    bot.say("x" * 300, [str(n * 1111) for n in range(1, 9)], ["A label that goes on " * 3])
    expect(key(page, "A label")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]
    assert page.locator("#timeline").evaluate("node => node.scrollWidth - node.clientWidth") <= 0
    for node in page.locator(".key, .chat-head button, .compose > :visible").all():
        box = node.bounding_box()
        assert box is None or 0 <= box["x"] <= box["x"] + box["width"] <= PHONE["width"]


def test_on_a_phone_people_are_behind_a_button_that_escape_undoes(open_page: OpenPage):
    page = open_page(size=PHONE)
    opener = page.get_by_role("button", name="You are Alice")
    expect(page.get_by_role("button", name="Bob")).to_be_hidden()
    opener.click()
    expect(page.get_by_role("button", name="Bob")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Bob")).to_be_hidden()
    expect(opener).to_be_focused()


def test_tab_walks_from_the_header_over_the_newest_buttons_to_the_field(
    alice: Page, bot: PlayedBot
):
    bot.say("Today", ["⬜ Read", "⬜ Walk"])
    expect(key(alice, "Walk")).to_be_visible()
    alice.get_by_role("button", name="Chat settings").focus()
    seen = []
    for _ in range(12):
        alice.keyboard.press("Tab")
        seen.append(alice.evaluate("document.activeElement.id || document.activeElement.className"))
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert alice.evaluate(outline) != "none" or "message" in seen[-1]
        if seen[-1] == "send":
            break
    wanted = ["key", "key", "open-commands", "message", "attach", "send"]
    assert [name for name in seen if name in wanted] == wanted, seen


def test_who_reads_older_messages_is_not_pulled_to_the_end(alice: Page, bot: PlayedBot):
    for number in range(25):
        bot.say(f"line {number}")
    expect(alice.get_by_text("line 24").first).to_be_in_viewport()
    alice.locator("#timeline").evaluate("node => { node.scrollTop = 0 }")
    bot.say("the newest")
    pill = alice.get_by_role("button", name="1 new")
    pill.click()
    expect(alice.locator(".text", has_text="the newest")).to_be_in_viewport()
    expect(pill).to_be_hidden()


def test_own_words_can_be_edited_replied_to_and_deleted(alice: Page, bot: PlayedBot):
    write(alice, "red 20 pages")
    said = bot.next("message")
    expect(alice.locator("#messages")).to_contain_text("red 20 pages")
    actions = alice.locator(".message.own").last.get_by_role("button", name="Message actions")
    actions.click()
    alice.get_by_role("menuitem", name="Edit").click()
    write(alice, "read 20 pages")
    assert bot.next("edited_message")["text"] == "read 20 pages"
    expect(alice.locator(".message.own .meta").last).to_contain_text("edited")
    actions.click()
    alice.get_by_role("menuitem", name="Reply").click()
    write(alice, "and 5 more")
    assert bot.next("message")["reply_to_message"]["message_id"] == said["message_id"]
    expect(alice.locator(".message.own").last.locator(".quote")).to_contain_text("read 20 pages")
    actions.last.click()
    alice.get_by_role("menuitem", name="Delete").click()
    expect(alice.get_by_text("and 5 more")).to_have_count(0)


def test_a_blocked_bot_is_unblocked_where_one_would_write(alice: Page, bot: PlayedBot):
    alice.get_by_role("button", name="Chat settings").click()
    alice.get_by_role("button", name="Block the bot").click()
    assert bot.next("my_chat_member")["new_chat_member"]["status"] == "kicked"
    expect(alice.get_by_label("Message", exact=True)).to_be_hidden()
    alice.get_by_role("button", name="You blocked this bot").click()
    expect(alice.get_by_label("Message", exact=True)).to_be_visible()


def test_the_second_tick_comes_once_the_bot_has_fetched_the_message(alice: Page, bot: PlayedBot):
    write(alice, "hello")
    tick = alice.locator(".message.own").last.locator(".ticks")
    expect(tick).to_have_attribute("aria-label", "Sent")
    bot.next("message")
    bot.call("getUpdates", offset=bot.api.offset)
    expect(tick).to_have_attribute("aria-label", "Read by the bot")


def test_a_lost_connection_is_told_and_comes_back_by_itself(chromium: Browser, tmp_path: Path):
    state = tmp_path / "state.json"
    with Emulator(state=state) as first:
        first.person("Alice").start()
        page = chromium.new_page()
        page.goto(first.url)
        expect(page.locator("#messages")).to_contain_text("/start")
    expect(page.get_by_text("Connection to the sandbox lost")).to_be_visible()
    with Emulator(state=state, port=urlsplit(first.url).port or 0) as second:
        PlayedBot(second.bot()).say("here again")
        expect(page.locator("#messages")).to_contain_text("here again", timeout=20_000)
        expect(page.get_by_text("Connection to the sandbox lost")).to_be_hidden()
        page.close()
