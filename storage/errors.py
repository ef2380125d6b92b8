"""What can be wrong with the place where things are kept."""


class StorageError(Exception):
    """Something about storage that a person has to know; the message says what to do."""


class DatabaseUnusable(StorageError):
    """The database cannot be opened as it is; nothing was changed in it."""


class Busy(StorageError):
    """The database could not be written just now (locked, full, gone); nothing was changed."""


class AlreadyEffected(StorageError):
    """This update took effect before; only its answer is still owed."""


class LeaseLost(StorageError):
    """Another process does now what only one may do; nothing was changed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the lease {name!r} is another process's now")
        self.name = name
