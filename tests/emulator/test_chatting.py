"""What people do and see."""

import pytest

from tests.emulator.pictures import jpeg, png
from tests.emulator_process import Bot, Emulator, Person, Refused


def test_a_person_sees_the_bots_answer_with_its_buttons(bot: Bot, alice: Person):
    alice.say("/start now")
    message = bot.updates()[0]["message"]
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"]["language_code"] == "en"
    assert message["from"]["is_bot"] is False
    bot.send(alice, "Welcome", [("Yes", "y"), ("No", "n")], [("Later", "l")])
    seen = alice.wait_for_text("Welcome")
    assert [[button["text"] for button in row] for row in seen.raw["keyboard"]] == [
        ["Yes", "No"],
        ["Later"],
    ]


def test_chats_are_apart_and_number_their_messages_apart(bot: Bot, alice: Person, bob: Person):
    to_alice = bot.send(alice, "for Alice")
    to_bob = bot.send(bob, "for Bob")
    assert to_alice == to_bob
    assert alice.last().text == "for Alice"
    assert bob.last().text == "for Bob"
    with pytest.raises(Refused, match="Alice is not in this chat"):
        alice.in_chat(bob.id).chat()


def test_a_tap_carries_its_data_and_message(bot: Bot, alice: Person):
    sent = bot.send(alice, "Well?", [("Yes", "answer:yes")])
    pressed = alice.press("Yes")
    query = bot.updates()[0]["callback_query"]
    assert query["id"] == pressed["callback_query_id"]
    assert query["data"] == "answer:yes"
    assert query["from"]["id"] == alice.id
    assert query["message"]["message_id"] == sent
    assert query["chat_instance"]


def test_an_answered_tap_shows_a_toast_once(bot: Bot, alice: Person, bob: Person):
    bot.send(alice, "Well?", [("Yes", "y")])
    query = alice.press("Yes")["callback_query_id"]
    bot.call("answerCallbackQuery", callback_query_id=query, text="Saved", show_alert=True)
    bot.call("answerCallbackQuery", callback_query_id=query, text="Saved again")
    toast = alice.wait_for_toast()
    assert (toast["text"], toast["show_alert"]) == ("Saved", True)
    assert alice.toasts(after=toast["seq"]) == []
    assert bob.toasts() == []


def test_a_button_that_is_not_there_cannot_be_pressed_unless_forged(bot: Bot, alice: Person):
    sent = bot.send(alice, "Well?", [("Yes", "y")])
    with pytest.raises(Refused) as refusal:
        alice.press_data("other", sent)
    assert refusal.value.status == 409
    alice.press_data("anything \N{SNOWMAN}", sent, forge=True)
    alice.press_data("gone", 999, forge=True)
    known, missing = (update["callback_query"] for update in bot.updates())
    assert known["data"] == "anything \N{SNOWMAN}"
    assert missing["message"] == {"chat": known["message"]["chat"], "message_id": 999, "date": 0}


def test_a_button_can_be_pressed_by_its_place(emulator: Emulator, bot: Bot, alice: Person):
    sent = bot.send(alice, "Well?", [("A", "a"), ("B", "b")], [("C", "c")])
    for row, column in ((0, 1), (1, 0)):
        emulator.post("press", person=alice.id, message_id=sent, row=row, column=column)
    assert [update["callback_query"]["data"] for update in bot.updates()] == ["b", "c"]


def test_an_edit_without_markup_takes_the_keyboard_away(bot: Bot, alice: Person):
    sent = bot.send(alice, "Well?", [("Yes", "y")])
    bot.call("editMessageText", chat_id=alice.id, message_id=sent, text="Done")
    seen = alice.last()
    assert (seen.id, seen.text, seen.buttons) == (sent, "Done", [])
    assert seen.raw["edited"]


def test_a_keyboard_can_be_changed_alone(bot: Bot, alice: Person):
    sent = bot.send(alice, "Well?", [("Yes", "y")])
    markup = {"inline_keyboard": [[{"text": "No", "callback_data": "n"}]]}
    where = {"chat_id": alice.id, "message_id": sent}
    bot.call("editMessageReplyMarkup", **where, reply_markup=markup)
    assert (alice.last().text, alice.last().labels) == ("Well?", ["No"])
    bot.call("editMessageReplyMarkup", **where)
    assert alice.last().labels == []


