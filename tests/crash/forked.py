"""Bots that are forked from a server which has loaded everything: a life begins in a tenth of the time.

Hundreds of lives are what it takes to end one at every commit and every call. Each is a process of its
own, with its own settings and output, and none has run a line of the bot before it was forked.
"""

import multiprocessing
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from multiprocessing.reduction import DupFd
from pathlib import Path
from typing import Any

from tests.bot_process import BotProcess, Process
from tests.crash.ledger import Ledger
from tests.emulator_process import ROOT

_server = multiprocessing.get_context("forkserver")
# pytest too: multiprocessing loads the main module again in every child.
_server.set_forkserver_preload(["tests.crash.mortal", "psycopg", "pytest"])


@dataclass
class MortalBot(BotProcess):
    """A bot with a ledger: it can be doomed to die at any pass, before it starts or while it lives."""

    folder: Path = field(kw_only=True)

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.folder)

    def _spawn(self) -> Process:
        self.ledger.begin()
        life = _server.Process(
            target=_live, args=(self._environment(), DupFd(self._output.fileno()), self.ledger)
        )
        life.start()
        return Forked(life)


@dataclass
class Forked:
    """A process of multiprocessing, told to as one of subprocess."""

    life: ForkServerProcess

    @property
    def pid(self) -> int:
        assert self.life.pid is not None
        return self.life.pid

    @property
    def returncode(self) -> int | None:
        return self.life.exitcode

    def poll(self) -> int | None:
        return self.life.exitcode

    def wait(self, timeout: float | None = None) -> int:
        self.life.join(timeout)
        if self.life.exitcode is None:
            raise subprocess.TimeoutExpired("a forked bot", timeout or 0.0)
        return self.life.exitcode

    def kill(self) -> None:
        self.life.kill()

    def terminate(self) -> None:
        self.life.terminate()


def _live(environment: Mapping[str, str], output: Any, ledger: Ledger) -> None:
    written_to = output.detach()
    for stream in (1, 2):
        os.dup2(written_to, stream)
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environment)
    from tests.crash.mortal import live

    live(ledger)
