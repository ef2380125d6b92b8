"""Storage is tested on both databases; the fixtures are shared with the tests of the layers above."""

from tests.databases import (  # noqa: F401
    alice,
    bob,
    charlie,
    clock,
    database,
    new_database,
    new_postgres,
    new_sqlite,
    postgres,
    sqlite_template,
    url,
)
from tests.storage.backups import emptied, file, filled  # noqa: F401
