"""Each row of the page on faults names tests that exist, and each test of a row stands in it."""

import re
import tomllib

import pytest

from tests.docs.documents import ROOT

PAGE = ROOT / "docs" / "faults.md"
ROWS = {
    int(number): re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", rest)
    for number, rest in re.findall(r"^\| (\d+) \|(.+)\|$", PAGE.read_text(), re.M)
}
WANTED = (3, 5, 11, *range(13, 29), *range(31, 42), 43, 45)


def named_after_rows() -> list[tuple[int, str, str]]:
    """The tests that have rows in their names: ``test_31_32_words_come_back``."""
    found = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for name, numbers in re.findall(r"^def (test_((?:\d\d_)+)\w+)", path.read_text(), re.M):
            place = str(path.relative_to(ROOT))
            rows = {int(number) for number in numbers.split("_") if number}
            found += [(row, place, name) for row in sorted(rows & {*WANTED})]
    return found


@pytest.mark.parametrize("row", WANTED)
def test_every_row_names_a_test(row: int) -> None:
    assert ROWS[row]


@pytest.mark.parametrize(("path", "name"), sorted({test for row in ROWS.values() for test in row}))
def test_a_test_that_a_row_names_exists(path: str, name: str) -> None:
    assert re.search(rf"^def {name}\(", (ROOT / path).read_text(), re.M)


@pytest.mark.parametrize(("row", "path", "name"), named_after_rows())
def test_a_test_named_after_a_row_stands_in_it(row: int, path: str, name: str) -> None:
    assert (path, name) in ROWS[row]


def test_31_the_linter_looks_for_sql_that_is_put_together() -> None:
    """Row 31: and only where tables are named by our own list may it look away."""
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]
    assert "S" in lint["select"]
    away = {path for path, rules in lint["per-file-ignores"].items() if {"S", "S608"} & {*rules}}
    assert {path for path in away if not path.startswith("tests/")} == {
        "storage/{journal,triggers,reverting}.py"
    }
    assert not {"S", "S608"} & {*lint["ignore"]}
    source = "".join(path.read_text() for path in (ROOT / "storage").rglob("*.py"))
    assert "noqa: S608" not in source
