"""The sandbox: the emulator as a process of its own, and the very same bot talking to it."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.config import Config
from storage.engine import is_postgres, parse_url, sqlite_path

TOKEN = "1:sandbox"  # noqa: S105 - known to the emulator only
HOST = "127.0.0.1"
STOP_SECONDS = 3.0


class NoEmulator(Exception):
    """There is nobody to talk to; the message says why."""


class PortTaken(NoEmulator):
    """Something else listens where the sandbox should."""


@contextmanager
def emulator(config: Config) -> Iterator[tuple[str, Path]]:
    """Run the emulator while the block runs. Gives its address and the file its clock is kept in."""
    state, clock = _beside_database(config)
    _check_port(config.sandbox_port)
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [
            *(sys.executable, "-m", "emulator", "--host", HOST),
            *("--port", str(config.sandbox_port), "--token", TOKEN),
            *("--state", str(state), "--clock-file", str(clock), "--bot-name", "Daymark"),
        ],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is ours to handle: the bot stops first
    )
    try:
        yield _address(process), clock
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


def _check_port(port: int) -> None:
    """Said here in one line, where the emulator could only fail to start."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise PortTaken(
                f"Port {port} is taken. Set DAYMARK_SANDBOX_PORT to another one."
            ) from None


def _address(process: subprocess.Popen[str]) -> str:
    """Its first line names the address; without one it has said on its own why it ended."""
    line = process.stdout.readline() if process.stdout else ""
    if "http://" not in line:
        raise NoEmulator("The emulator did not start.")
    return line.split()[-1]


def _beside_database(config: Config) -> tuple[Path, Path]:
    """The sandbox keeps its chats beside the data they belong to, so that a restart goes on."""
    url = parse_url(config.database)
    base = Path.home() / ".daymark-sandbox" if is_postgres(url) else sqlite_path(url)
    return base.with_suffix(".chats.json"), base.with_suffix(".clock.json")
