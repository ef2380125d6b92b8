"""After a start: what a newer time zone database changed, in the background."""

from __future__ import annotations

import asyncio

import structlog

from bot.lang import lang
from bot.messenger import Messenger
from bot.texts.newer_rules import zone_is_gone
from storage import newer_rules
from storage.database import Database
from storage.errors import Busy

log = structlog.get_logger()

PAUSE = 30.0
"""Seconds until a database that was busy is asked again: nothing of this is urgent."""


async def by_newer_rules(db: Database, messenger: Messenger) -> None:
    """Count the alarms of everybody anew whose zone has other rules now, in short commits, and tell
    those whose zone is gone. Alarms that are not counted yet wait for their time by the new rules."""
    while True:
        try:
            await _count(db)
            return await _tell(db, messenger)
        except Busy:
            log.warning("newer time zone rules wait: the database is busy")
        except Exception as error:
            # A task of its own would end unseen.
            log.error("newer time zone rules stumbled", kind=type(error).__name__)
        await asyncio.sleep(PAUSE)


async def _count(db: Database) -> None:
    counted = 0
    while people := await db.run(newer_rules.recount):
        counted += people
    if counted:
        log.info("counted reminders by newer time zone rules", people=counted)


async def _tell(db: Database, messenger: Messenger) -> None:
    for who in await db.read(newer_rules.displaced):
        # Who does not hear of it is told at the next start.
        try:
            sent = await messenger.send(who.chat_id, zone_is_gone(lang(who.language), who))
        except Exception as error:
            log.error("somebody was not told that a zone is gone", kind=type(error).__name__)
            continue
        if sent is not None:
            await db.run(newer_rules.told, who.id)
