"""How a scripted fault goes wrong, before or after the call has had its effect."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from emulator.connections import HalfAnswer, Hangup, unless_gone
from emulator.errors import ApiError
from emulator.faults import Fault

BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


async def strike_before(fault: Fault, request: Request) -> Response | None:
    """Fail without an effect; None lets the call go on to have one."""
    if fault.kind == "error_before":
        raise _error(fault)
    if fault.kind == "drop_before":
        raise Hangup
    if fault.kind == "html_502":
        return Response(BAD_GATEWAY, 502, media_type="text/html")
    if fault.kind == "stall_before":
        await _stall(fault, request)
    return None


async def strike_after(fault: Fault, request: Request, response: Response) -> Response:
    """Fail although the call has had its effect: the caller cannot know."""
    if fault.kind == "error_after":
        raise _error(fault)
    if fault.kind == "drop_after":
        raise Hangup
    if fault.kind == "stall_after":
        await _stall(fault, request)
    if fault.kind == "truncated":
        return HalfAnswer(response.body, media_type="application/json")
    if fault.kind == "empty_200":
        return Response(b"")
    return response


def _error(fault: Fault) -> ApiError:
    return ApiError(fault.status, fault.description, fault.parameters)


async def _stall(fault: Fault, request: Request) -> None:
    """Keep silent; a caller that leaves meanwhile ends the call there."""
    await unless_gone(asyncio.sleep(fault.seconds), request)
