"""The garbage collector, kept away from what imports leave behind."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def spared() -> Iterator[None]:
    """Do not look through what is imported meanwhile, then or later: it stays for good.

    Looked through again and again it took a fifth of the start, and later a tenth of every tick, in
    pauses of 80 ms during which nobody was answered.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
