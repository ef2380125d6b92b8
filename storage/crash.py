"""Named points at which a test may kill the process, to show that nothing confirmed is lost."""

import os
import signal
from collections import Counter

_WANTED = os.environ.get("DAYMARK_CRASH_AT", "")
_passed: Counter[str] = Counter()


def crash_point(name: str) -> None:
    """Kill the process here, as a power cut would, when ``DAYMARK_CRASH_AT`` is ``name`` or ``name:n``.

    ``n`` counts the passes from 1. Without the variable this is one comparison.
    """
    if _WANTED:
        _passed[name] += 1
        wanted, _, nth = _WANTED.partition(":")
        if wanted == name and _passed[name] == int(nth or 1):
            os.kill(os.getpid(), signal.SIGKILL)
