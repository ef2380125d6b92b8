"""The control API's addresses."""

from starlette.routing import Route

from emulator.control import chatting, machinery, people, viewing
from emulator.control.ask import Handler, control_route
from emulator.world import World

ADDRESSES: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "/people", people.list_people),
    ("POST", "/people", people.add_person),
    ("POST", "/people/{person_id}/language", people.set_language),
    ("GET", "/bots", people.list_bots),
    ("POST", "/bots", people.add_bot),
    ("GET", "/groups", people.list_groups),
    ("POST", "/groups", people.add_group),
    ("POST", "/chats/{chat_id}/upgrade", people.upgrade_group),
    ("POST", "/chats/{chat_id}/kick", people.kick),
    ("POST", "/chats/{chat_id}/join", people.join),
    ("POST", "/say", chatting.say),
    ("POST", "/start", chatting.start),
    ("POST", "/press", chatting.press),
    ("POST", "/edit", chatting.edit),
    ("POST", "/delete", chatting.delete),
    ("POST", "/location", chatting.location),
    ("POST", "/contact", chatting.contact),
    ("POST", "/photo", chatting.photo),
    ("POST", "/document", chatting.document),
    ("POST", "/block", chatting.block),
    ("POST", "/unblock", chatting.unblock),
    ("POST", "/bulk", chatting.bulk),
    ("GET", "/chats/{chat_id}", viewing.chat),
    ("GET", "/toasts", viewing.toasts),
    ("GET", "/events", viewing.events),
    ("GET", "/files/{file_id}", viewing.file),
    ("GET", "/journal", machinery.journal),
    ("DELETE", "/journal", machinery.clear_journal),
    ("GET", "/faults", machinery.list_faults),
    ("POST", "/faults", machinery.add_fault),
    ("DELETE", "/faults", machinery.clear_faults),
    ("POST", "/delay", machinery.set_delay),
    ("GET", "/clock", machinery.clock),
    ("POST", "/clock", machinery.move_clock),
    ("POST", "/limits", machinery.set_limits),
    ("POST", "/expiry", machinery.set_expiry),
    ("POST", "/update", machinery.inject),
    ("GET", "/state", machinery.state),
    ("POST", "/reset", machinery.reset),
)


def control_routes(world: World) -> list[Route]:
    """All of them, bound to a world."""
    return [control_route(world, method, path, handler) for method, path, handler in ADDRESSES]