def test_a_keyboard_below_the_text_field_is_pressed_as_text(bot: Bot, alice: Person):
    rows = [["Mood"], [{"text": "Here", "request_location": True}]]
    markup = {"keyboard": rows, "one_time_keyboard": True}
    bot.call("sendMessage", chat_id=alice.id, text="Choose", reply_markup=markup)
    assert alice.chat().reply_labels == ["Mood", "Here"]
    alice.press("Mood")
    assert bot.updates()[0]["message"]["text"] == "Mood"
    assert alice.chat().raw["reply_keyboard"] is None


def test_a_keyboard_below_the_text_field_can_be_removed(bot: Bot, alice: Person):
    markup = {"keyboard": [["Mood"]]}
    bot.call("sendMessage", chat_id=alice.id, text="a", reply_markup=markup)
    alice.say("still there")
    assert alice.chat().reply_labels == ["Mood"]
    markup = {"remove_keyboard": True}
    bot.call("sendMessage", chat_id=alice.id, text="b", reply_markup=markup)
    assert alice.chat().raw["reply_keyboard"] is None


def test_a_person_edits_and_deletes(bot: Bot, alice: Person):
    said = alice.say("frist")["message_id"]
    alice.edit(said, "first")
    _, edited = bot.updates()
    assert edited["edited_message"]["text"] == "first"
    assert edited["edited_message"]["edit_date"]
    sent = bot.send(alice, "answer")
    with pytest.raises(Refused, match="only the sender"):
        alice.edit(sent, "mine now")
    alice.delete(sent)
    answer = bot.error("editMessageText", chat_id=alice.id, message_id=sent, text="b")
    assert answer["description"] == "Bad Request: message to edit not found"


def test_a_text_too_long_is_not_sent_by_a_client(alice: Person):
    with pytest.raises(Refused, match="4096"):
        alice.say("a" * 4097)
    with pytest.raises(Refused, match="4096"):
        alice.say("  ")


def test_a_reply_quotes_what_it_answers(bot: Bot, alice: Person):
    said = alice.say("question")["message_id"]
    sent = bot.call(
        "sendMessage", chat_id=alice.id, text="a", reply_parameters={"message_id": said}
    )
    assert sent["reply_to_message"]["text"] == "question"
    alice.say("thanks", reply_to_message_id=sent["message_id"])
    assert bot.updates()[-1]["message"]["reply_to_message"]["text"] == "a"
    assert alice.last().raw["reply_to"] == sent["message_id"]
    lenient = {"message_id": 999, "allow_sending_without_reply": True}
    sent = bot.call("sendMessage", chat_id=alice.id, text="b", reply_parameters=lenient)
    assert "reply_to_message" not in sent


def test_location_and_contact_arrive(bot: Bot, alice: Person):
    alice.send_location(52.5, 13.4)
    alice.send_contact()
    where, who = (update["message"] for update in bot.updates())
    assert where["location"] == {"latitude": 52.5, "longitude": 13.4}
    assert who["contact"]["user_id"] == alice.id


@pytest.mark.parametrize("picture", [png(320, 200), jpeg(320, 200)], ids=["png", "jpeg"])
def test_a_photo_travels_both_ways(emulator: Emulator, bot: Bot, alice: Person, picture: bytes):
    alice.send_photo(picture, caption="my day")
    message = bot.updates()[0]["message"]
    assert message["caption"] == "my day"
    file = bot.call("getFile", file_id=message["photo"][-1]["file_id"])
    url = f"/file/bot{bot.token}/{file['file_path']}"
    assert emulator.http.get(url).content == picture
    bot.upload("sendPhoto", alice, "photo", "chart.png", picture, caption="your <chart>")
    photo = alice.last().raw["photo"]
    assert (photo["width"], photo["height"]) == (320, 200)
    assert emulator.http.get(photo["url"]).content == picture


def test_a_photo_is_sent_again_by_its_id(bot: Bot, alice: Person, bob: Person):
    sent = bot.upload("sendPhoto", alice, "photo", "p.png", png(10, 10))
    again = bot.call("sendPhoto", chat_id=bob.id, photo=sent["photo"][-1]["file_id"])
    assert again["photo"] == sent["photo"]


def test_a_document_is_downloaded_never_shown(emulator: Emulator, bot: Bot, alice: Person):
    page = b"<script>alert(1)</script>"
    bot.upload("sendDocument", alice, "document", "export.html", page)
    document = alice.last().raw["document"]
    assert document["file_name"] == "export.html"
    answer = emulator.http.get(document["url"])
    assert answer.content == page
    assert answer.headers["Content-Disposition"] == "attachment"
    alice.send_document("goals.json", b"{}")
    assert bot.updates()[0]["message"]["document"]["file_name"] == "goals.json"


