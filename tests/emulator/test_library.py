"""python-telegram-bot itself, unchanged, against the emulator."""

import asyncio

import telegram
from telegram import InputMediaDocument, InputMediaPhoto

from tests.emulator.pictures import png
from tests.emulator_process import Emulator, Person


def test_the_library_works_as_with_telegram(emulator: Emulator, alice: Person):
    asyncio.run(converse(emulator, alice))
    assert [seen.text for seen in alice.messages()] == ["hello", "hi", "one", "two", "new"]
    assert alice.last().raw["document"]["file_name"] == "new.txt"


async def converse(emulator: Emulator, alice: Person) -> None:
    url = f"{emulator.url}/bot"
    async with telegram.Bot(
        emulator.token, base_url=url, base_file_url=f"{emulator.url}/file/bot"
    ) as bot:
        updates = await bot.get_updates(timeout=5, allowed_updates=telegram.Update.ALL_TYPES)
        assert updates[-1].effective_message.text == "hello"
        await bot.send_message(alice.id, "<i>hi</i>", parse_mode="HTML")
        photos = [InputMediaPhoto(png(8, 8), caption="one"), InputMediaPhoto(png(9, 9), "two")]
        album = await bot.send_media_group(alice.id, photos)
        file = await bot.get_file(album[1].photo[-1])
        assert bytes(await file.download_as_bytearray()) == png(9, 9)
        sent = await bot.send_document(alice.id, b"old", caption="old", filename="old.txt")
        media = InputMediaDocument(b"new", caption="new", filename="new.txt")
        await bot.edit_message_media(media, alice.id, sent.message_id)
