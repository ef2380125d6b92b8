"""An export has everything of a person's, and becomes the same account again elsewhere."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.clock import FakeClock
from domain.errors import Reason, Refused
from storage import export, goals, restoring, undo
from storage.database import Database
from storage.export import Export
from storage.exported import Exported, read_export
from storage.people import Acquaintance
from storage.spreadsheets import zipped
from storage.tables import Base
from tests.databases import NOON, acquaint, dump_of
from tests.storage import belongings
from tests.storage.acts import act
from tests.storage.test_goals import RUN

WORD = "Alice"
PAGE = Path(__file__).parents[2] / "docs" / "export.md"


@pytest.fixture
def settled(database: Database, alice: Acquaintance) -> Acquaintance:
    belongings.live(database, alice, WORD)
    return alice


@pytest.fixture
def elsewhere(
    request: pytest.FixtureRequest, clock: FakeClock
) -> Iterator[Callable[[str], Database]]:
    """Opens an empty database of either kind."""
    opened = []

    def make(kind: str) -> Database:
        url: str = request.getfixturevalue(f"new_{kind}")()
        opened.append(Database(url, clock))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def of(database: Database, me: Acquaintance) -> Export:
    return database.read_now(export.everything, me)


def content(found: Export) -> tuple[dict[str, Any], Any]:
    """All of an export but what belongs to the server it is from."""
    return found.settings, found.rows


def columns_of(name: str) -> set[str]:
    return {f"{name}.{column.name}" for column in Base.metadata.tables[name].columns}


def test_every_column_is_exported_or_left_out_for_a_reason() -> None:
    """A new column fails here until somebody decides."""
    exported = {
        f"{table.name}.{column.name}"
        for table in [
            Base.metadata.tables["people"],
            Base.metadata.tables["consents"],
            *export.tables(),
        ]
        for column in export.columns(table).values()
    }
    for name, table in Base.metadata.tables.items():
        for column in table.columns:
            excused = {name, column.name, f"{name}.{column.name}"} & set(export.LEFT_OUT)
            assert (f"{name}.{column.name}" in exported) != bool(excused), f"{name}.{column.name}"
    assert all(export.LEFT_OUT.values())


def test_what_is_left_out_of_an_export_exists() -> None:
    tables = Base.metadata.tables
    there = {*tables, *(column.name for table in tables.values() for column in table.columns)}
    there |= {name for table in tables for name in columns_of(table)}
    assert set(export.LEFT_OUT) <= there
    assert {f"people.{name}" for name in export.OF_THE_ACCOUNT} <= there


def test_the_page_explains_every_column() -> None:
    explained = set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text("utf-8"), re.MULTILINE))
    people = Base.metadata.tables["people"]
    named = {name for table in [people, *export.tables()] for name in export.columns(table)}
    assert named <= explained
    assert {table.name for table in export.tables()} <= set(
        re.findall(r"`(\w+)`", PAGE.read_text())
    )


def test_there_is_something_in_every_table_that_is_exported(
    database: Database, settled: Acquaintance
) -> None:
    """Or the tests below would prove little."""
    assert all(of(database, settled).rows.values())


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_an_export_becomes_the_same_account_on_an_empty_server(
    database: Database,
    settled: Acquaintance,
    elsewhere: Callable[[str], Database],
    kind: str,
) -> None:
    there = elsewhere(kind)
    newcomer = acquaint(there, settled.telegram_id, None)
    before = of(database, settled)
    me = there.run_now(restoring.restore, newcomer, read_export(before.as_json()))
    assert content(of(there, me)) == content(before)
    assert me.zone == "Europe/Berlin"
    here, over_there = (dump_of(one.url) for one in (database, there))
    # Nobody is reminded there before they agree again.
    apart = {"people", "consents", "acts", "act_changes", "inbox", "drafts", "numbering", "alarms"}
    assert {name: here[name] for name in here.keys() - apart} == {
        name: over_there[name] for name in over_there.keys() - apart
    }


def test_new_things_are_numbered_on_after_an_import(
    database: Database, settled: Acquaintance, elsewhere: Callable[[str], Database]
) -> None:
    there = elsewhere("postgres")
    me = acquaint(there, 5, None)
    there.run_now(restoring.restore, me, read_export(of(database, settled).as_json()))
    taken = {row["id"] for row in of(there, me).rows["goals"]}
    assert there.run_now(goals.create, me, replace(RUN, title="New")).id > max(taken)


def test_ids_that_are_taken_become_others_and_hang_together_as_before(
    database: Database, settled: Acquaintance, bob: Acquaintance
) -> None:
    """On one server: Bob brings an account whose every id is Alice's."""
    alices = of(database, settled)
    database.run_now(restoring.restore, bob, read_export(alices.as_json()))
    bobs = of(database, bob)
    assert content(of(database, settled)) == content(alices)
    assert not {row["id"] for row in bobs.rows["goals"]} & {
        row["id"] for row in alices.rows["goals"]
    }
    assert bobs.rows["templates"][0]["token"] != alices.rows["templates"][0]["token"]
    assert _without_ids(bobs) == _without_ids(alices)
    assert zipped_texts(bobs)["moods.csv"].count("Alice") == zipped_texts(alices)[
        "moods.csv"
    ].count("Alice")


