"""Clock, faults, journal and limits: the levers behind the scenes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from emulator.control.ask import Ask, ControlError
from emulator.faults import KINDS
from emulator.model import Json
from emulator.updates import kind_of

FAULT_DETAILS = (
    "method",
    "chat_id",
    "bot_id",
    "nth",
    "times",
    "status",
    "description",
    "parameters",
    "seconds",
)


def journal(ask: Ask) -> list[Json]:
    """Bots' calls, newer than `after`."""
    values = ask.params.values
    after = ask.params.integer("after")
    return ask.world.journal.calls(after, values.get("method"), values.get("chat_id"))


def clear_journal(ask: Ask) -> Json:
    """Forget the calls so far."""
    ask.world.journal.clear()
    return {}


def add_fault(ask: Ask) -> Json:
    """Script a fault."""
    kind = ask.required("kind")
    if kind not in KINDS:
        raise ControlError(400, f"kind must be one of {', '.join(KINDS)}")
    values = ask.params.values
    details = {name: values[name] for name in FAULT_DETAILS if values.get(name) is not None}
    return {"id": ask.world.faults.add(kind, details).id}


def list_faults(ask: Ask) -> list[Json]:
    """Faults and how often they struck."""
    return ask.world.faults.listed()


def clear_faults(ask: Ask) -> Json:
    """Everything works again."""
    ask.world.faults.clear()
    return {}


def set_delay(ask: Ask) -> Json:
    """Answer time of every call but getUpdates, in seconds."""
    ask.world.delay = float(ask.required("seconds"))
    return {}


def clock(ask: Ask) -> Json:
    """Virtual now."""
    now = ask.world.clock.now().isoformat()
    return {"now": now, "offset_seconds": ask.world.clock.offset_seconds}


def move_clock(ask: Ask) -> Json:
    """Forward by seconds, to an instant, or to the next morning of a zone."""
    try:
        _move(ask)
    except ValueError as error:
        raise ControlError(400, str(error)) from error
    ask.world.changed.set()
    ask.world.events.tell_everyone("clock", {"now": ask.world.clock.now().isoformat()})
    return clock(ask)


def _move(ask: Ask) -> None:
    world_clock, values = ask.world.clock, ask.params.values
    if values.get("next_morning"):
        world_clock.advance_to(world_clock.next_morning(_zone(str(values.get("zone") or "UTC"))))
    elif values.get("to"):
        instant = datetime.fromisoformat(str(values["to"]))
        world_clock.advance_to(instant if instant.tzinfo else instant.replace(tzinfo=UTC))
    else:
        world_clock.advance(timedelta(seconds=float(ask.required("advance_seconds"))))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ControlError(400, f"there is no time zone {name}") from error


def set_limits(ask: Ask) -> Json:
    """Switch real flood limits."""
    ask.world.flood.enforce(ask.params.flag("enforce"))
    return {}


def set_expiry(ask: Ask) -> Json:
    """How long updates wait and queries may be answered, in virtual seconds."""
    for name in ("callback_answer_seconds", "callback_update_seconds", "update_seconds"):
        if (seconds := ask.params.number(name)) is not None:
            setattr(ask.world.expiry, name, seconds)
    return {}


def inject(ask: Ask) -> Json:
    """Queue an update body as it is, however broken."""
    update = ask.params.json("update")
    if not isinstance(update, dict):
        raise ControlError(400, "update must be a JSON object")
    lifetime = ask.world.expiry.update_seconds
    return {"update_id": ask.bot().queue.put_raw(kind_of(update), update, lifetime)}


def state(ask: Ask) -> Json:
    """Counts per bot and overall."""
    world = ask.world
    bots = [
        {
            "id": bot.id,
            "pending": len(bot.queue.pending),
            "confirmed_up_to": bot.queue.confirmed_up_to,
            "next_update_id": bot.queue.next_id,
            "pollers": bot.queue.pollers,
            "webhook": bot.webhook and bot.webhook.url,
        }
        for bot in world.bots.values()
    ]
    counts = {"people": len(world.people), "chats": len(world.chats)}
    messages = sum(len(chat.messages) for chat in world.chats.values())
    return {"bots": bots, **counts, "messages": messages, "files": len(world.files.known)}


def reset(ask: Ask) -> Json:
    """Forget all chats, people added, faults and settings."""
    ask.world.wipe()
    return {}
