"""A lock that ends with the process that has it, however that ends: the kernel sees to it."""

import fcntl
import os
from pathlib import Path


class FileLock:
    """One process at a time has it. The file stays where it is: removing one that another process is
    about to lock would give two of them a lock each."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def take(self) -> bool:
        """Have it from now on, unless another process does. Raises OSError where no file can be."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Let go; twice is once."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