def _without_ids(found: Export) -> dict[str, list[dict[str, Any]]]:
    def bare(row: dict[str, Any]) -> dict[str, Any]:
        return {
            name: value
            for name, value in row.items()
            if not name.endswith("id") and name not in {"goalTrackId", "token"}
        }

    return {name: [bare(row) for row in rows] for name, rows in found.rows.items()}


def test_an_id_beyond_all_sense_does_not_end_the_numbering(
    database: Database, settled: Acquaintance, bob: Acquaintance
) -> None:
    text = of(database, settled).as_json().decode()
    huge = re.sub(r'"(goal_id|id)": (\d+)', lambda m: f'"{m[1]}": {2**62 + int(m[2])}', text)
    huge = re.sub(
        r'"(tag_id|mood_id|scale_id)": (\d+)', lambda m: f'"{m[1]}": {2**62 + int(m[2])}', huge
    )
    database.run_now(restoring.restore, bob, read_export(huge.encode()))
    assert database.run_now(goals.create, bob, replace(RUN, title="New")).id < 2**40


def test_an_account_with_something_in_it_takes_none(
    database: Database, url: str, settled: Acquaintance, bob: Acquaintance
) -> None:
    exported = read_export(of(database, settled).as_json())
    database.run_now(goals.create, bob, RUN)
    before = dump_of(url)
    with pytest.raises(Refused) as no:
        database.run_now(restoring.restore, bob, exported)
    assert (no.value.field, no.value.reason) == ("account", Reason.TAKEN)
    assert dump_of(url) == before


def test_an_import_of_an_account_is_one_act(
    database: Database, settled: Acquaintance, charlie: Acquaintance
) -> None:
    before = of(database, charlie)
    done = act(database, charlie, restoring.restore, read_export(of(database, settled).as_json()))
    assert database.read_now(export.holds, charlie) == database.read_now(export.holds, settled)
    taken = database.run_now(undo.take_back, charlie, done.act_id)
    assert taken.of_me
    assert content(of(database, charlie)) == content(before)


def test_consents_do_not_come_along(
    database: Database, settled: Acquaintance, charlie: Acquaintance
) -> None:
    me = database.run_now(restoring.restore, charlie, read_export(of(database, settled).as_json()))
    assert me.agreed == frozenset()
    assert len(of(database, settled).account["consents"]) > 1


def test_charlie_exports_nothing_of_alices(
    database: Database, settled: Acquaintance, charlie: Acquaintance
) -> None:
    assert WORD.encode() not in of(database, charlie).as_json()
    assert database.read_now(export.holds, charlie) == {}
    assert WORD.encode() in of(database, settled).as_json()


def test_ids_are_shown_as_the_batch_wants_them(database: Database, settled: Acquaintance) -> None:
    tree = json.loads(of(database, settled).as_json())
    assert (tree["format"], tree["version"]) == ("daymark", 1)
    assert {row["goal_id"] for row in tree["entries"]} <= {row["id"] for row in tree["goals"]}
    assert all(row["goalTrackId"] for row in tree["entries"])


# --- CSV ---------------------------------------------------------------------------------------


def zipped_texts(found: Export) -> dict[str, str]:
    archive = zipfile.ZipFile(io.BytesIO(zipped(found)))
    return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def test_the_tables_for_spreadsheets_have_a_line_for_each_thing(
    database: Database, settled: Acquaintance
) -> None:
    found = of(database, settled)
    tables = {
        name: list(csv.DictReader(io.StringIO(text))) for name, text in zipped_texts(found).items()
    }
    assert set(tables) == {"goals.csv", "entries.csv", "moods.csv"}
    assert len(tables["goals.csv"]) == len(found.rows["goals"])
    assert len(tables["entries.csv"]) == len(found.rows["entries"])
    run = tables["goals.csv"][0]
    assert (run["title"], run["tags"], run["schedule"]) == (
        "Alice runs",
        "Alicetag | körper",
        "weekdays",
    )
    assert run["reminders"] == "00:00 | 23:59"
    mood = tables["moods.csv"][0]
    assert (mood["label"], mood["scales"], mood["level"]) == ("Aliceish", "Alice sleep 7", "2")
    page = PAGE.read_text("utf-8")
    assert all(f"`{name}`" in page for rows in tables.values() for name in rows[0])


