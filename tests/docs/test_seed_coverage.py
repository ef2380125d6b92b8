"""What the page on coverage says is shown by a test is shown by one that exists."""

import re
from pathlib import Path

import pytest

from tests.docs.documents import ROOT

PAGE = ROOT / "docs" / "seed-coverage.md"
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE.read_text())


def rows() -> list[list[str]]:
    lines = [line for line in PAGE.read_text().splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[-1] != "Test"]


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED)))
def test_a_test_that_is_named_exists(path: str, name: str) -> None:
    assert re.search(rf"^def {name}\(", Path(ROOT / path).read_text(), re.M)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_every_row_names_a_test_or_says_that_it_is_still_to_come(row: list[str]) -> None:
    what, where, test = row
    assert what
    assert ("::test_" in test) != ("still to come" in where)
