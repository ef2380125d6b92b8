"""People, bots and groups."""

from emulator.control.ask import Ask, ControlError
from emulator.membership import bot_joins, bot_leaves, upgrade
from emulator.model import Bot, Chat, Json, Person


def person_view(person: Person) -> Json:
    """A person as the page lists them."""
    return person.user() | {"chat_id": person.id}


def list_people(ask: Ask) -> list[Json]:
    """Everybody."""
    return [person_view(person) for person in ask.world.people.values()]


def add_person(ask: Ask) -> Json:
    """A new person."""
    details = {
        name: ask.params.values.get(name) for name in ("last_name", "username", "language_code")
    }
    return person_view(ask.world.add_person(str(ask.required("first_name")), **details))


def set_language(ask: Ask) -> Json:
    """Change a person's client language; their next update carries it."""
    person = ask.person()
    person.language_code = str(ask.required("language_code"))
    ask.world.changed.set()
    return person_view(person)


def bot_view(bot: Bot, person: Person | None = None) -> Json:
    """A bot's profile as its page shows it to this person, or to one without a language."""
    return {
        "id": bot.id,
        "username": bot.username,
        "first_name": bot.first_name,
        "commands": bot.menu_for(person),
        "description": bot.text_for("description", person),
        "short_description": bot.text_for("short_description", person),
        "menu_button": bot.menu_button_for(person),
        "pending": len(bot.queue.pending),
        "polling": bool(bot.queue.pollers),
    }


def list_bots(ask: Ask) -> list[Json]:
    """Every bot that has called or was announced, as `person` sees it if one is named."""
    person = ask.person() if "person" in ask.params.values else None
    return [bot_view(bot, person) for bot in ask.world.bots.values()]


def add_bot(ask: Ask) -> Json:
    """Announce a bot by its token before it calls, so that people can write to it."""
    return bot_view(ask.world.bot_of(str(ask.required("token"))))


def add_group(ask: Ask) -> Json:
    """A group of people and the bot."""
    members = ask.params.json("members")
    if not isinstance(members, list) or not members:
        raise ControlError(400, "members must be a list of at least one person's id")
    people = [ask.person_of(member) for member in members]
    chat = ask.world.new_group(ask.bot(), str(ask.required("title")), [p.id for p in people])
    bot_joins(ask.world, ask.bot(), chat, people[0])
    return {"chat_id": chat.id}


def list_groups(ask: Ask) -> list[Json]:
    """All groups, upgraded ones too."""
    return [
        {
            "chat_id": chat.id,
            "type": chat.kind,
            "title": chat.title,
            "members": chat.members,
            "migrated_to": chat.migrated_to,
        }
        for chat in ask.world.chats.values()
        if not chat.is_private
    ]


def upgrade_group(ask: Ask) -> Json:
    """Make a group a supergroup, which gets a new id."""
    chat = ask.chat()
    if chat.kind != "group" or chat.migrated_to is not None:
        raise ControlError(409, "only a group that is not upgraded yet can be upgraded")
    return {"new_chat_id": upgrade(ask.world, ask.bot(), chat, _first_member(ask)).id}


def kick(ask: Ask) -> Json:
    """Remove the bot from a group."""
    bot_leaves(ask.world, ask.bot(), _group(ask), _first_member(ask))
    return {}


def join(ask: Ask) -> Json:
    """Take the bot into the group again."""
    bot_joins(ask.world, ask.bot(), _group(ask), _first_member(ask))
    return {}


def _group(ask: Ask) -> Chat:
    chat = ask.chat()
    if chat.is_private:
        raise ControlError(409, "a private chat has nobody to kick: use /control/block")
    return chat


def _first_member(ask: Ask) -> Person:
    return ask.person_of(ask.world.audience(ask.chat())[0])
