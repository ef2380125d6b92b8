"""One request to the control API: what it names, and how it is refused."""

import inspect
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from emulator.errors import ApiError
from emulator.model import Bot, Chat, Json, Person
from emulator.params import Params, read_params
from emulator.world import World


class ControlError(Exception):
    """A refused request: HTTP status and what to do about it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(slots=True)
class Ask:
    """A request's values, with what they refer to."""

    world: World
    params: Params
    path: Json = field(default_factory=dict)

    def required(self, name: str) -> Any:  # noqa: ANN401 - any JSON value
        """A value that must be there."""
        if self.params.values.get(name) is None:
            raise ControlError(400, f"{name} is missing")
        return self.params.values[name]

    def person(self) -> Person:
        """The acting or looking person."""
        return self.person_of(self.path.get("person_id") or self.required("person"))

    def person_of(self, person_id: Any) -> Person:  # noqa: ANN401 - checked here
        """A known person by id."""
        person = self.world.people.get(_number(person_id, "person"))
        if person is None:
            raise ControlError(404, f"there is no person {person_id}")
        return person

    def bot(self) -> Bot:
        """The bot named by bot_id, or the first one."""
        bots = self.world.bots
        if not bots:
            message = "no bot yet: start one, POST its token to /control/bots or use --token"
            raise ControlError(409, message)
        bot_id = self.params.values.get("bot_id")
        bot = next(iter(bots.values())) if bot_id is None else bots.get(_number(bot_id, "bot_id"))
        if bot is None:
            raise ControlError(404, f"there is no bot {bot_id}")
        return bot

    def chat(self) -> Chat:
        """The chat acted in: chat_id, or the person's own chat with the bot."""
        chat_id = self.path.get("chat_id") or self.params.values.get("chat_id")
        bot = self.bot()
        if chat_id is None or _number(chat_id, "chat_id") in self.world.people:
            owner = self.person() if chat_id is None else self.person_of(chat_id)
            return self.world.private_chat(bot, owner)
        chat = self.world.chats.get((bot.id, _number(chat_id, "chat_id")))
        if chat is None:
            raise ControlError(404, f"there is no chat {chat_id}")
        return chat

    def acting_chat(self) -> Chat:
        """The chat, if the acting person is in it."""
        chat, person = self.chat(), self.person()
        if person.id not in self.world.audience(chat):
            raise ControlError(403, f"{person.first_name} is not in this chat")
        return chat


Answer = object
Handler = Callable[[Ask], Answer | Awaitable[Answer]]


def control_route(world: World, method: str, path: str, handler: Handler) -> Route:
    """A route that answers with the handler's value as JSON, and with {"error"} if it is refused."""

    async def endpoint(request: Request) -> Response:
        try:
            ask = Ask(world, await read_params(request), request.path_params)
            answer = handler(ask)
            if inspect.isawaitable(answer):
                answer = await answer
        except ControlError as error:
            return _json({"error": str(error)}, error.status)
        except ApiError as error:
            return _json({"error": error.description}, error.status)
        except (TypeError, ValueError, OverflowError) as error:
            return _json({"error": f"a value has the wrong type: {error}"}, 400)
        return answer if isinstance(answer, Response) else _json(answer)

    return Route(f"/control{path}", endpoint, methods=[method])


def _json(value: object, status: int = 200) -> Response:
    # ASCII escapes carry lone surrogates and NUL, which UTF-8 bodies could not.
    return Response(json.dumps(value), status, media_type="application/json")


def _number(value: Any, name: str) -> int:  # noqa: ANN401 - checked here
    try:
        return int(value)
    except (TypeError, ValueError):
        raise ControlError(400, f"{name} must be a number, not {value!r}") from None
