"""The statements that the operating guide gives for erasing a person do erase that person, and no other."""

import re

from sqlalchemy import create_engine, select, text
from sqlalchemy.pool import NullPool

from storage.database import Database
from storage.tables import Base, Person, Received
from tests.databases import (  # noqa: F401
    clock,
    database,
    dump_of,
    new_database,
    new_postgres,
    new_sqlite,
    postgres,
    sqlite_template,
    url,
)
from tests.docs.documents import OPERATING
from tests.storage import full

NUMBER = "123456789"
BOB = -5
SHARED = {"inbox", "numbering"}
NOBODYS = {"erased", "leases", "zone_offsets"}
"""Tell nothing of anybody."""


def statements() -> list[str]:
    """Those of the guide, about the first person of a filled database, without BEGIN and COMMIT."""
    block = re.search(r"^```sql\nBEGIN;\n(.*?)COMMIT;\n```", OPERATING.read_text(), re.M | re.S)
    assert block
    return block[1].replace(NUMBER, str(full.HUGE)).split(";\n")[:-1]


def test_the_guide_erases_a_person_and_nobody_else(database: Database, url: str) -> None:  # noqa: F811
    full.fill(database)
    before = dump_of(url)
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        for statement in statements():
            connection.execute(text(statement))
        owners = {
            table.name: set(connection.scalars(select(table.c.person_id)))
            for table in Base.metadata.sorted_tables
            if "person_id" in table.c
        }
        (left,) = connection.execute(select(Person.id, Person.telegram_id))
        parked = connection.scalars(select(Received.payload).where(Received.state == "parked"))
        assert list(parked) == [None]
    assert left.telegram_id == BOB
    assert {table: each for table, each in owners.items() if each != {left.id}} == {}
    after = dump_of(url)
    for table in set(before) - SHARED - NOBODYS:
        assert len(after[table]) == len(before[table]) / 2, table


def test_the_guide_speaks_of_every_table() -> None:
    named = set(re.findall(r"(?:DELETE FROM|UPDATE) (\w+)", "\n".join(statements())))
    assert named == {table.name for table in Base.metadata.sorted_tables} - NOBODYS
