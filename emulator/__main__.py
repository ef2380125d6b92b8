"""`python -m emulator`: a Telegram Bot API with a chat page, on this computer only."""

import argparse
import asyncio
import socket
from collections.abc import Sequence
from pathlib import Path

from emulator.app import build_app
from emulator.clock import Clock
from emulator.server import Server
from emulator.state import StateFile
from emulator.world import World

BACKLOG = 512


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until told to stop."""
    options = _parser().parse_args(arguments)
    asyncio.run(_serve(options, _listener(options.host, options.port)))


def _listener(host: str, port: int) -> socket.socket:
    # The protocol is named because asyncio sets TCP_NODELAY only where it is: every answer would
    # wait 40 ms for the caller's delayed acknowledgement.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(BACKLOG)
    return listener


async def _serve(options: argparse.Namespace, listener: socket.socket) -> None:
    world = World(Clock(options.clock_file), options.token, _file_folder(options.state))
    server = Server(listener)
    server.mount(build_app(world, server))
    state = options.state and StateFile(options.state, world)
    if state:
        state.load()
    for token in options.token:
        world.bot_of(token).texts.setdefault("name:", options.bot_name)
    await (_serve_and_save(server, state) if state else server.run_until_signal())
    world.webhooks.stop()


async def _serve_and_save(server: Server, state: StateFile) -> None:
    saving = asyncio.create_task(state.keep_saving())
    await server.run_until_signal()
    saving.cancel()
    state.save(clean=True)


def _file_folder(state: Path | None) -> Path | None:
    return state and state.with_name(f"{state.name}.files")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="emulator", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8080, help="0 picks a free one")
    parser.add_argument("--state", type=Path, help="keep chats in this file over a restart")
    parser.add_argument("--clock-file", type=Path, help="tell the bot how far the clock is ahead")
    parser.add_argument(
        "--token", action="append", default=[], help="accept only this token (repeatable)"
    )
    parser.add_argument("--bot-name", default="Sandbox bot", help="until the bot sets its own")
    return parser


if __name__ == "__main__":
    main()
