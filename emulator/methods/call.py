"""What every method is given, and the parameters most of them share."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from emulator import errors, limits
from emulator.entities import FormattedText, parse_text
from emulator.errors import bad_request
from emulator.markup import checked_markup
from emulator.messages import replied
from emulator.model import Bot, Chat, Json
from emulator.params import Params
from emulator.text import utf16_length
from emulator.world import World


class RawJson(str):
    """A result that is JSON already."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Call:
    """One method call of one bot."""

    world: World
    bot: Bot
    params: Params

    def chat(self) -> Chat:
        """The chat named by chat_id, if the bot may write there now."""
        return self.world.chat_for(self.bot, self.chat_id())

    def chat_id(self) -> int:
        """The chat_id parameter as a number; nothing here has an @name."""
        given = self.params.text("chat_id").strip()
        if not given:
            raise bad_request(errors.CHAT_ID_EMPTY)
        try:
            return int(given)
        except ValueError:
            raise bad_request(errors.CHAT_NOT_FOUND) from None

    def reference(self, name: str) -> str:
        """A file parameter: a file_id, attach://part, or the part that bears its name."""
        if not self.params.text(name) and name not in self.params.uploads:
            raise bad_request(f"there is no {name} in the request")
        return self.params.text(name, name)

    def message_id(self) -> int:
        """The message_id parameter. Raises if it is missing or not a positive number."""
        message_id = self.params.integer("message_id")
        if message_id <= 0:
            raise bad_request(errors.MESSAGE_ID_MISSING)
        return message_id

    def message_text(self) -> FormattedText:
        """`text` with its entities, 1 to 4096 units after parsing and trimming."""
        formatted = self._formatted("text", "entities")
        if not formatted.text:
            raise bad_request(errors.MESSAGE_TEXT_EMPTY)
        if utf16_length(formatted.text) > limits.MAX_MESSAGE_LENGTH:
            raise bad_request(errors.MESSAGE_TOO_LONG)
        return formatted

    def caption(self) -> Json:
        """`caption` as message fields; empty without one."""
        return caption_fields(self._formatted("caption", "caption_entities"))

    def markup(self) -> Json | None:
        """The reply_markup parameter, checked."""
        return checked_markup(self.params.json("reply_markup"))

    def reply(self, chat: Chat) -> Json:
        """`reply_to_message` as message fields; empty if nothing is answered to."""
        parameters = self.params.json("reply_parameters") or {}
        wanted = parameters.get("message_id") or self.params.integer("reply_to_message_id")
        if not wanted:
            return {}
        quoted = replied(chat, int(wanted))
        if quoted is not None:
            return {"reply_to_message": quoted}
        optional = parameters.get("allow_sending_without_reply")
        if optional or self.params.flag("allow_sending_without_reply"):
            return {}
        raise bad_request(errors.REPLIED_NOT_FOUND)

    def _formatted(self, name: str, entities: str) -> FormattedText:
        text = self.params.text(name)
        mode = self.params.text("parse_mode")
        return parse_text(text, mode, self.params.json(entities))


def caption_fields(caption: FormattedText) -> Json:
    """A caption of up to 1024 units as message fields."""
    if utf16_length(caption.text) > limits.MAX_CAPTION_LENGTH:
        raise bad_request(errors.CAPTION_TOO_LONG)
    fields: Json = {"caption": caption.text} if caption.text else {}
    return fields | ({"caption_entities": caption.entities} if caption.entities else {})


Result = object
Handler = Callable[[Call], Result | Awaitable[Result]]
