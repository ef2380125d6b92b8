"""The cold start: from the command to the first question for updates."""

import subprocess
import sys
import time

from tests.bench.processes import Control, start_daymark, stop

TOKEN = "9:cold"


def to_first_poll(control: Control, database: str) -> float:
    """Seconds from starting the process to its first long poll, on a database that is there."""
    begun = time.monotonic()
    process = start_daymark(control, TOKEN, database)
    try:
        return float(control.ask("first_poll", token=TOKEN, since=begun)) - begun
    finally:
        stop(process)


def of_imports() -> float:
    """Seconds of a process that only imports the two big libraries."""
    begun = time.monotonic()
    subprocess.run([sys.executable, "-c", "import telegram.ext, sqlalchemy.orm"], check=True)
    return time.monotonic() - begun