@pytest.mark.parametrize("title", ["=1+1", "+49", "-milk", "@home", "=HYPERLINK(1)"])
def test_nothing_in_a_table_is_a_formula(
    database: Database, alice: Acquaintance, title: str
) -> None:
    database.run_now(goals.create, alice, replace(RUN, title=title))
    (row,) = csv.DictReader(io.StringIO(zipped_texts(of(database, alice))["goals.csv"]))
    assert row["title"] == f"'{title}"


# --- Files that nobody vouches for -------------------------------------------------------------


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An export of Alice's, to be broken."""
    from storage.migrate import migrate

    url = f"sqlite:///{tmp_path_factory.mktemp('export') / 'daymark.db'}"
    migrate(url)
    database = Database(url, FakeClock(NOON))
    me = acquaint(database, 101, "Europe/Berlin")
    belongings.live(database, me, WORD)
    data = of(database, me).as_json()
    database.close()
    return data


BROKEN = {
    "a later version": ('"version": 1', '"version": 2'),
    "quiet hours of an eighth day": ('"4": [1380, 540]', '"7": [1380, 540]'),
    "quiet hours without an end": ('"4": [1380, 540]', '"4": [1380]'),
    "quiet hours past midnight": ('"4": [1380, 540]', '"4": [1380, 1440]'),
    "a zone nobody knows": ('"zone": "Europe/Berlin"', '"zone": "Mars Base"'),
    "a day there is not": ('"day": "2026-03-04"', '"day": "2026-02-30"'),
    "a day beyond all years": ('"day": "2026-03-04"', '"day": "9999-12-31"'),
    "a moment without a zone": ('+00:00", "updated_at"', '", "updated_at"'),
    "a level as text": ('"level": 2', '"level": "2"'),
    "a level out of range": ('"level": 2', '"level": 6'),
    "a flag as number": ('"enabled": true', '"enabled": 1'),
    "a number as flag": ('"minute": 0', '"minute": false'),
    "a number without end": ('"minute": 0', '"minute": 1e999'),
    "a huge number": ('"minute": 0', f'"minute": {10**30}'),
    "a rule that is none": ('"kind": "weekdays"', '"kind": "hourly"'),
    "a NUL": ('"title": "Alice runs"', '"title": "Alice\\u0000runs"'),
    "half a character": ('"title": "Alice runs"', '"title": "Alice\\ud800runs"'),
    "a title that nobody sees": ('"title": "Alice runs"', '"title": "\\u200b"'),
    "a title of two lines": ('"title": "Alice runs"', '"title": "Alice\\nruns"'),
    "a title without end": ('"title": "Alice runs"', f'"title": "{"x" * 256}"'),
    "a column from elsewhere": ('"title": "Alice runs"', '"title": "Alice runs", "owner": 7'),
    "a goal that is not in the file": ('"goal_id": 1, "tag_id"', '"goal_id": 99, "tag_id"'),
    "an id below zero": ('"id": 1, "title"', '"id": -1, "title"'),
    "two goals of one name": ('"title": "Alice is far"', '"title": "ALICE runs"'),
    "an id twice": ('"id": 2, "title"', '"id": 1, "title"'),
    "a state nobody can be in": ('"state": "part"', '"state": "perhaps"'),
}


@pytest.mark.parametrize(("old", "new"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_export_is_refused_whole(
    database: Database, url: str, charlie: Acquaintance, sound: bytes, old: str, new: str
) -> None:
    broken = sound.decode().replace(old, new, 1)
    assert broken != sound.decode(), "the test breaks nothing"
    before = dump_of(url)
    with pytest.raises(Refused) as no:
        database.run_now(restoring.restore, charlie, read_export(broken.encode()))
    assert no.value.field == "file"
    assert {**dump_of(url), "numbering": []} == {**before, "numbering": []}


def test_an_export_without_a_goals_schedule_is_refused(sound: bytes) -> None:
    tree = json.loads(sound)
    tree["schedule_versions"].pop()
    with pytest.raises(Refused):
        read_export(json.dumps(tree).encode())


def test_a_file_of_before_a_column_was_there_is_read(sound: bytes) -> None:
    tree = json.loads(sound)
    for goal in tree["goals"]:
        del goal["frequency_text"]
    del tree["templates"]
    found = read_export(json.dumps(tree).encode())
    assert found.rows["goals"][0]["frequency_text"] is None
    assert found.rows["templates"] == []


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_becomes_of_an_export_it_is_read_or_refused(
    sound: bytes, data: st.DataObject
) -> None:
    broken = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(broken) - 1))
        until = at + data.draw(st.integers(0, 40))
        broken[at:until] = data.draw(
            st.binary(max_size=8) | st.sampled_from([b"null", b"[", b'"', b"-1"])
        )
    with suppress(Refused):
        assert isinstance(read_export(bytes(broken)), Exported)
