"""What a mortal bot runs: Daymark as it is, with an eye on every commit and every call.

Loaded by the server from which the lives are forked (`tests.crash.forked`), never by a test itself:
it takes the place of `storage.crash.crash_point`, which has to happen before anybody else of ours
takes that name.
"""
# ruff: noqa: E402 - see above

import os
import signal
from collections import Counter
from datetime import timedelta
from threading import Lock
from typing import Any

from storage import crash
from tests.crash.ledger import PRESENTED, TIDIED, Ledger, Pass

_lock = Lock()
_counted: Counter[str] = Counter()
_ledgers: list[Ledger] = []


def passes(name: str) -> None:
    """Write the pass down, and die there if this is the chosen one.

    One at a time: on PostgreSQL several threads commit, and each pass is to have its own number.
    """
    with _lock:
        _counted[name] += 1
        this = Pass(name, _counted[name])
        for ledger in _ledgers:
            ledger.write(this)
            if ledger.is_doomed_at(this):
                ledger.spare()  # the next life is another's
                os.kill(os.getpid(), signal.SIGKILL)


crash.crash_point = passes

from bot import profile, tenure
from bot.api import Api
from bot.cli import main
from bot.transport import AiohttpRequest
from scheduling.metronome import Metronome
from storage import leases, writer

# Who shares a commit with whom is chance; alone, each keeps the number it has in another life.
writer.GROUP = 1
# Renewed by the clock, a lease would be a commit at any moment.
leases.LEASE = timedelta(hours=1)
tenure.RENEW = 1800.0

_do_request = AiohttpRequest.do_request
_tidy = Metronome.tidy
_present = profile.present


async def _call(self: AiohttpRequest, url: str, *args: Any, **details: Any) -> tuple[int, bytes]:
    method = url.rpartition("/")[2]
    passes(f"before {method}")
    answer = await _do_request(self, url, *args, **details)
    passes(f"after {method}")
    return answer


async def _tidied(self: Metronome) -> None:
    await _tidy(self)
    passes(TIDIED)


async def _presented(api: Api) -> None:
    await _present(api)
    passes(PRESENTED)


AiohttpRequest.do_request = _call  # type: ignore[method-assign]
Metronome.tidy = _tidied  # type: ignore[method-assign]
profile.present = _presented


def live(ledger: Ledger) -> None:
    """Be a bot to the end."""
    _ledgers.append(ledger)
    main(["run"])
