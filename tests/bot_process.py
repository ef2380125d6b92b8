"""A real bot process for tests: `python -m bot run` against an emulator, on any database.

with BotProcess(emulator, url) as bot:
    alice.say("/start")
    alice.wait_for_text("I am Daymark")
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Protocol, Self

from tests.emulator_process import GLANCE_SECONDS, ROOT, TOKEN, Emulator

POLL_SECONDS = 20.0
STOP_SECONDS = 5.0
"""The contract: SIGTERM to exit."""

END_SECONDS = 30.0
RUN = ("-m", "bot", "run")
LOG_LINE = re.compile(rb"timestamp=|\{.*\"timestamp\"")


class NotRunning(AssertionError):
    """The bot ended when it was expected to run."""


class Process(Protocol):
    """What we use of `subprocess.Popen`, so that a bot may also be forked."""

    @property
    def pid(self) -> int: ...
    @property
    def returncode(self) -> int | None: ...
    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def kill(self) -> None: ...
    def terminate(self) -> None: ...


@dataclass
class BotProcess:
    """One bot; started again it is a new process with the same settings, and output goes on.

    ``crash_at`` is ``point`` or ``point:n`` of `storage.crash`. ``command`` are the interpreter's
    arguments, ``limit`` runs in the child before the bot does.
    """

    emulator: Emulator
    database: str
    token: str = TOKEN
    crash_at: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    command: tuple[str, ...] = RUN
    limit: Callable[[], None] | None = None
    process: Process | None = None
    _output: IO[bytes] = field(default_factory=tempfile.TemporaryFile)
    _machine: tempfile.TemporaryDirectory[str] = field(default_factory=tempfile.TemporaryDirectory)

    def start(self) -> Self:
        """Start and wait for its first poll; NotRunning with its output if it ends before."""
        already = self.emulator.newest_call()
        self.launch()
        self.wait_for_poll(already)
        return self

    def launch(self) -> Self:
        """Start without waiting for anything."""
        assert not self.is_running, "it runs already"
        self.process = self._spawn()
        return self

    def wait_for_poll(self, after: int = 0) -> None:
        """Return once a poll has reached the emulator, by any bot, later than the call ``after``."""

        def polled_or_gone() -> bool:
            return self._polled(after) or not self.is_running

        self.emulator.wait_until(polled_or_gone, POLL_SECONDS)
        if not self._polled(after):
            raise NotRunning(f"the bot ended with {self._running().returncode}:\n{self.text}")

    def restart(self, crash_at: str = "") -> Self:
        """Kill what still runs, and start anew."""
        self.kill()
        self.crash_at = crash_at
        return self.start()

    def kill(self) -> None:
        """SIGKILL, as a power cut."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def terminate(self) -> int:
        """SIGTERM; the exit code. AssertionError when it takes longer than the contract allows."""
        self._running().terminate()
        return self.wait(STOP_SECONDS)

    def wait(self, seconds: float = END_SECONDS) -> int:
        """The exit code once it ended by itself; AssertionError if it does not."""
        process = self._running()
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"it still runs after {seconds} s:\n{self.text}") from None

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def output(self) -> bytes:
        """Every byte it has written, in all its lives."""
        return os.pread(self._output.fileno(), os.fstat(self._output.fileno()).st_size, 0)

    @property
    def text(self) -> str:
        """The output, for reading."""
        return self.output.decode(errors="replace")

    @property
    def said(self) -> list[str]:
        """What it said to its operator: the lines that are no log."""
        return [line.decode() for line in self.output.splitlines() if not LOG_LINE.match(line)]

    def wait_for_output(self, words: str, seconds: float = POLL_SECONDS) -> str:
        """The output as soon as it contains ``words``."""
        deadline = time.monotonic() + seconds
        while words not in self.text:
            assert time.monotonic() < deadline, f"no {words!r} in\n{self.text}"
            assert self.is_running or words in self.text, f"it ended without {words!r}\n{self.text}"
            time.sleep(GLANCE_SECONDS)
        return self.text

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End it if it still runs, and forget its output."""
        self.kill()
        self._output.close()
        self._machine.cleanup()

    def _spawn(self) -> Process:
        return subprocess.Popen(
            [sys.executable, *self.command],
            cwd=ROOT,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
            preexec_fn=self.limit,  # noqa: PLW1509 - no threads of ours hold locks at this moment
        )

    def _polled(self, after: int) -> bool:
        return bool(self.emulator.journal("getUpdates", after=after))

    def _running(self) -> Process:
        assert self.process is not None, "it was never started"
        return self.process

    def _environment(self) -> dict[str, str]:
        usual = {
            "DAYMARK_TOKEN": self.token,
            "DAYMARK_TELEGRAM_URL": self.emulator.url,
            "DAYMARK_DATABASE": self.database,
            "DAYMARK_CRASH_AT": self.crash_at,
            "TMPDIR": self._machine.name,  # as if each bot had a machine of its own
        }
        return environment(**usual | self.settings)


def environment(**settings: str) -> dict[str, str]:
    """Ours without the settings of whoever runs the tests, and with these; empty ones are left out."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("DAYMARK_")}
    return kept | {name: text for name, text in settings.items() if text}


def daymark(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the command line to its end; its output is one text."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=environment(**settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=END_SECONDS,
        check=False,
    )
