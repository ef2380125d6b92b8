"""The process that draws: reads jobs from its input until that ends, and writes what came of each.

It is niced, since who taps a button goes before who waits for a picture, and it ends with the process
that started it.
"""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from charts.drawing.works import WORKS
from charts.pipe import next_message, packed
from charts.studio import NICE, READY, Failed

LONGEST = 180
"""Seconds; more than the bot waits for anything."""


def main() -> None:
    """Until the input ends."""
    # At a terminal it is meant for the bot, which ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICE)
    out = _own_output()
    gc.freeze()  # what was imported stays, and need not be looked through after each picture
    _send(out, READY)
    try:
        while True:
            name, arguments = next_message(sys.stdin.buffer)
            with _mortal():
                answer = _done(name, arguments)
            _send(out, answer)
            del arguments, answer
            gc.collect()  # else forty figures, of six megabytes each, would wait for it
    except EOFError:
        return


@contextmanager
def _mortal() -> Iterator[None]:
    """A job without an end is ended by the bot; where there is no bot any more, by the system."""
    if hasattr(signal, "alarm"):
        signal.alarm(LONGEST)
    yield
    if hasattr(signal, "alarm"):
        signal.alarm(0)


def _done(name: str, arguments: tuple[Any, ...]) -> object:
    """What came of a job. A bug in a chart costs this one picture, and neither is a name logged."""
    try:
        return WORKS[name](*arguments)
    except Exception as error:
        return Failed(type(error).__name__)


def _own_output() -> BinaryIO:
    """The pipe to the bot; what a library prints goes elsewhere and cannot be taken for an answer."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return out


def _send(out: BinaryIO, message: object) -> None:
    out.write(packed(message))
    out.flush()


if __name__ == "__main__":
    main()
