"""Bots come and go: blocked and unblocked in private, added to and kicked from groups."""

from emulator.messages import post_as_person
from emulator.model import Bot, Chat, Json, Person
from emulator.world import World

MEMBER, KICKED, LEFT = "member", "kicked", "left"


def block(world: World, bot: Bot, chat: Chat, person: Person) -> None:
    """The person blocks the bot; it gets my_chat_member now and 403 from now on."""
    chat.blocked = True
    _tell_membership(world, bot, chat, person, MEMBER, KICKED)


def unblock(world: World, bot: Bot, chat: Chat, person: Person) -> None:
    """The person lets the bot write again."""
    chat.blocked = False
    _tell_membership(world, bot, chat, person, KICKED, MEMBER)


def bot_joins(world: World, bot: Bot, chat: Chat, person: Person) -> None:
    """A person of the group adds the bot."""
    chat.kicked = False
    _tell_membership(world, bot, chat, person, LEFT, MEMBER)


def bot_leaves(world: World, bot: Bot, chat: Chat, person: Person) -> None:
    """A person of the group removes the bot."""
    chat.kicked = True
    _tell_membership(world, bot, chat, person, MEMBER, KICKED)


def upgrade(world: World, bot: Bot, group: Chat, person: Person) -> Chat:
    """Turn a group into a supergroup; service messages tell the bot both ids."""
    supergroup = world.upgraded(group)
    post_as_person(world, bot, group, person, {"migrate_to_chat_id": supergroup.id})
    post_as_person(world, bot, supergroup, person, {"migrate_from_chat_id": group.id})
    return supergroup


def _tell_membership(
    world: World, bot: Bot, chat: Chat, person: Person, old: str, new: str
) -> None:
    body = {
        "chat": world.chat_object(chat),
        "from": person.user(),
        "date": world.clock.unix(),
        "old_chat_member": _member(bot, old),
        "new_chat_member": _member(bot, new),
    }
    bot.queue.put("my_chat_member", body, world.expiry.update_seconds)
    world.touch(chat)


def _member(bot: Bot, status: str) -> Json:
    member = {"user": bot.user(), "status": status}
    return member | ({"until_date": 0} if status == KICKED else {})
