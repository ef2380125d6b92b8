"""uvicorn, taught to announce its address, to cut lines, and to stop at once."""

import asyncio
import contextlib
import signal
import socket
import sys
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp


class Server(uvicorn.Server):
    """Serves on a socket that is bound before the application exists."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener
        self._address: tuple[str, int] = listener.getsockname()[:2]

    def mount(self, app: ASGIApp) -> None:
        """Take the application to serve."""
        config = uvicorn.Config(
            app, log_level="critical", access_log=False, lifespan="off", timeout_keep_alive=75
        )
        super().__init__(config)

    async def run_until_signal(self) -> None:
        """Serve until SIGINT or SIGTERM."""
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, self._stop)
        await self.serve(sockets=[self._listener])

    def cut(self, client: tuple[str, int]) -> None:
        """Abort the connection of this caller."""
        for connection in list(self.server_state.connections):
            if getattr(connection, "client", None) == tuple(client):
                connection.transport.abort()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to run_until_signal: uvicorn would die of the signal instead of returning."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say where: whoever reads the line can call at once."""
        await super().startup(sockets)
        host, port = self._address
        sys.stdout.write(f"emulator listening on http://{host}:{port}\n")
        sys.stdout.flush()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop without waiting for long polls and event streams."""
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        for task in list(self.server_state.tasks):
            task.cancel()
        await super().shutdown(sockets)

    def _stop(self) -> None:
        self.should_exit = True
