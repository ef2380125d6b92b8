"""The bot's side: /bot<token>/<method> and /file/bot<token>/<path>."""

import asyncio
import inspect
import json
import traceback

from starlette.requests import Request
from starlette.responses import Response

from emulator.connections import Hangup, Lines, NoAnswer, unless_gone
from emulator.errors import ApiError, internal_error, not_found
from emulator.journal import Call as Entry
from emulator.methods import HANDLERS, OFFICIAL_NAMES
from emulator.methods.call import Call, RawJson
from emulator.params import read_params
from emulator.strikes import strike_after, strike_before
from emulator.world import World


class BotApi:
    """Answers bots' calls, with the scripted faults in between."""

    def __init__(self, world: World, lines: Lines) -> None:
        self._world = world
        self._lines = lines

    async def call(self, request: Request) -> Response:
        """Endpoint of every method."""
        try:
            return await self._journaled(request)
        except ApiError as error:
            return _json(error.status, json.dumps(error.body()))
        except Hangup:
            return NoAnswer(self._lines)
        except Exception:
            # The bot sees what a broken server gives; whoever runs the emulator sees why.
            traceback.print_exc()
            return _json(500, json.dumps(internal_error().body()))

    async def file(self, request: Request) -> Response:
        """Endpoint of the files that getFile named."""
        try:
            self._world.bot_of(request.path_params["token"])
        except ApiError as error:
            return _json(error.status, json.dumps(error.body()))
        stored = self._world.files.by_path(request.path_params["path"])
        if stored is None:
            return _json(404, json.dumps(not_found().body()))
        return Response(self._world.files.read(stored.file_id), media_type=stored.mime_type)

    async def _journaled(self, request: Request) -> Response:
        world = self._world
        bot = world.bot_of(request.path_params["token"])
        given = request.path_params["method"]
        method = OFFICIAL_NAMES.get(given.lower(), given)
        call = Call(world, bot, await read_params(request))
        entry = world.journal.open(bot.id, method, call.params.recorded(), world.clock.now())
        try:
            response = await self._struck(call, method, entry, request)
        except ApiError as error:
            entry.status, entry.error = error.status, error.description
            raise
        entry.status = response.status_code
        return response

    async def _struck(self, call: Call, method: str, entry: Entry, request: Request) -> Response:
        world = self._world
        fault = world.faults.striking(method, call.params.integer("chat_id"), call.bot.id)
        if fault and (instead := await strike_before(fault, request)):
            return instead
        result = await _result(call, method, request)
        entry.effect = True
        if world.delay and method != "getUpdates":
            await asyncio.sleep(world.delay)
        response = _json(200, f'{{"ok":true,"result":{result}}}')
        return await strike_after(fault, request, response) if fault else response


async def _result(call: Call, method: str, request: Request) -> str:
    handler = HANDLERS.get(method.lower())
    if handler is None:
        raise not_found()
    result = handler(call)
    if inspect.isawaitable(result):
        result = await unless_gone(result, request)
    return result if isinstance(result, RawJson) else json.dumps(result)


def _json(status: int, body: str) -> Response:
    return Response(body, status, media_type="application/json")
