"""The web application: bot side, person side and the chat page."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from emulator.bot_api import BotApi
from emulator.connections import Lines
from emulator.control.routes import control_routes
from emulator.world import World

PAGE = Path(__file__).parent / "page"
ANY = ["GET", "POST"]


def build_app(world: World, lines: Lines) -> Starlette:
    """All addresses of the emulator over one world."""
    api = BotApi(world, lines)
    return Starlette(
        routes=[
            Route("/bot{token}/{method}", api.call, methods=ANY),
            Route("/file/bot{token}/{path:path}", api.file),
            *control_routes(world),
            Route("/", _page),
            Mount("/static", StaticFiles(directory=PAGE, check_dir=False)),
        ]
    )


async def _page(_request: Request) -> Response:
    return FileResponse(PAGE / "index.html")