def test_an_album_is_sent_whole_or_not_at_all(bot: Bot, alice: Person):
    known = bot.upload("sendPhoto", alice, "photo", "p.png", png(10, 10))["photo"][-1]["file_id"]
    before = len(alice.messages())
    item = {"type": "photo", "media": known}
    bot.error("sendMediaGroup", chat_id=alice.id, media=[item, item | {"media": "unknown"}])
    assert len(alice.messages()) == before
    album = bot.call("sendMediaGroup", chat_id=alice.id, media=[item | {"caption": "one"}, item])
    assert len({message["media_group_id"] for message in album}) == 1
    assert alice.last().raw["photo"]["file_id"] == known


def test_media_can_be_exchanged(bot: Bot, alice: Person):
    first = bot.upload("sendPhoto", alice, "photo", "p.png", png(10, 10))
    second = bot.upload("sendPhoto", alice, "photo", "p.png", png(20, 20))
    media = {"type": "photo", "media": second["photo"][-1]["file_id"], "caption": "new"}
    where = {"chat_id": alice.id, "message_id": first["message_id"]}
    edited = bot.call("editMessageMedia", **where, media=media)
    assert (edited["photo"], edited["caption"]) == (second["photo"], "new")
    assert bot.error("editMessageMedia", **where, media=media)["error_code"] == 400


def test_the_bot_deletes_its_messages_and_reacts(bot: Bot, alice: Person):
    said = alice.say("done!")["message_id"]
    reaction = [{"type": "emoji", "emoji": "\N{PARTY POPPER}"}]
    bot.call("setMessageReaction", chat_id=alice.id, message_id=said, reaction=reaction)
    assert alice.last().raw["reactions"] == reaction
    sent = [bot.send(alice, text) for text in ("a", "b", "c")]
    bot.call("deleteMessage", chat_id=alice.id, message_id=sent[0])
    bot.call("deleteMessages", chat_id=alice.id, message_ids=[*sent[1:], 999])
    assert alice.last().id == said


def test_typing_is_shown_until_the_message_comes(bot: Bot, alice: Person):
    bot.call("sendChatAction", chat_id=alice.id, action="typing")
    assert alice.chat().raw["typing"]
    bot.send(alice, "here")
    assert not alice.chat().raw["typing"]


def test_blocking_and_unblocking_are_told_to_the_bot(bot: Bot, alice: Person):
    alice.block()
    assert alice.chat().raw["blocked"]
    with pytest.raises(Refused, match="blocked"):
        alice.say("hello?")
    alice.unblock()
    changes = [update["my_chat_member"] for update in bot.updates()]
    statuses = [change["new_chat_member"]["status"] for change in changes]
    assert statuses == ["kicked", "member"]


def test_start_carries_the_payload_of_its_link(bot: Bot, alice: Person):
    alice.start("coach-42")
    assert bot.updates()[0]["message"]["text"] == "/start coach-42"


def test_a_new_person_with_another_language_joins(emulator: Emulator, bot: Bot):
    dora = emulator.person("Dora")
    dora.speaks("de")
    dora.say("Hallo")
    assert bot.updates()[0]["message"]["from"]["language_code"] == "de"


def test_an_unknown_person_is_not_found(emulator: Emulator):
    with pytest.raises(Refused) as refusal:
        emulator.post("say", person=5, text="a")
    assert refusal.value.status == 404


def test_parameters_come_in_every_form(emulator: Emulator, bot: Bot, alice: Person):
    path = f"/bot{bot.token}/sendMessage"
    markup = '{"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}'
    form = {"chat_id": str(alice.id), "text": "ä", "reply_markup": markup}
    answers = [
        emulator.http.get(path, params=form),
        emulator.http.post(path, params={"chat_id": "1"}, data=form),
        emulator.http.post(path, data=form, files={"unused": ("a.txt", b"a")}),
        emulator.http.post(path, json=form),
    ]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert [seen.text for seen in alice.messages()[-4:]] == ["ä"] * 4
    assert alice.last().labels == ["A"]


def test_events_tell_the_page_what_has_changed(emulator: Emulator, bot: Bot, alice: Person):
    bot.send(alice, "Well?", [("Yes", "y")])
    with emulator.http.stream("GET", f"/control/events?person={alice.id}") as stream:
        lines = stream.iter_lines()
        assert next(lines) == ": connected"
        query = alice.press("Yes")["callback_query_id"]
        bot.call("answerCallbackQuery", callback_query_id=query, text="Saved")
        bot.send(alice, "more")
        emulator.advance(1)
        events = [line for line in (next(lines) for _ in range(13)) if line.startswith("event")]
    assert events == ["event: answered", "event: toast", "event: chat", "event: clock"]
