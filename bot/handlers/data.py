"""Your data: /export, /import, /erase, and the files and lists that people send."""

from __future__ import annotations

import asyncio

from bot import documents
from bot.codes.data import AskImport, BeginErase, EraseNow, KeepEverything, SendExport, ShowErase
from bot.dialogs.bringing import bringing, found_in, has, lacks_consent
from bot.dialogs.engine import begin
from bot.dialogs.erasing import erasing_dialog
from bot.dialogs.steps import Data
from bot.documents import NotFetched
from bot.handlers.gates import ask_consent
from bot.imports import Plain, home_as_plain, home_of, preview
from bot.messenger import Document
from bot.router import on
from bot.texts.data import (
    erase_offer,
    erase_waiting,
    everything_kept,
    exported,
    file_refused,
    import_help,
    not_fetched,
    not_sent,
    nothing_erases,
    nothing_to_take,
    rows_of,
)
from bot.turn import Turn
from bot.view import Reply, View
from domain.dates import ORDERS, Order
from domain.days import local_time
from domain.errors import Reason, Refused
from domain.files.plan import Import
from storage import erasing, export, importing
from storage.export import Export
from storage.exported import Exported
from storage.spreadsheets import zipped


@on(SendExport)
async def send_export(turn: Turn, _code: SendExport) -> Reply:
    if not await _sent_everything(turn):
        return Reply(not_sent(turn.lang), fresh=True)
    return Reply(exported(turn.lang), fresh=True)


@on(AskImport)
async def ask_import(turn: Turn, _code: AskImport) -> Reply:
    return Reply(import_help(turn.lang))


@on(ShowErase)
async def show_erase(turn: Turn, _code: ShowErase) -> Reply:
    at = await turn.look(erasing.erases_at, turn.me)
    if at is None:
        return Reply(erase_offer(turn.lang, await turn.look(export.holds, turn.me)))
    return Reply(erase_waiting(turn.lang, local_time(at, turn.me.zone_or_utc), turn.today))


@on(BeginErase)
async def begin_erase(turn: Turn, _code: BeginErase) -> Reply:
    """Nothing is deleted that was not handed over first."""
    if await turn.look(erasing.erases_at, turn.me) is not None:
        return await show_erase(turn, ShowErase())
    if not await _sent_everything(turn):
        return Reply(not_sent(turn.lang), fresh=True)
    reply = await begin(turn, erasing_dialog, {})
    return Reply(reply.view, fresh=True, draft=reply.draft)


@on(EraseNow)
async def erase_now(turn: Turn, _code: EraseNow) -> Reply:
    """Only after the word was typed: anybody can make up a button, and fingers slip."""
    if await turn.look(erasing.erases_at, turn.me) is None:
        gone = await turn.house.farewells.erased(turn.me.telegram_id)
        return Reply(nothing_erases(turn.lang, gone=gone))
    if turn.message_id is not None:
        await turn.house.messenger.strip(turn.me.chat_id, turn.message_id)
    # What is marked as handled is so by being erased, this very update included.
    await turn.wait_for(turn.house.farewells.erase(turn.me.telegram_id))
    turn.effected = True
    return Reply()


@on(KeepEverything)
async def keep_everything(turn: Turn, _code: KeepEverything) -> Reply:
    await turn.act_for_good(ShowErase(), erasing.stop, turn.me)
    await turn.meet_again()
    return Reply(everything_kept(turn.lang))


async def on_document(turn: Turn) -> Reply:
    """A file, sent at any time: what is in it, before anything is done."""
    if not turn.me.agreed:
        return ask_consent(turn)
    try:
        return await _offer(turn, {"file": documents.sent(turn.update)})
    except Refused as error:
        return Reply(file_refused(turn.lang, turn.today, error))
    except NotFetched:
        return Reply(View(not_fetched(turn.lang)))


async def _offer(turn: Turn, source: Data) -> Reply:
    """The preview, with its questions first."""
    data: Plain = {
        "source": source,
        "home": home_as_plain(home_of(turn.me, turn.today)),
        "ways": {},
        "said": {},
        "unknown": [],
        "account": None,
    }
    try:
        found = await found_in(turn, source, home_of(turn.me, turn.today))
    except Refused as error:
        if error.reason is not Reason.AMBIGUOUS_DATE:
            raise
        if "goals" not in turn.me.agreed:
            return ask_consent(turn)
        ways = {order: await _amounts_to(turn, source, order) for order in ORDERS}
        return await begin(turn, bringing, {**data, "ways": ways})
    if isinstance(found, Exported):
        return await _offer_account(turn, data, found)
    if lacks_consent(turn, has_goals=bool(found.goals), has_moods=bool(found.moods)):
        return ask_consent(turn)
    shown = preview(found, await turn.keep(importing.try_out, turn.me, found, {}))
    if not any(shown["counts"].values()) and not shown["unknown"]:
        return Reply(nothing_to_take(turn.lang, shown["notes"]))
    return await begin(turn, bringing, {**data, **shown})


async def _amounts_to(turn: Turn, source: Data, order: Order) -> Plain:
    """What a file amounts to if its dates are read this way."""
    found = await found_in(turn, source, home_of(turn.me, turn.today, order))
    if not isinstance(found, Import):
        raise Refused("file", Reason.WRONG_SHAPE)
    return preview(found, await turn.keep(importing.try_out, turn.me, found, {}))


async def _offer_account(turn: Turn, data: Plain, found: Exported) -> Reply:
    if await turn.look(export.holds, turn.me):
        raise Refused("account", Reason.TAKEN)
    if lacks_consent(turn, **has(found)):
        return ask_consent(turn)
    return await begin(turn, bringing, {**data, "account": rows_of(found)})


async def _sent_everything(turn: Turn) -> bool:
    """Send both files. Returns whether both are known to have arrived."""
    found = await turn.look(export.everything, turn.me)
    for document in await turn.wait_for(asyncio.to_thread(_files, found, turn.today.isoformat())):
        chat_id = turn.me.chat_id
        if not await turn.wait_for(turn.house.messenger.send_document(chat_id, document)):
            return False
    return True


def _files(found: Export, day: str) -> tuple[Document, Document]:
    return (
        Document(f"daymark-{day}.json", found.as_json()),
        Document(f"daymark-{day}-tables.zip", zipped(found)),
    )
