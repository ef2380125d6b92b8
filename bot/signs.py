"""Signs of life: whether another process of this machine is surely dead.

A lease knows only that somebody has not been heard of. A process that is started anew, right after a
crash, would have to wait for the lease of its own former life.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from storage.filelock import FileLock


class Sign:
    """A locked file with the name of a process: its lock ends when the process does, never before."""

    def __init__(self, name: str, folder: Path | None = None) -> None:
        self._folder = folder or Path(tempfile.gettempdir())
        self._name = name
        self._lock = FileLock(self._file(name))

    def show(self) -> None:
        """Where no file can be made, others wait for the lease to run out."""
        with suppress(OSError):
            self._lock.take()

    def hide(self) -> None:
        """Of a process that ends as it should nothing is left."""
        self.clear_away(self._name)
        self._lock.release()

    def is_of_the_dead(self, name: str) -> bool:
        """Whether the process of that name was on this machine and has ended. False is no answer."""
        if name == self._name or not self._file(name).exists():
            return False
        lock = FileLock(self._file(name))
        try:
            return lock.take()
        except OSError:  # another user's
            return False
        finally:
            lock.release()

    def clear_away(self, name: str) -> None:
        """Of one that is dead, once nobody needs to know it any more."""
        self._file(name).unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        return self._folder / f"daymark-{name}.alive"
