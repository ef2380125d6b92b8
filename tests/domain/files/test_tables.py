import csv
import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Reason
from domain.files.guard import MAX_BYTES
from domain.files.tables import COLUMNS_MAX, ROWS_MAX, Row, has_columns, read_table
from tests.domain.files.corpus import refusal

COLUMNS = ("day", "note")
cells = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


def rows(data: bytes) -> list[Row]:
    return list(read_table(data, COLUMNS))


@given(st.lists(st.tuples(cells, cells), max_size=5), st.sampled_from(",;\t"))
def test_what_a_spreadsheet_writes_is_read_back(written: list[tuple[str, str]], delimiter: str):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([COLUMNS, *written])
    read = [(row["day"], row["note"]) for row in rows(text.getvalue().encode())]
    stripped = [(one.strip(), two.strip()) for one, two in written]
    assert read == [pair for pair in stripped if any(pair)]


def test_rows_know_their_line_and_blank_ones_are_left_out():
    data = b'day,note\r\n1,"a\r\nb"\r\n\r\n , \r\n2,c'
    assert [(row.line, row["day"], row["note"]) for row in rows(data)] == [
        (3, "1", "a\r\nb"),
        (6, "2", "c"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(end: str):
    assert [row["note"] for row in rows(end.join(["note,day", "a,1", ""]).encode())] == ["a"]


@pytest.mark.parametrize(
    "first", ["day", "day|note", "when,what", "day,note,day", "," * 1_000_000, '"day,note"']
)
def test_a_file_without_the_columns_is_of_another_shape(first: str):
    assert refusal(rows, f"{first}\n1,2\n".encode()).reason is Reason.WRONG_SHAPE
    assert not has_columns(first.encode(), COLUMNS)


def test_columns_may_be_more_than_those_needed_and_quoted():
    assert [row.get("extra") for row in rows(b'"extra","day","note"\nx,1,2\n')] == ["x"]
    assert [row.get("extra") for row in rows(b"day,note\n1,2\n")] == [""]
    assert has_columns(b"extra;note;day", COLUMNS)


def test_columns_are_counted_before_the_line_is_split():
    names = ",".join([*COLUMNS, *(f"c{n}" for n in range(COLUMNS_MAX - 2))])
    assert has_columns(names.encode(), COLUMNS)
    assert not has_columns(f"{names},one_more".encode(), COLUMNS)


@pytest.mark.parametrize("line", ["1", "1,2,3", "1,2,,x"])
def test_a_row_of_another_length_refuses_its_cells_and_says_its_line(line: str):
    [row] = rows(f"day,note\n{line}\n".encode())
    no = refusal(row.__getitem__, "day")
    assert (no.field, no.reason, no.data) == ("row", Reason.DAMAGED, {"line": 2})


def test_a_comma_at_the_end_is_no_cell():
    assert [row["note"] for row in rows(b"day,note\n1,2,,\n")] == ["2"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('day,note\n1,"open\n2,3\n', 3),
        ('day,note\n1,"a"b\n', 2),
        ("day,note\n1," + "x" * 200_000, 2),
    ],
    ids=["open quote", "quote within", "huge field"],
)
def test_a_damaged_table_is_refused_with_the_line(text: str, line: int):
    no = refusal(rows, text.encode())
    assert (no.field, no.reason, no.data) == ("file", Reason.DAMAGED, {"line": line})


def test_rows_are_bounded():
    assert len(rows(b"day,note\n" + b"1,2\n" * ROWS_MAX)) == ROWS_MAX
    no = refusal(rows, b"day,note\n" + b"1,2\n" * (ROWS_MAX + 1))
    assert (no.reason, no.data["limit"]) == (Reason.TOO_MANY, ROWS_MAX)


def test_a_row_of_a_million_columns_costs_no_more_than_its_file():
    tracemalloc.start()
    [row] = rows(b"day,note\n" + b"," * 1_000_000 + b"x")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert row.cells == {}
    assert peak < 5 * MAX_BYTES
